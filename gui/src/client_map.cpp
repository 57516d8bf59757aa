#include "client_map.hpp"

#include <QPainter>

#include "outline_painter.hpp"

namespace palpate::gui {

ClientMap::ClientMap(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), scale_(ColorMap::Cividis, 40.0, 1.0, theme.mat_ground)
{
    setObjectName(QStringLiteral("clientMap"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ClientMap::setMat(const MatGeometry& geometry)
{
    geometry_ = geometry;
    values_.resize(0, 0);
    outline_.reset();
    update();
}

void ClientMap::setScale(const ColorScale& scale)
{
    scale_ = scale;
    update();
}

void ClientMap::setMirrored(bool on)
{
    is_mirrored_ = on;
}

void ClientMap::setPicture(const CellArray<float>& values, const std::optional<OutlineDrawing>& outline)
{
    values_ = values;
    outline_ = outline;
    if (is_mirrored_ && geometry_.has_value()) {
        values_ = values.rowwise().reverse();
        if (outline_.has_value()) {
            outline_ = mirrored(*outline_, geometry_->widthMm());
        }
    }
    update();
}

void ClientMap::paintEvent(QPaintEvent* /*event*/)
{
    if (!geometry_.has_value()) {
        return;
    }
    QPainter painter(this);
    const CellMapping mapping(*geometry_, QRectF(rect()).adjusted(2.0, 2.0, -2.0, -2.0));
    const QRectF& mat = mapping.matRect();
    painter.fillRect(mat, theme_.mat_ground);
    if (values_.size() != 0) {
        painter.drawImage(mat, image_.render(values_, (mat.size() * devicePixelRatioF()).toSize(), scale_));
    }
    painter.setPen(QPen(theme_.mat_line, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(mat);
    if (outline_.has_value()) {
        paintBodyOutline(painter, mapping, *outline_);
        zone_names_.paint(painter, mapping, *outline_, {});
    }
}

}  // namespace palpate::gui
