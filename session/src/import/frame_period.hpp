#pragma once

namespace palpate::session {

/// The longest time between two frames that an import counts with: kMaxImportFrames of them stay within
/// SessionTime.
inline constexpr double kMaxFramePeriodS = 600.0;

}  // namespace palpate::session
