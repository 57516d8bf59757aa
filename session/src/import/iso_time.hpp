#pragma once

#include <optional>
#include <string_view>

namespace palpate::session {

/// "2024-05-06T07:08:09.125+02:00" as seconds since 1970-01-01: a space may stand for the T, seconds may have
/// decimals or none, and the zone may be Z, an offset or missing (then it is taken as UTC: only differences
/// count). Nothing for anything else.
[[nodiscard]] std::optional<double> readIsoTime(std::string_view text);

}  // namespace palpate::session
