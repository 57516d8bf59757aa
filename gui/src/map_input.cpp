#include "map_input.hpp"

#include <algorithm>

namespace palpate::gui {

MapInput::MapInput(HeatmapView& view, RegionEditor& editor, QObject* parent)
    : QObject(parent), view_(view), editor_(editor)
{
    view_.installEventFilter(this);
}

void MapInput::setEditing(bool on)
{
    is_editing_ = on;
    if (!on) {
        editor_.setTool(RegionEditor::Tool::None);
        editor_.select(std::nullopt);
    }
}

bool MapInput::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseMove:
        case QEvent::MouseButtonDblClick:
            if (handleMouse(event->type(), *static_cast<QMouseEvent*>(event))) {
                return true;
            }
            break;
        case QEvent::KeyPress:
            if (handleKey(*static_cast<QKeyEvent*>(event))) {
                return true;
            }
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

std::optional<MatPoint> MapInput::placeAt(const QMouseEvent& event) const
{
    const std::optional<CellMapping> mapping = view_.mapping();
    if (!mapping.has_value()) {
        return std::nullopt;
    }
    return mapping->toMm(event.position());
}

bool MapInput::handleMouse(QEvent::Type type, const QMouseEvent& event)
{
    const std::optional<MatPoint> place = placeAt(event);
    if (!place.has_value()) {
        return false;
    }
    if (type == QEvent::MouseMove) {
        if (is_editing_) {
            editor_.move(*place);
        }
        // The view tells of the cell that is pointed at.
        return false;
    }
    if (event.button() != Qt::LeftButton) {
        return false;
    }
    if (!is_editing_) {
        const bool on_mat = view_.mapping()->cellAt(event.position()).has_value();
        if (type == QEvent::MouseButtonRelease && on_mat) {
            Q_EMIT placeChosen(*place);
        }
        return false;
    }
    switch (type) {
        case QEvent::MouseButtonPress:
            editor_.press(*place);
            break;
        case QEvent::MouseButtonRelease:
            editor_.release(*place);
            break;
        case QEvent::MouseButtonDblClick:
            editor_.finish();
            break;
        default:
            break;
    }
    return false;
}

bool MapInput::handleKey(const QKeyEvent& event)
{
    switch (event.key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            return handleArrow(event);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            clickAtCursor();
            return true;
        case Qt::Key_Escape:
            if (!(is_editing_ && editor_.cancel())) {
                view_.setPointer({.pin = view_.pointer().pin, .cursor = std::nullopt});
                Q_EMIT escaped();
            }
            return true;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (is_editing_) {
                editor_.removeSelected();
            }
            return is_editing_;
        default:
            return false;
    }
}

bool MapInput::handleArrow(const QKeyEvent& event)
{
    const std::optional<MatGeometry>& mat = view_.geometry();
    if (!mat.has_value()) {
        return false;
    }
    constexpr double kShiftCells = 5.0;
    const double cells = event.modifiers().testFlag(Qt::ShiftModifier) ? kShiftCells : 1.0;
    double dx_mm = 0.0;
    double dy_mm = 0.0;
    switch (event.key()) {
        case Qt::Key_Left:
            dx_mm = -cells * mat->pitchXMm();
            break;
        case Qt::Key_Right:
            dx_mm = cells * mat->pitchXMm();
            break;
        case Qt::Key_Up:
            dy_mm = -cells * mat->pitchYMm();
            break;
        default:
            dy_mm = cells * mat->pitchYMm();
            break;
    }
    if (is_editing_ && editor_.tool() == RegionEditor::Tool::None && editor_.selected().has_value()) {
        editor_.moveSelected(dx_mm, dy_mm);
        return true;
    }
    const MatPoint from = view_.pointer().cursor.value_or(
        MatPoint{.x_mm = mat->widthMm() / 2.0, .y_mm = mat->heightMm() / 2.0});
    const MatPoint to{.x_mm = std::clamp(from.x_mm + dx_mm, 0.0, mat->widthMm()),
                      .y_mm = std::clamp(from.y_mm + dy_mm, 0.0, mat->heightMm())};
    view_.setPointer({.pin = view_.pointer().pin, .cursor = to});
    if (is_editing_) {
        editor_.move(to);
    }
    return true;
}

void MapInput::clickAtCursor()
{
    const std::optional<MatPoint> cursor = view_.pointer().cursor;
    if (!cursor.has_value()) {
        return;
    }
    if (is_editing_) {
        editor_.press(*cursor);
        editor_.release(*cursor);
    } else {
        Q_EMIT placeChosen(*cursor);
    }
}

}  // namespace palpate::gui
