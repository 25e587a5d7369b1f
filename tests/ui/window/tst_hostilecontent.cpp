// SPDX-License-Identifier: Apache-2.0
#include "jose/base64url.h"
#include "ui/models/manyclaims.h"
#include "ui/window/windowfixture.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QPushButton>
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
            texts << label->text() << label->accessibleName();
        }
        for (const QWidget* widget : fixture.window->findChildren<QWidget*>())
            texts << widget->accessibleName() << widget->accessibleDescription();
        for (const QString& text : texts) {
            for (const char16_t bad : {u'\u202e', u'\u200b', u'\u001b', u'\r', u'\t'})
                QVERIFY2(!text.contains(QChar(bad)), qPrintable(text.left(300)));
        }
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
