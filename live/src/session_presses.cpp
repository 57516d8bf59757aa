#include "session_presses.hpp"

#include <utility>

#include "palpate/live/session_analysis.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::live {

Result<std::vector<analysis::Press>> pressesOf(const ComparedSession& session,
                                               const std::function<bool()>& cancelled)
{
    auto reader = session::SessionReader::open(session.path);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    auto frames = SessionPressure::create(*reader);
    if (!frames) {
        return fail(std::move(frames.error()));
    }
    CellMask takes_part = session.header.geometry.presentMask();
    for (const CellFault& fault : session.results.quality.invalid_cells) {
        takes_part(fault.cell.row, fault.cell.col) = 0;
    }
    analysis::PressMaps presses{std::move(takes_part), session.results.settings.hold};
    for (std::uint64_t index = 0; index < reader->frameCount(); ++index) {
        if (cancelled && cancelled()) {
            return fail(ErrorCode::Cancelled, "the comparison was cancelled");
        }
        const FrameMetrics& metrics = session.results.frames.at(static_cast<std::size_t>(index));
        if (!metrics.valid) {
            continue;
        }
        const auto frame = frames->frame(index);
        if (!frame) {
            return fail(frame.error());
        }
        presses.push(metrics.time_s, frame->kpa);
    }
    return presses.finish();
}

}  // namespace palpate::live
