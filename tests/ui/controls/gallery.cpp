// SPDX-License-Identifier: Apache-2.0
// Shows every control in its states, for eyes: gallery [--screenshot FILE] [--dark] [--font PERCENT] [--width PX]
// [--page window|states|trees]
#include "controls/banner.h"
#include "controls/card.h"
#include "controls/codeblock.h"
#include "controls/difftext.h"
#include "controls/emptystate.h"
#include "controls/findbar.h"
#include "controls/formfield.h"
#include "controls/keyvaluelist.h"
#include "controls/lifetimebar.h"
#include "controls/plainlabel.h"
#include "controls/primarybutton.h"
#include "controls/requestline.h"
#include "controls/secretfield.h"
#include "controls/statusdelegate.h"
#include "controls/statusnote.h"
#include "controls/tabs.h"
#include "controls/tokendelegate.h"
#include "controls/treeview.h"
#include "controls/waterfall.h"
#include "style/fonts.h"
#include "style/icons.h"
#include "style/style.h"
#include "style/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCommandLineParser>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace {

using namespace assayer;
using namespace assayer::controls;

constexpr qint64 issuedAt = 1795374120;
constexpr qint64 shownAt = issuedAt + 21 * 60;

enum Roles {
    StatusRole = Qt::UserRole + 1,
    SummaryRole,
    ValueRole,
    GroupRole,
    NameValueRole,
    BriefRole,
    StartRole,
    ConnectRole,
    WaitingRole,
    ReceivingRole,
    TotalRole,
    StrongRole
};

struct RowText {
    QString name;
    QString status;
    QString summary;
    bool value = false;
    bool nameValue = false;
};

QStandardItem* row(const RowText& text)
{
    auto* item = new QStandardItem(text.name);
    item->setData(text.status, StatusRole);
    item->setData(text.summary, SummaryRole);
    item->setData(text.value, ValueRole);
    item->setData(text.nameValue, NameValueRole);
    return item;
}

QStandardItem* group(const QString& name)
{
    auto* item = new QStandardItem(name);
    item->setData(true, GroupRole);
    return item;
}

QComboBox* combo(const QStringList& items, const QString& name, bool large)
{
    auto* box = new QComboBox;
    box->addItems(items);
    box->setAccessibleName(name);
    style::setLarge(box, large);
    return box;
}

QLineEdit* edit(const QString& text)
{
    auto* line = new QLineEdit(text);
    style::setFontRole(line, style::FontRole::Value);
    return line;
}

QWidget* requestForm()
{
    auto* grid = new FormGrid;
    grid->add(new FormField("&Tenant", edit("contoso.onmicrosoft.com")));
    grid->add(new FormField("Client &ID", edit("6f1c2b0e-93f4-4f5e-a1c7-0d1f2d3c4b5a")));
    auto* secret = new SecretField;
    secret->setSecret(support::Secret::fromText("abcdefghijklmnopqrstuv"));
    auto* credential = new FormField("Crede&ntial", secret);
    credential->setAccessibleLabel("Client secret");
    credential->setLeading(combo({"Client secret", "Certificate"}, "Kind of credential", false));
    credential->setHint("kept in the system keychain, never in the profile file", "lock");
    grid->add(credential);
    auto* resource = new FormField("&Resource", edit("api://orders-api"));
    resource->setHint("sends", {}, "scope=api://orders-api/.default");
    grid->add(resource);
    return grid;
}

QWidget* top()
{
    auto* card = new Card;
    auto* bar = new QWidget;
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(8, 8, 8, 8);
    line->addWidget(combo({"Microsoft Entra ID", "Other authority"}, "Authority", true));
    line->addWidget(combo({"v2.0", "v1.0"}, "Version", true));
    auto* request = new RequestLine;
    request->setRequest("POST", "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token",
                        "contoso.onmicrosoft.com");
    line->addWidget(request, 1);
    auto* button = new PrimaryButton("Get token");
    button->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_Return));
    line->addWidget(button);
    card->setHead(bar);
    card->setHeadLine(false);
    auto* pages = new PageStack;
    pages->setFitsCurrentPage(true);
    pages->add(requestForm(), "Request");
    QWidget* expectations = new QWidget;
    pages->add(expectations, "Expectations");
    pages->setCount(expectations, 4);
    for (const char* title : {"Connection", "App manifest", "Code"})
        pages->add(new QWidget, title);
    card->setContent(pages);
    return card;
}

LifetimeBar* lifetime(qint64 now)
{
    auto* bar = new LifetimeBar([now] { return now; });
    bar->setTimes({issuedAt, std::nullopt, issuedAt + 3600});
    return bar;
}

Banner* verdict()
{
    auto* banner = new Banner;
    banner->show(style::State::Fail, "Orders API will reject this token", "audience and 1 role do not match");
    banner->add(lifetime(shownAt));
    banner->add(new QPushButton("Copy report"));
    return banner;
}

TreeView* tree(QStandardItemModel* model, QAbstractItemDelegate* delegate)
{
    auto* view = new TreeView;
    model->setParent(view);
    delegate->setParent(view);
    view->setModel(model);
    view->setItemDelegate(delegate);
    view->expandAll();
    return view;
}

QWidget* checklist()
{
    auto* model = new QStandardItemModel;
    model->appendRow(row({"Signature", "pass", "RS256, key “nOo3ZDrO…” of this tenant"}));
    model->appendRow(row({"Issuer", "pass", "https://login.microsoftonline.com/4f8e2a6b-7c15-4d0e/v2.0", true}));
    model->appendRow(row({"Audience", "fail", "client ID of Orders API, expected its App ID URI"}));
    auto* roles = row({"Roles", "fail", "1 of 2 present"});
    roles->appendRow(row({"Orders.Read.All", "pass", {}, false, true}));
    roles->appendRow(row({"Orders.Write.All", "fail", "declared in the manifest, not granted", false, true}));
    model->appendRow(roles);
    model->appendRow(row({"Lifetime", "warning", "valid now, 39 min left of 60"}));
    model->appendRow(row({"Client", "pass", "azp is this profile’s client ID"}));
    model->appendRow(row({"Version", "unchecked", "v2 token"}));
    StatusDelegate::Roles names{StatusRole, SummaryRole, ValueRole, GroupRole, NameValueRole};
    auto* view = tree(model, new StatusDelegate(StatusDelegate::Look::Check, names));
    view->setItemsExpandable(false);
    view->setAccessibleName("Checklist");
    view->setCurrentIndex(model->index(2, 0));
    auto* card = new Card;
    card->setTitle("Checklist");
    card->setNote("5 pass · 2 fail");
    card->setContent(view);
    auto* detail = new QWidget;
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(11, 8, 11, 10);
    column->setSpacing(0);
    auto* why = new PlainLabel("Why — Orders API asks for v2 tokens, and a v2 token names the API by its client ID.");
    why->setOverflow(PlainLabel::Overflow::Wrap);
    column->addWidget(why);
    auto* values = new DiffText;
    values->setValues({"api://orders-api"}, {"2c7ab5ec-01d4-4e7c-8a55-3f0d6b1f9e10"});
    column->addWidget(values);
    auto* fix = new QPushButton("Expect the client ID");
    style::setButtonRole(fix, style::ButtonRole::Link);
    column->addWidget(fix, 0, Qt::AlignLeft);
    card->setFoot(detail);
    return card;
}

QWidget* tokenTree()
{
    auto* model = new QStandardItemModel(0, 3);
    const auto claim = [](const QString& name, const QString& value, const QString& meaning, const QString& status = {},
                          bool brief = false) {
        auto* first = new QStandardItem(name);
        first->setData(status, StatusRole);
        auto* second = new QStandardItem(value);
        second->setData(brief, BriefRole);
        return QList<QStandardItem*>{first, second, new QStandardItem(meaning)};
    };
    auto* header = group("Header");
    header->appendRow(claim("alg", "RS256", "RSA signature with SHA-256"));
    header->appendRow(claim("kid", "nOo3ZDrODXEK1jKWhXslHR_KXEg", "signing key, found in JWKS"));
    auto* claims = group("Claims");
    claims->appendRow(claim("aud", "2c7ab5ec-01d4-4e7c-8a55-3f0d6b1f9e10", "client ID of Orders API", "fail"));
    claims->appendRow(claim("iss", "https://login.microsoftonline.com/4f8e/v2.0", "tenant Contoso, v2.0"));
    claims->appendRow(claim("iat", "1795374120", "22 Nov 2026 19:02:00, 21 min ago"));
    claims->appendRow(claim("exp", "1795377720", "22 Nov 2026 20:02:00, in 39 min", "warning"));
    auto roles = claim("roles", "[1]", "application permissions granted", {}, true);
    roles.first()->appendRow(claim("0", "Orders.Read.All", {}));
    claims->appendRow(roles);
    claims->appendRow(claim("<b>x</b>\u202Eevil", "a\nb\u200B<img src=x>", "hostile & literal"));
    auto* signature = group("Signature");
    signature->appendRow(claim("bytes", "256", {}));
    for (QStandardItem* part : {header, claims, signature})
        model->appendRow(part);
    auto* delegate = new TokenDelegate({GroupRole, StatusRole, BriefRole});
    delegate->setFind("orders");
    auto* view = tree(model, delegate);
    view->collapse(signature->index());
    view->setUniformRowHeights(true);
    view->setColumnShares({0.31, 0.31, 0.38});
    view->setAccessibleName("Token");
    view->setCurrentIndex(claims->child(0)->index());
    return view;
}

QWidget* exchangePage()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* model = new QStandardItemModel(0, 4);
    model->setHorizontalHeaderLabels({"Request", "Status", "Time", "Size"});
    const auto add = [&](const QString& name, qint64 start, QVariant connect, QVariant wait, QVariant receive,
                         qint64 total) {
        auto* time = new QStandardItem;
        time->setData(start, StartRole);
        time->setData(connect, ConnectRole);
        time->setData(wait, WaitingRole);
        time->setData(receive, ReceivingRole);
        time->setData(total, TotalRole);
        auto* first = row({name, receive.isNull() ? "fail" : "pass", {}});
        first->setData(name.indexOf(' '), StrongRole);
        model->appendRow({first, new QStandardItem("200"), time, new QStandardItem("1.6 KB")});
    };
    add("POST …/oauth2/v2.0/token", 0, 56, 145, 12, 214);
    add("GET …/.well-known/openid-configuration", 216, {}, 28, 8, 36);
    add("GET …/discovery/v2.0/keys", 256, {}, {}, {}, 88);
    auto* list = new TreeView;
    model->setParent(list);
    auto* head = new WaterfallHeader(2, list);
    list->setHeader(head);
    list->setModel(model);
    head->setEnd(360);
    auto* bars = new WaterfallDelegate({StartRole, ConnectRole, WaitingRole, ReceivingRole, TotalRole}, list);
    bars->setEnd(360);
    list->setHeaderHidden(false);
    StatusDelegate::Roles names;
    names.status = StatusRole;
    names.strong = StrongRole;
    list->setItemDelegateForColumn(0, new StatusDelegate(StatusDelegate::Look::Check, names, list));
    list->setItemDelegateForColumn(2, bars);
    list->setColumnShares({0.5, 0.1, 0.28, 0.12});
    list->setFixedHeight(style::scaled(106, list));
    list->setCurrentIndex(model->index(0, 0));
    column->addWidget(list);
    column->addWidget(new WaterfallLegend);
    auto* pages = new PageStack;
    auto* details = new KeyValueList;
    details->setSections({{"Headers",
                           {{"Content-Type", "application/x-www-form-urlencoded", {}, false},
                            {"Accept", "application/json", {}, false},
                            {"WWW-Authenticate",
                             "Bearer error=\"invalid_token\", error_description=\"The audience "
                             "'2c7ab5ec-01d4-4e7c-8a55-3f0d6b1f9e10' is invalid\"",
                             {},
                             false}},
                           {}},
                          {"Body",
                           {{"grant_type", "client_credentials", {}, false},
                            {"client_secret", {}, "40 characters, hidden in every copy", true}},
                           "{\n  \"a\": 1\n}"}});
    pages->add(details, "Request");
    pages->add(new EmptyState("cloud", "No answer yet", "Get a token to see what the authority says."), "Response");
    pages->add(new QWidget, "Connection");
    column->addWidget(pages, 1);
    return page;
}

QWidget* tokenCard()
{
    auto* card = new Card;
    auto* pages = new PageStack;
    pages->add(tokenTree(), "Token");
    pages->add(exchangePage(), "Exchange");
    for (const char* title : {"Call API", "Compare", "History"})
        pages->add(new EmptyState("inbox", "Nothing here yet", "Get a token first."), title);
    card->setContent(pages);
    auto* buttons = new ButtonRow;
    for (const char* text : {"Copy token", "Copy claims as JSON", "Find…"})
        buttons->add(new QPushButton(text));
    card->setFoot(buttons);
    if (qApp->property("exchange").toBool())
        pages->setCurrentIndex(1);
    return card;
}

QWidget* sideBar()
{
    auto* side = new QWidget;
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 10, 0, 10);
    auto* find = new QHBoxLayout;
    find->setContentsMargins(12, 0, 12, 0);
    auto* field = new QLineEdit;
    field->setPlaceholderText("Find a profile");
    find->addWidget(field, 1);
    auto* plus = new QPushButton("+");
    find->addWidget(plus);
    find->setSpacing(6);
    column->addLayout(find);
    auto* model = new QStandardItemModel;
    auto* practice = group("Practice tenant");
    practice->appendRow(row({"web app → web API", "pass", "the worked example"}));
    auto* contoso = group("Contoso");
    contoso->appendRow(row({"Orders worker → Orders API", "fail", "v2 · client secret · dev"}));
    contoso->appendRow(row({"Nightly export → Graph", "pass", "v2 · certificate · prod"}));
    contoso->appendRow(row({"Billing → Key Vault", "warning", "v1 · client secret · prod"}));
    auto* others = group("Other authorities");
    others->appendRow(row({"Keycloak realm “shop”", {}, "audience parameter · private_key_jwt"}));
    for (QStandardItem* folder : {practice, contoso, others})
        model->appendRow(folder);
    StatusDelegate::Roles names{StatusRole, SummaryRole, ValueRole, GroupRole, NameValueRole};
    auto* view = tree(model, new StatusDelegate(StatusDelegate::Look::Profile, names));
    view->setCurrentIndex(contoso->child(0)->index());
    view->setAccessibleName("Profiles");
    column->addWidget(view, 1);
    auto* environment = new FormField("Environment", combo({"Contoso dev"}, "Environment", false));
    environment->setLabelPlace(FormField::LabelPlace::Above);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(12, 0, 12, 0);
    bottom->addWidget(environment);
    column->addLayout(bottom);
    side->setFixedWidth(style::scaled(247, side));
    return side;
}

QWidget* windowPage()
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(sideBar());
    auto* main = new QVBoxLayout;
    main->setContentsMargins(12, 10, 12, 10);
    main->setSpacing(10);
    main->addWidget(top());
    main->addWidget(verdict());
    auto* split = new QSplitter;
    split->addWidget(checklist());
    split->addWidget(tokenCard());
    split->setSizes({540, 540});
    main->addWidget(split, 1);
    row->addLayout(main, 1);
    return page;
}

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

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{"screenshot", "write a picture and end", "file"},
                       {"dark", "the dark theme"},
                       {"font", "text size in percent", "percent", "100"},
                       {"width", "of the window", "px", "1360"},
                       {"height", "of the window", "px", "860"},
                       {"page", "window, exchange, states, pieces or popups", "page", "window"}});
    parser.process(app);
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize(13 * parser.value("font").toInt() / 100);
    QApplication::setFont(font);
    style::Theme theme(parser.isSet("dark") ? style::Theme::Choice::Dark : style::Theme::Choice::Light,
                       style::Theme::Source::None);
    theme.install();
    const QString name = parser.value("page");
    app.setProperty("exchange", name == "exchange");
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* menus = new QMenuBar;
    for (const char* title : {"&File", "&Edit", "&Token", "&View", "T&ools", "&Help"})
        menus->addMenu(title)->addAction("&Nothing");
    column->addWidget(menus);
    column->addWidget(name == "popups"   ? popupsPage()
                      : name == "states" ? statesPage()
                      : name == "pieces" ? piecesPage()
                                         : windowPage(),
                      1);
    window.resize(parser.value("width").toInt(), parser.value("height").toInt());
    window.show();
    if (parser.isSet("screenshot")) {
        QTimer::singleShot(150, &app, [&] {
            const bool saved = window.grab().save(parser.value("screenshot"));
            QApplication::exit(saved ? 0 : 1);
        });
    }
    return QApplication::exec();
}
