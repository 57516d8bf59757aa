#pragma once

#include "palpate/core/error.hpp"
#include "palpate/session/session_reader.hpp"

#include "session_groups.hpp"

namespace palpate::session {

// What a session that is written once more takes over from the one that is read.

/// Everything that is known after the last frame, with what its journal had lost, which a reader does not
/// show.
[[nodiscard]] Result<SessionEnding> storedEnding(const SessionReader& session);

/// Whether a present cell ever counts what stands for an absent one. Frames are looked at only where the
/// layout of a session with that header depends on it.
[[nodiscard]] Result<bool> usesFillCount(SessionReader& session, const SessionHeader& header);

}  // namespace palpate::session
