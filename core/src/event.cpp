#include "palpate/core/event.hpp"

#include <cmath>

#include <fmt/format.h>

namespace palpate {

std::string_view toString(EventKind kind)
{
    switch (kind) {
        case EventKind::Pain:
            return "pain";
        case EventKind::Note:
            return "note";
        case EventKind::Marker:
            return "marker";
        case EventKind::Stop:
            return "stop";
    }
    return "marker";
}

Result<EventKind> parseEventKind(std::string_view text)
{
    for (const auto kind : {EventKind::Pain, EventKind::Note, EventKind::Marker, EventKind::Stop}) {
        if (text == toString(kind)) {
            return kind;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("event kind '{}': use pain, note, marker or stop", text));
}

Result<void> checkEvent(const Event& event)
{
    if (event.time < SessionTime::zero()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("an event at {} s: the session starts at 0 s", toSeconds(event.time)));
    }
    if (event.nrs && (*event.nrs < 0 || *event.nrs > 10)) {
        return fail(ErrorCode::InvalidArgument, fmt::format("pain rating {}: use 0 to 10", *event.nrs));
    }
    if (event.place && (!std::isfinite(event.place->x_mm) || !std::isfinite(event.place->y_mm))) {
        return fail(ErrorCode::InvalidArgument, "an event's place must be finite millimetres");
    }
    return {};
}

}  // namespace palpate
