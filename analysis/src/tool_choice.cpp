#include "palpate/analysis/tool_choice.hpp"

namespace palpate::analysis {

bool ToolChoice::isOfShape(const Patch& load) const
{
    return load.shape == (tool_ == Tool::FoamRoller ? PatchShape::Bar : PatchShape::Ball);
}

std::optional<TrackLinker::Link> ToolChoice::choose(const std::vector<Patch>& loads,
                                                    const std::vector<TrackLinker::Link>& links)
{
    const TrackLinker::Link* best = nullptr;
    for (const TrackLinker::Link& link : links) {
        const Patch& load = loads[link.patch];
        if (load.peak < hold_) {
            continue;
        }
        if (link.track == track_) {
            best = &link;
            break;
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
    track_ = best->track;
    return *best;
}

}  // namespace palpate::analysis
