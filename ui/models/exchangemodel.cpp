// SPDX-License-Identifier: Apache-2.0
#include "models/exchangemodel.h"

#include "models/valuetext.h"

#include <algorithm>

namespace assayer::models {

namespace {

QString outcome(const http::Exchange& exchange)
{
    // Nobody refused anything.
    if (exchange.failure && exchange.failure->kind == http::FailureKind::Cancelled)
        return QStringLiteral("unchecked");
    if (exchange.failure || !exchange.response)
        return QStringLiteral("fail");
    return exchange.response->status < 300   ? QStringLiteral("pass")
           : exchange.response->status < 400 ? QStringLiteral("warning")
                                             : QStringLiteral("fail");
}

QString statusText(const http::Exchange& exchange)
{
    if (exchange.response && exchange.response->status)
        return QString::number(exchange.response->status);
    if (!exchange.failure)
        return {};
    switch (exchange.failure->kind) {
    case http::FailureKind::Refused:
        return ExchangeModel::tr("not sent");
    case http::FailureKind::HostUnknown:
        return ExchangeModel::tr("no host");
    case http::FailureKind::Connect:
        return ExchangeModel::tr("no answer");
    case http::FailureKind::Tls:
        return ExchangeModel::tr("TLS");
    case http::FailureKind::Deadline:
        return ExchangeModel::tr("too late");
    case http::FailureKind::Cancelled:
        return ExchangeModel::tr("cancelled");
    case http::FailureKind::TooLarge:
        return ExchangeModel::tr("too large");
    case http::FailureKind::Closed:
        return ExchangeModel::tr("broke off");
    case http::FailureKind::Protocol:
        break;
    }
    return ExchangeModel::tr("not HTTP");
}

QVariant optionalNumber(const std::optional<qint64>& number)
{
    return number ? QVariant(*number) : QVariant();
}

QString cellText(const http::Exchange& exchange, int column)
{
    switch (column) {
    case ExchangeModel::RequestColumn:
        return exchange.request.method + u' ' + shortUrl(exchange.request.url);
    case ExchangeModel::StatusColumn:
        return statusText(exchange);
    case ExchangeModel::TimeColumn:
        return millisecondsInWords(exchange.phases.total);
    case ExchangeModel::SizeColumn:
        return exchange.response ? bytesInWords(exchange.response->bodyBytes) : QString();
    default:
        return {};
    }
}

QString spoken(const http::Exchange& exchange, int column)
{
    if (column != ExchangeModel::RequestColumn)
        return cellText(exchange, column);
    return ExchangeModel::tr("%1 %2, %3, %4", "method, address, status, duration")
        .arg(exchange.request.method, oneLine(exchange.request.url.toString(QUrl::FullyEncoded)), statusText(exchange),
             millisecondsInWords(exchange.phases.total));
}

} // namespace

QString shortUrl(const QUrl& url)
{
    constexpr int segments = 3;
    const QString path = url.path(QUrl::FullyEncoded);
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    const qsizetype first = std::max<qsizetype>(0, parts.size() - segments);
    return oneLine(QStringLiteral("…/") + parts.sliced(first).join(u'/'));
}

void ExchangeModel::setInspection(const inspection::Inspection& inspection)
{
    beginResetModel();
    m_exchanges = inspection.exchanges;
    endResetModel();
}

void ExchangeModel::clear()
{
    setInspection({});
}

const http::Exchange* ExchangeModel::exchangeAt(const QModelIndex& index) const
{
    return index.isValid() ? &m_exchanges.at(index.row()) : nullptr;
}

qint64 ExchangeModel::end() const
{
    qint64 end = 0;
    for (const http::Exchange& exchange : m_exchanges)
        end = std::max(end, exchange.phases.start + exchange.phases.total);
    return end;
}

int ExchangeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_exchanges.size());
}

int ExchangeModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExchangeModel::data(const QModelIndex& index, int role) const
{
    const http::Exchange* exchange = exchangeAt(index);
    if (!exchange)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*exchange, index.column());
    case Qt::AccessibleTextRole:
        return spoken(*exchange, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == SizeColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case StatusRole:
        return index.column() == RequestColumn ? QVariant(outcome(*exchange)) : QVariant();
    case MethodRole:
        return exchange->request.method;
    case MethodLengthRole:
        return static_cast<int>(exchange->request.method.size());
    case UrlRole:
        return exchange->request.url.toString(QUrl::FullyEncoded);
    case StartRole:
        return exchange->phases.start;
    case ConnectRole:
        return optionalNumber(exchange->phases.connect);
    case WaitingRole:
        return optionalNumber(exchange->phases.waiting);
    case ReceivingRole:
        return optionalNumber(exchange->phases.receiving);
    case TotalRole:
        return exchange->phases.total;
    default:
        return {};
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case RequestColumn:
        return tr("Request");
    case StatusColumn:
        return tr("Status");
    case TimeColumn:
        return tr("Time");
    case SizeColumn:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace assayer::models
