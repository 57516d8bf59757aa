#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/analysis/patches.hpp"
#include "palpate/analysis/tracks.hpp"
#include "palpate/core/technique.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Which load is the tool: the one it was before, as long as it is loaded; else the strongest of the tool's
/// shape (a roller is a bar, anything else a ball), else the strongest of any shape.
class ToolChoice {
  public:
    ToolChoice(Tool tool, Pressure hold) : tool_{tool}, hold_{hold} {}

    /// None: nothing is loaded to the hold level.
    [[nodiscard]] std::optional<TrackLinker::Link> choose(const std::vector<Patch>& loads,
                                                          const std::vector<TrackLinker::Link>& links);

  private:
    [[nodiscard]] bool isOfShape(const Patch& load) const;

    Tool tool_;
    Pressure hold_;
    std::optional<std::size_t> track_;
};

}  // namespace palpate::analysis
