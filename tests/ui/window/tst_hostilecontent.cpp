// SPDX-License-Identifier: Apache-2.0
#include "controls/plainlabel.h"
#include "jose/base64url.h"
#include "ui/models/manyclaims.h"
#include "ui/window/windowfixture.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace assayer;

namespace {

/// What a person does not notice; a build without optimization is several times slower.
#ifdef __OPTIMIZE__
constexpr qint64 longestStall = 200;
#else
constexpr qint64 longestStall = 1'500;
#endif

QByteArray compact(const QByteArray& payload)
{
    using jose::base64url::encode;
    return encode("{\"alg\":\"RS256\",\"kid\":\"k\"}") + '.' + encode(payload) + '.' + encode(QByteArray(256, 'x'));
}

void allShown(const QAbstractItemModel* model, const QModelIndex& parent, QStringList& texts)
{
    for (int row = 0; row < model->rowCount(parent); ++row) {
        for (int column = 0; column < model->columnCount(parent); ++column) {
            const QModelIndex index = model->index(row, column, parent);
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                texts << index.data(role).toString();
        }
        allShown(model, model->index(row, 0, parent), texts);
    }
}

/// Names, descriptions, values, tooltips, menus, titles, labels: all that the window says, apart from what the user
/// may edit, which stays as it is.
QStringList everythingSaid(const QWidget* window)
{
    QStringList texts{window->windowTitle()};
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        texts << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip() << widget->statusTip()
              << widget->whatsThis();
        const auto* plain = qobject_cast<const controls::PlainLabel*>(widget);
        if (plain)
            texts << plain->fullText();
        else if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts << button->text();
        if (const auto* bar = qobject_cast<const QTabBar*>(widget))
            for (int tab = 0; tab < bar->count(); ++tab)
                texts << bar->tabText(tab) << bar->tabToolTip(tab) << bar->accessibleTabName(tab);
        if (qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget))
            continue;
        if (QAccessibleInterface* said = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget)))
            for (const auto text : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                texts << said->text(text);
    }
    for (const QAction* action : window->findChildren<QAction*>())
        texts << action->text() << action->toolTip() << action->statusTip();
    return texts;
}

void areLiteral(const QStringList& texts)
{
    for (const QString& text : texts) {
        for (const char16_t bad : {u'\u202e', u'\u2066', u'\u200b', u'\u001b', u'\r', u'\t'})
            QVERIFY2(!text.contains(QChar(bad)), qPrintable(text.left(300)));
        // A tooltip may be our own rich text around escaped words.
        if (Qt::mightBeRichText(text))
            QVERIFY2(!text.contains(QLatin1String("<img")) || !text.startsWith(u'<') || text.startsWith(u"<img"),
                     qPrintable(text.left(300)));
    }
}

/// Gives every request the same refusal, in hostile words, at once.
class AnsweringTransport final : public http::Transport {
public:
    explicit AnsweringTransport(const QByteArray& words)
    {
        const QJsonObject error{{QStringLiteral("error"), QStringLiteral("invalid_client")},
                                {QStringLiteral("error_description"), QString::fromUtf8(words)}};
        m_body = QJsonDocument(error).toJson(QJsonDocument::Compact);
        m_words = words;
    }
    http::Call* send(const http::Request& request, QObject* parent) override
    {
        http::Reply reply;
        reply.exchange.purpose = request.purpose;
        reply.exchange.request.method = request.method;
        reply.exchange.request.url = request.url;
        http::ResponseRecord response;
        response.status = 401;
        response.reason = QString::fromUtf8(m_words);
        response.headers = {{"Content-Type", "application/json"}, {"X-Hostile", m_words}, {m_words, "value"}};
        response.body = m_body;
        response.bodyBytes = m_body.size();
        reply.exchange.response = response;
        reply.body = m_body;
        return new AnsweredCall(reply, parent);
    }

private:
    class AnsweredCall final : public http::Call {
    public:
        AnsweredCall(const http::Reply& reply, QObject* parent)
            : Call(parent)
        {
            QTimer::singleShot(0, this, [this, reply] { Q_EMIT finished(reply); });
        }
        void cancel() override {}
    };
    QByteArray m_body;
    QByteArray m_words;
};

} // namespace

class TestHostileContent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hostileClaims_areLiteralEverywhere()
    {
        WindowFixture fixture;
        const QByteArray evil =
            "<img src='file:///etc/passwd'>\\u202e\\u200b\\u001b[31m\\n\\r\\t&amp;" + QByteArray(5000, 'x');
        fixture.window->session().inspect(compact("{\"aud\":\"" + evil + "\",\"iss\":\"" + evil + "\",\"roles\":[\"" +
                                                  evil + "\"],\"" + evil + "\":1}"));
        QTRY_VERIFY(fixture.window->session().inspection().token);
        QTRY_VERIFY(!fixture.window->session().isRunning());
        (void)fixture.window->grab();
        QStringList texts{fixture.window->windowTitle()};
        for (const char* name : {"token", "checklist", "exchange"})
            allShown(fixture.find<QAbstractItemView>(name)->model(), {}, texts);
        for (const QLabel* label : fixture.window->findChildren<QLabel*>()) {
            QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty() ||
                    !Qt::mightBeRichText(label->text()));
        }
        texts << everythingSaid(fixture.window.get());
        areLiteral(texts);
    }

    void hostileProfileAndAnswer_areLiteralEverywhere()
    {
        const QString evil =
            QStringLiteral("<img src='file:///etc/passwd'>\u202e\u200b\u001b[31m\t&amp;") + QString(500, u'x');
        const QString answer = evil + QStringLiteral("\nAADSTS7000215: <b>bold</b>\r\nTrace ID: \u2066");
        AnsweringTransport transport(answer.toUtf8());
        WindowFixture fixture(&transport);
        profile::Profile profile = profile::workedExample();
        profile.name = evil;
        profile.expectations.roles << evil;
        fixture.window->session().edit(profile);
        fixture.window->getToken();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                                 20'000);
        QVERIFY(!fixture.window->session().inspection().exchanges.isEmpty());
        fixture.window->showExchange();
        (void)fixture.window->grab();
        QStringList texts = everythingSaid(fixture.window.get());
        for (const char* name : {"token", "checklist", "exchange", "profileList"})
            allShown(fixture.find<QAbstractItemView>(name)->model(), {}, texts);
        areLiteral(texts);
        QVERIFY(texts.join(u' ').contains(QStringLiteral("<img src=")));
    }

    void largeToken_stallsNothing_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("1 MiB in one claim") << compact("{\"aud\":\"" + QByteArray(780'000, 'x') + "\"}");
        QTest::newRow("100,000 claims") << compact(hundredThousandClaims());
        QTest::newRow("100,000 roles") << compact("{\"roles\":[" + QByteArray("\"a\",").repeated(99'999) + "\"a\"]}");
        QTest::newRow("128 deep") << compact("{\"a\":" + QByteArray("[").repeated(126) + QByteArray("]").repeated(126) +
                                             '}');
    }
    void largeToken_stallsNothing()
    {
        QFETCH(QByteArray, token);
        QVERIFY(token.size() <= jose::maximumTokenSize);
        WindowFixture fixture;
        QCoreApplication::processEvents();
        Heartbeat heartbeat;
        fixture.window->session().inspect(token);
        QTRY_VERIFY(fixture.window->session().inspection().token);
        fixture.window->toggleRaw();
        QTRY_VERIFY(fixture.find<QWidget>("rawText")->isVisible());
        auto* tree = fixture.find<QAbstractItemView>("token");
        const QModelIndex claims = tree->model()->index(1, 0);
        tree->setCurrentIndex(tree->model()->index(tree->model()->rowCount(claims) - 1, 0, claims));
        QCoreApplication::processEvents();
        fixture.window->findInToken();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("zz"));
        QTRY_VERIFY(QApplication::focusWidget());
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        qInfo() << "longest stall" << heartbeat.longest() << "ms";
        QVERIFY2(heartbeat.longest() < longestStall, qPrintable(QString::number(heartbeat.longest())));
    }
};

QTEST_MAIN(TestHostileContent)
#include "tst_hostilecontent.moc"
