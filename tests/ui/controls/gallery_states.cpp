// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"

#include "controls/banner.h"
#include "controls/card.h"
#include "controls/codeblock.h"
#include "controls/difftext.h"
#include "controls/emptystate.h"
#include "controls/findbar.h"
#include "controls/formfield.h"
#include "controls/primarybutton.h"
#include "controls/statusdelegate.h"
#include "controls/statusnote.h"
#include "style/icons.h"
#include "style/style.h"
#include "style/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace assayer;
using namespace assayer::controls;

namespace gallery {

QWidget* statesPage()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    const auto banner = [&](style::State state, const QString& sentence, const QString& reason, qint64 now) {
        auto* one = new Banner;
        one->show(state, sentence, reason);
        if (now)
            one->add(lifetime(now));
        column->addWidget(one);
        return one;
    };
    banner(style::State::Pass, "Orders API will accept this token", "all nine checks pass", shownAt);
    banner(style::State::Warning, "Orders API will probably accept this token", "the token expires soon",
           issuedAt + 3400);
    banner(style::State::Fail, "This token has expired", "ask for a new one", issuedAt + 4000);
    banner(style::State::Neutral, "Nothing to check yet", "get a token, or paste one with Ctrl+V", 0);
    auto* busy = banner(style::State::Busy, "Waiting for login.microsoftonline.com", "4 s of at most 30 s", 0);
    busy->add(new QPushButton("Cancel"));
    auto* below =
        banner(style::State::Fail, "The authority refused the request: invalid_client",
               "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the "
               "client secret value, not the client secret ID, for a secret added to app "
               "'6f1c2b0e-93f4-4f5e-a1c7-0d1f2d3c4b5a'. <b>literal</b> \u202Egnirts",
               0);
    below->setReasonBelow(true);
    below->add(new QPushButton("Enter the secret again"));

    auto* card = new Card;
    auto* grid = new FormGrid;
    auto* wrong = new FormField("Tenant", edit("contoso .com"));
    wrong->setProblem(FormField::Severity::Error, "A tenant is a domain name or an ID; a space is neither.");
    grid->add(wrong);
    auto* warned = new FormField("Resource", edit("https://vault.azure.net//.default"));
    warned->setProblem(FormField::Severity::Warning, "A double slash is part of the name here; usually one is meant.");
    grid->add(warned);
    auto* disabled = new FormField("Disabled", edit("not now"));
    disabled->editor()->setEnabled(false);
    grid->add(disabled);
    auto* spin = new QSpinBox;
    spin->setRange(0, 600);
    spin->setValue(30);
    spin->setSuffix(" s");
    grid->add(new FormField("Limit", spin));
    auto* editable = combo({"https://graph.microsoft.com/.default"}, "Scope", false);
    editable->setEditable(true);
    grid->add(new FormField("Scope", editable));
    auto* choices = new QWidget;
    auto* choiceRow = new QHBoxLayout(choices);
    choiceRow->setContentsMargins(0, 0, 0, 0);
    auto* checked = new QCheckBox("Checked");
    checked->setChecked(true);
    auto* radio = new QRadioButton("Radio");
    radio->setChecked(true);
    for (QWidget* choice : {static_cast<QWidget*>(checked), static_cast<QWidget*>(new QCheckBox("Open")),
                            static_cast<QWidget*>(radio), static_cast<QWidget*>(new QRadioButton("Other"))})
        choiceRow->addWidget(choice);
    choiceRow->addStretch(1);
    grid->add(new FormField("Choices", choices));
    card->setContent(grid);
    auto* buttons = new ButtonRow;
    auto* primary = new PrimaryButton("Get token");
    primary->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto* cancel = new PrimaryButton("Get token");
    cancel->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_Return));
    cancel->setBusy(true);
    auto* off = new PrimaryButton("Get token");
    off->setEnabled(false);
    auto* link = new QPushButton("A link");
    style::setButtonRole(link, style::ButtonRole::Link);
    auto* flat = new QPushButton("Flat");
    style::setButtonRole(flat, style::ButtonRole::Flat);
    auto* dead = new QPushButton("Disabled");
    dead->setEnabled(false);
    for (QWidget* button : {static_cast<QWidget*>(primary), static_cast<QWidget*>(cancel), static_cast<QWidget*>(off),
                            static_cast<QWidget*>(link), static_cast<QWidget*>(flat), static_cast<QWidget*>(dead)})
        buttons->add(button);
    card->setFoot(buttons);
    column->addWidget(card);

    auto* icons = new QWidget;
    auto* iconGrid = new QGridLayout(icons);
    iconGrid->setContentsMargins(0, 0, 0, 0);
    int at = 0;
    for (const QString& name : style::iconNames()) {
        auto* button = new QPushButton(style::icon(name), {});
        button->setAccessibleName(name);
        style::setButtonRole(button, style::ButtonRole::Flat);
        iconGrid->addWidget(button, at / 22, at % 22);
        ++at;
    }
    auto* app = new QLabel;
    app->setPixmap(style::applicationIcon().pixmap(64));
    iconGrid->addWidget(app, 0, 22, 2, 1);
    auto* appSmall = new QLabel;
    appSmall->setPixmap(style::applicationIcon().pixmap(16));
    iconGrid->addWidget(appSmall, 0, 23);
    column->addWidget(icons);
    auto* note = new StatusNote;
    note->set(style::State::Pass, "200 OK · 214 ms · 1.6 KB");
    auto* failed = new StatusNote;
    failed->set(style::State::Fail, "401 Unauthorized");
    auto* notes = new QHBoxLayout;
    notes->addWidget(note);
    notes->addWidget(failed);
    notes->addStretch(1);
    column->addLayout(notes);
    column->addStretch(1);
    return page;
}

QWidget* piecesPage()
{
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(12, 12, 12, 12);
    grid->setSpacing(10);
    auto* ladder = new Card;
    ladder->setTitle("Orders.Write.All: why not?");
    ladder->setNote("from both manifests and the assignments");
    auto* model = new QStandardItemModel;
    model->appendRow(row({"Declared by Orders API", "pass", "appRoles[1] in its manifest, value Orders.Write.All"}));
    model->appendRow(row({"Not granted", "fail",
                          "no appRoleAssignment of this role for the client’s service principal: an administrator has "
                          "not consented since it was added"}));
    model->appendRow(row({"Token issued after the grant", {}, "then ask for a new token; this one is 21 min old"}));
    StatusDelegate::Roles names{StatusRole, SummaryRole, ValueRole, GroupRole, NameValueRole};
    auto* steps = tree(model, new StatusDelegate(StatusDelegate::Look::Step, names));
    ladder->setContent(steps);
    grid->addWidget(ladder, 0, 0);
    auto* code = new CodeBlock;
    code->setCode("az rest --method POST \\\n  --url https://graph.microsoft.com/v1.0\\\n/servicePrincipals/$API_SP\n"
                  "hostile: <b>\u202E</b>\x1b[31m");
    code->setFitsText(12);
    code->mark(10, 12);
    auto* codeCard = new Card;
    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->addWidget(code);
    auto* find = new FindBar;
    find->lineEdit()->setText("orders");
    find->setPosition(2, 7);
    column->addWidget(find);
    auto* near = new DiffText;
    near->setValues({"https://login.microsoftonline.com/4f8e2a6b/v2.0"},
                    {"https://login.microsoftonline.com/4F8E2a6b/v2.0/ \u200B\u202E\t"});
    column->addWidget(near);
    auto* several = new DiffText;
    several->setValues({"Orders.Read", "Orders.Write"}, {});
    column->addWidget(several);
    column->addStretch(1);
    codeCard->setContent(inner);
    grid->addWidget(codeCard, 0, 1);
    auto* empty = new Card;
    auto* state = new EmptyState("inbox", "No token yet",
                                 "Fill in the form and get a token, or paste one that you have with Ctrl+V.");
    state->addButton("Get token", true);
    state->addButton("Open the worked example");
    empty->setContent(state);
    grid->addWidget(empty, 1, 0);
    auto* scrolled = new Card;
    scrolled->setTitle("Scrolled");
    auto* rowsModel = new QStandardItemModel;
    for (int i = 0; i < 60; ++i)
        rowsModel->appendRow(
            row({QString("Check %1").arg(i), i % 3 ? "pass" : "fail", "a long German-length explanation of it"}));
    scrolled->setContent(tree(rowsModel, new StatusDelegate(StatusDelegate::Look::Check, names)));
    grid->addWidget(scrolled, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return page;
}

/// What opens over the window, as pictures: a menu, a list, a tool tip, a message.
QWidget* popupsPage()
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    const auto add = [&](QWidget* popup) {
        auto* label = new QLabel;
        label->setPixmap(popup->grab());
        row->addWidget(label, 0, Qt::AlignTop);
    };
    auto* menu = new QMenu(page);
    menu->addAction(style::icon("plus"), "&New profile")->setShortcut(QKeySequence::New);
    menu->addAction(style::icon("paste"), "Inspect a token from the clipboard")->setShortcut(QKeySequence::Paste);
    menu->addSeparator();
    QAction* checked = menu->addAction("Show the time in UTC");
    checked->setCheckable(true);
    checked->setChecked(true);
    menu->addMenu("Theme")->addAction("Light");
    menu->addAction("Not now")->setEnabled(false);
    menu->setActiveAction(checked);
    menu->popup({});
    menu->setActiveAction(checked);
    QCoreApplication::processEvents();
    add(menu);
    auto* box = combo({"Client secret", "Certificate", "Federated"}, "Kind", false);
    box->setParent(page);
    box->resize(220, 28);
    box->show();
    box->showPopup();
    add(box->view()->window());
    box->hide();
    auto* message = new QMessageBox(QMessageBox::Warning, "Save", "The profile has changed. Save it?",
                                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, page);
    message->show();
    add(message);
    auto* tools = new QGroupBox("A group box");
    auto* inside = new QVBoxLayout(tools);
    inside->addWidget(new QCheckBox("Inside"));
    auto* progress = new QProgressBar;
    progress->setValue(40);
    inside->addWidget(progress);
    auto* plainTabs = new QTabWidget;
    plainTabs->addTab(new QLabel("One"), "One");
    plainTabs->addTab(new QLabel("Two"), "Two");
    inside->addWidget(plainTabs);
    row->addWidget(tools, 0, Qt::AlignTop);
    row->addStretch(1);
    return page;
}

} // namespace gallery
