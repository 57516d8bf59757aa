#include "outline_drawing.hpp"

namespace palpate::gui {

namespace {

std::vector<MatPoint> onMat(const Placement& placement, const std::vector<MatPoint>& on_body)
{
    std::vector<MatPoint> points;
    points.reserve(on_body.size());
    for (const MatPoint& point : on_body) {
        points.push_back(toMat(placement, point));
    }
    return points;
}

void mirror(std::vector<MatPoint>& points, double width_mm)
{
    for (MatPoint& point : points) {
        point.x_mm = width_mm - point.x_mm;
    }
}

}  // namespace

OutlineDrawing outlineDrawing(const Technique& technique, const Placement& placement, const std::string& cue)
{
    OutlineDrawing drawing{
        .outline = onMat(placement, technique.outline), .zones = {}, .handles = std::nullopt};
    for (const Zone& zone : technique.zones) {
        drawing.zones.push_back(
            {.name = QString::fromStdString(zone.name),
             .kind = zone.kind,
             .corners = onMat(placement, zone.corners),
             .is_pressed = zone.kind == ZoneKind::NoGo && !cue.empty() && zone.cue == cue});
    }
    return drawing;
}

OutlineDrawing mirrored(OutlineDrawing drawing, double width_mm)
{
    mirror(drawing.outline, width_mm);
    for (OutlineDrawing::ZoneShape& zone : drawing.zones) {
        mirror(zone.corners, width_mm);
    }
    drawing.handles.reset();
    return drawing;
}

}  // namespace palpate::gui
