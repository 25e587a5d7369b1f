// SPDX-License-Identifier: Apache-2.0
#include "ui/window/canaryflows.h"

#include "controls/secretfield.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QMimeData>

#include <cstdio>

using namespace assayer;

namespace canary {

namespace {

void say(const QByteArray& text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

controls::SecretField* fieldOf(const Flowing& flow)
{
    return flow.fixture.find<controls::SecretField>("clientSecret");
}

} // namespace

void Flowing::openProfile()
{
    fixture.window->openFile(m_profile);
}

void Flowing::type()
{
    fieldOf(*this)->lineEdit()->setFocus();
    // keyClicks() knows the keys of ASCII alone.
    for (const QChar c : QString::fromUtf8(m_secret))
        QTest::sendKeyEvent(QTest::Click, fieldOf(*this)->lineEdit(), Qt::Key_unknown, QString(c), Qt::NoModifier);
    if (fieldOf(*this)->secret().reveal() != m_secret)
        qFatal("the secret was not typed");
}

void Flowing::ask()
{
    fixture.window->getToken();
    constexpr int limit = 20'000;
    if (!QTest::qWaitFor([this] { return fixture.window->session().hasInspection(); }, limit))
        qFatal("nothing came of the request");
}

void Flowing::trigger(const char* action)
{
    auto* found = fixture.window->findChild<QAction*>(QLatin1String(action));
    if (!found)
        qFatal("there is no %s", action);
    found->trigger();
}

void Flowing::exportClipboard()
{
    const QMimeData* data = fixture.environment.clipboard->mimeData();
    for (const QString& format : data->formats())
        say(format.toUtf8() + ": " + data->data(format));
}

void Flowing::copyEverything()
{
    for (const char* action : {"reportMarkdown", "reportText", "reportJson", "reportPseudonyms", "copyReportAction",
                               "copyTokenAction", "copyHeaderAction", "copyClaimsAction", "copyCurlAction"}) {
        trigger(action);
        exportClipboard();
    }
}

void Flowing::showEveryPage()
{
    for (const char* action : {"showExchangeAction", "showAnswerAction", "showRolesAction", "showTokenAction"}) {
        trigger(action);
        QCoreApplication::processEvents();
        exportWords();
    }
}

void Flowing::exportWords()
{
    for (QWidget* widget : fixture.window->findChildren<QWidget*>()) {
        if (widget == fieldOf(*this)->lineEdit())
            continue;
        say(widget->toolTip().toUtf8() + widget->accessibleName().toUtf8() + widget->accessibleDescription().toUtf8());
        say(widget->property("text").toString().toUtf8() + widget->property("plainText").toString().toUtf8());
    }
    QAccessibleInterface* field = QAccessible::queryAccessibleInterface(fieldOf(*this)->lineEdit());
    for (const auto part : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        say(field->text(part).toUtf8());
    say(fixture.window->windowTitle().toUtf8());
}

const QList<Flow>& flows()
{
    static const QList<Flow> all{
        {"typed",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.exportWords();
         },
         Flow::Kind::Stays},
        {"asked",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.ask();
             f.showEveryPage();
         }},
        {"copied",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.ask();
             f.copyEverything();
         }},
        {"exchanges saved",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.ask();
             f.fixture.dialogs.path = QFileInfo(f.profile()).path() + QStringLiteral("/exchanges.har");
             f.trigger("saveExchangesAction");
             if (!QFile::exists(f.fixture.dialogs.path))
                 qFatal("the exchanges were not saved");
         }},
        {"sent as Basic",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             auto* placement = f.fixture.find<QComboBox>("secretPlacement");
             for (int way = 1; way < placement->count(); ++way) {
                 placement->setCurrentIndex(way);
                 f.fixture.window->forgetToken();
                 f.ask();
                 f.copyEverything();
                 f.showEveryPage();
             }
         }},
        {"saved",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             auto* client = f.fixture.find<QLineEdit>("clientId");
             QTest::keyClicks(client, QStringLiteral("x"));
             f.trigger("saveAction");
             f.fixture.dialogs.path = QFileInfo(f.profile()).path() + QStringLiteral("/other.json");
             f.trigger("saveAsAction");
             f.ask();
             f.trigger("saveAction");
         }},
        {"a new profile saved",
         [](Flowing& f) {
             f.trigger("newProfileAction");
             f.type();
             f.fixture.dialogs.name = QStringLiteral("new");
             f.trigger("saveAction");
         },
         Flow::Kind::Stays},
        {"shown and hidden",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             fieldOf(f)->setShown(true);
             fieldOf(f)->setShown(false);
             f.exportWords();
         },
         Flow::Kind::Stays},
        {"looked at while it is shown",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             fieldOf(f)->setShown(true);
             f.exportWords();
         },
         Flow::Kind::Leaves},
        {"put into a title",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.fixture.window->setWindowTitle(QString::fromUtf8(f.secret()));
             f.exportWords();
         },
         Flow::Kind::Leaves},
        {"saved by mistake",
         [](Flowing& f) {
             f.openProfile();
             f.fixture.settings.setValue(QStringLiteral("last/secret"), QString::fromUtf8(f.secret()));
             f.fixture.settings.sync();
         },
         Flow::Kind::Leaves},
        {"forgotten",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.ask();
             f.trigger("forgetTokenAction");
             f.exportWords();
         }},
        {"another profile",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.ask();
             f.trigger("newProfileAction");
             if (!fieldOf(f)->isEmpty())
                 say("STILL THERE " + f.secret());
         }},
        {"quit and opened again",
         [](Flowing& f) {
             f.openProfile();
             f.type();
             f.ask();
             f.fixture.window->close();
             f.fixture.reopen();
             f.openProfile();
             if (!fieldOf(f)->isEmpty())
                 say("STILL THERE " + f.secret());
             f.exportWords();
         }},
    };
    return all;
}

} // namespace canary
