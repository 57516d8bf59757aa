#pragma once

#include <cstddef>
#include <string_view>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// Longest single text of a session (a note, a client code) in bytes.
inline constexpr std::size_t kMaxTextBytes = 4096;

/// InvalidArgument unless valid UTF-8 without NUL and not longer than kMaxTextBytes. `what` names the text.
[[nodiscard]] Result<void> checkText(std::string_view what, std::string_view text);

}  // namespace palpate::session
