#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/analysis/patches.hpp"
#include "palpate/analysis/tracks.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Which load is the tool (docs/metrics.md, "Coach"): never one that is larger than the tool, so that a
/// client who lies on the mat is not taken for it. The one that it was before, as long as it is loaded; else
/// the strongest of the tool's shape (a roller is a bar, anything else a ball), else the strongest.
class ToolChoice {
  public:
    /// `pitch`: the mat's larger one.
    ToolChoice(const Coaching& coaching, Pressure hold, Length pitch);

    /// None: nothing that may be the tool is loaded to the hold level.
    [[nodiscard]] std::optional<TrackLinker::Link> choose(const std::vector<Patch>& loads,
                                                          const std::vector<TrackLinker::Link>& links);

    /// In the last frame a client lay on the mat too.
    [[nodiscard]] bool isBesideBody() const { return is_beside_body_; }

    /// The chosen load, and for a roller everything that lies on it in line with that.
    struct Together {
        Force force;
        Pressure peak;
        bool is_saturated = false;
    };
    [[nodiscard]] Together onTool(const std::vector<Patch>& loads, const Patch& chosen) const;

  private:
    [[nodiscard]] bool isOfShape(const Patch& load) const;
    /// No wider than the tool.
    [[nodiscard]] bool isNarrow(const Patch& load) const;
    [[nodiscard]] bool mayBeTool(const Patch& load) const;
    /// On the technique's outline or near it.
    [[nodiscard]] bool isAtWork(const MatPoint& on_mat) const;

    Tool tool_;
    Pressure hold_;
    Placement placement_;
    Length widest_;
    /// Of the body, not along it.
    bool travels_across_ = false;
    /// Around outline and zones, with a margin; in the technique's frame.
    RegionShape reach_on_body_;
    std::optional<std::size_t> track_;
    /// The most that the tool ever stood out.
    double most_outstanding_n_kpa_ = 0.0;
    /// Then, and beside a body, what lies off the outline is a head, a heel or an elbow.
    bool was_at_work_ = false;
    bool is_beside_body_ = false;
};

}  // namespace palpate::analysis
