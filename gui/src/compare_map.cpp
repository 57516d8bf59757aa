#include "compare_map.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "heat_image.hpp"
#include "mark_painter.hpp"

namespace palpate::gui {

namespace {

constexpr double kPadding = 8.0;
constexpr double kCorner = 10.0;

}  // namespace

MapPicture heatPicture(const CellArray<float>& values, const ColorScale& scale)
{
    return [values, scale](QSize size) { return HeatImage().render(values, size, scale).copy(); };
}

CompareMap::CompareMap(const QString& title, LinkedCursor& cursor, QWidget* parent)
    : QWidget(parent), cursor_(cursor)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setTitle(title);
    connect(&cursor_, &LinkedCursor::moved, this, [this] { update(); });
}

void CompareMap::setTitle(const QString& title)
{
    title_ = title;
    setAccessibleName(tr("Map: %1").arg(title));
    update();
}

void CompareMap::setMat(const MatGeometry& grid)
{
    grid_ = grid;
    setShown(wholeOf(grid));
}

void CompareMap::setShown(const ShownPart& part)
{
    shown_ = part;
    kept_ = QImage();
    update();
}

void CompareMap::setPicture(MapPicture picture)
{
    picture_ = std::move(picture);
    kept_ = QImage();
    update();
}

void CompareMap::setMarks(std::vector<FateMark> marks)
{
    marks_ = std::move(marks);
    update();
}

void CompareMap::setClusters(std::vector<ClusterEdge> edges)
{
    edges_ = std::move(edges);
    update();
}

double CompareMap::titleHeight() const
{
    return QFontMetricsF(sized(font(), TextSize::Small)).height() + 2.0 * kPadding;
}

QSize CompareMap::sizeHint() const
{
    return {220, fontMetrics().height() * 16};
}

QSize CompareMap::minimumSizeHint() const
{
    const double words = QFontMetricsF(sized(font(), TextSize::Small)).horizontalAdvance(title_);
    const double least = titleHeight() + 2.0 * kPadding;
    return {std::max(120, static_cast<int>(std::ceil(words + 2.0 * kPadding))),
            static_cast<int>(std::ceil(least))};
}

QSizeF CompareMap::aroundCells() const
{
    const double scale_bar = QFontMetricsF(sized(font(), TextSize::Small)).height() + kPadding;
    return {2.0 * kPadding, titleHeight() + scale_bar + kPadding};
}

std::optional<CellMapping> CompareMap::mapping() const
{
    if (!grid_.has_value()) {
        return std::nullopt;
    }
    const QSizeF around = aroundCells();
    const QRectF space(kPadding, titleHeight(), std::max(20.0, width() - around.width()),
                       std::max(20.0, height() - around.height()));
    return CellMapping(*grid_, space, millimetresOf(shown_, *grid_));
}

void CompareMap::drawPicture(QPainter& painter, const QRectF& mat, const MapPicture& picture,
                             QImage& kept) const
{
    const QSize size = (mat.size() * devicePixelRatioF()).toSize();
    if (picture && kept.size() != size) {
        kept = picture(size);
    }
    if (!kept.isNull()) {
        painter.drawImage(mat, kept);
    }
}

void CompareMap::paintPicture(QPainter& painter, const CellMapping& mapping)
{
    drawPicture(painter, mapping.shownRect(), picture_, kept_);
}

void CompareMap::paintEvent(QPaintEvent* /*event*/)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setFont(sized(font(), TextSize::Small));
    painter.setPen(Qt::NoPen);
    painter.setBrush(dark.mat_ground);
    painter.drawRoundedRect(QRectF(rect()), kCorner, kCorner);
    painter.setPen(dark.mat_text);
    painter.drawText(QRectF(kPadding + 2.0, kPadding, width() - 2.0 * kPadding, titleHeight()),
                     Qt::AlignLeft | Qt::AlignTop, title_);
    if (const std::optional<CellMapping> where = mapping()) {
        const QRectF& shown = where->shownRect();
        painter.save();
        painter.setClipRect(shown.adjusted(-1.0, -1.0, 1.0, 1.0));
        paintPicture(painter, *where);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(dark.mat_line, 1.0));
        painter.drawRect(where->matRect().adjusted(-0.5, -0.5, 0.5, 0.5));
        paintClusterEdges(painter, *where, edges_);
        painter.restore();
        const std::optional<QPointF> pointed_at =
            cursor_.place() ? std::optional<QPointF>(where->toPixel(*cursor_.place())) : std::nullopt;
        // Beside the mat as well, but not over the scale bar.
        paintFateMarks(painter, *where, marks_,
                       QRectF(QPointF(2.0, titleHeight()),
                              QPointF(width() - 2.0, std::max(titleHeight(), shown.bottom()))),
                       pointed_at);
        if (pointed_at) {
            paintCross(painter, *pointed_at, dark);
        }
        paintScaleBar(painter, *where);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(dark.force, 2.0));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.0, 1.0, -1.0, -1.0), kCorner, kCorner);
    }
}

void CompareMap::paintScaleBar(QPainter& painter, const CellMapping& mapping) const
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const QRectF& mat = mapping.shownRect();
    const double step_mm = rulerStepMm(0.2 * mat.width() / mapping.pixelsPerMm());
    const double length = step_mm * mapping.pixelsPerMm();
    const double y = mat.bottom() + kPadding;
    painter.setPen(QPen(dark.muted, 1.0));
    painter.drawLine(QPointF(mat.left(), y), QPointF(mat.left() + length, y));
    painter.drawLine(QPointF(mat.left(), y - 3.0), QPointF(mat.left(), y + 3.0));
    painter.drawLine(QPointF(mat.left() + length, y - 3.0), QPointF(mat.left() + length, y + 3.0));
    const QFontMetricsF metrics(painter.font());
    const QString scale = QStringLiteral("%1 mm").arg(std::lround(step_mm));
    const QString cells =
        scale + QStringLiteral(" · cell %1 mm").arg(QString::number(grid_->pitchXMm(), 'g', 3));
    const double room = width() - kPadding - mat.left() - length - 6.0;
    painter.drawText(QPointF(mat.left() + length + 6.0, y + metrics.capHeight() / 2.0),
                     metrics.horizontalAdvance(cells) <= room ? cells : scale);
}

void CompareMap::mouseMoveEvent(QMouseEvent* event)
{
    const std::optional<CellMapping> where = mapping();
    if (where.has_value() && where->shownRect().contains(event->position())) {
        cursor_.setPlace(where->toMm(event->position()));
    } else {
        cursor_.setPlace(std::nullopt);
    }
}

void CompareMap::leaveEvent(QEvent* /*event*/)
{
    cursor_.setPlace(std::nullopt);
}

void CompareMap::keyPressEvent(QKeyEvent* event)
{
    const int step = (event->modifiers() & Qt::ShiftModifier) != 0 ? 5 : 1;
    switch (event->key()) {
        case Qt::Key_Left:
            moveCursor(0, -step);
            return;
        case Qt::Key_Right:
            moveCursor(0, step);
            return;
        case Qt::Key_Up:
            moveCursor(-step, 0);
            return;
        case Qt::Key_Down:
            moveCursor(step, 0);
            return;
        case Qt::Key_Escape:
            cursor_.setPlace(std::nullopt);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void CompareMap::moveCursor(int rows, int cols)
{
    if (!grid_.has_value()) {
        return;
    }
    const QPointF middle = millimetresOf(shown_, *grid_).center();
    const MatPoint from = cursor_.place().value_or(MatPoint{.x_mm = middle.x(), .y_mm = middle.y()});
    const auto cell = [](double mm, double pitch_mm, int step, int first, int count) {
        return std::clamp(static_cast<int>(mm / pitch_mm) + step, first, first + count - 1);
    };
    cursor_.setPlace(grid_->centreOf(cell(from.y_mm, grid_->pitchYMm(), rows, shown_.row, shown_.rows),
                                     cell(from.x_mm, grid_->pitchXMm(), cols, shown_.col, shown_.cols)));
}

}  // namespace palpate::gui
