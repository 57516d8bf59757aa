#include "palpate/live/load_reading.hpp"

#include <utility>

#include "palpate/live/stored_results.hpp"

#include <fmt/format.h>

namespace palpate::live {

Result<analysis::LoadRecording> readLoad(session::SessionReader& session)
{
    const auto name = session.path().filename().string();
    if (session.header().samples != SampleKind::Counts) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} holds kPa of another program: record the load with palpate", name));
    }
    const auto results = resultsOf(session, {});
    if (!results) {
        return fail(results.error());
    }
    analysis::LoadRecorder recorder{session.header(), results->quality.invalid_cells, name};
    for (std::uint64_t index = 0; index < session.frameCount(); ++index) {
        if (!results->frames[static_cast<std::size_t>(index)].valid) {
            continue;
        }
        const auto frame = session.readCounts(index);
        if (!frame) {
            return fail(frame.error());
        }
        recorder.push(*frame);
    }
    return recorder.finish();
}

}  // namespace palpate::live
