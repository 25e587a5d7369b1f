// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/exchange.h"
#include "inspection/inspection.h"
#include "models/status.h"

#include <QAbstractTableModel>

namespace assayer::models {

/// The requests of a run in the order sent, one a row.
class ExchangeModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { RequestColumn, StatusColumn, TimeColumn, SizeColumn, ColumnCount };
    enum Role {
        StartRole = FirstOwnRole, ///< milliseconds since the run began; the phases absent where not reached
        ConnectRole,
        WaitingRole,
        ReceivingRole,
        TotalRole,
        MethodRole,       ///< QString
        MethodLengthRole, ///< int: so many characters of the request's text are the method
        UrlRole,          ///< QString, whole
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setInspection(const inspection::Inspection& inspection);
    void clear();
    [[nodiscard]] const http::Exchange* exchangeAt(const QModelIndex& index) const;
    /// Where the last request ended, in milliseconds since the run began.
    [[nodiscard]] qint64 end() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<http::Exchange> m_exchanges;
};

/// «…/oauth2/v2.0/token»: the end of a URL's path, by which requests to one host differ.
[[nodiscard]] QString shortUrl(const QUrl& url);

} // namespace assayer::models
