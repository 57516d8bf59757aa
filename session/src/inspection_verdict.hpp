#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// What palpate-inspect writes on its standard output: "clean", or the number of an error's code and its
/// message.
[[nodiscard]] std::string writeVerdict(const Result<void>& inspected);

/// Nothing when the text is no whole verdict: its writer died.
[[nodiscard]] std::optional<Result<void>> readVerdict(std::string_view text);

}  // namespace palpate::session
