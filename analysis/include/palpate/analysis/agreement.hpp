#pragma once

#include <span>

#include "palpate/core/reliability.hpp"

namespace palpate::analysis {

/// Bland and Altman: second minus first of each pair; at least 2 pairs, as many firsts as seconds.
[[nodiscard]] Agreement agreementOf(std::span<const double> first, std::span<const double> second);

}  // namespace palpate::analysis
