#pragma once

#include <string>
#include <string_view>

#include "palpate/core/error.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::session {

/// InvalidArgument unless a journal can hold the header: calibration and tare fit the mat, numbers finite,
/// texts valid, the coach's technique the session's.
[[nodiscard]] Result<void> checkHeader(const SessionHeader& header);

/// The header record of a journal. Wall-clock times are kept to the millisecond.
[[nodiscard]] std::string headerToJson(const SessionHeader& header);

/// Corrupt when the text is not what headerToJson() makes; every number is checked again.
[[nodiscard]] Result<SessionHeader> headerFromJson(std::string_view text);

}  // namespace palpate::session
