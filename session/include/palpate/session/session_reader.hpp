#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/outcome.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/stream_stats.hpp"

namespace palpate::session {

/// An existing session file, read-only; opening never creates or changes anything. Checks the format version,
/// shapes, types and units first; an error names the file and the object. One thread at a time.
class SessionReader {
  public:
    /// A process of its own opens the file first (palpate-inspect): what a damaged or crafted file does to
    /// the HDF5 library happens there.
    [[nodiscard]] static Result<SessionReader> open(const std::filesystem::path& path);
    /// A file that this process has just written.
    [[nodiscard]] static Result<SessionReader> openOwn(const std::filesystem::path& path);
    SessionReader(SessionReader&& other) noexcept;
    SessionReader& operator=(SessionReader&& other) noexcept;
    ~SessionReader();

    [[nodiscard]] const SessionHeader& header() const;
    [[nodiscard]] std::uint64_t frameCount() const;
    /// One per frame, in order.
    [[nodiscard]] const std::vector<FrameStamp>& stamps() const;
    /// CRC-32 of each chunk of frames, as stored: a recording with other frames has others.
    [[nodiscard]] const std::vector<std::uint32_t>& frameChecksums() const;
    [[nodiscard]] const std::vector<Event>& events() const;
    [[nodiscard]] const std::vector<Gap>& gaps() const;
    /// Parts of the mat that the therapist marked; see saveRegions().
    [[nodiscard]] const std::vector<Region>& regions() const;
    /// What was measured or asked beside the mat; see saveOutcomes().
    [[nodiscard]] const std::vector<Outcome>& outcomes() const;
    [[nodiscard]] const StreamStats& streamStats() const;
    [[nodiscard]] bool endedOnPurpose() const;
    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] std::uint64_t fileBytes() const;

    /// Frame `index` (0-based). readCounts for SampleKind::Counts, readPressure for SampleKind::Kpa (as
    /// stored). Chunks are cached: reading in order costs one decompression per chunk.
    [[nodiscard]] Result<RawFrame> readCounts(std::uint64_t index);
    [[nodiscard]] Result<PressureFrame> readPressure(std::uint64_t index);
    /// Frames that are unpacked at once: frames k * chunkFrames() to (k + 1) * chunkFrames() - 1.
    [[nodiscard]] std::uint64_t chunkFrames() const;

    /// A second reader of this very file, also when another one has taken its name since: for a second
    /// thread.
    [[nodiscard]] Result<SessionReader> another() const;

  private:
    struct State;
    explicit SessionReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Adds events, all or none: a changed copy is synced and renamed over the file, so that it is whole at every
/// moment. InvalidArgument for an event that is not one, or lies after the last frame.
[[nodiscard]] Result<void> annotateSession(const std::filesystem::path& path,
                                           const std::vector<Event>& added);
[[nodiscard]] Result<void> annotateSession(const std::filesystem::path& path, const Event& event);

/// Takes an event out again, the last one that is equal; the same whole-file rule. NotFound when there is
/// none.
[[nodiscard]] Result<void> removeEvent(const std::filesystem::path& path, const Event& event);

}  // namespace palpate::session
