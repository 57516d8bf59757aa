#include "placing_input.hpp"

namespace palpate::gui {

PlacingInput::PlacingInput(HeatmapView& view, OutlinePlacer& placer, QObject* parent)
    : QObject(parent), view_(view), placer_(placer)
{
    view_.installEventFilter(this);
}

bool PlacingInput::eventFilter(QObject* watched, QEvent* event)
{
    if (!placer_.isPlacing()) {
        return QObject::eventFilter(watched, event);
    }
    switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
        case QEvent::MouseMove:
            handleMouse(*static_cast<QMouseEvent*>(event));
            return true;
        case QEvent::ShortcutOverride:
            // The keys are the outline's, not shortcuts of the page.
            event->accept();
            return true;
        case QEvent::KeyPress:
            return handleKey(*static_cast<QKeyEvent*>(event));
        default:
            return QObject::eventFilter(watched, event);
    }
}

void PlacingInput::handleMouse(const QMouseEvent& event)
{
    const std::optional<CellMapping> mapping = view_.mapping();
    if (!mapping.has_value()) {
        return;
    }
    constexpr double kReachPixels = 22.0;
    const MatPoint place = mapping->toMm(event.position());
    if (event.type() == QEvent::MouseMove) {
        placer_.move(place);
    } else if (event.button() == Qt::LeftButton && event.type() == QEvent::MouseButtonRelease) {
        placer_.release();
    } else if (event.button() == Qt::LeftButton) {
        placer_.press(place, kReachPixels / mapping->pixelsPerMm());
    }
}

bool PlacingInput::moveByKey(const QKeyEvent& event)
{
    const double step_mm = event.modifiers().testFlag(Qt::ShiftModifier) ? 1.0 : 10.0;
    switch (event.key()) {
        case Qt::Key_Left:
            placer_.moveBy(-step_mm, 0.0);
            return true;
        case Qt::Key_Right:
            placer_.moveBy(step_mm, 0.0);
            return true;
        case Qt::Key_Up:
            placer_.moveBy(0.0, -step_mm);
            return true;
        case Qt::Key_Down:
            placer_.moveBy(0.0, step_mm);
            return true;
        default:
            return false;
    }
}

bool PlacingInput::handleKey(const QKeyEvent& event)
{
    constexpr double kTurnDeg = 5.0;
    constexpr double kScaleStep = 1.05;
    if (moveByKey(event)) {
        return true;
    }
    switch (event.key()) {
        case Qt::Key_Q:
        case Qt::Key_BracketLeft:
            placer_.turnBy(-kTurnDeg);
            return true;
        case Qt::Key_E:
        case Qt::Key_BracketRight:
            placer_.turnBy(kTurnDeg);
            return true;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            placer_.scaleBy(kScaleStep);
            return true;
        case Qt::Key_Minus:
            placer_.scaleBy(1.0 / kScaleStep);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            placer_.finish();
            return true;
        case Qt::Key_Escape:
            placer_.cancel();
            return true;
        default:
            return false;
    }
}

}  // namespace palpate::gui
