#include "session_contents.hpp"

#include <cstdint>

#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "session_layout.hpp"

namespace palpate::session {

Result<SessionEnding> storedEnding(const SessionReader& session)
{
    const auto file = h5::openForReading(session.path());
    if (!file) {
        return fail(file.error());
    }
    const auto metadata = h5::openGroup(file->get(), "metadata");
    if (!metadata) {
        return fail(metadata.error());
    }
    const auto count = [&metadata](const char* name) {
        return h5::readNumber<std::uint64_t>(metadata->get(), name).value_or(0);
    };
    return SessionEnding{.events = session.events(),
                         .gaps = session.gaps(),
                         .regions = session.regions(),
                         .outcomes = session.outcomes(),
                         .stats = session.streamStats(),
                         .ended_on_purpose = session.endedOnPurpose(),
                         .damaged_records = count("journal_damaged_records"),
                         .damaged_bytes = count("journal_damaged_bytes")};
}

Result<bool> usesFillCount(SessionReader& session, const SessionHeader& header)
{
    const bool matters =
        header.samples == SampleKind::Counts && layoutOf(header, true) != layoutOf(header, false);
    for (std::uint64_t i = 0; matters && i < session.frameCount(); ++i) {
        const auto frame = session.readCounts(i);
        if (!frame) {
            return fail(frame.error());
        }
        if ((frame->counts == kAbsentCount && header.geometry.presentMask() != 0).any()) {
            return true;
        }
    }
    return false;
}

}  // namespace palpate::session
