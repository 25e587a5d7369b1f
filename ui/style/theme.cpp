// SPDX-License-Identifier: Apache-2.0
#include "style/theme.h"

#include "style/fonts.h"
#include "style/portal.h"
#include "style/style.h"

#include <QApplication>
#include <QThread>
#include <QTimer>
#include <QToolTip>

#include <utility>

namespace assayer::style {

Theme::Theme(Choice choice, Source source, QObject* parent)
    : QObject(parent)
    , m_choice(choice)
    , m_source(source)
    , m_systemDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
    m_shownDark = isDark();
    if (m_source == Source::Desktop && Portal::isPossible())
        ask();
}

Theme::~Theme()
{
    if (!m_thread)
        return;
    m_thread->quit();
    constexpr unsigned long patience = 300; // ms
    // A bus that hangs must not keep the program from ending: the thread is then left to the process' end.
    if (m_thread->wait(patience))
        delete m_thread;
}

void Theme::ask()
{
    constexpr int patience = 5000; // ms, for a bus that hangs; the portal's own limit is shorter
    m_settled = false;
    QTimer::singleShot(patience, this, &Theme::settle);
    m_thread = new QThread;
    auto* portal = new Portal;
    portal->moveToThread(m_thread);
    connect(m_thread, &QThread::started, portal, &Portal::start);
    connect(m_thread, &QThread::finished, portal, &QObject::deleteLater);
    connect(portal, &Portal::darkReported, this, &Theme::setSystemDark);
    connect(portal, &Portal::answered, this, &Theme::settle);
    m_thread->start(QThread::LowPriority);
}

void Theme::settle()
{
    if (!std::exchange(m_settled, true))
        Q_EMIT settled();
}

bool Theme::isDark() const
{
    return m_choice == Choice::Dark || (m_choice == Choice::System && m_systemDark);
}

const Palette& Theme::palette() const
{
    return isDark() ? Palette::darkTheme() : Palette::light();
}

void Theme::install()
{
    m_installed = true;
    QApplication::setStyle(new Style);
    QApplication::setFont(baseFont(QApplication::font()));
    apply();
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    if (isDark() != m_shownDark)
        apply();
}

void Theme::setSystemDark(bool dark)
{
    m_systemDark = dark;
    if (isDark() != m_shownDark)
        apply();
}

void Theme::apply()
{
    const bool other = m_shownDark != isDark();
    m_shownDark = isDark();
    if (m_installed) {
        const QPalette colours = palette().toQPalette();
        QApplication::setPalette(colours);
        QToolTip::setPalette(colours);
        QToolTip::setFont(noteFont(QApplication::font()));
    }
    if (other)
        Q_EMIT changed();
}

Theme::Choice Theme::choiceFromName(const QString& name)
{
    if (name == QLatin1String("light"))
        return Choice::Light;
    return name == QLatin1String("dark") ? Choice::Dark : Choice::System;
}

QString Theme::toName(Choice choice)
{
    switch (choice) {
    case Choice::Light:
        return QStringLiteral("light");
    case Choice::Dark:
        return QStringLiteral("dark");
    case Choice::System:
        break;
    }
    return QStringLiteral("system");
}

} // namespace assayer::style
