#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "palpate/core/measurement_info.hpp"
#include "palpate/core/trend.hpp"

namespace palpate::gui {

/// "Pain threshold, left calf (kPa)", under the name that the set-up allows.
[[nodiscard]] QString trendTitle(const Trend& trend, std::optional<SetUp> setup);
/// The sentence: "Pain threshold: clearly higher than at the first visit".
[[nodiscard]] QString trendHeadline(const Trend& trend, std::optional<SetUp> setup);
/// "+2.1 kPa per week (95 %: +0.4 to +3.8), Kendall p = 0.03"; what is missing for it otherwise.
[[nodiscard]] QString slopeLine(const Trend& trend);
/// Why the verdict, and where the error band comes from.
[[nodiscard]] QString verdictLine(const Trend& trend);
/// What the marks of this trend's plot mean, only those that are in it.
[[nodiscard]] QString legendLine(const Trend& trend);
/// All that the plot shows, to be read out.
[[nodiscard]] QString spokenTrend(const Trend& trend, std::optional<SetUp> setup);

/// "14 Nov 2026, 09:12", local time.
[[nodiscard]] QString visitTime(std::chrono::system_clock::time_point time);
/// "before", "treatment"; empty where none was given.
[[nodiscard]] QString visitPhase(const TrendPoint& point);
/// "≥ 15.8"; "–" where there is none.
[[nodiscard]] QString visitValue(const TrendPoint& point, const Trend& trend);

/// Visits with a value that count, without treatments.
[[nodiscard]] std::size_t visitsWithValue(const Trend& trend);
/// The trend to begin with: the first that is judged, else the first with two values, else the first.
[[nodiscard]] int firstTrendToShow(const std::vector<Trend>& trends);

}  // namespace palpate::gui
