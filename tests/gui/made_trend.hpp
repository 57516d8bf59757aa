#pragma once

#include <chrono>

#include "trend_loader.hpp"

namespace palpate::gui::made {

/// 09:00 UTC of a day in November 2026.
[[nodiscard]] std::chrono::system_clock::time_point morning(int day);
/// Five visits a week apart, a treatment, and a threshold that rises by 3 kPa a week: 30 to 42 kPa over an
/// error band of 8 kPa.
[[nodiscard]] Trend risingThreshold();
/// Pain of two visits: 6 and 5, within an error band of 2.
[[nodiscard]] Trend steadyPain();
/// One visit with a value, one without.
[[nodiscard]] Trend singleForce();
[[nodiscard]] ClientTrends clientTrends();

}  // namespace palpate::gui::made
