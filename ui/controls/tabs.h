// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/latestack.h"

#include <QTabBar>

namespace assayer::controls {

/// Underlined text tabs with an optional count. Left and Right move, Ctrl+Tab is the window's. Texts are literal.
class TabBar : public QTabBar {
    Q_OBJECT

public:
    explicit TabBar(QWidget* parent = nullptr);
    int add(const QString& text);
    /// The number in the badge behind the text; 0 shows none. Part of the tab's accessible name.
    void setCount(int index, int count);
    [[nodiscard]] int count(int index) const;
    using QTabBar::count;

    /// All of them, if that is not too much: then they scroll.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void tabRemoved(int index) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int textWidth(int index) const;
    void chooseSide();
    void measureAgain();
    void paintTab(QPainter* painter, int index) const;
    void paintFades(QPainter* painter) const;
    QStringList m_texts;
    int m_side;
    QList<int> m_counts;
    mutable QHash<int, int> m_widths; ///< of the texts, in the font as it is now
};

/// A TabBar over its pages. In a Card use it as the content: the head line is the bar's own.
class PageStack : public QWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget* parent = nullptr);
    int add(QWidget* page, const QString& title); ///< takes ownership
    /// A page that is made when it is first shown.
    int addLate(const QString& title, LateStack::Maker make);
    void makePage(int index); ///< now, if it is not there yet
    bool makeNext();          ///< one of those that are not there yet; false if all are
    [[nodiscard]] TabBar* bar() const { return m_bar; }
    [[nodiscard]] QWidget* page(int index) const;
    [[nodiscard]] QWidget* currentPage() const;
    [[nodiscard]] int currentIndex() const;
    void setCurrentIndex(int index);
    void setCurrentPage(QWidget* page);
    void setCount(int index, int count); ///< at the page's tab
    /// The stack is as high as its current page wants, not as the highest of all (forms).
    void setFitsCurrentPage(bool fits);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void ignoreHidden();
    void fit();
    TabBar* m_bar;
    LateStack* m_stack;
    bool m_fits = false;
};

} // namespace assayer::controls
