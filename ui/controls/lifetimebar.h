// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

namespace assayer::controls {

/// «issued 19:02 ▬▬▬── expires in 39 min», moving by itself. Times are Unix times in seconds; `now` is handed in so
/// that a test can stop it. Before notBefore, after expiry and without an expiry it says so in words.
class LifetimeBar : public QWidget {
    Q_OBJECT

public:
    explicit LifetimeBar(std::function<qint64()> now = {}, QWidget* parent = nullptr);

    struct Times {
        std::optional<qint64> issued;    ///< iat
        std::optional<qint64> notBefore; ///< nbf
        std::optional<qint64> expires;   ///< exp
        bool operator==(const Times&) const = default;
    };
    void setTimes(const Times& times);
    void clear();   ///< shows nothing
    void refresh(); ///< to now; also done by its timer: each second in the last two minutes, else each ten

    [[nodiscard]] QString issuedText() const;
    [[nodiscard]] QString expiresText() const;
    [[nodiscard]] double fraction() const; ///< of the lifetime that is over, 0 to 1

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void expired(); ///< once, when the time passes while it is shown

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// Since when it may be used; nothing if it does not say.
    [[nodiscard]] std::optional<qint64> start() const;
    [[nodiscard]] bool isEarly() const;

    std::function<qint64()> m_now;
    std::optional<Times> m_times;
    qint64 m_shownNow = 0;
    bool m_wasExpired = false;
    QTimer m_timer;
};

} // namespace assayer::controls

Q_DECLARE_METATYPE(assayer::controls::LifetimeBar::Times)
