#include <algorithm>
#include <iterator>
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

Result<void> replaceEvents(hid_t file, const std::vector<Event>& events)
{
    if (H5Ldelete(file, "events", H5P_DEFAULT) < 0) {
        return h5::failure(ErrorCode::Io, "events cannot be replaced");
    }
    return writeEvents(file, events);
}

Result<void> addEvents(hid_t file, const std::vector<Event>& added)
{
    auto events = readEvents(file);
    if (!events) {
        return fail(events.error());
    }
    events->insert(events->end(), added.begin(), added.end());
    return replaceEvents(file, *events);
}

bool isSame(const Event& a, const Event& b)
{
    return a.time == b.time && a.kind == b.kind && a.nrs == b.nrs && a.place == b.place && a.text == b.text;
}

Result<void> removeLastOf(hid_t file, const Event& event)
{
    auto events = readEvents(file);
    if (!events) {
        return fail(events.error());
    }
    const auto found = std::find_if(events->rbegin(), events->rend(),
                                    [&event](const Event& stored) { return isSame(stored, event); });
    if (found == events->rend()) {
        return fail(ErrorCode::NotFound,
                    fmt::format("the session has no such event at {} s any more", toSeconds(event.time)));
    }
    events->erase(std::next(found).base());
    return replaceEvents(file, *events);
}

/// An event after the last frame is a slip of the hand, not a fact about the session.
Result<void> checkAreInside(const std::filesystem::path& path, const std::vector<Event>& added)
{
    const auto session = SessionReader::open(path);
    if (!session) {
        return fail(session.error());
    }
    const auto end = session->stamps().back().time;
    for (const Event& event : added) {
        if (event.time > end) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: an event at {} s: the session ends at {} s", path.string(),
                                    toSeconds(event.time), toSeconds(end)));
        }
    }
    return {};
}

}  // namespace

Result<void> annotateSession(const std::filesystem::path& path, const std::vector<Event>& added)
{
    for (const Event& event : added) {
        if (auto checked = checkEvent(event); !checked) {
            return checked;
        }
        if (auto checked = checkText("text of an event", event.text); !checked) {
            return checked;
        }
    }
    if (auto checked = checkAreInside(path, added); !checked) {
        return checked;
    }
    return changeByCopy(path, [&added](hid_t file) { return addEvents(file, added); });
}

Result<void> annotateSession(const std::filesystem::path& path, const Event& event)
{
    return annotateSession(path, std::vector<Event>{event});
}

Result<void> removeEvent(const std::filesystem::path& path, const Event& event)
{
    return changeByCopy(path, [&event](hid_t file) { return removeLastOf(file, event); });
}

}  // namespace palpate::session
