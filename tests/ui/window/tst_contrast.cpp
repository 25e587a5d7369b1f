// SPDX-License-Identifier: Apache-2.0
#include "controls/difftext.h"
#include "controls/keyvaluelist.h"
#include "controls/lifetimebar.h"
#include "controls/plainlabel.h"
#include "controls/requestline.h"
#include "controls/tabs.h"
#include "models/exchangemodel.h"
#include "ui/window/windowfixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTreeView>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

using namespace assayer;

namespace {

// Three times as large as on the screen: strokes then reach the ink's own colour between their smoothed edges.
constexpr int scale = 3;
constexpr double leastContrast = 4.5;

double channel(int value)
{
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// Relative luminance, WCAG 2.1.
double luminance(QRgb colour)
{
    return 0.2126 * channel(qRed(colour)) + 0.7152 * channel(qGreen(colour)) + 0.0722 * channel(qBlue(colour));
}

double contrast(QRgb one, QRgb other)
{
    const auto [low, high] = std::minmax(luminance(one), luminance(other));
    return (high + 0.05) / (low + 0.05);
}

QRgb pixel(const QImage& image, int x, int y)
{
    return reinterpret_cast<const QRgb*>(image.constScanLine(y))[x] | 0xff000000U;
}

QRgb mostFrequent(const QImage& image, const QRect& area)
{
    QHash<QRgb, int> counts;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        QRgb last = pixel(image, area.left(), y);
        int length = 0;
        for (int x = area.left(); x <= area.right(); ++x) {
            const QRgb colour = pixel(image, x, y);
            if (colour != last) {
                counts[last] += std::exchange(length, 0);
                last = colour;
            }
            ++length;
        }
        counts[last] += length;
    }
    const auto best = std::max_element(counts.cbegin(), counts.cend());
    return best == counts.cend() ? 0 : best.key();
}

/// Where neighbouring lines (of pixels, one way or the other) hold something, with gaps up to `gap` closed.
QList<std::pair<int, int>> runs(int from, int to, int gap, const std::function<bool(int)>& holds)
{
    QList<std::pair<int, int>> found;
    for (int at = from; at <= to; ++at) {
        if (!holds(at))
            continue;
        if (!found.isEmpty() && at - found.last().second <= gap + 1)
            found.last().second = at;
        else
            found.append({at, at});
    }
    return found;
}

/// The words in an area: what stands together on its ground.
QList<QRect> words(const QImage& image, const QRect& area)
{
    const QRgb ground = mostFrequent(image, area);
    QList<QRect> found;
    const auto lines = runs(area.top(), area.bottom(), scale, [&](int y) {
        for (int x = area.left(); x <= area.right(); ++x)
            if (pixel(image, x, y) != ground)
                return true;
        return false;
    });
    for (const auto& [top, bottom] : lines) {
        const auto parts = runs(area.left(), area.right(), 3 * scale, [&, first = top, last = bottom](int x) {
            for (int y = first; y <= last; ++y)
                if (pixel(image, x, y) != ground)
                    return true;
            return false;
        });
        for (const auto& [left, right] : parts)
            found << QRect(QPoint(left, top), QPoint(right, bottom));
    }
    return found;
}

struct Measured {
    double least = 100;
    int words = 0;
    QString worst;
};

void measure(Measured& measured, const QImage& image, const QRect& place, const QString& what)
{
    const QRect area =
        QRect(place.topLeft() * scale, place.size() * scale).adjusted(0, 0, -1, -1).intersected(image.rect());
    if (area.width() < 8 * scale || area.height() < 8 * scale)
        return;
    for (const QRect& word : words(image, area)) {
        // Lines, and the edges of boxes, are no text.
        if (word.width() < 4 * scale || word.height() < 5 * scale)
            continue;
        const QRect around = word.adjusted(-2, -2, 2, 2).intersected(area);
        const QRgb ground = mostFrequent(image, around);
        double most = 1;
        QRgb last = ground;
        for (int y = word.top(); y <= word.bottom(); ++y)
            for (int x = word.left(); x <= word.right(); ++x)
                if (const QRgb ink = pixel(image, x, y); ink != ground && ink != std::exchange(last, ink))
                    most = std::max(most, contrast(ink, ground));
        ++measured.words;
        if (most < measured.least) {
            measured.least = most;
            measured.worst = QStringLiteral("%1 at %2,%3 %4x%5: %6")
                                 .arg(what)
                                 .arg(word.x() / scale)
                                 .arg(word.y() / scale)
                                 .arg(word.width() / scale)
                                 .arg(word.height() / scale)
                                 .arg(most);
        }
    }
}

/// The parts of a widget that hold nothing but text and its ground, in the widget's pixels.
QList<QRect> textAreas(const QWidget* widget)
{
    constexpr int border = 4;
    const QRect inside = widget->rect().adjusted(border, border, -border, -border);
    if (const auto* tree = qobject_cast<const QTreeView*>(widget)) {
        QList<QRect> cells;
        const bool isExchange = widget->objectName() == QLatin1String("exchange");
        for (QModelIndex row = tree->indexAt(QPoint(1, 1)); row.isValid(); row = tree->indexBelow(row)) {
            for (int column = 0; column < tree->model()->columnCount(); ++column) {
                if (tree->isColumnHidden(column) || (isExchange && column == models::ExchangeModel::TimeColumn))
                    continue;
                QRect cell = tree->visualRect(row.siblingAtColumn(column)).intersected(tree->viewport()->rect());
                cell.moveTopLeft(tree->viewport()->mapTo(widget, cell.topLeft()));
                cells << cell.adjusted(3, 1, -1, -1);
            }
        }
        return cells;
    }
    if (const auto* bar = qobject_cast<const QTabBar*>(widget)) {
        QList<QRect> tabs;
        for (int tab = 0; tab < bar->count(); ++tab)
            tabs << bar->tabRect(tab).adjusted(border, border, -border, -border);
        return tabs;
    }
    const auto* combo = qobject_cast<const QComboBox*>(widget);
    const auto* edit = qobject_cast<const QLineEdit*>(widget);
    if (edit && edit->text().isEmpty())
        return {};
    const bool is = qobject_cast<const QAbstractButton*>(widget) || combo || edit ||
                    qobject_cast<const controls::RequestLine*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
    if (is)
        return {inside};
    if (qobject_cast<const controls::PlainLabel*>(widget) || qobject_cast<const controls::DiffText*>(widget) ||
        qobject_cast<const QMenuBar*>(widget))
        return {widget->rect()};
    if (const auto* list = qobject_cast<const controls::KeyValueList*>(widget))
        return {list->contentsRect().adjusted(0, 0, -16, 0)};
    if (const auto* times = qobject_cast<const controls::LifetimeBar*>(widget)) {
        // Both words beside the bar, not the bar.
        const int right = QFontMetrics(times->font()).horizontalAdvance(times->accessibleName().section(u' ', -4));
        return {QRect(widget->width() - right, 0, right, widget->height())};
    }
    return {};
}

Measured measureWindow(QWidget* window)
{
    QImage image(window->size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    window->render(&image);
    image.setDevicePixelRatio(1);
    if (const QString folder = qEnvironmentVariable("ASSAYER_PICTURES"); !folder.isEmpty())
        image.save(folder + QStringLiteral("/contrast.png"));
    Measured measured;
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        // Who is switched off need not be read.
        if (!widget->isVisible() || !widget->isEnabled() || widget->visibleRegion().isEmpty())
            continue;
        const QRect seen = widget->visibleRegion().boundingRect();
        for (const QRect& area : textAreas(widget)) {
            QRect part = area.intersected(seen);
            if (part.height() < area.height())
                continue; // half a line
            part.moveTopLeft(widget->mapTo(window, part.topLeft()));
            measure(measured, image, part,
                    QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName());
        }
    }
    return measured;
}

void settled(WindowFixture& fixture)
{
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->session().isRunning() && fixture.window->session().hasInspection(),
                             20'000);
    for (int pass = 0; pass < 5; ++pass)
        QCoreApplication::processEvents();
}

} // namespace

/// Every word of the window against the ground behind it, on the pixels that are drawn: at least 4.5 to 1 (WCAG 1.4.3).
class TestContrast : public QObject {
    Q_OBJECT

    style::Theme m_theme{style::Theme::Choice::Light, style::Theme::Source::None};

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void measure_tellsGoodFromBad()
    {
        QLabel label(QStringLiteral("Some words"));
        label.resize(200, 30);
        QPalette colours = label.palette();
        colours.setColor(QPalette::Window, QColor(0xff, 0xff, 0xff));
        colours.setColor(QPalette::WindowText, QColor(0x94, 0x94, 0x94)); // 3.03 to 1
        label.setPalette(colours);
        QImage image(label.size() * scale, QImage::Format_RGB32);
        image.setDevicePixelRatio(scale);
        label.render(&image);
        image.setDevicePixelRatio(1);
        Measured measured;
        measure(measured, image, label.rect(), QStringLiteral("label"));
        QVERIFY(measured.words >= 1);
        QVERIFY2(measured.least > 2.5 && measured.least < 3.2, qPrintable(QString::number(measured.least)));
    }

    void window_isReadable_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("dark");
        for (const char* state : {"accepted", "rejected", "refused", "exchange", "warned", "empty"}) {
            QTest::addRow("%s, light", state) << QString::fromLatin1(state) << false;
            QTest::addRow("%s, dark", state) << QString::fromLatin1(state) << true;
        }
    }
    void window_isReadable()
    {
        QFETCH(QString, state);
        QFETCH(bool, dark);
        m_theme.setChoice(dark ? style::Theme::Choice::Dark : style::Theme::Choice::Light);
        WindowFixture fixture;
        profile::Profile profile = profile::workedExample();
        if (state == QLatin1String("rejected")) {
            profile.expectations.audiences = {QStringLiteral("api://orders-api")};
            profile.expectations.roles << QStringLiteral("Orders.Write.All");
            fixture.window->session().edit(profile);
        }
        if (state == QLatin1String("refused"))
            fixture.window->session().setSecret(support::Secret::fromText(QStringLiteral("wrong")));
        if (state == QLatin1String("warned"))
            fixture.window->session().inspect("Bearer opaque");
        else if (state == QLatin1String("empty"))
            fixture.window->newProfile();
        else
            fixture.window->getToken();
        if (state != QLatin1String("empty"))
            settled(fixture);
        if (state == QLatin1String("exchange"))
            fixture.window->showExchange();
        for (int pass = 0; pass < 5; ++pass)
            QCoreApplication::processEvents();
        const Measured measured = measureWindow(fixture.window.get());
        qInfo("%d words, least %.2f: %s", measured.words, measured.least, qPrintable(measured.worst));
        QVERIFY(measured.words > 15);
        QVERIFY2(measured.least >= leastContrast, qPrintable(measured.worst));
    }
};

QTEST_MAIN(TestContrast)
#include "tst_contrast.moc"
