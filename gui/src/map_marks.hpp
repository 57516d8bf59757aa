#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/core/results.hpp"

namespace palpate::gui {

/// A round mark on the mat. How sure it is shows in the line: reported solid, suggested dashed.
struct MapMark {
    enum class Kind {
        /// A hold under way: a ring fills towards 30 s, then a second one around it towards 90 s.
        Running,
        Reported,
        Hold,
        Suggested,
    };
    Kind kind = Kind::Hold;
    MatPoint place;
    /// 0: as small as a mark gets.
    double radius_mm = 0.0;
    double held_s = 0.0;
    /// The last rating, on a badge.
    std::optional<int> nrs;
    QString label;
    /// To be read with care; the label says why.
    bool is_flagged = false;
    bool operator==(const MapMark&) const = default;
};

/// A roll of the tool.
struct StrokeMark {
    MatPoint from;
    MatPoint to;
    bool operator==(const StrokeMark&) const = default;
};

/// What lies on the mat at one moment, or over the whole session.
struct MarkFacts {
    const std::vector<analysis::RunningHold>& running;
    const std::vector<Hold>& holds;
    const std::vector<Spot>& spots;
};

/// One mark for each place: what happened at one place is told by one mark and one label. The most telling
/// ones first: running holds, reported spots, holds, suggested spots.
[[nodiscard]] std::vector<MapMark> mapMarks(const MarkFacts& facts);

}  // namespace palpate::gui
