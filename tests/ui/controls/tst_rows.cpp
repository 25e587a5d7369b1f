// SPDX-License-Identifier: Apache-2.0
#include "controls/codeblock.h"
#include "controls/keyvaluelist.h"
#include "controls/statusdelegate.h"
#include "controls/tokendelegate.h"
#include "controls/treeview.h"
#include "controls/waterfall.h"
#include "hostile.h"
#include "style/palette.h"
#include "style/theme.h"
#include "support/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QPainter>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTextBlock>

using namespace assayer;
using namespace assayer::controls;

class tst_Rows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void rows_paintAnyText_data() { hostileTexts(); }
    void rows_paintAnyText();
    void tree_foldsOnItsTriangle();
    void tree_copiesTheClickedCell();
    void tree_columnsAreKept();
    void tree_manyRowsAreFast();
    void profile_wrapsItsSummary();
    void waterfall_paintsNoPhaseOverAnother_data();
    void waterfall_paintsNoPhaseOverAnother();
    void keyValues_copyLeavesSecretsOut();
    void keyValues_areLiteral_data() { hostileTexts(); }
    void keyValues_areLiteral();
    void ticks_areRound_data();
    void ticks_areRound();
    void ticks_lieBesideOneAnother_data();
    void ticks_lieBesideOneAnother();
    void waterfall_saysItsPhases();
    void code_isLiteralAndMarked();
    void code_megabyteIsFast();
    void code_proseBreaksAtWords_data();
    void code_proseBreaksAtWords();
    void spoken_saysTheStatus();

private:
    enum Role { Status = Qt::UserRole + 1, Summary, Group, Start, Connect, Waiting, Receiving, Total };
    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};
};

void tst_Rows::rows_paintAnyText()
{
    QFETCH(QString, text);
    QStandardItemModel model(0, 3);
    auto* group = new QStandardItem(text);
    group->setData(true, Group);
    auto* name = new QStandardItem(text);
    name->setData("fail", Status);
    name->setData(text, Summary);
    group->appendRow({name, new QStandardItem(text), new QStandardItem(text)});
    model.appendRow(group);
    TreeView view;
    view.setModel(&model);
    view.resize(400, 200);
    StatusDelegate::Roles roles;
    roles.status = Status;
    roles.summary = Summary;
    roles.group = Group;
    QElapsedTimer timer;
    timer.start();
    for (const auto look : {StatusDelegate::Look::Check, StatusDelegate::Look::Profile, StatusDelegate::Look::Step}) {
        StatusDelegate delegate(look, roles);
        view.setItemDelegate(&delegate);
        view.expandAll();
        QVERIFY(!view.grab().isNull());
        view.setItemDelegate(nullptr);
    }
    TokenDelegate token({Group, Status, -1});
    token.setFind(text.left(3));
    view.setItemDelegate(&token);
    QVERIFY(!view.grab().isNull());
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    view.setItemDelegate(nullptr);
}

void tst_Rows::tree_foldsOnItsTriangle()
{
    QStandardItemModel model;
    auto* group = new QStandardItem("Claims");
    group->setData(true, Group);
    group->appendRow(new QStandardItem("aud"));
    model.appendRow(group);
    TreeView view;
    view.setModel(&model);
    TokenDelegate delegate({Group, Status, -1});
    view.setItemDelegate(&delegate);
    view.expandAll();
    view.resize(300, 200);
    view.show();
    const QRect row = view.visualRect(group->index());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(row.left() + 14, row.center().y()));
    QVERIFY(!view.isExpanded(group->index()));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(row.left() + 14, row.center().y()));
    QVERIFY(view.isExpanded(group->index()));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(row.left() + 120, row.center().y()));
    QVERIFY(view.isExpanded(group->index()));
    view.setCurrentIndex(group->index());
    QTest::keyClick(&view, Qt::Key_Left);
    QVERIFY(!view.isExpanded(group->index()));
    view.setItemDelegate(nullptr);
}

void tst_Rows::tree_copiesTheClickedCell()
{
    QStandardItemModel model(0, 2);
    model.appendRow({new QStandardItem("aud"), new QStandardItem("api://orders")});
    TreeView view;
    view.setModel(&model);
    view.setColumnShares({0.5, 0.5});
    view.resize(300, 100);
    view.show();
    QSignalSpy copies(&view, &TreeView::copyRequested);
    const QRect cell = view.visualRect(model.index(0, 1));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cell.center());
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copies.size(), 1);
    QCOMPARE(copies.first().first().toModelIndex(), model.index(0, 1));
}

void tst_Rows::tree_columnsAreKept()
{
    QStandardItemModel model(3, 3);
    TreeView view;
    view.setModel(&model);
    view.setColumnShares({0.3, 0.3, 0.4});
    view.resize(500, 100);
    view.show();
    const auto total = [&view] {
        return view.header()->sectionSize(0) + view.header()->sectionSize(1) + view.header()->sectionSize(2);
    };
    QCOMPARE(total(), view.viewport()->width());
    const int border = view.header()->sectionSize(0);
    QSignalSpy dragged(&view, &TreeView::columnsDragged);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, QPoint(border, 50));
    QTest::mouseMove(view.viewport(), QPoint(border + 60, 50));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, QPoint(border + 60, 50));
    QCOMPARE(dragged.size(), 1);
    QVERIFY(qAbs(view.header()->sectionSize(0) - border - 60) <= 2);
    QCOMPARE(total(), view.viewport()->width());
    const QString state = view.columnState();
    view.setColumnShares({0.3, 0.3, 0.4});
    view.restoreColumnState(state);
    QVERIFY(qAbs(view.header()->sectionSize(0) - border - 60) <= 2);
    for (const char* nonsense : {"", "x y z", "0.5 0.5", "1 1 1", "-1 1 1", "nan nan nan"})
        view.restoreColumnState(nonsense);
    QCOMPARE(view.columnState(), state);
    view.resize(360, 100);
    QCOMPARE(total(), view.viewport()->width());
}

void tst_Rows::tree_manyRowsAreFast()
{
    QStandardItemModel model(0, 3);
    auto* group = new QStandardItem("Claims");
    group->setData(true, Group);
    QList<QStandardItem*> rows;
    constexpr int many = 100000;
    rows.reserve(many);
    for (int i = 0; i < many; ++i)
        rows << new QStandardItem(QStringLiteral("claim%1").arg(i));
    group->appendRows(rows);
    model.appendRow(group);
    TreeView view;
    view.setUniformRowHeights(true);
    TokenDelegate delegate({Group, Status, -1});
    view.setItemDelegate(&delegate);
    view.setModel(&model);
    view.setColumnShares({0.3, 0.3, 0.4});
    view.resize(500, 400);
    QElapsedTimer timer;
    timer.start();
    view.expandAll();
    view.show();
    QVERIFY(!view.grab().isNull());
    const qint64 first = timer.restart();
    view.scrollToBottom();
    QVERIFY(!view.grab().isNull());
    qInfo("expanding and painting %d rows: %lld ms; scrolling to the end: %lld ms", many, first, timer.elapsed());
    QVERIFY2(first < 2000, qPrintable(QString::number(first)));
    view.setItemDelegate(nullptr);
}

void tst_Rows::profile_wrapsItsSummary()
{
    QStandardItemModel model;
    auto* item = new QStandardItem("Keycloak");
    item->setData("audience parameter and private_key_jwt and yet more words", Summary);
    model.appendRow(item);
    StatusDelegate::Roles roles;
    roles.summary = Summary;
    StatusDelegate delegate(StatusDelegate::Look::Profile, roles);
    TreeView view;
    view.setModel(&model);
    view.setItemDelegate(&delegate);
    view.show();
    view.resize(700, 300);
    QCoreApplication::processEvents();
    const int wide = view.visualRect(item->index()).height();
    view.resize(220, 300);
    QTRY_VERIFY(view.visualRect(item->index()).height() > wide);
    view.setItemDelegate(nullptr);
}

void tst_Rows::waterfall_paintsNoPhaseOverAnother_data()
{
    QTest::addColumn<QList<qint64>>("times"); // start, connect, waiting, receiving, in all
    QTest::newRow("received at once") << QList<qint64>{0, 10, 90, 0, 100};
    QTest::newRow("all at the end") << QList<qint64>{99, 1, 1, 0, 1};
    QTest::newRow("in the middle") << QList<qint64>{20, 10, 30, 20, 60};
}

void tst_Rows::waterfall_paintsNoPhaseOverAnother()
{
    QFETCH(QList<qint64>, times);
    QStandardItemModel model(1, 1);
    for (int role = 0; role < times.size(); ++role)
        model.setData(model.index(0, 0), times.at(role), Start + role);
    WaterfallDelegate delegate({Start, Connect, Waiting, Receiving, Total});
    delegate.setEnd(100);
    QImage image(160, 26, QImage::Format_RGB32);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    image.fill(style::paletteOf(option.palette).surface);
    QPainter painter(&image);
    delegate.paint(&painter, option, model.index(0, 0));
    painter.end();
    const style::Palette& palette = style::paletteOf(option.palette);
    QHash<QRgb, QPair<int, int>> columns; // of each colour: the first and the last
    for (int x = 0; x < image.width(); ++x) {
        const QRgb colour = image.pixel(x, image.height() / 2);
        columns.insert(colour, {columns.value(colour, {x, x}).first, x});
    }
    const auto of = [&columns](const QColor& colour) { return columns.value(colour.rgb(), {-1, -1}); };
    QVERIFY(of(palette.connect).first >= 0);
    QVERIFY(of(palette.connect).second < of(palette.waiting).first);
    QVERIFY(of(palette.waiting).second < of(palette.receiving).first);
    QVERIFY(of(palette.receiving).second < image.width());
}

void tst_Rows::keyValues_copyLeavesSecretsOut()
{
    KeyValueList list;
    list.setSections({{"Body",
                       {{"grant_type", "client_credentials", {}, false}, {"client_secret", {}, "40 characters", true}},
                       {}}});
    list.resize(500, 200);
    list.show();
    list.selectAll();
    QTest::keyClick(&list, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.contains("grant_type: client_credentials"));
    QVERIFY(copied.contains("client_secret: "));
    QVERIFY(!copied.contains(QChar(0x2022)));
}

void tst_Rows::keyValues_areLiteral()
{
    QFETCH(QString, text);
    KeyValueList list;
    list.setSections({{text, {{text, text, text, false}}, text}});
    list.resize(400, 300);
    QVERIFY(!list.grab().isNull());
    for (int row = 0; row < list.model()->rowCount(); ++row) {
        const QString spoken = list.model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
        for (const char32_t c : spoken.toUcs4())
            QVERIFY(!support::isInvisible(c));
    }
}

void tst_Rows::ticks_areRound_data()
{
    QTest::addColumn<qint64>("end");
    QTest::addColumn<int>("width");
    QTest::addColumn<QList<qint64>>("ticks");
    QTest::newRow("nothing") << qint64(0) << 200 << QList<qint64>{0};
    QTest::newRow("picture") << qint64(360) << 200 << QList<qint64>{0, 100, 200, 300};
    QTest::newRow("narrow") << qint64(360) << 60 << QList<qint64>{0, 360};
    QTest::newRow("quick") << qint64(45) << 105 << QList<qint64>{0, 45};
    QTest::newRow("seconds") << qint64(30000) << 200 << QList<qint64>{0, 10000, 20000, 30000};
    QTest::newRow("tiny") << qint64(2) << 200 << QList<qint64>{0, 1, 2};
}

void tst_Rows::ticks_areRound()
{
    QFETCH(qint64, end);
    QFETCH(int, width);
    QTEST(axisTicks(end, width, 48), "ticks");
}

void tst_Rows::ticks_lieBesideOneAnother_data()
{
    QTest::addColumn<qint64>("end");
    QTest::addColumn<int>("width");
    QTest::newRow("quick") << qint64(45) << 105;
    QTest::newRow("just under two seconds") << qint64(1950) << 136;
    QTest::newRow("just over two seconds") << qint64(2010) << 136;
    QTest::newRow("nine seconds") << qint64(9900) << 136;
    QTest::newRow("half a minute") << qint64(30'000) << 200;
    QTest::newRow("wide") << qint64(360) << 900;
}

void tst_Rows::ticks_lieBesideOneAnother()
{
    QFETCH(qint64, end);
    QFETCH(int, width);
    const QRect axis(40, 0, width, 20);
    for (const int size : {11, 16}) {
        QFont font = QApplication::font();
        font.setPixelSize(size);
        const QFontMetrics metrics(font);
        const QList<AxisLabel> labels = axisLabels(end, axis, metrics);
        QVERIFY2(labels.size() >= 2, qPrintable(QString::number(labels.size())));
        QVERIFY(labels.last().text.endsWith(u's'));
        QCOMPARE(labels.first().place.left(), axis.left());
        for (qsizetype at = 0; at < labels.size(); ++at) {
            QVERIFY(metrics.horizontalAdvance(labels.at(at).text) <= labels.at(at).place.width());
            if (at > 0)
                QVERIFY(labels.at(at - 1).place.right() < labels.at(at).place.left());
        }
    }
}

void tst_Rows::waterfall_saysItsPhases()
{
    QStandardItemModel model(1, 1);
    const QModelIndex index = model.index(0, 0);
    model.setData(index, 10, Waiting);
    model.setData(index, 12, Total);
    WaterfallDelegate delegate({Start, Connect, Waiting, Receiving, Total});
    const QString text = delegate.phasesText(index);
    QVERIFY(text.contains("waiting 10 ms"));
    QVERIFY(!text.contains("connect"));
    model.setData(index, -5, Start);
    model.setData(index, "nonsense", Receiving);
    TreeView view;
    view.setModel(&model);
    view.setItemDelegate(&delegate);
    delegate.setEnd(0);
    QVERIFY(!view.grab().isNull());
    delegate.setEnd(1);
    QVERIFY(!view.grab().isNull());
    view.setItemDelegate(nullptr);
}

void tst_Rows::code_isLiteralAndMarked()
{
    CodeBlock block;
    const QString code = QString::fromUtf8("a\u202Eb\r\n<b>c</b>\tz");
    block.setCode(code);
    QCOMPARE(block.toPlainText(), QStringLiteral("a\\u{202E}b\n<b>c</b>\\tz"));
    block.mark(code.indexOf("<b>"), 3);
    QCOMPARE(block.extraSelections().size(), 1);
    QCOMPARE(block.extraSelections().first().cursor.selectedText(), QStringLiteral("<b>"));
    block.mark(-5, 1000);
    block.mark(0, 0);
    QVERIFY(block.extraSelections().isEmpty());
}

void tst_Rows::code_megabyteIsFast()
{
    CodeBlock block;
    block.resize(500, 300);
    block.show();
    QElapsedTimer timer;
    timer.start();
    block.setCode(QString(1024 * 1024, QLatin1Char('x')));
    QVERIFY(!block.grab().isNull());
    qInfo("a megabyte without a space: %lld ms", timer.elapsed());
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(block.toPlainText().contains("more characters"));
}

void tst_Rows::code_proseBreaksAtWords_data()
{
    using Wrap = CodeBlock::Wrap;
    QTest::addColumn<QString>("text");
    QTest::addColumn<CodeBlock::Wrap>("wrap");
    QTest::addColumn<bool>("wholeWords");
    const QString prose = QStringLiteral("administrators consent to applications ").repeated(20).trimmed();
    QTest::newRow("prose") << prose << Wrap::AtWords << true;
    QTest::newRow("code") << prose << Wrap::Anywhere << false;
    QTest::newRow("a word as long as a page") << prose + QString(5000, u'x') << Wrap::AtWords << false;
}

void tst_Rows::code_proseBreaksAtWords()
{
    QFETCH(QString, text);
    QFETCH(CodeBlock::Wrap, wrap);
    CodeBlock block;
    block.resize(211, 300);
    block.show();
    block.setCode(text, wrap);
    (void)block.grab(); // lays it out
    const QTextLayout* lines = block.document()->firstBlock().layout();
    QVERIFY(lines->lineCount() > 3);
    bool whole = true;
    for (int line = 1; line < lines->lineCount(); ++line)
        whole = whole && text.at(lines->lineAt(line).textStart() - 1).isSpace();
    QTEST(whole, "wholeWords");
}

void tst_Rows::spoken_saysTheStatus()
{
    const QString said = StatusDelegate::spoken("Audience", "fail", "client ID");
    QVERIFY(said.startsWith("Audience, "));
    QVERIFY(said.contains("fail"));
    QVERIFY(said.endsWith("client ID"));
}

QTEST_MAIN(tst_Rows)
#include "tst_rows.moc"
