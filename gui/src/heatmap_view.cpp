#include "heatmap_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "palpate/core/assert.hpp"
#include "palpate/core/mat_plane.hpp"

#include "color_bar.hpp"
#include "mark_painter.hpp"
#include "outline_painter.hpp"
#include "region_painter.hpp"

namespace palpate::gui {

namespace {

constexpr double kGap = 14.0;
constexpr double kTick = 4.0;

}  // namespace

HeatmapView::HeatmapView(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      scale_(ColorMap::Cividis, 16.0, 1.0, theme.mat_ground),
      unit_(QStringLiteral("kPa"))
{
    setObjectName(QStringLiteral("heatmap"));
    setAccessibleName(tr("Pressure on the mat"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void HeatmapView::setMat(const MatGeometry& geometry)
{
    geometry_ = geometry;
    values_.resize(0, 0);
    limitHeight();
    updateGeometry();
    update();
}

void HeatmapView::setValues(const CellArray<float>& values)
{
    PALPATE_ASSERT(values.size() == 0 || (geometry_.has_value() && values.rows() == geometry_->rows() &&
                                          values.cols() == geometry_->cols()));
    values_ = values;
    update();
}

void HeatmapView::setScale(const ColorScale& scale, const QString& unit)
{
    scale_ = scale;
    unit_ = unit;
    update();
}

void HeatmapView::setOverlay(HeatmapOverlay overlay)
{
    overlay_ = std::move(overlay);
    update();
}

void HeatmapView::setRegions(RegionDrawing regions)
{
    regions_ = std::move(regions);
    update();
}

void HeatmapView::setOutline(std::optional<OutlineDrawing> outline)
{
    outline_ = std::move(outline);
    update();
}

void HeatmapView::setPointer(const MapPointer& pointer)
{
    pointer_ = pointer;
    update();
}

void HeatmapView::setTheme(const Theme& theme)
{
    theme_ = theme;
    scale_ = ColorScale(scale_.map(), scale_.rangeMax(), scale_.contact(), theme.mat_ground);
    update();
}

std::optional<CellMapping> HeatmapView::mapping() const
{
    if (!geometry_.has_value()) {
        return std::nullopt;
    }
    const QMarginsF around = frame();
    const QRectF space(around.left(), around.top(), std::max(20.0, width() - around.left() - around.right()),
                       std::max(20.0, height() - around.top() - around.bottom()));
    return CellMapping(*geometry_, space);
}

QMarginsF HeatmapView::frame() const
{
    const QFontMetricsF metrics(smallFont());
    return {metrics.horizontalAdvance(QStringLiteral("0000")) + 12.0, metrics.height() / 2.0,
            kGap + colorBarWidth(smallFont(), scale_, unit_), metrics.height() + 10.0};
}

void HeatmapView::limitHeight()
{
    if (!geometry_.has_value()) {
        return;
    }
    const QMarginsF around = frame();
    const double mat_width = std::max(20.0, width() - around.left() - around.right());
    const double mat_height = mat_width * geometry_->heightMm() / geometry_->widthMm();
    const double height = std::ceil(mat_height + around.top() + around.bottom());
    setMaximumHeight(std::max(minimumSizeHint().height(), static_cast<int>(std::min(height, 16000.0))));
}

void HeatmapView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    limitHeight();
}

QSize HeatmapView::sizeHint() const
{
    if (!geometry_.has_value()) {
        return {420, 600};
    }
    const double aspect = geometry_->widthMm() / geometry_->heightMm();
    const double bars = 60.0 + colorBarWidth(smallFont(), scale_, unit_);
    return {static_cast<int>(std::clamp(600.0 * aspect, 260.0, 640.0) + bars), 620};
}

QSize HeatmapView::minimumSizeHint() const
{
    return {240, 240};
}

void HeatmapView::paintEvent(QPaintEvent* /*event*/)
{
    ++paint_count_;
    const std::optional<CellMapping> where = mapping();
    if (!where.has_value()) {
        return;
    }
    QPainter painter(this);
    painter.setFont(smallFont());
    paintMat(painter, *where);
    paintRulers(painter, *where);
    const QRectF& mat = where->matRect();
    const double bar_height = std::min(mat.height(), std::max(160.0, mat.height() * 0.5));
    paintColorBar(painter, QRectF(mat.right() + kGap, mat.top(), width() - mat.right() - kGap, bar_height),
                  scale_, unit_, theme_);
    const std::vector<QRectF> names = paintRegions(painter, *where, regions_);
    if (outline_.has_value()) {
        paintBodyOutline(painter, *where, *outline_);
    }
    const MapObstacles standing = paintOverlay(painter, *where, overlay_, names);
    if (outline_.has_value()) {
        zone_names_.paint(painter, *where, *outline_, withPointers(standing, *where));
    }
    const Theme dark = makeTheme(ThemeKind::Dark);
    if (pointer_.pin.has_value()) {
        paintPin(painter, where->toPixel(*pointer_.pin), dark);
    }
    if (pointer_.cursor.has_value() && hasFocus()) {
        paintCross(painter, where->toPixel(*pointer_.cursor), dark);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme_.force, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(mat.adjusted(-2.0, -2.0, 2.0, 2.0));
    }
}

MapObstacles HeatmapView::withPointers(MapObstacles obstacles, const CellMapping& mapping) const
{
    if (outline_->handles.has_value()) {
        for (const MatPoint& handle : {outline_->handles->turn, outline_->handles->scale}) {
            obstacles.marks.push_back({.centre = mapping.toPixel(handle), .radius = kHandleRadius + 1.0});
        }
    }
    if (pointer_.pin.has_value()) {
        obstacles.texts.push_back(pinRect(mapping.toPixel(*pointer_.pin)));
    }
    return obstacles;
}

bool HeatmapView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(event);
        const QString name = zoneAt(help->pos());
        // Without one the tooltip of the widget itself goes.
        QToolTip::showText(help->globalPos(), name, this);
        event->setAccepted(!name.isEmpty());
        return true;
    }
    return QWidget::event(event);
}

QString HeatmapView::zoneAt(QPointF pixel) const
{
    const std::optional<CellMapping> where = mapping();
    if (!where.has_value() || !outline_.has_value() || !where->matRect().contains(pixel)) {
        return {};
    }
    const MatPoint place = where->toMm(pixel);
    QStringList names;
    for (const OutlineDrawing::ZoneShape& zone : outline_->zones) {
        if (isInside(zone.corners, place)) {
            names << (zone.kind == ZoneKind::NoGo ? tr("%1: keep off") : tr("%1: to work on")).arg(zone.name);
        }
    }
    return names.join(QLatin1Char('\n'));
}

void HeatmapView::paintMat(QPainter& painter, const CellMapping& mapping)
{
    const QRectF mat = mapping.matRect();
    painter.fillRect(mat, theme_.mat_ground);
    if (values_.size() != 0) {
        const QSizeF size = mat.size() * devicePixelRatioF();
        painter.drawImage(mat, image_.render(values_, size.toSize(), scale_));
    }
    paintAbsentCells(painter, mapping);
    painter.setPen(QPen(theme_.mat_line, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(mat.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void HeatmapView::paintAbsentCells(QPainter& painter, const CellMapping& mapping) const
{
    if (geometry_->presentCount() == geometry_->cellCount()) {
        return;
    }
    const auto is_absent = [this](int row, int col) {
        return row >= 0 && col >= 0 && row < geometry_->rows() && col < geometry_->cols() &&
               !geometry_->isPresent(row, col);
    };
    for (const CellIndex& cell : geometry_->absentCells()) {
        const QRectF rect = mapping.cellRect(cell.row, cell.col);
        painter.fillRect(rect, theme_.window);
        painter.setPen(QPen(theme_.mat_line, 1.0));
        if (!is_absent(cell.row - 1, cell.col)) {
            painter.drawLine(rect.topLeft(), rect.topRight());
        }
        if (!is_absent(cell.row + 1, cell.col)) {
            painter.drawLine(rect.bottomLeft(), rect.bottomRight());
        }
        if (!is_absent(cell.row, cell.col - 1)) {
            painter.drawLine(rect.topLeft(), rect.bottomLeft());
        }
        if (!is_absent(cell.row, cell.col + 1)) {
            painter.drawLine(rect.topRight(), rect.bottomRight());
        }
    }
}

void HeatmapView::paintRulers(QPainter& painter, const CellMapping& mapping) const
{
    const QFontMetricsF metrics(painter.font());
    const QRectF& mat = mapping.matRect();
    painter.setPen(theme_.muted);
    const double step_y = rulerStepMm(metrics.height() * 3.0 / mapping.pixelsPerMm());
    for (double mm = 0.0; mm <= geometry_->heightMm() + 1e-6; mm += step_y) {
        const double y = mapping.toPixel({.x_mm = 0.0, .y_mm = mm}).y();
        const QString text = QString::number(std::lround(mm));
        painter.drawLine(QPointF(mat.left() - kTick - 1.0, y), QPointF(mat.left() - 2.0, y));
        painter.drawText(QPointF(mat.left() - kTick - 5.0 - metrics.horizontalAdvance(text),
                                 y + metrics.capHeight() / 2.0),
                         text);
    }
    const double baseline = mat.bottom() + kTick + metrics.ascent() + 3.0;
    const double step_x =
        rulerStepMm(metrics.horizontalAdvance(QStringLiteral("00000")) * 1.4 / mapping.pixelsPerMm());
    for (double mm = 0.0; mm <= geometry_->widthMm() + 1e-6; mm += step_x) {
        const double x = mapping.toPixel({.x_mm = mm, .y_mm = 0.0}).x();
        const QString text = QString::number(std::lround(mm));
        painter.drawLine(QPointF(x, mat.bottom() + 2.0), QPointF(x, mat.bottom() + kTick + 1.0));
        painter.drawText(QPointF(x - metrics.horizontalAdvance(text) / 2.0, baseline), text);
    }
    const QString unit = QStringLiteral("mm");
    painter.drawText(QPointF(mat.left() - kTick - 5.0 - metrics.horizontalAdvance(unit), baseline), unit);
}

void HeatmapView::mouseMoveEvent(QMouseEvent* event)
{
    const std::optional<CellMapping> where = mapping();
    const std::optional<CellIndex> cell =
        where.has_value() ? where->cellAt(event->position()) : std::optional<CellIndex>{};
    if (cell.has_value()) {
        Q_EMIT cellEntered(cell->row, cell->col);
    } else {
        Q_EMIT cellLeft();
    }
}

void HeatmapView::leaveEvent(QEvent* /*event*/)
{
    Q_EMIT cellLeft();
}

}  // namespace palpate::gui
