#pragma once

#include <functional>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::live {

/// The results of a stored session by the same pipeline as live. `cancelled` is asked now and then.
[[nodiscard]] Result<SessionResults> analyzeSession(session::SessionReader& session,
                                                    const AnalysisSettings& settings,
                                                    const std::function<bool()>& cancelled = {});

/// Frame `index` in kPa, calibrated and tared as stored.
class SessionPressure {
  public:
    /// `session` must outlive this.
    [[nodiscard]] static Result<SessionPressure> create(session::SessionReader& session);
    [[nodiscard]] Result<PressureFrame> frame(std::uint64_t index);

  private:
    explicit SessionPressure(session::SessionReader& session);
    session::SessionReader* session_;
};

}  // namespace palpate::live
