// SPDX-License-Identifier: Apache-2.0
#include "cli/verifycommand.h"

#include "jose/jwk.h"
#include "jose/jwt.h"
#include "jose/verification.h"
#include "support/json.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <unistd.h>

#include <cerrno>
#endif

namespace assayer::cli {

using support::json::Document;
using support::json::Value;

namespace {

constexpr int everyLineAnswered = 0;
constexpr int streamBroken = 3;
constexpr qsizetype chunkSize = 64 * 1024;

// QFile waits until it has all that was asked for, so that a program at the other end of a pipe that waits for its
// first answer would wait for ever: there, take what has come.
qint64 readSome(QIODevice& in, char* bytes, qint64 size)
{
#ifdef Q_OS_UNIX
    const auto* file = qobject_cast<const QFile*>(&in);
    if (file && file->isSequential() && file->handle() >= 0) {
        qint64 count = 0;
        do {
            count = ::read(file->handle(), bytes, static_cast<std::size_t>(size));
        } while (count < 0 && errno == EINTR);
        return count;
    }
#endif
    const qint64 count = in.read(bytes, size);
    if (count == 0 && in.waitForReadyRead(-1)) {
        return in.read(bytes, size);
    }
    // A sequential device says -1 at its end too.
    return count < 0 && in.isSequential() ? 0 : count;
}

bool writeAll(QIODevice& out, QByteArray& pending)
{
    const bool whole = out.write(pending) == pending.size();
    pending.clear();
    auto* file = qobject_cast<QFileDevice*>(&out);
    return whole && (!file || file->flush());
}

bool isCase(const Value& line)
{
    const Value* jws = line.find(u"jws");
    const bool single = line.find(u"jwk");
    const bool several = line.find(u"jwks");
    return jws && jws->isString() && single != several && !line.hasDuplicate(u"id") && !line.hasDuplicate(u"jws") &&
           !line.hasDuplicate(u"jwk") && !line.hasDuplicate(u"jwks");
}

support::Result<jose::JwkSet> keysOf(const Value& line)
{
    if (const Value* keys = line.find(u"jwks")) {
        return keys->find(u"keys") ? jose::JwkSet::fromValue(*keys)
                                   : support::failure(QStringLiteral("not-a-key-set"), QString());
    }
    return jose::Jwk::parse(*line.find(u"jwk")).map([](jose::Jwk key) { return jose::JwkSet{{std::move(key)}, {}}; });
}

QByteArray answerWith(const Value* id, qint64 number, const QString& error)
{
    Value answer = Value::object();
    answer.add(QStringLiteral("id"), id ? *id : Value());
    if (!id) {
        answer.add(QStringLiteral("line"), Value::number(number));
    }
    answer.add(QStringLiteral("verdict"),
               Value::string(error.isEmpty() ? QStringLiteral("valid") : QStringLiteral("invalid")));
    answer.add(QStringLiteral("error"), error.isEmpty() ? Value() : Value::string(error));
    return support::json::write(answer);
}

} // namespace

struct CaseVerifier::Keys {
    QByteArray text;
    support::Result<jose::JwkSet> set;
};

CaseVerifier::CaseVerifier() = default;
CaseVerifier::~CaseVerifier() = default;

QByteArray CaseVerifier::answer(QByteArrayView line, qint64 number)
{
    const Document document = support::json::read(line, {.depth = 128, .bytes = maximumCaseLine});
    const Value* id = document.value ? document.value->find(u"id") : nullptr;
    if (document.problem || !isCase(*document.value)) {
        return answerWith(id, number, QStringLiteral("bad-line"));
    }
    const Value* keys = document.value->find(u"jwk");
    keys = keys ? keys : document.value->find(u"jwks");
    const QByteArrayView text = line.sliced(keys->offset(), keys->length());
    if (!m_last || m_last->text != text) {
        m_last = std::make_unique<Keys>(Keys{text.toByteArray(), keysOf(*document.value)});
    }
    if (!m_last->set) {
        return answerWith(id, number, m_last->set.error().code);
    }
    const jose::Jwt token = jose::takeApart(document.value->find(u"jws")->text().toUtf8());
    const jose::Verification verification = jose::verify(token, *m_last->set);
    const bool valid = verification.status == jose::SignatureStatus::Valid && verification.cause.isEmpty();
    return answerWith(id, number, valid ? QString() : verification.cause);
}

namespace {

/// Cuts the input into lines and answers them.
class Stream {
public:
    Stream(QIODevice& in, QIODevice& out)
        : m_in(in)
        , m_out(out)
        , m_chunk(chunkSize, '\0')
    {
    }

    int run()
    {
        while (true) {
            const qint64 count = readSome(m_in, m_chunk.data(), m_chunk.size());
            if (count < 0) {
                return streamBroken;
            }
            if (count == 0) {
                break;
            }
            take(QByteArrayView(m_chunk).first(count));
            if (!writeAll(m_out, m_pending)) {
                return streamBroken;
            }
        }
        if (!m_line.isEmpty() || m_tooLong) {
            endLine();
        }
        return writeAll(m_out, m_pending) ? everyLineAnswered : streamBroken;
    }

private:
    void take(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const qsizetype end = bytes.indexOf('\n');
            append(end < 0 ? bytes : bytes.first(end));
            if (end < 0) {
                return;
            }
            endLine();
            bytes = bytes.sliced(end + 1);
        }
    }

    void append(QByteArrayView bytes)
    {
        if (m_tooLong || m_line.size() + bytes.size() > maximumCaseLine) {
            m_tooLong = true;
            m_line.clear();
            return;
        }
        m_line += bytes;
    }

    void endLine()
    {
        ++m_number;
        m_pending += m_tooLong ? answerWith(nullptr, m_number, QStringLiteral("line-too-long"))
                               : m_verifier.answer(m_line, m_number);
        m_pending += '\n';
        m_tooLong = false;
        m_line.resize(0);
    }

    QIODevice& m_in;
    QIODevice& m_out;
    QByteArray m_chunk;
    QByteArray m_line;
    QByteArray m_pending;
    CaseVerifier m_verifier;
    qint64 m_number = 0;
    bool m_tooLong = false;
};

} // namespace

int verifyCases(QIODevice& in, QIODevice& out)
{
    return Stream(in, out).run();
}

} // namespace assayer::cli
