// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QModelIndex>
#include <QObject>
#include <QTimer>

namespace assayer::models {

class TokenModel;

/// Finds text in a token's names, values and meanings, a slice at a time, so that 100,000 claims stall nothing.
/// The model outlives it.
class TokenSearch final : public QObject {
    Q_OBJECT
public:
    explicit TokenSearch(const TokenModel* model, QObject* parent = nullptr);

    /// Starts over; an empty text finds nothing.
    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    void next();
    void previous();
    /// From 1; 0 while nothing was found.
    [[nodiscard]] int position() const { return m_current + 1; }
    [[nodiscard]] int total() const { return static_cast<int>(m_found.size()); }
    [[nodiscard]] bool isComplete() const { return !m_timer.isActive(); }

Q_SIGNALS:
    /// The row to show; invalid when there is none.
    void currentChanged(const QModelIndex& index);
    void counted(int position, int total);

private:
    void searchOn();
    void moveTo(int position);

    const TokenModel* m_model;
    QString m_text;
    QList<int> m_found;
    int m_next = 0;
    int m_current = -1;
    QTimer m_timer;
};

} // namespace assayer::models
