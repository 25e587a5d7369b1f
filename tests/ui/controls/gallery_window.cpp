// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"

#include "controls/banner.h"
#include "controls/card.h"
#include "controls/difftext.h"
#include "controls/emptystate.h"
#include "controls/formfield.h"
#include "controls/keyvaluelist.h"
#include "controls/plainlabel.h"
#include "controls/primarybutton.h"
#include "controls/requestline.h"
#include "controls/secretfield.h"
#include "controls/statusdelegate.h"
#include "controls/tabs.h"
#include "controls/tokendelegate.h"
#include "controls/treeview.h"
#include "controls/waterfall.h"
#include "style/fonts.h"
#include "style/style.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace assayer;
using namespace assayer::controls;

namespace gallery {

namespace {

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

Banner* verdict()
{
    auto* banner = new Banner;
    banner->show(style::State::Fail, "Orders API will reject this token", "audience and 1 role do not match");
    banner->add(lifetime(shownAt));
    banner->add(new QPushButton("Copy report"));
    return banner;
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

} // namespace

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

} // namespace gallery
