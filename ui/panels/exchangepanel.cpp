// SPDX-License-Identifier: Apache-2.0
#include "panels/exchangepanel.h"

#include "controls/card.h"
#include "controls/emptystate.h"
#include "controls/keyvaluelist.h"
#include "controls/statusdelegate.h"
#include "controls/tabs.h"
#include "controls/treeview.h"
#include "controls/waterfall.h"
#include "models/exchangedetails.h"
#include "panels/scrolled.h"
#include "style/fonts.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace assayer::panels {

using controls::KeyValueList;
using models::ExchangeModel;

namespace {

QList<KeyValueList::Section> sections(const QList<models::DetailSection>& details)
{
    QList<KeyValueList::Section> shown;
    for (const models::DetailSection& section : details) {
        KeyValueList::Section one{section.title, {}, section.text};
        for (const models::Detail& row : section.rows)
            one.rows.append({row.name, row.value, row.note, row.hidden});
        shown.append(one);
    }
    return shown;
}

} // namespace

ExchangePanel::ExchangePanel(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_list(new controls::TreeView)
    , m_waterfall(new controls::WaterfallDelegate({ExchangeModel::StartRole, ExchangeModel::ConnectRole,
                                                   ExchangeModel::WaitingRole, ExchangeModel::ReceivingRole,
                                                   ExchangeModel::TotalRole},
                                                  this))
    , m_header(new controls::WaterfallHeader(ExchangeModel::TimeColumn, m_list))
    , m_legend(new controls::WaterfallLegend)
    , m_pages(new controls::PageStack)
    , m_requestDetails(new KeyValueList)
    , m_responseDetails(new KeyValueList)
    , m_connectionDetails(new KeyValueList)
    , m_empty(new controls::EmptyState(
          QStringLiteral("link"), tr("Nothing sent yet"),
          tr("Every request of a run appears here as it was sent and received, with its times. Secrets stay hidden.")))
    , m_copyCurl(new QPushButton(tr("Copy as cURL")))
    , m_copyExchange(new QPushButton(tr("Copy exchange")))
    , m_save(new QPushButton(tr("Save…")))
{
    setObjectName(QStringLiteral("exchangePanel"));
    buildList();
    auto* top = new QWidget;
    auto* topLayout = new QVBoxLayout(top);
    topLayout->setContentsMargins(0, 0, 0, 4);
    topLayout->setSpacing(4);
    topLayout->addWidget(m_list, 1);
    topLayout->addWidget(m_legend);
    m_splitter->setObjectName(QStringLiteral("exchangeSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(top);
    m_splitter->addWidget(buildDetails());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 2);
    m_emptyPage = scrolled(m_empty, tr("Nothing yet"));
    m_stack->addWidget(m_emptyPage);
    m_stack->addWidget(m_splitter);

    m_foot = new controls::ButtonRow(this);
    m_copyCurl->setObjectName(QStringLiteral("copyCurl"));
    m_copyCurl->setToolTip(tr("The secret stays a variable: $CLIENT_SECRET"));
    m_copyExchange->setObjectName(QStringLiteral("copyExchange"));
    m_foot->add(m_copyCurl);
    m_foot->add(m_copyExchange);
    m_save->setObjectName(QStringLiteral("saveExchanges"));
    m_save->setToolTip(tr("All requests of this run as an HTTP Archive (HAR), without secrets and tokens"));
    m_foot->add(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExchangePanel::showCurrent);
    connect(m_copyCurl, &QPushButton::clicked, this, &ExchangePanel::copyCurl);
    connect(m_copyExchange, &QPushButton::clicked, this, &ExchangePanel::copyExchange);
    connect(m_save, &QPushButton::clicked, this, &ExchangePanel::saveRequested);
    connect(m_list, &controls::TreeView::copyRequested, this, [this](const QModelIndex& index) {
        Q_EMIT copyRequested(index.column() == ExchangeModel::RequestColumn
                                 ? index.data(ExchangeModel::UrlRole).toString()
                                 : index.data().toString());
    });
    clear();
}

void ExchangePanel::buildList()
{
    m_list->setObjectName(QStringLiteral("exchange"));
    m_list->setAccessibleName(tr("Exchange"));
    m_list->setHeader(m_header);
    m_list->setHeaderHidden(false);
    m_list->setModel(&m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    controls::StatusDelegate::Roles roles;
    roles.status = models::StatusRole;
    roles.strong = ExchangeModel::MethodLengthRole;
    m_list->setItemDelegateForColumn(
        ExchangeModel::RequestColumn,
        new controls::StatusDelegate(controls::StatusDelegate::Look::Check, roles, m_list));
    m_list->setItemDelegateForColumn(ExchangeModel::TimeColumn, m_waterfall);
    m_list->setColumnShares({0.50, 0.10, 0.28, 0.12});
    m_list->setWholeColumns({ExchangeModel::StatusColumn, ExchangeModel::SizeColumn});
    m_list->setMinimumHeight(style::scaled(104, this));
}

QWidget* ExchangePanel::buildDetails()
{
    m_pages->setObjectName(QStringLiteral("exchangePages"));
    m_pages->bar()->setObjectName(QStringLiteral("exchangeTabs"));
    m_pages->bar()->setAccessibleName(tr("Pages of the exchange"));
    m_requestDetails->setObjectName(QStringLiteral("requestDetails"));
    m_requestDetails->setAccessibleName(tr("Request as sent"));
    m_responseDetails->setObjectName(QStringLiteral("responseDetails"));
    m_responseDetails->setAccessibleName(tr("Response as received"));
    m_connectionDetails->setObjectName(QStringLiteral("connectionDetails"));
    m_connectionDetails->setAccessibleName(tr("Times and encryption"));
    m_pages->add(m_requestDetails, tr("Request"));
    m_pages->add(m_responseDetails, tr("Response"));
    m_pages->add(m_connectionDetails, tr("Connection"));
    return m_pages;
}

void ExchangePanel::setInspection(const inspection::Inspection& inspection)
{
    m_refusal = inspection.refusal;
    m_request = inspection.request;
    m_model.setInspection(inspection);
    m_waterfall->setEnd(m_model.end());
    m_header->setEnd(m_model.end());
    QString tls;
    for (const http::Exchange& exchange : inspection.exchanges) {
        if (exchange.tls)
            tls = exchange.tls->version;
    }
    m_legend->setConnectText(tls.isEmpty() ? tr("connect") : tr("connect and %1").arg(tls));
    const bool any = m_model.rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_splitter) : m_emptyPage);
    m_copyCurl->setEnabled(any);
    m_copyExchange->setEnabled(any);
    m_save->setEnabled(any);
    selectTokenRequest();
}

void ExchangePanel::clear()
{
    setInspection({});
}

void ExchangePanel::selectTokenRequest()
{
    int chosen = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.exchangeAt(m_model.index(row, 0))->purpose == http::Purpose::Token)
            chosen = row;
    }
    m_list->setCurrentIndex(m_model.index(chosen, 0));
    showCurrent();
}

const http::Exchange* ExchangePanel::current() const
{
    return m_model.exchangeAt(m_list->currentIndex());
}

void ExchangePanel::showCurrent()
{
    const http::Exchange* exchange = current();
    m_requestDetails->setSections(exchange ? sections(models::requestDetails(*exchange))
                                           : QList<KeyValueList::Section>());
    m_responseDetails->setSections(exchange ? sections(models::responseDetails(*exchange, m_refusal))
                                            : QList<KeyValueList::Section>());
    m_connectionDetails->setSections(exchange ? sections(models::connectionDetails(*exchange))
                                              : QList<KeyValueList::Section>());
}

void ExchangePanel::copyCurl()
{
    const http::Exchange* exchange = current();
    if (!exchange)
        return;
    const bool isToken = exchange->purpose == http::Purpose::Token && m_request;
    Q_EMIT copyRequested(isToken ? oauth::toCurl(*m_request) : models::toCurl(*exchange));
}

void ExchangePanel::copyExchange()
{
    if (const http::Exchange* exchange = current())
        Q_EMIT copyRequested(models::toText(*exchange, m_refusal));
}

void ExchangePanel::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
}

QByteArray ExchangePanel::splitterState() const
{
    return m_splitter->saveState();
}

void ExchangePanel::restoreSplitterState(const QByteArray& state)
{
    m_splitter->restoreState(state);
}

QString ExchangePanel::columnState() const
{
    return m_list->columnState();
}

void ExchangePanel::restoreColumnState(const QString& state)
{
    m_list->restoreColumnState(state);
}

QWidget* ExchangePanel::foot() const
{
    return m_foot;
}

} // namespace assayer::panels
