#include <string>
#include <vector>

#include "palpate/session/session_reader.hpp"

#include "changed_copy.hpp"
#include "h5_handle.hpp"
#include "session_groups.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

Result<void> replaceEvents(hid_t file, const Event& added)
{
    auto events = readEvents(file);
    if (!events) {
        return fail(events.error());
    }
    events->push_back(added);
    if (H5Ldelete(file, "events", H5P_DEFAULT) < 0) {
        return h5::failure(ErrorCode::Io, "events cannot be replaced");
    }
    return writeEvents(file, *events);
}

/// An event after the last frame is a slip of the hand, not a fact about the session.
Result<void> checkIsInside(const std::filesystem::path& path, const Event& event)
{
    const auto session = SessionReader::open(path);
    if (!session) {
        return fail(session.error());
    }
    const auto end = session->stamps().back().time;
    if (event.time > end) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: an event at {} s: the session ends at {} s", path.string(),
                                toSeconds(event.time), toSeconds(end)));
    }
    return {};
}

}  // namespace

Result<void> annotateSession(const std::filesystem::path& path, const Event& event)
{
    if (auto checked = checkEvent(event); !checked) {
        return checked;
    }
    if (auto checked = checkIsInside(path, event); !checked) {
        return checked;
    }
    if (auto checked = checkText("text of an event", event.text); !checked) {
        return checked;
    }
    return changeByCopy(path, [&event](hid_t file) { return replaceEvents(file, event); });
}

}  // namespace palpate::session
