#pragma once

#include "palpate/live/session_comparison.hpp"

namespace palpate::cli {

/// For people, on standard output: the verdict first, then what it rests on.
void printComparison(const live::SessionComparison& compared);

}  // namespace palpate::cli
