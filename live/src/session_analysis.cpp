#include "palpate/live/session_analysis.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/session/session_regions.hpp"

namespace palpate::live {

namespace {

// Frames between two looks at `cancelled`: a few milliseconds of work.
constexpr std::uint64_t kCancelStride = 64;

std::uint64_t lostFrames(const session::SessionReader& session)
{
    const auto& gaps = session.gaps();
    return std::accumulate(gaps.begin(), gaps.end(), std::uint64_t{0}, [](std::uint64_t sum, const Gap& gap) {
        return sum + gap.missing_frames.value_or(1);
    });
}

Result<void> pushFrame(session::SessionReader& session, std::uint64_t index, analysis::Pipeline& pipeline)
{
    if (session.header().samples == SampleKind::Kpa) {
        return session.readPressure(index).map([&](const PressureFrame& frame) { pipeline.push(frame); });
    }
    return session.readCounts(index).map([&](const RawFrame& frame) { pipeline.push(frame); });
}

/// One pass over all frames; the events are known before.
Result<SessionResults> analyzeOnce(session::SessionReader& session, const AnalysisSettings& settings,
                                   const std::function<bool()>& cancelled)
{
    std::vector<Event> events = session.events();
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    auto pipeline = analysis::Pipeline::create(session.header(), settings);
    if (!pipeline) {
        return fail(std::move(pipeline.error()));
    }
    for (const Event& event : events) {
        pipeline->addEvent(event);
    }
    for (std::uint64_t index = 0; index < session.frameCount(); ++index) {
        if (cancelled && index % kCancelStride == 0 && cancelled()) {
            return fail(ErrorCode::Cancelled, "the analysis was cancelled");
        }
        if (auto pushed = pushFrame(session, index, *pipeline); !pushed) {
            return fail(std::move(pushed.error()));
        }
    }
    return pipeline->finish(lostFrames(session));
}

/// Cells that the analysis found itself.
bool foundFaults(const SessionResults& results)
{
    return results.quality.invalid_cells.size() > results.settings.invalid_cells.size();
}

}  // namespace

Result<SessionResults> analyzeSession(session::SessionReader& session, const AnalysisSettings& settings,
                                      const std::function<bool()>& cancelled)
{
    AnalysisSettings with_regions = settings;
    with_regions.regions = session::mergedRegions(session.regions(), settings.regions);
    if (auto checked = session::checkRegions(with_regions.regions); !checked) {
        return fail(std::move(checked.error()));
    }
    auto results = analyzeOnce(session, with_regions, cancelled);
    if (!results || !foundFaults(*results)) {
        return results;
    }
    with_regions.invalid_cells = results->quality.invalid_cells;
    return analyzeOnce(session, with_regions, cancelled);
}

Result<SessionPressure> SessionPressure::create(session::SessionReader& session)
{
    auto calibrator = analysis::Calibrator::create(session.header());
    if (!calibrator) {
        return fail(std::move(calibrator.error()));
    }
    return SessionPressure{session, std::move(*calibrator)};
}

SessionPressure::SessionPressure(session::SessionReader& session, analysis::Calibrator calibrator)
    : session_{&session}, calibrator_{std::move(calibrator)}
{}

Result<PressureFrame> SessionPressure::frame(std::uint64_t index)
{
    if (session_->header().samples == SampleKind::Kpa) {
        return session_->readPressure(index).map([&](const PressureFrame& stored) {
            PressureFrame frame{.stamp = stored.stamp, .kpa = {}};
            calibrator_.apply(stored.kpa, frame.kpa);
            return frame;
        });
    }
    return session_->readCounts(index).map([&](const RawFrame& raw) {
        PressureFrame frame{.stamp = raw.stamp, .kpa = {}};
        calibrator_.apply(raw.counts, frame.kpa);
        return frame;
    });
}

}  // namespace palpate::live
