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
/// existing session file is not replaced unless `overwrite`; when it is this journal's own, finished before
/// the journal could be removed, only that is left to do. The JournalWriter must be gone: Busy while it,
/// or another program, holds the journal.
[[nodiscard]] Result<FinalizeReport> finalizeJournal(const std::filesystem::path& journal_path,
                                                     bool overwrite, const Progress& progress = {});

/// The error of a writer or builder whose journal is not kept (an import, a simulation: it can be made
/// again), without the words on how to recover it.
[[nodiscard]] Error withoutRecovery(const Error& error, const std::filesystem::path& session_path);

/// What a journal holds, without changing anything.
[[nodiscard]] Result<FinalizeReport> inspectJournal(const std::filesystem::path& journal_path);

}  // namespace palpate::session
