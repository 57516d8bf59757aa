#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"
#include "palpate/session/session_reader.hpp"

#include "research/private_fields.hpp"

namespace palpate::session {

/// Everything of a session but its frames.
[[nodiscard]] Result<SessionTexts> textsOf(const SessionReader& session);

/// Frames of `session` with released texts, as a new session file in the empty file `target` (PartFile);
/// synced and read back by nobody.
[[nodiscard]] Result<void> buildCopy(SessionReader& session, const ReleasedTexts& released,
                                     const std::filesystem::path& target);

}  // namespace palpate::session
