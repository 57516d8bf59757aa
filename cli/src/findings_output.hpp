#pragma once

#include <string>
#include <vector>

#include "palpate/core/finding.hpp"

namespace palpate::cli {

/// What was found in one file.
struct FileFindings {
    std::string path;
    std::vector<Finding> findings;
};

/// One line per finding and one per file, or {"files": [{"file", "ok", "findings": [{"code", "severity",
/// "path", "message"}]}]}; `when_none` stands where a file has none. The exit status: 1 when any is an error.
[[nodiscard]] int printFindings(const std::vector<FileFindings>& files, bool as_json, const char* when_none);

}  // namespace palpate::cli
