#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/session/finalize.hpp"

#include "session_layout.hpp"

namespace palpate::session {

/// Reads a session file back whole: every frame must have its checksum (checksumOf()), and a derived
/// `pressure` must unpack to what was written. Io when anything differs.
[[nodiscard]] Result<void> readBack(const std::filesystem::path& path,
                                    const std::vector<std::uint32_t>& checksums, PressureLayout layout,
                                    const Progress& progress);

/// Whether `session_path` is the finished file of this very journal: the same recording, every frame equal.
/// So it is when a program was stopped after it had named the session and before it had removed the journal.
[[nodiscard]] bool isFinishedFileOf(const std::filesystem::path& journal_path,
                                    const std::filesystem::path& session_path);

}  // namespace palpate::session
