#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

/// Stop: a symptom at which the session is stopped; its text is the id of one of stopSymptoms().
enum class EventKind { Pain, Note, Marker, Stop };

/// Something that somebody said or marked during a session.
struct Event {
    SessionTime time{0};
    EventKind kind = EventKind::Marker;
    /// Pain rating 0-10 (numeric rating scale).
    std::optional<int> nrs;
    std::optional<MatPoint> place;
    std::string text;
};

[[nodiscard]] std::string_view toString(EventKind kind);
[[nodiscard]] Result<EventKind> parseEventKind(std::string_view text);

/// InvalidArgument when the rating is outside 0-10, the time negative or the place not finite.
[[nodiscard]] Result<void> checkEvent(const Event& event);

}  // namespace palpate
