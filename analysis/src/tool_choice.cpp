#include "palpate/analysis/tool_choice.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

/// What a roller of 150 mm and a ball of 63 mm touch of soft tissue, and the cells that are touched in part.
constexpr double kRollerWidthMm = 120.0;
constexpr double kBallWidthMm = 110.0;
constexpr double kTouchedPitches = 1.5;
constexpr double kBesideMm = 60.0;
/// Two legs on one roller.
constexpr double kInLineMm = 30.0;
/// A client who lies on the mat, and not on the tool alone.
constexpr double kBodyCm2 = 150.0;
/// Shoulder blades and heels stay under it, a ball that is leaned on does not.
constexpr double kLeastBesideBodyNKpa = 600.0;
constexpr double kShareOfTool = 0.1;

/// How much a load stands out: its force in N times its peak in kPa.
double standsOutNKpa(const Patch& load)
{
    return load.force.n * load.peak.kpa;
}

}  // namespace

ToolChoice::ToolChoice(const Coaching& coaching, Pressure hold, Length pitch)
    : tool_{coaching.tool},
      hold_{hold},
      placement_{coaching.placement},
      widest_{(tool_ == Tool::FoamRoller ? kRollerWidthMm : kBallWidthMm) + kTouchedPitches * pitch.mm}
{
    const auto& stroke = coaching.technique.rules.stroke;
    travels_across_ = stroke && stroke->travel == Travel::Across;
    PolygonShape corners{.points = coaching.technique.outline};
    for (const Zone& zone : coaching.technique.zones) {
        corners.points.insert(corners.points.end(), zone.corners.begin(), zone.corners.end());
    }
    RectangleShape reach = boxOf(corners);
    const double beside_mm = kBesideMm / placement_.scale;
    reach.from = {.x_mm = reach.from.x_mm - beside_mm, .y_mm = reach.from.y_mm - beside_mm};
    reach.to = {.x_mm = reach.to.x_mm + beside_mm, .y_mm = reach.to.y_mm + beside_mm};
    reach_on_body_ = reach;
}

bool ToolChoice::isOfShape(const Patch& load) const
{
    return load.shape == (tool_ == Tool::FoamRoller ? PatchShape::Bar : PatchShape::Ball);
}

bool ToolChoice::isNarrow(const Patch& load) const
{
    if (tool_ == Tool::FoamRoller) {
        return !load.is_focus && (isOfShape(load) || load.short_axis.mm <= widest_.mm);
    }
    return isOfShape(load) || 2.0 * load.radius.mm <= widest_.mm;
}

bool ToolChoice::mayBeTool(const Patch& load) const
{
    const bool may_lie_anywhere = !was_at_work_ && !is_beside_body_;
    return load.peak >= hold_ && isNarrow(load) && (may_lie_anywhere || isAtWork(load.centroid)) &&
           (!is_beside_body_ ||
            standsOutNKpa(load) >= std::max(kLeastBesideBodyNKpa, kShareOfTool * most_outstanding_n_kpa_));
}

bool ToolChoice::isAtWork(const MatPoint& on_mat) const
{
    return isInside(reach_on_body_, toBody(placement_, on_mat));
}

ToolChoice::Together ToolChoice::onTool(const std::vector<Patch>& loads, const Patch& chosen) const
{
    Together together{
        .force = chosen.force, .peak = chosen.peak, .is_saturated = (chosen.flags & kPlaceSaturated) != 0};
    if (tool_ != Tool::FoamRoller) {
        return together;
    }
    const auto along_mm = [this](const MatPoint& on_mat) {
        const MatPoint place = toBody(placement_, on_mat);
        return placement_.scale * (travels_across_ ? place.x_mm : place.y_mm);
    };
    const double chosen_mm = along_mm(chosen.centroid);
    for (const Patch& load : loads) {
        const bool is_other = load.peak_cell != chosen.peak_cell;
        if (is_other && isNarrow(load) && std::abs(along_mm(load.centroid) - chosen_mm) <= kInLineMm) {
            together.force = Force{together.force.n + load.force.n};
            together.peak = std::max(together.peak, load.peak);
            together.is_saturated = together.is_saturated || (load.flags & kPlaceSaturated) != 0;
        }
    }
    return together;
}

std::optional<TrackLinker::Link> ToolChoice::choose(const std::vector<Patch>& loads,
                                                    const std::vector<TrackLinker::Link>& links)
{
    is_beside_body_ = std::any_of(loads.begin(), loads.end(), [this](const Patch& load) {
        return load.area.cm2 >= kBodyCm2 && !isNarrow(load);
    });
    const TrackLinker::Link* best = nullptr;
    const TrackLinker::Link* former = nullptr;
    for (const TrackLinker::Link& link : links) {
        const Patch& load = loads[link.patch];
        if (!mayBeTool(load)) {
            continue;
        }
        if (link.track == track_) {
            former = &link;
        }
        const Patch* leader = best == nullptr ? nullptr : &loads[best->patch];
        const bool is_better =
            leader == nullptr ||
            (isOfShape(load) != isOfShape(*leader) ? isOfShape(load) : load.force.n > leader->force.n);
        if (is_better) {
            best = &link;
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    if (former != nullptr &&
        standsOutNKpa(loads[former->patch]) >= kShareOfTool * standsOutNKpa(loads[best->patch])) {
        best = former;
    }
    track_ = best->track;
    most_outstanding_n_kpa_ = std::max(most_outstanding_n_kpa_, standsOutNKpa(loads[best->patch]));
    was_at_work_ = was_at_work_ || isAtWork(loads[best->patch].centroid);
    return *best;
}

}  // namespace palpate::analysis
