#pragma once

#include <vector>

#include "palpate/core/finding.hpp"

#include "format_version.hpp"
#include "validation/format_table.hpp"
#include "validation/stored_tree.hpp"

namespace palpate::session {

/// Where a file of that version is not as the rules say, in the order of its paths. Codes: session-format.md,
/// "Findings".
[[nodiscard]] std::vector<Finding> compareWithFormat(const StoredTree& tree,
                                                     const std::vector<FormatRule>& rules,
                                                     const FormatVersion& version);

}  // namespace palpate::session
