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
    return {std::max(120, static_cast<int>(std::ceil(words + 2.0 * kPadding))), 220};
}

std::optional<CellMapping> CompareMap::mapping() const
{
    if (!grid_.has_value()) {
        return std::nullopt;
    }
    const double scale_bar = QFontMetricsF(sized(font(), TextSize::Small)).height() + kPadding;
    const QRectF space(kPadding, titleHeight(), std::max(20.0, width() - 2.0 * kPadding),
                       std::max(20.0, height() - titleHeight() - scale_bar - kPadding));
    return CellMapping(*grid_, space);
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
    drawPicture(painter, mapping.matRect(), picture_, kept_);
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
        paintPicture(painter, *where);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(dark.mat_line, 1.0));
        painter.drawRect(where->matRect().adjusted(-0.5, -0.5, 0.5, 0.5));
        paintClusterEdges(painter, *where, edges_);
        // Beside the mat as well, but not over the scale bar.
        paintFateMarks(painter, *where, marks_,
                       QRectF(QPointF(2.0, titleHeight()),
                              QPointF(width() - 2.0, std::max(titleHeight(), where->matRect().bottom()))));
        if (cursor_.place().has_value()) {
            paintCross(painter, where->toPixel(*cursor_.place()), dark);
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
    const QRectF& mat = mapping.matRect();
    const double step_mm = rulerStepMm(0.2 * mat.width() / mapping.pixelsPerMm());
    const double length = step_mm * mapping.pixelsPerMm();
    const double y = mat.bottom() + kPadding;
    painter.setPen(QPen(dark.muted, 1.0));
    painter.drawLine(QPointF(mat.left(), y), QPointF(mat.left() + length, y));
    painter.drawLine(QPointF(mat.left(), y - 3.0), QPointF(mat.left(), y + 3.0));
    painter.drawLine(QPointF(mat.left() + length, y - 3.0), QPointF(mat.left() + length, y + 3.0));
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QPointF(mat.left() + length + 6.0, y + metrics.capHeight() / 2.0),
                     QStringLiteral("%1 mm").arg(std::lround(step_mm)));
}

void CompareMap::mouseMoveEvent(QMouseEvent* event)
{
    const std::optional<CellMapping> where = mapping();
    if (where.has_value() && where->matRect().contains(event->position())) {
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
    const MatPoint middle{.x_mm = grid_->widthMm() / 2.0, .y_mm = grid_->heightMm() / 2.0};
    const MatPoint from = cursor_.place().value_or(middle);
    const auto cell = [](double mm, double pitch_mm, int step, int count) {
        return std::clamp(static_cast<int>(mm / pitch_mm) + step, 0, count - 1);
    };
    cursor_.setPlace(grid_->centreOf(cell(from.y_mm, grid_->pitchYMm(), rows, grid_->rows()),
                                     cell(from.x_mm, grid_->pitchXMm(), cols, grid_->cols())));
}

}  // namespace palpate::gui
