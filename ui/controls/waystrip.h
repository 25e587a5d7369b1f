// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/state.h"

#include <QList>
#include <QWidget>

namespace assayer::controls {

/// Stations in a row with arrows between them: who handed what to whom, and where it broke. A click, Enter or Space
/// folds it to one line and back. All texts are literal.
class WayStrip : public QWidget {
    Q_OBJECT

public:
    struct Station {
        QString name;
        QString detail; ///< small, below the name
        style::State state = style::State::Neutral;
        QString whole = {}; ///< on hover, where name or detail stand for more
        bool operator==(const Station&) const = default;
    };
    /// From a station to the next.
    struct Leg {
        QString text; ///< «asked», «audience, roles»; may be empty
        style::State state = style::State::Neutral;
        bool operator==(const Leg&) const = default;
    };

    explicit WayStrip(QWidget* parent = nullptr);
    /// One leg less than stations; `spoken` is the whole for a screen reader.
    void setWay(const QList<Station>& stations, const QList<Leg>& legs, const QString& spoken);
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_folded; }
    /// «Orders worker → ✓ asked → Contoso → …»: what the folded strip shows.
    [[nodiscard]] QString oneLine() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void toggle();
    void describe();
    [[nodiscard]] QList<int> stationsWanted(int most) const;
    [[nodiscard]] QList<QRect> stationRects() const;
    void share(int room, int bare, QList<int>* widths, QList<int>* legs) const;
    void paintStation(QPainter* painter, const QRect& rect, const Station& station) const;
    void paintLeg(QPainter* painter, const QRect& room, const Leg& leg) const;
    void paintFolded(QPainter* painter) const;

    QList<Station> m_stations;
    QList<Leg> m_legs;
    QString m_spoken;
    bool m_folded = false;
};

} // namespace assayer::controls
