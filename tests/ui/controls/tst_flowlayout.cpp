// SPDX-License-Identifier: Apache-2.0
#include "controls/flowlayout.h"

#include <QTest>
#include <QWidget>

using namespace assayer::controls;

class tst_FlowLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines_areEven_data()
    {
        QTest::addColumn<QList<int>>("widths");
        QTest::addColumn<int>("room");
        QTest::addColumn<QList<int>>("lines"); ///< how many on each
        const QList<int> four{90, 150, 60, 80};
        QTest::newRow("one line") << four << 404 << QList<int>{4};
        QTest::newRow("just not one line") << four << 403 << QList<int>{2, 2};
        QTest::newRow("none alone") << four << 330 << QList<int>{2, 2};
        QTest::newRow("as few lines as before") << QList<int>{100, 100, 100, 100, 100} << 330 << QList<int>{3, 2};
        QTest::newRow("a column") << four << 150 << QList<int>{1, 1, 2};
        QTest::newRow("less than the widest") << four << 100 << QList<int>{1, 1, 1, 1};
        QTest::newRow("none") << QList<int>() << 100 << QList<int>();
    }
    void lines_areEven()
    {
        QFETCH(QList<int>, widths);
        QFETCH(int, room);
        QWidget window;
        auto* flow = new FlowLayout(&window, 8);
        QList<QWidget*> parts;
        for (const int width : widths) {
            auto* part = new QWidget;
            part->setFixedHeight(20);
            part->setMinimumWidth(std::min(width, room));
            part->setMaximumWidth(width);
            parts << part;
            flow->addWidget(part);
            part->show();
        }
        flow->setGeometry(QRect(0, 0, room, 200));
        QList<int> lines;
        int y = -1;
        for (const QWidget* part : parts) {
            if (part->y() != y)
                lines << 0;
            y = part->y();
            ++lines.last();
            QVERIFY(part->geometry().right() < room);
        }
        QTEST(lines, "lines");
        QCOMPARE(flow->heightForWidth(room), lines.isEmpty() ? 0 : static_cast<int>(lines.size()) * 28 - 8);
    }
};

QTEST_MAIN(tst_FlowLayout)
#include "tst_flowlayout.moc"
