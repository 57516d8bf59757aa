#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "palpate/analysis/calibrator.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/results.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::live {

/// The results of a stored session by the same pipeline as live, over its own regions and those of the
/// settings (of one name, the settings'). When cells are found faulty, everything is computed once more
/// without them. `cancelled` is asked now and then. `coaching`: in place of the session's own.
[[nodiscard]] Result<SessionResults> analyzeSession(session::SessionReader& session,
                                                    const AnalysisSettings& settings,
                                                    const std::function<bool()>& cancelled = {},
                                                    const std::optional<Coaching>& coaching = std::nullopt);

/// Frames of a stored session in kPa, calibrated and tared as they were recorded. The session must outlive
/// this.
class SessionPressure {
  public:
    [[nodiscard]] static Result<SessionPressure> create(session::SessionReader& session);
    [[nodiscard]] Result<PressureFrame> frame(std::uint64_t index);

  private:
    SessionPressure(session::SessionReader& session, analysis::Calibrator calibrator);

    session::SessionReader* session_;
    analysis::Calibrator calibrator_;
};

}  // namespace palpate::live
