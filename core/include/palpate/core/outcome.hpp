#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"

namespace palpate {

/// Something that was measured or asked beside the mat and belongs to a session: a pain rating, a range of
/// motion, any other outcome (docs/metrics.md, "Outcomes").
struct Outcome {
    /// One name in every session: "pain_nrs", "neck_turn_left_deg", or the therapist's own words.
    std::string name;
    double value = 0.0;
    /// "0-10", "deg", "cm", ...; empty for a plain number.
    std::string unit;
    bool operator==(const Outcome&) const = default;
};

inline constexpr std::size_t kMaxOutcomes = 64;
inline constexpr std::size_t kMaxOutcomeNameBytes = 80;
inline constexpr std::size_t kMaxOutcomeUnitBytes = 24;
/// The name of a pain rating beside the mat.
inline constexpr const char* kPainOutcome = "pain_nrs";

/// InvalidArgument names the outcome and what is wrong: no name, a name or unit that is too long or has a
/// line break in it, a value that is not finite, a pain rating outside 0-10, a name that is there twice, too
/// many.
[[nodiscard]] Result<void> checkOutcomes(const std::vector<Outcome>& outcomes);

}  // namespace palpate
