#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"

#include "export/session_facts.hpp"

namespace palpate::session {

/// All files of exportCsv(), from what it took from the session.
[[nodiscard]] Result<void> writeCsvFolder(const SessionFacts& facts, const SessionResults& results,
                                          const std::filesystem::path& folder, bool overwrite);

}  // namespace palpate::session
