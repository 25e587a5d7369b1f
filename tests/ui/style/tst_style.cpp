// SPDX-License-Identifier: Apache-2.0
#include "style/fonts.h"
#include "style/icons.h"
#include "style/style.h"
#include "style/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace assayer::style;

class tst_Style : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theme_switchesEveryWidget();
    void theme_followsTheDesktopOnlyWhenAsked();
    void theme_isThereWithoutABus();
    void control_isAsHighAsTheDesign_data();
    void control_isAsHighAsTheDesign();
    void control_growsWithTheFont();
    void font_valueHasNoLigatures();
    void font_followsTheApplication();
    void icon_isDrawnInTheThemesColour();
    void icon_everyNameIsDrawn();
    void focus_isDrawnAsARing();
    void applicationIcon_isDrawnAtEverySize();

private:
    QFont m_font;
    Theme m_theme{Theme::Choice::Light, Theme::Source::None};
};

void tst_Style::initTestCase()
{
    QFont font = QApplication::font();
    font.setPixelSize(13);
    QApplication::setFont(font);
    m_theme.install();
    m_font = QApplication::font();
}

void tst_Style::theme_switchesEveryWidget()
{
    QPushButton button("x");
    QSignalSpy changed(&m_theme, &Theme::changed);
    button.show();
    m_theme.setChoice(Theme::Choice::Dark);
    QTRY_VERIFY(paletteOf(&button).dark);
    QCOMPARE(changed.size(), 1);
    m_theme.setChoice(Theme::Choice::Dark);
    QCOMPARE(changed.size(), 1);
    m_theme.setChoice(Theme::Choice::Light);
    QTRY_VERIFY(!paletteOf(&button).dark);
    QCOMPARE(changed.size(), 2);
}

void tst_Style::theme_followsTheDesktopOnlyWhenAsked()
{
    Theme theme(Theme::Choice::System, Theme::Source::None);
    theme.setSystemDark(true);
    QVERIFY(theme.isDark());
    theme.setChoice(Theme::Choice::Light);
    QVERIFY(!theme.isDark());
    theme.setSystemDark(false);
    theme.setChoice(Theme::Choice::Dark);
    QVERIFY(theme.isDark());
    QCOMPARE(Theme::choiceFromName(Theme::toName(Theme::Choice::Dark)), Theme::Choice::Dark);
    QCOMPARE(Theme::choiceFromName("nonsense"), Theme::Choice::System);
}

void tst_Style::theme_isThereWithoutABus()
{
    const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    {
        QElapsedTimer timer;
        timer.start();
        Theme theme(Theme::Choice::System, Theme::Source::Desktop);
        // A call that blocks waits 25 s for its answer; less is a busy machine.
        QVERIFY2(timer.elapsed() < 5'000, "asking the bus blocked");
        QVERIFY(theme.palette().text.isValid());
    }
    if (bus.isEmpty())
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    else
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
}

void tst_Style::control_isAsHighAsTheDesign_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("button") << 0;
    QTest::newRow("field") << 1;
    QTest::newRow("combo box") << 2;
}

void tst_Style::control_isAsHighAsTheDesign()
{
    QFETCH(int, kind);
    QPushButton button("Copy");
    QLineEdit field;
    QComboBox combo;
    combo.addItem("v2.0");
    QWidget* widget = kind == 0 ? static_cast<QWidget*>(&button) : kind == 1 ? static_cast<QWidget*>(&field) : &combo;
    const int height = widget->sizeHint().height();
    QVERIFY2(height >= 28 && height <= 30, qPrintable(QString::number(height)));
    setLarge(widget);
    QCOMPARE(widget->sizeHint().height(), std::max(30, height));
}

void tst_Style::control_growsWithTheFont()
{
    QPushButton button("Copy");
    const int before = button.sizeHint().height();
    QFont larger = m_font;
    larger.setPixelSize(20);
    QApplication::setFont(larger);
    QTRY_VERIFY(button.sizeHint().height() > before + 6);
    QCOMPARE(scaled(26, &button), 40);
    QApplication::setFont(m_font);
}

void tst_Style::font_valueHasNoLigatures()
{
    const QFont font = valueFont(m_font);
    QVERIFY(font.styleStrategy() & QFont::PreferNoShaping);
    QVERIFY(QFontInfo(font).fixedPitch());
    QCOMPARE(font.pixelSize(), 12);
}

void tst_Style::font_followsTheApplication()
{
    QLineEdit field;
    setFontRole(&field, FontRole::Value);
    field.show();
    QFont larger = m_font;
    larger.setPixelSize(26);
    QApplication::setFont(larger);
    QTRY_COMPARE(field.font().pixelSize(), 24);
    QApplication::setFont(m_font);
    QTRY_COMPARE(field.font().pixelSize(), 12);
}

void tst_Style::icon_isDrawnInTheThemesColour()
{
    const auto hasColour = [](const QImage& image, const QColor& wanted) {
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (const QColor c = image.pixelColor(x, y); c.alpha() == 255 && c.rgb() == wanted.rgb())
                    return true;
        return false;
    };
    const QIcon cross = icon("list");
    QVERIFY(hasColour(cross.pixmap(32).toImage(), Palette::light().text));
    m_theme.setChoice(Theme::Choice::Dark);
    QVERIFY(hasColour(cross.pixmap(32).toImage(), Palette::darkTheme().text));
    m_theme.setChoice(Theme::Choice::Light);
    QVERIFY(icon("no such icon").isNull());
}

void tst_Style::icon_everyNameIsDrawn()
{
    QVERIFY(iconNames().contains("copy"));
    for (const QString& name : iconNames()) {
        const QImage image = icon(name).pixmap(16).toImage();
        QVERIFY2(!image.isNull() && image != QImage(image.size(), image.format()), qPrintable(name));
        int painted = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                painted += image.pixelColor(x, y).alpha() > 100;
        QVERIFY2(painted > 6, qPrintable(name));
    }
}

void tst_Style::focus_isDrawnAsARing()
{
    QTRY_VERIFY(!paletteOf(QApplication::palette()).dark);
    QWidget window;
    QLineEdit field(&window);
    field.setGeometry(10, 10, 120, 28);
    QPushButton other("x", &window);
    other.setGeometry(150, 10, 60, 28);
    window.resize(240, 50);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other.setFocus(Qt::TabFocusReason);
    const QImage without = field.grab().toImage();
    field.setFocus(Qt::TabFocusReason);
    const QImage with = field.grab().toImage();
    const QColor ring = Palette::light().accent;
    for (const int y : {0, 1})
        QCOMPARE(with.pixelColor(60, y).rgb(), ring.rgb());
    QVERIFY(without.pixelColor(60, 0).rgb() != ring.rgb());
}

void tst_Style::applicationIcon_isDrawnAtEverySize()
{
    for (const int size : {16, 32, 48, 256}) {
        const QImage image = applicationIcon().pixmap(size).toImage();
        QCOMPARE(image.width(), size);
        QVERIFY(image.pixelColor(size / 2, size / 2).alpha() == 255);
    }
}

QTEST_MAIN(tst_Style)
#include "tst_style.moc"
