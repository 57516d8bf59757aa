#include <string>
#include <vector>

#include "palpate/session/session_reader.hpp"

#include "changed_copy.hpp"
#include "h5_handle.hpp"
#include "session_groups.hpp"
#include "text_rules.hpp"

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

}  // namespace

Result<void> annotateSession(const std::filesystem::path& path, const Event& event)
{
    if (auto checked = checkEvent(event); !checked) {
        return checked;
    }
    if (auto checked = checkText("text of an event", event.text); !checked) {
        return checked;
    }
    return changeByCopy(path, [&event](hid_t file) { return replaceEvents(file, event); });
}

}  // namespace palpate::session
