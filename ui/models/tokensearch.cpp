// SPDX-License-Identifier: Apache-2.0
#include "models/tokensearch.h"

#include "models/tokenmodel.h"

#include <QElapsedTimer>

namespace assayer::models {

namespace {
constexpr int sliceMilliseconds = 20;
constexpr int nodesBetweenLooks = 64;
} // namespace

TokenSearch::TokenSearch(const TokenModel* model, QObject* parent)
    : QObject(parent)
    , m_model(model)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TokenSearch::searchOn);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { setText(m_text); });
}

void TokenSearch::setText(const QString& text)
{
    m_text = text;
    m_found.clear();
    m_next = 0;
    m_current = -1;
    if (text.isEmpty()) {
        m_timer.stop();
        Q_EMIT counted(0, 0);
        Q_EMIT currentChanged({});
        return;
    }
    m_timer.start();
}

void TokenSearch::searchOn()
{
    QElapsedTimer elapsed;
    elapsed.start();
    const int count = m_model->nodeCount();
    while (m_next < count && elapsed.elapsed() < sliceMilliseconds) {
        for (int i = 0; i < nodesBetweenLooks && m_next < count; ++i, ++m_next) {
            if (m_model->nodeContains(m_next, m_text))
                m_found << m_next;
        }
    }
    if (m_next >= count)
        m_timer.stop();
    if (m_current < 0 && !m_found.isEmpty())
        moveTo(0);
    else
        Q_EMIT counted(position(), total());
}

void TokenSearch::next()
{
    if (!m_found.isEmpty())
        moveTo((m_current + 1) % total());
}

void TokenSearch::previous()
{
    if (!m_found.isEmpty())
        moveTo((m_current + total() - 1) % total());
}

void TokenSearch::moveTo(int position)
{
    m_current = position;
    Q_EMIT counted(m_current + 1, total());
    Q_EMIT currentChanged(m_model->indexOfNode(m_found.at(position)));
}

} // namespace assayer::models
