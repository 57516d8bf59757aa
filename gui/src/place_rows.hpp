#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/results.hpp"

namespace palpate::gui {

/// One line of the holds table.
struct HoldRow {
    bool running = false;
    double start_s = 0.0;
    double held_s = 0.0;
    MatPoint place;
    double force_n = 0.0;
    /// Standard deviation of the force; none while the hold runs.
    std::optional<double> force_sd_n;
    double peak_kpa = 0.0;
    /// What the client said during the hold, first and last.
    std::optional<int> first_nrs;
    std::optional<int> last_nrs;
    bool operator==(const HoldRow&) const = default;
};

/// Running ones first, then finished ones, the latest on top.
[[nodiscard]] std::vector<HoldRow> holdRows(const std::vector<analysis::RunningHold>& running,
                                            const std::vector<Hold>& finished,
                                            const std::vector<Event>& events);

/// "✓ 30–90 s", "▲ short by 12 s", "▲ over by 14 s", "running"
struct WindowWords {
    QString text;
    bool as_asked = false;
};
[[nodiscard]] WindowWords windowWords(const HoldRow& row, const AnalysisSettings& settings);

}  // namespace palpate::gui
