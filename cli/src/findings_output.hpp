#pragma once

#include <functional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/finding.hpp"

namespace palpate::cli {

/// What a command finds in one file.
using FindIn = std::function<Result<std::vector<Finding>>(const std::string& path)>;

/// Looks into every file and prints one line per finding and one per file, or {"files": [{"file", "ok",
/// "findings":
/// [{"code", "severity", "path", "message"}]}]}; `when_none` stands where a file has none. The exit status: 1
/// when any finding is an error, or a file could not be looked into, which is said on standard error.
[[nodiscard]] int printFindings(const std::vector<std::string>& paths, const FindIn& find, bool as_json,
                                const char* when_none);

}  // namespace palpate::cli
