#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/session/research.hpp"

#include "research/pseudonym_keys.hpp"
#include "session_groups.hpp"

namespace palpate::session {

/// What a session says beside its frames.
struct SessionTexts {
    SessionHeader header;
    SessionEnding ending;
};

/// What is left of it under a profile, and what became of each field.
struct ReleasedTexts {
    SessionTexts texts;
    std::vector<FieldReport> fields;
    /// Of the copy's file names and tables.
    std::string participant;
    std::string session_label;
    /// Since the client's first session; none without a date.
    std::optional<int> day;
    /// The device's clock begins at 0: it may count from a date.
    bool is_device_clock_relative = false;
};

/// Adds to `keys` what is new. InvalidArgument where dates cannot be moved to before 1926.
[[nodiscard]] Result<ReleasedTexts> releaseTexts(const SessionTexts& original, const ResearchOptions& options,
                                                 PseudonymKeys& keys);

}  // namespace palpate::session
