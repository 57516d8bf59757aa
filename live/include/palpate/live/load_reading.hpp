#pragma once

#include "palpate/analysis/load_recording.hpp"
#include "palpate/core/error.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::live {

/// The valid frames of a stored session as the recording of a load, without the cells that its analysis finds
/// faulty. InvalidArgument for a session in kPa.
[[nodiscard]] Result<analysis::LoadRecording> readLoad(session::SessionReader& session);

}  // namespace palpate::live
