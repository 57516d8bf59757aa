#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/session_header.hpp"

#include "session_groups.hpp"
#include "session_layout.hpp"

namespace palpate::session {

/// What must be known of a session before its file is laid out.
struct SessionPlan {
    std::uint64_t frames = 0;
    PressureLayout layout = PressureLayout::LinearCounts;
};

/// Writes a session file front to back: create, every frame, finish. After a failure the file is worthless;
/// the caller removes it. One thread.
class SessionBuilder final {
  public:
    /// `path` is an empty file of the caller (PartFile).
    [[nodiscard]] static Result<SessionBuilder> create(const std::filesystem::path& path,
                                                       const SessionHeader& header, const SessionPlan& plan);
    SessionBuilder(SessionBuilder&& other) noexcept;
    SessionBuilder& operator=(SessionBuilder&&) = delete;
    ~SessionBuilder();

    [[nodiscard]] Result<void> append(const RawFrame& frame);
    [[nodiscard]] Result<void> append(const PressureFrame& frame);
    /// Writes the rest and closes the file; does not sync it.
    [[nodiscard]] Result<void> finish(const SessionEnding& ending);

  private:
    struct State;
    explicit SessionBuilder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace palpate::session
