// SPDX-License-Identifier: Apache-2.0
#include "style/icons.h"

#include "style/palette.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace assayer::style {

namespace {

QString path(const QString& name)
{
    return QStringLiteral(":/assayer/icons/%1.svg").arg(name);
}

QColor tinted(Tint tint, const Palette& palette)
{
    switch (tint) {
    case Tint::Text:
        return palette.text;
    case Tint::Muted:
        return palette.muted;
    case Tint::Accent:
        return palette.accent;
    case Tint::OnAccent:
        return palette.onAccent;
    case Tint::Pass:
        return palette.pass;
    case Tint::Warning:
        return palette.warning;
    case Tint::Fail:
        return palette.fail;
    }
    return palette.text;
}

/// Asks for its colour when it is painted, so that an action's icon follows the theme without being set again.
class TintedEngine final : public QIconEngine {
public:
    TintedEngine(QString name, Tint tint)
        : m_name(std::move(name))
        , m_tint(tint)
    {
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(painter, rect, m_name, colour(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, std::min(size.width(), size.height()), 1, colour(mode));
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return iconPixmap(m_name, static_cast<int>(std::min(size.width(), size.height()) / scale), scale, colour(mode));
    }
    QIconEngine* clone() const override { return new TintedEngine(m_name, m_tint); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const
    {
        QColor wanted = tinted(m_tint, paletteOf(QGuiApplication::palette()));
        if (mode == QIcon::Disabled)
            wanted.setAlphaF(0.45F);
        return wanted;
    }
    QString m_name;
    Tint m_tint;
};

} // namespace

QIcon icon(const QString& name, Tint tint)
{
    if (!QFile::exists(path(name)))
        return {};
    return QIcon(new TintedEngine(name, tint));
}

QStringList iconNames()
{
    QStringList names = QDir(QStringLiteral(":/assayer/icons")).entryList({QStringLiteral("*.svg")});
    for (QString& name : names)
        name.chop(4);
    names.removeAll(QStringLiteral("assayer"));
    return names;
}

QIcon applicationIcon()
{
    static const QIcon drawn = [] {
        QIcon icon;
        for (const int size : {16, 22, 24, 32, 48, 64, 128, 256}) {
            QPixmap pixmap(size, size);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            QSvgRenderer(path(QStringLiteral("assayer"))).render(&painter);
            icon.addPixmap(pixmap);
        }
        return icon;
    }();
    return drawn;
}

QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& colour)
{
    const int pixels = std::max(1, static_cast<int>(std::lround(size * devicePixelRatio)));
    const QString key =
        QStringLiteral("assayer:%1:%2:%3:%4")
            .arg(name, QString::number(pixels), colour.name(QColor::HexArgb), QString::number(devicePixelRatio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QFile file(path(name));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray drawing = file.readAll();
        drawing.replace("#000000", colour.name().toLatin1());
        QPainter painter(&pixmap);
        painter.setOpacity(colour.alphaF());
        QSvgRenderer(drawing).render(&painter);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter* painter, const QRect& rect, const QString& name, const QColor& colour)
{
    const int size = std::min(rect.width(), rect.height());
    if (size <= 0)
        return;
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
    const QPoint corner(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2);
    painter->drawPixmap(corner, iconPixmap(name, size, ratio, colour));
}

} // namespace assayer::style
