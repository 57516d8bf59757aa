#pragma once

#include <filesystem>
#include <optional>

#include "palpate/core/calibration.hpp"
#include "palpate/core/error.hpp"

namespace palpate::session {

/// Writes the session under another calibration to `target` (or over itself): same counts, times, events,
/// gaps, regions; `tare` (none = the session had none) in the new kPa; no saved results, which were of the
/// old calibration. The new file is built beside `target`, read back, every frame's counts are compared with
/// the old one's, then it is renamed. InvalidArgument for a session in kPa. AlreadyExists when there is
/// another `target` and not `overwrite`.
[[nodiscard]] Result<void> recalibrateSession(const std::filesystem::path& path,
                                              const Calibration& calibration, const std::optional<Tare>& tare,
                                              const std::filesystem::path& target, bool overwrite);

}  // namespace palpate::session
