// SPDX-License-Identifier: Apache-2.0
#include "dialogs/conflictdialog.h"
#include "dialogs/deletedialog.h"
#include "dialogs/environmentsdialog.h"
#include "dialogs/folderdialog.h"
#include "dialogs/messagedialog.h"
#include "dialogs/namedialog.h"
#include "dialogs/variablerow.h"
#include "style/theme.h"
#include "ui/looks.h"

#include <QLineEdit>
#include <QPushButton>

#include <functional>
#include <memory>

using namespace assayer;
using namespace assayer::dialogs;
using namespace looks;

namespace {

store::Conflict conflict(bool removed)
{
    store::Conflict both;
    both.removed = removed;
    QByteArray text = "{\n  \"schema\": 1,\n  \"name\": \"web API, prod\",\n  \"authority\": {\n"
                      "    \"kind\": \"entra\",\n    \"tenant\": \"contoso.onmicrosoft.com\"\n  },\n"
                      "  \"client_id\": \"11112222-3333-4444-5555-666677778888\",\n"
                      "  \"resources\": [\n    \"api://web-api\"\n  ]\n}\n";
    both.ourText = text;
    text.replace("contoso.onmicrosoft.com", "fabrikam.onmicrosoft.com").replace("  ]\n}", "  ],\n  \"scope\": \"\"\n}");
    both.theirText = removed ? QByteArray() : text;
    both.theirProfile = profile::Profile();
    return both;
}

EnvironmentsView environments()
{
    using profile::VariableKind;
    EnvironmentsView view;
    for (const char* name : {"dev", "test", "prod"}) {
        store::EnvironmentEntry entry;
        entry.path = QLatin1String(name);
        entry.environment.name = QLatin1String(name);
        entry.environment.variables = {
            {QStringLiteral("tenant"), VariableKind::Plain, QStringLiteral("contoso.onmicrosoft.com")},
            {QStringLiteral("client_id"), VariableKind::Plain, QStringLiteral("11112222-3333-4444-5555-666677778888")},
            {QStringLiteral("client_secret"), VariableKind::Secret}};
        view.environments << entry;
    }
    return view;
}

using Made = std::function<std::unique_ptr<QDialog>()>;
struct Case {
    const char* name;
    Made make;
};

const QList<Case>& cases()
{
    static const QList<Case> all{
        {"conflict", [] { return std::make_unique<ConflictDialog>(conflict(false), QStringLiteral("web API, prod")); }},
        {"conflict-deleted",
         [] { return std::make_unique<ConflictDialog>(conflict(true), QStringLiteral("web API, prod")); }},
        {"host",
         [] { return hostQuestion(QStringLiteral("login.example.com"), QStringLiteral("tokens.elsewhere.example")); }},
        {"about", [] { return aboutMessage(QStringLiteral("Assayer 0.1.0\nQt 6.4.2\nOpenSSL 3.0.19 27 Jan 2026")); }},
        {"unsaved", [] { return unsavedQuestion(QStringLiteral("web API, prod")); }},
        {"secret", [] { return secretQuestion(QStringLiteral("web API, prod"), QStringLiteral("prod")); }},
        {"problem",
         [] {
             return problemMessage(QStringLiteral("The profile could not be saved."),
                                   QStringLiteral("No space left on device: %1").arg(QString(300, u'x')));
         }},
        {"delete-profile",
         [] {
             return std::make_unique<DeleteDialog>(
                 DeleteQuestion{QStringLiteral("web API, prod"), DeleteQuestion::Kind::Profile, 0, true});
         }},
        {"delete-folder",
         [] {
             return std::make_unique<DeleteDialog>(
                 DeleteQuestion{QString(60, u'x'), DeleteQuestion::Kind::Folder, 12, false});
         }},
        {"open-failed",
         [] {
             return problemMessage(QStringLiteral("The file is neither a profile nor a token."),
                                   QStringLiteral("/home/somebody/projects/orders/notes.txt"));
         }},
        {"folder",
         [] {
             return std::make_unique<FolderDialog>(
                 QStringLiteral("web API, prod"),
                 QStringList{QString(), QStringLiteral("Contoso"), QStringLiteral("Contoso/prod")});
         }},
        {"name",
         [] {
             auto made = std::make_unique<NameDialog>(QStringLiteral("New folder"), QStringLiteral("&Name"), QString());
             made->accept(); // with its problem
             return made;
         }},
        {"environments",
         [] {
             return std::make_unique<EnvironmentsDialog>(environments(),
                                                         [](const DeleteQuestion&) { return DeleteAnswer(); });
         }},
        {"environments-problem",
         [] {
             auto made = std::make_unique<EnvironmentsDialog>(environments(),
                                                              [](const DeleteQuestion&) { return DeleteAnswer(); });
             made->findChild<QPushButton*>(QStringLiteral("addVariable"))->click();
             QTest::keyClicks(made->findChildren<QLineEdit*>(QStringLiteral("variableName")).last(),
                              QStringLiteral("two words"));
             made->accept();
             return made;
         }},
        {"environments-none",
         [] {
             return std::make_unique<EnvironmentsDialog>(EnvironmentsView(),
                                                         [](const DeleteQuestion&) { return DeleteAnswer(); });
         }},
    };
    return all;
}

} // namespace

/// Every dialog in every look: nothing is cut, and with ASSAYER_PICTURES=FOLDER a picture of each is kept.
class TestLooks : public QObject {
    Q_OBJECT

    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void dialog_isWhole_data()
    {
        QTest::addColumn<int>("dialog");
        QTest::addColumn<QString>("look");
        for (int dialog = 0; dialog < cases().size(); ++dialog) {
            for (const QString& look : Look::all())
                QTest::addRow("%s %s", cases().at(dialog).name, qPrintable(look)) << dialog << look;
        }
    }
    void dialog_isWhole()
    {
        QFETCH(int, dialog);
        QFETCH(QString, look);
        const Look as(look, m_theme);
        QStringList cut;
        QSize least;
        {
            const std::unique_ptr<QDialog> shown = cases().at(dialog).make();
            shown->show();
            if (as.isSmall())
                shown->resize(shown->minimumSizeHint());
            layOut();
            (void)QTest::qWaitFor([&] { return (cut = cutWidgets(shown.get())).isEmpty(); });
            least = shown->minimumSizeHint();
            for (const QWidget* row : shown->findChildren<VariableRow*>()) {
                if (row->isVisible() && row->mapTo(shown.get(), row->rect().topRight()).x() >= shown->width())
                    cut << QStringLiteral("a row of %1").arg(row->width());
            }
            takePicture(shown.get(), QStringLiteral("dialog-%1-%2").arg(QLatin1String(cases().at(dialog).name), look));
        }
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        // It fits on the smallest screen that must do.
        QVERIFY2(least.width() <= 1024 && least.height() <= 700,
                 qPrintable(QStringLiteral("%1x%2").arg(least.width()).arg(least.height())));
    }
};

QTEST_MAIN(TestLooks)
#include "tst_looks.moc"
