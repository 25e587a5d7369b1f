// SPDX-License-Identifier: Apache-2.0
#include "practice/practicetenant.h"

#include "practice/loopbackserver.h"
#include "practice/site.h"

#include <QCoreApplication>

#include <future>
#include <thread>

namespace assayer::practice {

namespace {

constexpr size_t workerThreads = 4;
constexpr size_t maximumBody = 64 * 1024;
constexpr size_t maximumTarget = 1024;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// The library's threads, begun when somebody asks: most windows that have a practice tenant never use it.
class LateThreads final : public httplib::TaskQueue {
public:
    void enqueue(std::function<void()> task) override
    {
        if (!m_pool)
            m_pool = std::make_unique<httplib::ThreadPool>(workerThreads);
        m_pool->enqueue(std::move(task));
    }
    void shutdown() override
    {
        if (m_pool)
            m_pool->shutdown();
    }

private:
    std::unique_ptr<httplib::ThreadPool> m_pool; ///< only the listening thread touches it
};

/// Whether the Host header names loopback: a page of another origin whose name was pointed at 127.0.0.1 is refused.
bool isLoopbackHost(const std::string& host)
{
    const std::string name = host.substr(0, host.rfind(':'));
    return name == "127.0.0.1" || name == "localhost";
}

void send(const Answer& answer, httplib::Response& response)
{
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers)
        response.set_header(name.toStdString(), value.toStdString());
    response.set_content(answer.body.toStdString(), answer.contentType.toStdString());
}

Question questionFrom(const httplib::Request& request, std::string body)
{
    const auto header = [&request](const char* name) {
        return QByteArray::fromStdString(request.get_header_value(name));
    };
    return {QString::fromStdString(request.method),
            QByteArray::fromStdString(request.target),
            header("Content-Type"),
            header("Authorization"),
            header("client-request-id"),
            header("return-client-request-id"),
            QByteArray::fromStdString(body)};
}

} // namespace

struct PracticeTenant::Server {
    explicit Server(const support::Clock& practiceClock)
        : clock(practiceClock)
    {
    }
    ~Server() { stop(); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    support::Result<QUrl> start(quint16 port);
    void stop();

    const support::Clock& clock;
    QUrl base;

private:
    void setUp();
    int bind(quint16 port);

    std::unique_ptr<LoopbackServer> m_http;
    std::unique_ptr<Site> m_site;
    std::thread m_thread;
    std::promise<void> m_listening; ///< kept once the thread takes connections
};

void PracticeTenant::Server::setUp()
{
    m_http->set_address_family(AF_INET);
    m_http->set_tcp_nodelay(true);
    m_http->set_payload_max_length(maximumBody);
    m_http->set_keep_alive_max_count(1);
    // The library's own default shares the port with whoever asks for the same one.
    m_http->set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    m_http->set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
        response.status = 500;
        response.set_content("The practice tenant failed at this request.\n", "text/plain; charset=utf-8");
    });
    m_http->set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
        if (!isLoopbackHost(request.get_header_value("Host"))) {
            response.status = 421;
            response.set_content("Only 127.0.0.1 and localhost are answered.\n", "text/plain; charset=utf-8");
            return httplib::Server::HandlerResponse::Handled;
        }
        if (request.target.size() > maximumTarget) {
            response.status = 414;
            return httplib::Server::HandlerResponse::Handled;
        }
        if (request.method == "POST")
            return httplib::Server::HandlerResponse::Unhandled;
        send(m_site->answer(questionFrom(request, {})), response);
        return httplib::Server::HandlerResponse::Handled;
    });
    m_http->Post(R"([\s\S]*)", [this](const httplib::Request& request, httplib::Response& response,
                                      const httplib::ContentReader& read) {
        std::string body;
        const bool whole = read([&body](const char* data, size_t length) {
            body.append(data, length);
            return body.size() <= maximumBody;
        });
        if (whole)
            send(m_site->answer(questionFrom(request, std::move(body))), response);
        else if (response.status < 400)
            response.status = 400;
    });
}

int PracticeTenant::Server::bind(quint16 port)
{
    if (port == 0)
        return m_http->bind_to_any_port("127.0.0.1");
    return m_http->bind_to_port("127.0.0.1", port) ? port : -1;
}

support::Result<QUrl> PracticeTenant::Server::start(quint16 port)
{
    if (!base.isEmpty())
        return base;
    auto directory = Directory::builtIn();
    if (!directory)
        return tl::unexpected(directory.error());
    try {
        m_http = std::make_unique<LoopbackServer>();
        setUp();
        const int bound = bind(port);
        if (bound <= 0) {
            return support::failure(QStringLiteral("practice-port"),
                                    Text::tr("The practice tenant could not open a port on 127.0.0.1."),
                                    port == 0 ? QString() : QString::number(port));
        }
        const QString text = QStringLiteral("http://127.0.0.1:") + QString::number(bound);
        m_site = std::make_unique<Site>(std::move(*directory), text, clock);
        // The port is open: who knocks before the thread takes connections waits in its queue, not we in ours.
        m_listening = std::promise<void>();
        m_http->new_task_queue = [this] {
            auto* queue = new LateThreads;
            m_listening.set_value();
            return queue;
        };
        m_thread = std::thread([server = m_http.get()] { server->listen_after_bind(); });
        base = QUrl(text);
        return base;
    } catch (const std::exception& exception) {
        return support::failure(QStringLiteral("practice-port"), Text::tr("The practice tenant could not start."),
                                QString::fromLocal8Bit(exception.what()));
    }
}

void PracticeTenant::Server::stop()
{
    if (m_thread.joinable()) {
        // Before the library listens its stop() does nothing.
        m_listening.get_future().wait();
        m_http->stopConnections();
        m_http->stop();
        m_thread.join();
    }
    base.clear();
}

PracticeTenant::PracticeTenant(const support::Clock& clock)
    : m_server(std::make_unique<Server>(clock))
{
}

PracticeTenant::~PracticeTenant() = default;

support::Result<QUrl> PracticeTenant::start(quint16 port)
{
    return m_server->start(port);
}

QUrl PracticeTenant::baseUrl() const
{
    return m_server->base;
}

support::Secret PracticeTenant::demoSecret()
{
    const auto directory = Directory::builtIn();
    if (!directory)
        return {};
    for (const Application& application : directory->tenants.constFirst().applications) {
        for (const Application::ClientSecret& secret : application.secrets) {
            if (!secret.expired)
                return support::Secret::fromText(secret.value);
        }
    }
    return {};
}

} // namespace assayer::practice
