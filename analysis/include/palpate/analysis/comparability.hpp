#pragma once

#include <optional>
#include <vector>

#include "palpate/core/comparison.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::analysis {

/// What a comparison has to know of a session.
struct ComparedSide {
    const SessionHeader* header = nullptr;
    const SessionResults* results = nullptr;
};

/// Why the numbers of two sessions cannot stand side by side, or only with care (docs/metrics.md,
/// "Comparability"). `mirrors`: left is meant to be compared with right. Reasons that prevent come first.
[[nodiscard]] std::vector<ComparabilityReason> comparabilityOf(const ComparedSide& before,
                                                               const ComparedSide& after, bool mirrors);

/// How far the mat itself drifted between two readings of one weight; none within 3 %.
[[nodiscard]] std::optional<ComparabilityReason> driftReason(double reference_before_n,
                                                             double reference_after_n);

/// None where the alignment can be trusted.
[[nodiscard]] std::optional<ComparabilityReason> placementReason(const std::optional<Alignment>& alignment);

}  // namespace palpate::analysis
