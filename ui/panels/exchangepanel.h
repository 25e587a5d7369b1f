// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/exchangemodel.h"

#include <QWidget>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace assayer::controls {
class ButtonRow;
class EmptyState;
class KeyValueList;
class PageStack;
class TreeView;
class WaterfallDelegate;
class WaterfallHeader;
class WaterfallLegend;
} // namespace assayer::controls

namespace assayer::panels {

/// The requests of a run on one time axis; below, the selected one as sent and received, secrets masked.
class ExchangePanel final : public QWidget {
    Q_OBJECT
public:
    explicit ExchangePanel(QWidget* parent = nullptr);

    void setInspection(const inspection::Inspection& inspection);
    void clear();
    void focusList();
    /// Selects the request that brought the token or the refusal.
    void selectTokenRequest();
    void copyCurl();
    void copyExchange();
    /// The buttons, for the foot of the card that this stands in; whoever takes it owns it.
    [[nodiscard]] QWidget* foot() const;
    [[nodiscard]] QByteArray splitterState() const;
    void restoreSplitterState(const QByteArray& state);
    [[nodiscard]] QString columnState() const;
    void restoreColumnState(const QString& state);

Q_SIGNALS:
    void copyRequested(const QString& text);
    void saveRequested();

private:
    void buildList();
    QWidget* buildDetails();
    void showCurrent();
    [[nodiscard]] const http::Exchange* current() const;

    models::ExchangeModel m_model;
    std::optional<oauth::AuthorityError> m_refusal;
    std::optional<oauth::TokenRequest> m_request;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    controls::TreeView* m_list;
    controls::WaterfallDelegate* m_waterfall;
    controls::WaterfallHeader* m_header;
    controls::WaterfallLegend* m_legend;
    controls::PageStack* m_pages;
    controls::KeyValueList* m_requestDetails;
    controls::KeyValueList* m_responseDetails;
    controls::KeyValueList* m_connectionDetails;
    controls::EmptyState* m_empty;
    QWidget* m_emptyPage;
    controls::ButtonRow* m_foot;
    QPushButton* m_copyCurl;
    QPushButton* m_copyExchange;
    QPushButton* m_save;
};

} // namespace assayer::panels
