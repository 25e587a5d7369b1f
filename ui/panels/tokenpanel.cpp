// SPDX-License-Identifier: Apache-2.0
#include "panels/tokenpanel.h"

#include "controls/card.h"
#include "controls/codeblock.h"
#include "controls/emptystate.h"
#include "controls/findbar.h"
#include "controls/statusnote.h"
#include "controls/tokendelegate.h"
#include "controls/treeview.h"
#include "models/valuetext.h"
#include "panels/claimuse.h"
#include "panels/scrolled.h"

#include <QContextMenuEvent>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace assayer::panels {

using jose::Section;
using models::TokenModel;

TokenPanel::TokenPanel(QWidget* parent)
    : QWidget(parent)
    , m_search(&m_model)
    , m_state(new controls::StatusNote)
    , m_find(new controls::FindBar)
    , m_stack(new QStackedWidget)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_tree(new controls::TreeView)
    , m_empty(new controls::EmptyState)
    , m_rawPlace(new QWidget)
    , m_raw(new controls::CodeBlock)
    , m_copyToken(new QPushButton(tr("Copy token")))
    , m_copyClaims(new QPushButton(tr("Copy claims as JSON")))
    , m_findButton(new QPushButton(tr("Find…")))
    , m_rawButton(new QPushButton(tr("Raw text")))
{
    setObjectName(QStringLiteral("tokenPanel"));
    buildTree();
    m_raw->setObjectName(QStringLiteral("rawText"));
    m_raw->setAccessibleName(tr("Raw text of the part"));
    auto* rawLayout = new QVBoxLayout(m_rawPlace);
    rawLayout->setContentsMargins(11, 0, 11, 9);
    rawLayout->addWidget(m_raw);
    m_rawPlace->hide();
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_rawPlace);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_emptyPage = scrolled(m_empty, tr("Nothing yet"));
    m_stack->addWidget(m_emptyPage);
    m_stack->addWidget(m_splitter);
    m_state->setObjectName(QStringLiteral("tokenState"));
    m_state->setContentsMargins(12, 8, 12, 8);
    m_state->setWraps();
    m_find->setObjectName(QStringLiteral("findInToken"));
    m_find->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state);
    layout->addWidget(m_find);
    layout->addWidget(m_stack, 1);
    layout->addWidget(new ClaimUse(m_tree->selectionModel()));
    auto* paste = m_empty->addButton(tr("Paste a token"));
    paste->setObjectName(QStringLiteral("pasteToken"));
    connect(paste, &QPushButton::clicked, this, &TokenPanel::pasteRequested);
    auto* open = m_empty->addButton(tr("Open a file…"));
    open->setObjectName(QStringLiteral("openToken"));
    connect(open, &QPushButton::clicked, this, &TokenPanel::openRequested);
    buildFoot();
    connectAll();
    clear();
}

void TokenPanel::buildTree()
{
    m_tree->setObjectName(QStringLiteral("token"));
    m_tree->setAccessibleName(tr("Token"));
    m_tree->setModel(&m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setColumnShares({0.22, 0.32, 0.46});
    controls::TokenDelegate::Roles roles;
    roles.group = models::HeadingRole;
    roles.status = models::StatusRole;
    roles.brief = TokenModel::BriefRole;
    m_delegate = new controls::TokenDelegate(roles, m_tree);
    m_tree->setItemDelegate(m_delegate);
}

void TokenPanel::buildFoot()
{
    m_foot = new controls::ButtonRow(this);
    for (QPushButton* button : {m_copyToken, m_copyClaims, m_findButton, m_rawButton})
        m_foot->add(button);
    m_copyToken->setObjectName(QStringLiteral("copyToken"));
    m_copyToken->setToolTip(tr("The token is live: whoever has it can use it until it expires"));
    m_copyClaims->setObjectName(QStringLiteral("copyClaims"));
    m_findButton->setObjectName(QStringLiteral("find"));
    m_rawButton->setObjectName(QStringLiteral("raw"));
    m_rawButton->setCheckable(true);
}

void TokenPanel::connectAll()
{
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &TokenPanel::currentChanged);
    connect(m_tree, &controls::TreeView::copyRequested, this, &TokenPanel::copyCell);
    connect(m_tree, &controls::TreeView::rowCopyRequested, this, &TokenPanel::copyRow);
    connect(m_copyToken, &QPushButton::clicked, this, &TokenPanel::copyToken);
    connect(m_copyClaims, &QPushButton::clicked, this, &TokenPanel::copyClaims);
    connect(m_findButton, &QPushButton::clicked, this, &TokenPanel::openFind);
    connect(m_rawButton, &QPushButton::toggled, this, &TokenPanel::setRawShown);
    connect(m_find, &controls::FindBar::textChanged, this, [this](const QString& text) {
        m_delegate->setFind(text);
        m_search.setText(text);
        m_tree->viewport()->update();
    });
    connect(m_find, &controls::FindBar::nextRequested, &m_search, &models::TokenSearch::next);
    connect(m_find, &controls::FindBar::previousRequested, &m_search, &models::TokenSearch::previous);
    connect(m_find, &controls::FindBar::closed, this, [this] {
        m_delegate->setFind({});
        m_search.setText({});
        m_tree->viewport()->update();
        focusTree();
    });
    connect(&m_search, &models::TokenSearch::counted, m_find, &controls::FindBar::setPosition);
    connect(&m_search, &models::TokenSearch::currentChanged, this, &TokenPanel::show);
}

void TokenPanel::setInspection(const inspection::Inspection& inspection)
{
    m_memory.remember(*m_tree, m_model);
    m_compact = inspection.token ? inspection.token->compact : QByteArray();
    m_hasToken = inspection.token.has_value();
    {
        const QScopedValueRollback<bool> selecting(m_selecting, true);
        m_model.setInspection(inspection);
        m_memory.restore(*m_tree, m_model);
    }
    showState(inspection);
    const bool rows = m_model.rowCount() > 0;
    m_stack->setCurrentWidget(rows ? static_cast<QWidget*>(m_splitter) : m_emptyPage);
    m_copyToken->setEnabled(m_hasToken);
    const jose::Part* header = m_model.partOf(Section::Header);
    const jose::Part* claims = m_model.partOf(Section::Payload);
    m_possible = {rows, header && header->json, claims && claims->json};
    m_copyClaims->setEnabled(m_possible.copyClaims);
    for (QPushButton* button : {m_findButton, m_rawButton})
        button->setEnabled(m_possible.find);
    if (!rows)
        m_find->hide();
    showRaw();
}

void TokenPanel::clear()
{
    setInspection({});
}

void TokenPanel::showState(const inspection::Inspection& inspection)
{
    m_state->hide();
    m_none = inspection.refusal || inspection.failure ? None::Failed : None::Yet;
    showNone();
    if (!inspection.token)
        return;
    const jose::Jwt& token = *inspection.token;
    if (token.kind == jose::TokenKind::Opaque) {
        m_empty->set(
            QStringLiteral("lock"), tr("This token is opaque"),
            tr("It is no JWT: nothing in it can be read. Only the authority that issued it can say what it stands for. "
               "If a JWT was expected, see whether the whole token was pasted."));
        return;
    }
    if (token.kind == jose::TokenKind::Jwe) {
        m_state->set(style::State::Warning,
                     tr("Encrypted (JWE): only its header can be read. The API that it is meant for has the key."));
        m_state->show();
        return;
    }
    for (const jose::Damage& damage : token.damages) {
        if (!damage.fatal)
            continue;
        m_state->set(style::State::Fail, tr("Damaged: %1 What can be read is shown. Copy the token again, whole.")
                                             .arg(models::oneLine(damage.sentence)));
        m_state->show();
        return;
    }
}

void TokenPanel::setRunning(bool running)
{
    m_running = running;
    if (!m_hasToken)
        showNone();
}

void TokenPanel::setObstacle(const QString& problem)
{
    if (problem == m_obstacle)
        return;
    m_obstacle = problem;
    if (!m_hasToken)
        showNone();
}

void TokenPanel::showNone()
{
    const QString key = QStringLiteral("key");
    if (m_running)
        m_empty->set(key, tr("A token is being asked for"), tr("It appears here. Escape cancels."));
    else if (m_none == None::Failed)
        m_empty->set(key, tr("No token"),
                     tr("Why, and what to do about it, is said beside this. A token can be pasted with Ctrl+V, too."));
    else if (!m_obstacle.isEmpty())
        m_empty->set(key, tr("No token yet"),
                     tr("Paste one with Ctrl+V, or drop a file here. To get one, complete the form above."));
    else
        m_empty->set(key, tr("No token yet"), tr("Get one with Ctrl+Return, paste one with Ctrl+V, or drop a file."));
}

void TokenPanel::currentChanged(const QModelIndex& index)
{
    if (m_selecting)
        return;
    showRaw();
    const QString claim = index.data(TokenModel::ClaimRole).toString();
    if (!claim.isEmpty())
        Q_EMIT claimSelected(claim);
    else if (index.isValid())
        Q_EMIT partSelected(m_model.sectionAt(index));
}

void TokenPanel::show(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    m_tree->scrollToCurrentLater();
}

void TokenPanel::selectClaim(const QString& claim)
{
    const QModelIndex index = claim.isEmpty() ? QModelIndex() : m_model.indexOfClaim(claim);
    if (!index.isValid() || m_tree->currentIndex().data(TokenModel::ClaimRole).toString() != claim)
        select(index);
}

void TokenPanel::select(const QModelIndex& index)
{
    const QScopedValueRollback<bool> selecting(m_selecting, true);
    if (index.isValid())
        show(index);
    else
        m_tree->setCurrentIndex({});
    showRaw();
}

bool TokenPanel::isAnythingSelected() const
{
    return m_tree->currentIndex().isValid();
}

void TokenPanel::openFind()
{
    if (m_findButton->isEnabled())
        m_find->open();
}

void TokenPanel::setRawShown(bool shown)
{
    m_rawButton->setChecked(shown);
    m_rawPlace->setVisible(shown);
    showRaw();
}

bool TokenPanel::isRawShown() const
{
    return m_rawButton->isChecked();
}

void TokenPanel::showRaw()
{
    if (!isRawShown())
        return;
    const QModelIndex current = m_tree->currentIndex();
    const jose::Part* part = m_model.partOf(m_model.sectionAt(current));
    if (!part) {
        m_raw->setCode({});
        return;
    }
    const support::json::Value* value = m_model.valueAt(current);
    const bool isText = m_model.sectionAt(current) != Section::Signature;
    const models::Excerpt excerpt =
        models::excerptOf(isText ? part->bytes : part->text, value ? value->offset() : 0, value ? value->length() : 0);
    const QString before = (excerpt.cutBefore ? QStringLiteral("…") : QString()) + excerpt.before;
    m_raw->setCode(before + excerpt.selected + excerpt.after + (excerpt.cutAfter ? QStringLiteral("…") : QString()));
    m_raw->mark(before.size(), excerpt.selected.size());
}

void TokenPanel::copyRole(int role)
{
    const QString text = m_tree->currentIndex().data(role).toString();
    if (!text.isEmpty())
        Q_EMIT copyRequested(text, Copied::Text);
}

/// The name only where it stands for no value: who works by key has no other cell.
void TokenPanel::copyCell(const QModelIndex& index)
{
    const QString value = index.data(TokenModel::FullValueRole).toString();
    const bool isValue = index.column() != TokenModel::MeaningColumn && !value.isEmpty();
    Q_EMIT copyRequested(isValue ? value : index.data().toString(), Copied::Text);
}

void TokenPanel::copyRow()
{
    const QModelIndex index = m_tree->currentIndex();
    Q_EMIT copyRequested(QStringList{index.siblingAtColumn(TokenModel::NameColumn).data().toString(),
                                     index.data(TokenModel::FullValueRole).toString(),
                                     index.siblingAtColumn(TokenModel::MeaningColumn).data().toString()}
                             .join(u'\t'),
                         Copied::Text);
}

void TokenPanel::copyPart(Section section)
{
    const QString json = m_model.indexOfSection(section).data(TokenModel::JsonRole).toString();
    if (!json.isEmpty())
        Q_EMIT copyRequested(json, Copied::Text);
}

void TokenPanel::copyToken()
{
    if (m_hasToken)
        Q_EMIT copyRequested(QString::fromUtf8(m_compact), Copied::LiveToken);
}

void TokenPanel::focusTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

QByteArray TokenPanel::splitterState() const
{
    return m_splitter->saveState();
}

void TokenPanel::restoreSplitterState(const QByteArray& state)
{
    m_splitter->restoreState(state);
}

QString TokenPanel::columnState() const
{
    return m_tree->columnState();
}

void TokenPanel::restoreColumnState(const QString& state)
{
    m_tree->restoreColumnState(state);
}

void TokenPanel::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_tree->currentIndex().isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy value\tCtrl+C"), this, [this] { copyRole(TokenModel::FullValueRole); });
    menu->addAction(tr("Copy name"), this, [this] { copyRole(Qt::DisplayRole); });
    menu->addAction(tr("Copy row\tCtrl+Shift+C"), this, &TokenPanel::copyRow);
    menu->addAction(tr("Copy as JSON"), this, [this] { copyRole(TokenModel::JsonRole); });
    menu->addAction(tr("Copy JSON path"), this, [this] { copyRole(TokenModel::JsonPathRole); });
    menu->addSeparator();
    menu->addAction(tr("Copy header as JSON"), this, &TokenPanel::copyHeader)->setEnabled(m_possible.copyHeader);
    menu->addAction(tr("Copy claims as JSON"), this, &TokenPanel::copyClaims)->setEnabled(m_possible.copyClaims);
    menu->addSeparator();
    QAction* raw = menu->addAction(tr("Raw text"), this, [this] { setRawShown(!isRawShown()); });
    raw->setCheckable(true);
    raw->setChecked(isRawShown());
    menu->popup(event->globalPos());
}

QWidget* TokenPanel::foot() const
{
    return m_foot;
}

} // namespace assayer::panels
