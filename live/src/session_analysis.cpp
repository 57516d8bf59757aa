#include "palpate/live/session_analysis.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/session/session_regions.hpp"

#include "frame_stream.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

/// Frames from the start on that are kept, decompressed, for another beginning.
constexpr std::size_t kKeptBytes = std::size_t{48} * 1024 * 1024;

std::uint64_t lostFrames(const session::SessionReader& session)
{
    const auto& gaps = session.gaps();
    return std::accumulate(gaps.begin(), gaps.end(), std::uint64_t{0}, [](std::uint64_t sum, const Gap& gap) {
        return sum + gap.missing_frames.value_or(1);
    });
}

/// A file can say anything; the pipeline takes only rising times.
Result<void> checkTimesRise(const session::SessionReader& session)
{
    const auto& stamps = session.stamps();
    const auto later = std::adjacent_find(stamps.begin(), stamps.end(), [](const auto& a, const auto& b) {
        return !(toSeconds(a.time) < toSeconds(b.time));
    });
    if (later == stamps.end()) {
        return {};
    }
    return fail(ErrorCode::Corrupt,
                fmt::format("{}: frame {} is not later than the one before, so that the session cannot be "
                            "analysed",
                            session.path().string(), later - stamps.begin() + 1));
}

/// The events are known before the frames.
Result<analysis::Pipeline> makePipeline(const session::SessionReader& session,
                                        const AnalysisSettings& settings,
                                        const std::optional<Coaching>& coaching)
{
    SessionHeader header = session.header();
    if (coaching) {
        header.coaching = coaching;
    }
    std::vector<Event> events = session.events();
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    auto pipeline = analysis::Pipeline::create(header, settings);
    for (const Event& event : events) {
        if (pipeline) {
            pipeline->addEvent(event);
        }
    }
    return pipeline;
}

void push(const FrameBlock& block, analysis::Pipeline& pipeline)
{
    std::visit(
        [&pipeline](const auto& frames) {
            for (const auto& frame : frames) {
                pipeline.push(frame);
            }
        },
        block);
}

/// All frames of the session, to `take` block by block.
template <typename Take>
Result<void> forAllFrames(session::SessionReader& session, const std::function<bool()>& cancelled, Take take)
{
    FrameStream stream{session};
    for (;;) {
        if (cancelled && cancelled()) {
            return fail(ErrorCode::Cancelled, "the analysis was cancelled");
        }
        auto block = stream.next();
        if (!block) {
            return fail(std::move(block.error()));
        }
        if (!*block) {
            return {};
        }
        take(*block);
    }
}

/// The analysis without the cells that were found so far, begun anew with each one found while the frames
/// from the start on are still in memory: mostly it saves reading everything twice.
class WithoutFaults {
  public:
    WithoutFaults(const session::SessionReader& session, AnalysisSettings settings,
                  const std::optional<Coaching>& coaching)
        : session_{session}, settings_{std::move(settings)}, coaching_{coaching}
    {}

    void take(const FrameBlockPtr& block, const std::vector<CellFault>& found)
    {
        keep(block);
        if (found != settings_.invalid_cells) {
            settings_.invalid_cells = found;
            begin();
        } else if (pipeline_) {
            push(*block, *pipeline_);
        }
    }

    /// Where it has seen every frame without all of `found`.
    [[nodiscard]] std::optional<SessionResults> finish(const std::vector<CellFault>& found,
                                                       std::uint64_t lost_frames)
    {
        if (!pipeline_ || found != settings_.invalid_cells) {
            return std::nullopt;
        }
        return pipeline_->finish(lost_frames);
    }

  private:
    void keep(const FrameBlockPtr& block)
    {
        const std::size_t frames = std::visit([](const auto& some) { return some.size(); }, *block);
        kept_bytes_ +=
            frames * static_cast<std::size_t>(session_.header().geometry.cellCount()) *
            (std::holds_alternative<std::vector<RawFrame>>(*block) ? sizeof(std::uint16_t) : sizeof(float));
        if (kept_bytes_ > kKeptBytes) {
            kept_.clear();
        } else {
            kept_.push_back(block);
        }
    }

    void begin()
    {
        pipeline_.reset();
        if (kept_.empty()) {
            return;
        }
        auto pipeline = makePipeline(session_, settings_, coaching_);
        if (!pipeline) {
            return;
        }
        pipeline_.emplace(std::move(*pipeline));
        for (const FrameBlockPtr& block : kept_) {
            push(*block, *pipeline_);
        }
    }

    const session::SessionReader& session_;
    AnalysisSettings settings_;
    const std::optional<Coaching>& coaching_;
    std::optional<analysis::Pipeline> pipeline_;
    std::vector<FrameBlockPtr> kept_;
    std::size_t kept_bytes_ = 0;
};

}  // namespace

Result<SessionResults> analyzeSession(session::SessionReader& session, const AnalysisSettings& settings,
                                      const std::function<bool()>& cancelled,
                                      const std::optional<Coaching>& coaching)
{
    if (auto checked = checkTimesRise(session); !checked) {
        return fail(std::move(checked.error()));
    }
    AnalysisSettings used = settings;
    used.regions = session::mergedRegions(session.regions(), settings.regions);
    if (auto checked = session::checkRegions(used.regions); !checked) {
        return fail(std::move(checked.error()));
    }
    auto pipeline = makePipeline(session, used, coaching);
    if (!pipeline) {
        return fail(std::move(pipeline.error()));
    }
    WithoutFaults without{session, used, coaching};
    auto read = forAllFrames(session, cancelled, [&](const FrameBlockPtr& block) {
        push(*block, *pipeline);
        if (pipeline->invalidCells().size() > used.invalid_cells.size()) {
            pipeline->findOnlyFaults();
        }
        without.take(block, pipeline->invalidCells());
    });
    if (!read) {
        return fail(std::move(read.error()));
    }
    SessionResults results = pipeline->finish(lostFrames(session));
    if (results.quality.invalid_cells == used.invalid_cells) {
        return results;
    }
    used.invalid_cells = results.quality.invalid_cells;
    if (auto begun_anew = without.finish(used.invalid_cells, lostFrames(session))) {
        return std::move(*begun_anew);
    }
    auto once_more = makePipeline(session, used, coaching);
    if (!once_more) {
        return fail(std::move(once_more.error()));
    }
    read = forAllFrames(session, cancelled, [&](const FrameBlockPtr& block) { push(*block, *once_more); });
    if (!read) {
        return fail(std::move(read.error()));
    }
    return once_more->finish(lostFrames(session));
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
