#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::session {

/// The tables and maps of docs/command-line.md, "export --csv", into FOLDER: written to a new folder beside
/// it, then renamed. AlreadyExists unless `overwrite`.
[[nodiscard]] Result<void> exportCsv(const SessionReader& session, const SessionResults& results,
                                     const std::filesystem::path& folder, bool overwrite);

}  // namespace palpate::session
