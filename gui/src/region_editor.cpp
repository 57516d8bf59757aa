#include "region_editor.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/core/mat_plane.hpp"

#include "region_places.hpp"

namespace palpate::gui {

namespace {

RegionShape betweenCorners(RegionEditor::Tool tool, MatPoint from, MatPoint to)
{
    if (tool == RegionEditor::Tool::Rectangle) {
        return RectangleShape{.from = from, .to = to};
    }
    return EllipseShape{.centre = {.x_mm = (from.x_mm + to.x_mm) / 2.0, .y_mm = (from.y_mm + to.y_mm) / 2.0},
                        .radius_x = Length{std::abs(to.x_mm - from.x_mm) / 2.0},
                        .radius_y = Length{std::abs(to.y_mm - from.y_mm) / 2.0}};
}

bool isLarge(MatPoint from, MatPoint to, double least_mm)
{
    return std::abs(to.x_mm - from.x_mm) >= least_mm && std::abs(to.y_mm - from.y_mm) >= least_mm;
}

}  // namespace

void RegionEditor::setMat(const MatGeometry& geometry)
{
    width_mm_ = geometry.widthMm();
    height_mm_ = geometry.heightMm();
    smallest_mm_ = std::min(geometry.pitchXMm(), geometry.pitchYMm()) / 2.0;
    setTool(Tool::None);
    setRegions({});
}

void RegionEditor::setRegions(std::vector<Region> regions)
{
    if (regions == regions_) {
        return;
    }
    regions_ = std::move(regions);
    grabbed_at_.reset();
    if (selected_.has_value() && *selected_ >= regions_.size()) {
        selected_.reset();
    }
    Q_EMIT selectionChanged();
    Q_EMIT drawingChanged();
}

void RegionEditor::setTool(Tool tool)
{
    dropDraft();
    if (tool != tool_) {
        tool_ = tool;
        Q_EMIT toolChanged();
    }
}

void RegionEditor::select(std::optional<std::size_t> index)
{
    if (index.has_value() && *index >= regions_.size()) {
        index.reset();
    }
    if (index != selected_) {
        selected_ = index;
        Q_EMIT selectionChanged();
        Q_EMIT drawingChanged();
    }
}

MatPoint RegionEditor::inMat(MatPoint place) const
{
    return {.x_mm = std::clamp(place.x_mm, 0.0, width_mm_), .y_mm = std::clamp(place.y_mm, 0.0, height_mm_)};
}

bool RegionEditor::isClosing(MatPoint place) const
{
    constexpr std::size_t kLeastPoints = 3;
    const auto is_at = [&](const MatPoint& point) { return distanceMm(place, point) <= smallest_mm_; };
    return points_.size() >= kLeastPoints && (is_at(points_.front()) || is_at(points_.back()));
}

RegionShape RegionEditor::movedInMat(const RegionShape& shape, double dx_mm, double dy_mm) const
{
    const RectangleShape box = boxOf(shape);
    const auto kept = [](double way_mm, double low_mm, double high_mm, double size_mm) {
        return std::max(-low_mm, std::min(way_mm, size_mm - high_mm));
    };
    return moved(shape, kept(dx_mm, box.from.x_mm, box.to.x_mm, width_mm_),
                 kept(dy_mm, box.from.y_mm, box.to.y_mm, height_mm_));
}

void RegionEditor::press(MatPoint place)
{
    place = inMat(place);
    pointer_ = place;
    if (tool_ == Tool::None) {
        select(regionAt(regions_, place));
        if (selected_.has_value()) {
            grabbed_at_ = place;
            grabbed_ = regions_[*selected_].shape;
        }
        return;
    }
    if (tool_ == Tool::Polygon && isClosing(place)) {
        finish();
        return;
    }
    if (tool_ == Tool::Polygon || points_.empty()) {
        points_.push_back(place);
    }
    Q_EMIT drawingChanged();
}

void RegionEditor::move(MatPoint place)
{
    place = inMat(place);
    pointer_ = place;
    if (grabbed_at_.has_value() && selected_.has_value()) {
        regions_[*selected_].shape =
            movedInMat(grabbed_, place.x_mm - grabbed_at_->x_mm, place.y_mm - grabbed_at_->y_mm);
        Q_EMIT drawingChanged();
    } else if (!points_.empty()) {
        Q_EMIT drawingChanged();
    }
}

void RegionEditor::release(MatPoint place)
{
    move(place);
    if (grabbed_at_.has_value() && selected_.has_value()) {
        grabbed_at_.reset();
        if (!(regions_[*selected_].shape == grabbed_)) {
            Q_EMIT regionsChanged(regions_);
        }
        return;
    }
    const bool from_corner = tool_ == Tool::Rectangle || tool_ == Tool::Ellipse;
    // A click without a drag leaves the first corner standing: the second click is the other one.
    if (from_corner && !points_.empty() && isLarge(points_.front(), pointer_, smallest_mm_)) {
        commit(betweenCorners(tool_, points_.front(), pointer_));
    }
}

void RegionEditor::finish()
{
    if (tool_ == Tool::Polygon && !points_.empty()) {
        commit(PolygonShape{.points = points_});
    }
}

void RegionEditor::commit(RegionShape shape)
{
    dropDraft();
    Region region{.name = freeRegionName(regions_).toStdString(), .shape = std::move(shape)};
    if (regions_.size() >= kMaxRegions) {
        Q_EMIT refused(tr("There are %1 regions: delete one first.").arg(kMaxRegions));
        return;
    }
    if (const Result<void> checked = checkRegion(region); !checked) {
        Q_EMIT refused(QString::fromStdString(checked.error().message));
        return;
    }
    regions_.push_back(std::move(region));
    setTool(Tool::None);
    select(regions_.size() - 1);
    Q_EMIT regionsChanged(regions_);
}

void RegionEditor::dropDraft()
{
    if (!points_.empty()) {
        points_.clear();
        Q_EMIT drawingChanged();
    }
}

bool RegionEditor::cancel()
{
    if (!points_.empty()) {
        dropDraft();
        return true;
    }
    if (grabbed_at_.has_value() && selected_.has_value()) {
        regions_[*selected_].shape = grabbed_;
        grabbed_at_.reset();
        Q_EMIT drawingChanged();
        return true;
    }
    if (tool_ != Tool::None) {
        setTool(Tool::None);
        return true;
    }
    const bool had_selection = selected_.has_value();
    select(std::nullopt);
    return had_selection;
}

void RegionEditor::removeSelected()
{
    if (!selected_.has_value()) {
        return;
    }
    grabbed_at_.reset();
    regions_.erase(regions_.begin() + static_cast<std::ptrdiff_t>(*selected_));
    selected_.reset();
    Q_EMIT selectionChanged();
    Q_EMIT drawingChanged();
    Q_EMIT regionsChanged(regions_);
}

void RegionEditor::renameSelected(const QString& name)
{
    const std::string wanted = name.trimmed().toStdString();
    if (!selected_.has_value() || wanted.empty() || regions_[*selected_].name == wanted) {
        return;
    }
    const bool is_taken = std::any_of(regions_.begin(), regions_.end(),
                                      [&wanted](const Region& region) { return region.name == wanted; });
    if (is_taken) {
        Q_EMIT refused(tr("There is a region \"%1\" already: choose another name.").arg(name.trimmed()));
        return;
    }
    Region renamed = regions_[*selected_];
    renamed.name = wanted;
    if (const Result<void> checked = checkRegion(renamed); !checked) {
        Q_EMIT refused(QString::fromStdString(checked.error().message));
        return;
    }
    regions_[*selected_] = std::move(renamed);
    Q_EMIT drawingChanged();
    Q_EMIT regionsChanged(regions_);
}

void RegionEditor::moveSelected(double dx_mm, double dy_mm)
{
    if (!selected_.has_value()) {
        return;
    }
    RegionShape& shape = regions_[*selected_].shape;
    const RegionShape before = shape;
    shape = movedInMat(before, dx_mm, dy_mm);
    if (!(shape == before)) {
        Q_EMIT drawingChanged();
        Q_EMIT regionsChanged(regions_);
    }
}

std::optional<RegionShape> RegionEditor::draftShape() const
{
    if (points_.empty()) {
        return std::nullopt;
    }
    if (tool_ == Tool::Polygon) {
        PolygonShape shape{.points = points_};
        shape.points.push_back(pointer_);
        return shape;
    }
    return betweenCorners(tool_, points_.front(), pointer_);
}

RegionDrawing RegionEditor::drawing() const
{
    return {.regions = regions_, .selected = selected_, .draft = draftShape()};
}

}  // namespace palpate::gui
