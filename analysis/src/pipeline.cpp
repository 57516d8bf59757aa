#include "palpate/analysis/pipeline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "palpate/analysis/calibrator.hpp"
#include "palpate/analysis/frame_meter.hpp"
#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/quality.hpp"
#include "palpate/analysis/summary.hpp"
#include "palpate/core/assert.hpp"

#include "session_judge.hpp"
#include "session_measures.hpp"

namespace palpate::analysis {

namespace {

/// More than can be undecided at once: the start-up frames and the one just pushed.
constexpr std::size_t kHeldFrames = JunkFilter::kStartUpFrames + 1;

/// What grows with the frames; made anew when a session is finished.
struct Progress {
    Progress(const MeasuredMat& mat, const AnalysisSettings& settings)
        : judge{mat.force_floor}, measures{mat, settings}
    {}

    SessionJudge judge;
    SessionMeasures measures;
    std::array<PressureArray, kHeldFrames> held_kpa;
    std::vector<FrameMetrics> frames;
    std::optional<FrameMetrics> latest;
    std::vector<Event> reports;
    std::uint64_t judged_frames = 0;
    std::uint64_t junk_frames = 0;
    std::uint64_t saturated_cells = 0;
    std::uint64_t contact_cells = 0;
};

}  // namespace

struct Pipeline::State {
    State(const SessionHeader& header, const AnalysisSettings& used_settings, Calibrator used_calibrator,
          const MeasuredMat& measured_mat)
        : samples{header.samples},
          ceiling{header.calibration.ceiling},
          ceiling_counts{header.calibration.ceiling_counts},
          misses_tare{header.samples == SampleKind::Counts && !header.tare},
          settings{used_settings},
          calibrator{std::move(used_calibrator)},
          mat{measured_mat},
          meter{measured_mat},
          progress{measured_mat, used_settings}
    {}

    PressureArray& nextPressure() { return progress.held_kpa.at(progress.frames.size() % kHeldFrames); }
    void measure(const FrameStamp& stamp, int saturated_cells);
    void take(const std::vector<SessionJudge::Decision>& decisions);
    [[nodiscard]] int countSaturated(const CountArray& counts) const;
    [[nodiscard]] int countSaturated(const PressureArray& stored_kpa) const;
    [[nodiscard]] Quality quality(std::uint64_t lost_frames) const;

    SampleKind samples;
    std::optional<Pressure> ceiling;
    std::optional<std::uint16_t> ceiling_counts;
    bool misses_tare;
    AnalysisSettings settings;
    Calibrator calibrator;
    MeasuredMat mat;
    FrameMeter meter;
    Progress progress;
    SessionMaps maps;
    bool maps_are_current = false;
};

void Pipeline::State::measure(const FrameStamp& stamp, int saturated_cells)
{
    const double time_s = toSeconds(stamp.time);
    PALPATE_ASSERT(progress.frames.empty() || time_s > progress.frames.back().time_s);
    FrameMetrics metrics = meter.measure(nextPressure());
    metrics.sequence = stamp.sequence;
    metrics.time_s = time_s;
    metrics.saturated_cells = saturated_cells;
    progress.frames.push_back(metrics);
    progress.latest = metrics;
    take(progress.judge.push(time_s, metrics.force_n));
}

void Pipeline::State::take(const std::vector<SessionJudge::Decision>& decisions)
{
    for (const SessionJudge::Decision& decision : decisions) {
        FrameMetrics& metrics = progress.frames[decision.frame];
        metrics.valid = decision.is_valid;
        ++progress.judged_frames;
        maps_are_current = false;
        if (!decision.is_valid) {
            ++progress.junk_frames;
            continue;
        }
        progress.measures.add(progress.held_kpa.at(decision.frame % kHeldFrames), decision.link);
        progress.saturated_cells += static_cast<std::uint64_t>(metrics.saturated_cells);
        progress.contact_cells +=
            static_cast<std::uint64_t>(std::llround(metrics.contact_area_cm2 / mat.geometry.cellArea().cm2));
    }
}

int Pipeline::State::countSaturated(const CountArray& counts) const
{
    if (!ceiling_counts) {
        return 0;
    }
    const std::uint16_t least = *ceiling_counts;
    int saturated = 0;
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        saturated += mat.takes_part.data()[i] != 0 && counts.data()[i] >= least ? 1 : 0;
    }
    return saturated;
}

int Pipeline::State::countSaturated(const PressureArray& stored_kpa) const
{
    if (!ceiling) {
        return 0;
    }
    const float least = leastFloatAtOrOver(ceiling->kpa);
    int saturated = 0;
    for (Eigen::Index i = 0; i < stored_kpa.size(); ++i) {
        saturated += mat.takes_part.data()[i] != 0 && stored_kpa.data()[i] >= least ? 1 : 0;
    }
    return saturated;
}

Quality Pipeline::State::quality(std::uint64_t lost_frames) const
{
    const auto present = static_cast<std::uint64_t>(mat.geometry.presentCount());
    return gradeQuality({.frames = progress.frames.size(),
                         .junk_frames = progress.junk_frames,
                         .lost_frames = lost_frames,
                         .saturated_cells = progress.saturated_cells,
                         .contact_cells = progress.contact_cells,
                         .present_cells = present,
                         .invalid_cells = settings.invalid_cells,
                         .misses_tare = misses_tare});
}

Result<Pipeline> Pipeline::create(const SessionHeader& header, const AnalysisSettings& settings)
{
    auto calibrator = Calibrator::create(header);
    if (!calibrator) {
        return fail(calibrator.error());
    }
    const auto mat = measuredMat(header, settings);
    if (!mat) {
        return fail(mat.error());
    }
    return Pipeline{std::make_unique<State>(header, settings, std::move(*calibrator), *mat)};
}

Pipeline::Pipeline(std::unique_ptr<State> state) : state_{std::move(state)} {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

void Pipeline::push(const RawFrame& frame)
{
    PALPATE_ASSERT(state_->samples == SampleKind::Counts);
    state_->calibrator.apply(frame.counts, state_->nextPressure());
    state_->measure(frame.stamp, state_->countSaturated(frame.counts));
}

void Pipeline::push(const PressureFrame& frame)
{
    PALPATE_ASSERT(state_->samples == SampleKind::Kpa);
    state_->calibrator.apply(frame.kpa, state_->nextPressure());
    state_->measure(frame.stamp, state_->countSaturated(frame.kpa));
}

const PressureArray& Pipeline::latestPressure() const
{
    const std::size_t frames = state_->progress.frames.size();
    return state_->progress.held_kpa.at(frames == 0 ? 0 : (frames - 1) % kHeldFrames);
}

const std::optional<FrameMetrics>& Pipeline::latestMetrics() const
{
    return state_->progress.latest;
}

const SessionMaps& Pipeline::maps() const
{
    if (!state_->maps_are_current) {
        state_->progress.measures.writeTo(state_->maps);
        state_->maps_are_current = true;
    }
    return state_->maps;
}

const std::vector<Hold>& Pipeline::finishedHolds() const
{
    return state_->progress.measures.holds().finished();
}

std::vector<RunningHold> Pipeline::runningHolds() const
{
    return state_->progress.measures.holds().running();
}

Pressure Pipeline::contactThreshold() const
{
    return state_->mat.contact;
}

void Pipeline::addEvent(const Event& event)
{
    if (event.kind == EventKind::Pain) {
        state_->progress.reports.push_back(event);
    }
}

std::vector<Stroke> Pipeline::strokes() const
{
    return state_->progress.measures.strokes().finished();
}

std::vector<Spot> Pipeline::spots() const
{
    return {};
}

std::vector<RegionNow> Pipeline::regions() const
{
    return {};
}

std::uint64_t Pipeline::junkFrames() const
{
    return state_->progress.junk_frames;
}

Quality Pipeline::quality(std::uint64_t lost_frames) const
{
    return state_->quality(lost_frames);
}

SessionResults Pipeline::finish(std::uint64_t lost_frames)
{
    State& state = *state_;
    state.take(state.progress.judge.finish());
    state.progress.measures.finish();
    const Quality quality = state.quality(lost_frames);
    SessionResults results{.settings = state.settings,
                           .contact = state.mat.contact,
                           .frames = std::move(state.progress.frames),
                           .maps = maps(),
                           .holds = state.progress.measures.holds().finished(),
                           .strokes = state.progress.measures.strokes().finished(),
                           .quality = quality,
                           .valid_frames = state.progress.judged_frames - state.progress.junk_frames};
    const auto earlier = [](const auto& a, const auto& b) { return a.start_s < b.start_s; };
    std::stable_sort(results.holds.begin(), results.holds.end(), earlier);
    std::stable_sort(results.strokes.begin(), results.strokes.end(), earlier);
    results.summary = summarize(results.frames);
    results.rate = medianRate(results.frames);
    if (!results.frames.empty()) {
        results.duration_s = results.frames.back().time_s - results.frames.front().time_s;
    }
    state.progress = Progress{state.mat, state.settings};
    state.maps_are_current = false;
    return results;
}

}  // namespace palpate::analysis
