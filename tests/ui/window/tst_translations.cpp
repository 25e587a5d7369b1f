// SPDX-License-Identifier: Apache-2.0
// Every text that the window asks to have translated is filed for the translators under the context that it is asked
// for.
#include "translationrecord.h"
#include "ui/window/pagesamples.h"
#include "ui/window/windowfixture.h"

#include <QAction>

using namespace assayer;

namespace {

void getToken(const WindowFixture& fixture)
{
    QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
}

void paste(const WindowFixture& fixture, const QString& text)
{
    fixture.environment.clipboard->setText(text);
    fixture.find<QAction>("pasteAction")->trigger();
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void text_isFiledWhereItIsSought()
    {
        const TranslationRecord record;
        WindowFixture fixture;
        getToken(fixture);
        for (const QString& text : {manifest(), settings(), answer(), QStringLiteral("nonsense")})
            paste(fixture, text);
        for (const char* page : {"showTokenAction", "showExchangeAction", "showAnswerAction", "showRolesAction"}) {
            if (auto* action = fixture.find<QAction>(page))
                action->trigger();
        }
        fixture.window->session().setSecret(support::Secret::fromText(QStringLiteral("wrong")));
        getToken(fixture);
        fixture.window->newProfile();
        compareFiled(record.asked(), 300);
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
