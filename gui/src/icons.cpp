#include "icons.hpp"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace palpate::gui {

namespace {

/// On a field of 24 x 24.
QString pathOf(Glyph glyph)
{
    switch (glyph) {
        case Glyph::Live:
            return QStringLiteral("M2 12h4l3 -8 5 16 3 -8h5");
        case Glyph::Techniques:
            return QStringLiteral(
                "M3 20h18M9 16a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M3 5a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0"
                "M6 9c4 1 7 2 9 3l5 -4");
        case Glyph::Review:
            return QStringLiteral("M7 4l12 8 -12 8z");
        case Glyph::Compare:
            return QStringLiteral("M3 5h8v14h-8zM13 5h8v14h-8z");
        case Glyph::Trend:
            return QStringLiteral("M3 3v18h18M7 16l4 -5 4 3 5 -8");
        case Glyph::Settings:
            return QStringLiteral(
                "M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
                "M5 17a3 3 0 1 0 6 0a3 3 0 1 0 -6 0");
    }
    return {};
}

}  // namespace

QIcon icon(Glyph glyph, const QColor& color)
{
    constexpr int kPixels = 96;
    const QString svg =
        QStringLiteral(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='%1' fill='none' "
            "stroke='%2' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'/></svg>")
            .arg(pathOf(glyph), color.name());
    QSvgRenderer renderer(svg.toUtf8());
    QPixmap pixmap(kPixels, kPixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return {pixmap};
}

}  // namespace palpate::gui
