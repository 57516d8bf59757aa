#pragma once

#include <string_view>

namespace palpate {

/// "0.1.0"
[[nodiscard]] std::string_view version();

/// "palpate 0.1.0", as written into sessions.
[[nodiscard]] std::string_view softwareName();

}  // namespace palpate
