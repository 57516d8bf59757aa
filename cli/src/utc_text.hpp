#pragma once

#include <chrono>
#include <string>

namespace palpate::cli {

/// "2026-03-01T09:05:07Z".
[[nodiscard]] std::string utcText(std::chrono::system_clock::time_point time);
/// "2026-03-01".
[[nodiscard]] std::string utcDay(std::chrono::system_clock::time_point time);

}  // namespace palpate::cli
