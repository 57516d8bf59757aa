#pragma once

#include <string>

#include "palpate/core/error.hpp"

namespace palpate::cli {

/// The first line of `file`, or where that is empty, what is typed on the terminal without being shown; a new
/// one is asked for twice. InvalidArgument where there is neither a file nor a terminal.
[[nodiscard]] Result<std::string> readPassphrase(const std::string& file, bool is_new);

}  // namespace palpate::cli
