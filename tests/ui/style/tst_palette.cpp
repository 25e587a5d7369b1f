// SPDX-License-Identifier: Apache-2.0
#include "style/palette.h"

#include "style/state.h"

#include <QTest>

using namespace assayer::style;

class tst_Palette : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isReadableOnItsGround_data();
    void text_isReadableOnItsGround();
    void mark_isDistinctFromItsGround();
    void contrast_isWcags();
    void palette_isToldByTheQPalette();
    void state_hasItsOwnGlyphAndWord();
};

void tst_Palette::text_isReadableOnItsGround_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const bool dark : {false, true}) {
        const Palette& p = dark ? Palette::darkTheme() : Palette::light();
        const QList<std::pair<const char*, QColor>> inks{{"text", p.text}, {"muted", p.muted}, {"accent", p.accent}};
        const QList<std::pair<const char*, QColor>> states{{"pass", p.pass}, {"warning", p.warning}, {"fail", p.fail}};
        const QList<std::pair<const char*, QColor>> grounds{{"ground", p.ground}, {"surface", p.surface},
                                                            {"inset", p.inset},   {"selection", p.selection},
                                                            {"hover", p.hover},   {"field", p.field}};
        for (const auto& [inkName, ink] : inks + states)
            for (const auto& [groundName, ground] : grounds)
                QTest::addRow("%s %s on %s", dark ? "dark" : "light", inkName, groundName) << ink << ground;
        const QList<std::pair<State, const char*>> own{
            {State::Pass, "pass"}, {State::Warning, "warning"}, {State::Fail, "fail"}};
        for (const auto& [state, name] : own) {
            const QColor ground = groundColour(state, p);
            QTest::addRow("%s %s on its ground", dark ? "dark" : "light", name) << colour(state, p) << ground;
            QTest::addRow("%s text on %s ground", dark ? "dark" : "light", name) << p.text << ground;
            QTest::addRow("%s muted on %s ground", dark ? "dark" : "light", name) << p.muted << ground;
        }
        QTest::addRow("%s text on accent", dark ? "dark" : "light") << p.onAccent << p.accent;
        QTest::addRow("%s hint on accent", dark ? "dark" : "light") << p.onAccentMuted << p.accent;
        const QPalette q = p.toQPalette();
        QTest::addRow("%s tool tip", dark ? "dark" : "light")
            << q.color(QPalette::ToolTipText) << q.color(QPalette::ToolTipBase);
        QTest::addRow("%s selected text", dark ? "dark" : "light")
            << q.color(QPalette::HighlightedText) << q.color(QPalette::Highlight);
        QTest::addRow("%s placeholder", dark ? "dark" : "light")
            << q.color(QPalette::PlaceholderText) << q.color(QPalette::Base);
    }
}

void tst_Palette::text_isReadableOnItsGround()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrast(text, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void tst_Palette::mark_isDistinctFromItsGround()
{
    // WCAG 1.4.11: what must be seen but not read.
    for (const Palette* p : {&Palette::light(), &Palette::darkTheme()}) {
        for (const QColor& phase : {p->waiting, p->receiving})
            QVERIFY(contrast(phase, p->surface) >= 3);
        QVERIFY(contrast(p->accent, p->selection) >= 3);
    }
}

void tst_Palette::contrast_isWcags()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(qAbs(contrast(QColor("#767676"), Qt::white) - 4.54) < 0.01);
}

void tst_Palette::palette_isToldByTheQPalette()
{
    QVERIFY(!paletteOf(Palette::light().toQPalette()).dark);
    QVERIFY(paletteOf(Palette::darkTheme().toQPalette()).dark);
}

void tst_Palette::state_hasItsOwnGlyphAndWord()
{
    QSet<QString> glyphs;
    QSet<QString> words;
    QSet<QString> icons;
    for (const State state : {State::Neutral, State::Pass, State::Warning, State::Fail, State::Busy}) {
        glyphs << glyph(state);
        words << word(state);
        icons << iconName(state);
    }
    QCOMPARE(glyphs.size(), 5);
    QCOMPARE(words.size(), 5);
    QCOMPARE(icons.size(), 5);
    QCOMPARE(stateFromName("fail"), State::Fail);
    QCOMPARE(stateFromName("unchecked"), State::Neutral);
}

QTEST_GUILESS_MAIN(tst_Palette)
#include "tst_palette.moc"
