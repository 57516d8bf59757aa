#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/stream_stats.hpp"

namespace palpate::session {

/// NAME.h5 -> NAME.h5.journal
[[nodiscard]] std::filesystem::path journalPathOf(const std::filesystem::path& session_path);

/// The recording while it runs: append-only records with a checksum each (schemas/journal-format.md).
/// Nothing is acknowledged before sync() returned; everything acknowledged survives a kill and a power cut.
/// A frame, event or region that does not fit the session is refused (InvalidArgument) and changes nothing.
/// After the first failed write the writer refuses everything else; what was synced stays readable. One
/// thread.
class JournalWriter {
  public:
    /// Creates the journal of `session_path` with O_EXCL and locks it. AlreadyExists / Busy / Io / NotFound
    /// name the path and the remedy. Does not create or touch `session_path` itself, but refuses if it exists
    /// and `overwrite` is false.
    [[nodiscard]] static Result<JournalWriter> create(const std::filesystem::path& session_path,
                                                      const SessionHeader& header, bool overwrite);
    JournalWriter(JournalWriter&& other) noexcept;
    JournalWriter& operator=(JournalWriter&& other) noexcept;
    ~JournalWriter();

    [[nodiscard]] Result<void> append(const RawFrame& frame);
    [[nodiscard]] Result<void> append(const PressureFrame& frame);
    [[nodiscard]] Result<void> append(const Gap& gap);
    [[nodiscard]] Result<void> append(const Event& event);
    /// All regions from here on; those before are forgotten.
    [[nodiscard]] Result<void> append(const std::vector<Region>& regions);
    /// The last record: the recording ended on purpose, with these counters.
    [[nodiscard]] Result<void> appendEnd(const StreamStats& stats);
    /// fdatasync: returns when everything appended so far is on the disk.
    [[nodiscard]] Result<void> sync();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] std::uint64_t frameCount() const;
    [[nodiscard]] std::uint64_t byteCount() const;

  private:
    struct State;
    explicit JournalWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace palpate::session
