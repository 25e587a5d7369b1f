// SPDX-License-Identifier: Apache-2.0
#include "controls/formfield.h"
#include "style/fonts.h"

#include <QEvent>
#include <QGridLayout>

#include <algorithm>
#include <array>

namespace assayer::controls {

namespace {
constexpr int columnGap = 12;
constexpr int narrowestColumn = 320;
constexpr int narrowestLabel = 90;
} // namespace

FormGrid::FormGrid(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(14, 10, 13, 10);
    m_grid->setHorizontalSpacing(columnGap);
    m_grid->setVerticalSpacing(8);
}

void FormGrid::add(QWidget* field, Span span)
{
    if (!m_entries.isEmpty())
        setTabOrder(m_entries.last().widget, field);
    m_entries.append({field, span});
    field->setParent(this);
    field->installEventFilter(this);
    m_columns = 0;
    arrange();
}

int FormGrid::wantedColumns() const
{
    const QMargins margins = m_grid->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    return room >= 2 * style::scaled(narrowestColumn, this) + columnGap ? 2 : 1;
}

QSize FormGrid::minimumSizeHint() const
{
    QSize size = QWidget::minimumSizeHint();
    int one = 0;
    for (const Entry& entry : m_entries)
        if (!entry.widget->isHidden())
            one = std::max(one, entry.widget->minimumSizeHint().width());
    const QMargins margins = m_grid->contentsMargins();
    size.setWidth(one + margins.left() + margins.right());
    return size;
}

void FormGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (wantedColumns() != m_columns)
        arrange();
}

bool FormGrid::event(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::Show) {
        m_columns = 0;
        const bool done = QWidget::event(event);
        arrange();
        return done;
    }
    return QWidget::event(event);
}

bool FormGrid::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent) {
        m_columns = 0;
        arrange();
    }
    return QWidget::eventFilter(watched, event);
}

void FormGrid::arrange()
{
    const int columns = wantedColumns();
    m_columns = columns;
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    int row = 0;
    int column = 0;
    std::array<int, 2> labels = {style::scaled(narrowestLabel, this), style::scaled(narrowestLabel, this)};
    QList<std::pair<FormField*, int>> placed;
    for (const Entry& entry : m_entries) {
        if (entry.widget->isHidden() && entry.widget->testAttribute(Qt::WA_WState_ExplicitShowHide))
            continue;
        const bool full = entry.span == Span::Full || columns == 1;
        if (full && column > 0) {
            ++row;
            column = 0;
        }
        // Two fields beside one another stand at one height, whatever is said under one of them.
        m_grid->addWidget(entry.widget, row, column, 1, full ? columns : 1, Qt::AlignTop);
        if (auto* field = qobject_cast<FormField*>(entry.widget)) {
            labels.at(column) = std::max(labels.at(column), field->labelWidth());
            placed.append({field, column});
        }
        column = full ? 0 : (column + 1) % columns;
        if (column == 0)
            ++row;
    }
    for (const auto& [field, at] : placed)
        field->setLabelWidth(labels.at(at));
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
    m_grid->setColumnMinimumWidth(0, 0);
    m_grid->setRowStretch(row + 1, 1);
    updateGeometry();
}

} // namespace assayer::controls
