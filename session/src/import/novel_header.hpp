#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "import/number_line.hpp"

namespace palpate::session {

/// Up to the first space or TAB.
[[nodiscard]] std::string_view firstWord(std::string_view text);

/// The number that follows `label` in a header line of novel: 24 of "... scanning rate [Hz]: 24". Empty where
/// it is not there, not above 0 or over `largest`.
[[nodiscard]] std::optional<double> numberAfter(std::string_view text, std::string_view label,
                                                double largest);

/// What is wrong with a line of a table that should hold a time and so many values.
[[nodiscard]] std::string wrongNumbers(const NumberLine& found, std::size_t values);

}  // namespace palpate::session
