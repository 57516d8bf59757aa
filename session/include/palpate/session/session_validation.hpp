#pragma once

#include <filesystem>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/finding.hpp"

namespace palpate::session {

/// A session file against its published format (schemas/session-format.md, whose table is the list of rules):
/// every deviation with its path in the file. A file that cannot be opened at all has one finding, V01; one
/// that has the form and still cannot be read has V15. NotFound and Io are errors of this function: there is
/// no file to speak of.
[[nodiscard]] Result<std::vector<Finding>> validateSession(const std::filesystem::path& path);

/// No error among them.
[[nodiscard]] bool isValid(const std::vector<Finding>& findings);

}  // namespace palpate::session
