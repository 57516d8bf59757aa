#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// What became of a journal.
struct FinalizeReport {
    std::filesystem::path session_path;
    std::uint64_t frames = 0;
    /// Records that could not be read (bad checksum), and bytes after the last whole record.
    std::uint64_t damaged_records = 0;
    std::uint64_t damaged_bytes = 0;
    /// False when the recording was cut off: no end record.
    bool ended_on_purpose = false;
    double duration_s = 0.0;
};

/// 0 to 1; called on the caller's thread.
using Progress = std::function<void(double)>;

/// Journal to session file: builds SESSION.part beside it, reads it back and compares every frame with what
/// the journal holds, syncs, renames, and only then removes the journal. On failure the journal stays,
/// nothing is left under the final name, and the error says both. Also the way of `palpate recover`. An
/// existing session file is not replaced unless `overwrite`. The JournalWriter must be gone: Busy while it,
/// or another program, holds the journal.
[[nodiscard]] Result<FinalizeReport> finalizeJournal(const std::filesystem::path& journal_path,
                                                     bool overwrite, const Progress& progress = {});

/// What a journal holds, without changing anything.
[[nodiscard]] Result<FinalizeReport> inspectJournal(const std::filesystem::path& journal_path);

}  // namespace palpate::session
