// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QStackedWidget>

#include <functional>

namespace assayer::controls {

/// A stack whose pages can be made when they are first shown, so that a start pays for what is seen alone. Its
/// indexes do not change by that.
class LateStack : public QStackedWidget {
    Q_OBJECT

public:
    using Maker = std::function<QWidget*()>;

    explicit LateStack(QWidget* parent = nullptr);
    /// The stack owns what `make` returns. It is called once, and must not return null.
    int addLate(Maker make);
    [[nodiscard]] bool isMade(int index) const;
    /// Makes the page now if it is not there yet.
    void makePage(int index);
    /// Makes one page that is not there yet; false if all are.
    bool makeNext();

Q_SIGNALS:
    void pageMade(int index);

private:
    void putIntoTabOrder(QWidget* page);
    QHash<const QWidget*, Maker> m_makers; ///< by what holds the place until then
};

} // namespace assayer::controls
