#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace palpate::session {

/// "2026-03-01T09:05:07.250Z"; finer than a millisecond is cut off. Years 0 to 9999.
[[nodiscard]] std::string toIsoUtc(std::chrono::system_clock::time_point time);

/// Nothing unless exactly that form and a real date.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> parseIsoUtc(std::string_view text);

}  // namespace palpate::session
