#pragma once

#include <string>

#include "palpate/session/finalize.hpp"

namespace palpate::cli {

/// "visit.h5: 1200 frames, 12.0 s", and what was damaged.
[[nodiscard]] std::string describeFinalized(const session::FinalizeReport& report);

}  // namespace palpate::cli
