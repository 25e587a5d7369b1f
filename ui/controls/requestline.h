// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPainter;

namespace assayer::controls {

/// The request that will be sent, on one read-only line: bold verb, muted URL with the telling part strong. Cut in
/// the middle where there is no room, complete on hover, in the accessible name and in what Ctrl+C copies.
class RequestLine : public QWidget {
    Q_OBJECT

public:
    explicit RequestLine(QWidget* parent = nullptr);

    /// `strong` is the part of the URL to stress, host and tenant («contoso.onmicrosoft.com»); may be empty.
    void setRequest(const QString& method, const QString& url, const QString& strong = {});
    /// Instead of a request: what is missing before one can be built («Enter a tenant»).
    void setProblem(const QString& sentence);
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isCut() const; ///< for want of room ///< «POST https://…», or the problem
    void copy() const;                ///< the URL, to the clipboard

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void describe();
    void paintUrl(QPainter* painter, const QRect& room) const;
    QString m_method;
    QString m_url;
    QString m_strong;
    QString m_problem;
};

} // namespace assayer::controls
