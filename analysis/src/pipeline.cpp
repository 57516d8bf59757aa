#include "palpate/analysis/pipeline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "palpate/analysis/breath_finder.hpp"
#include "palpate/analysis/calibrator.hpp"
#include "palpate/analysis/creases.hpp"
#include "palpate/analysis/fault_finder.hpp"
#include "palpate/analysis/frame_meter.hpp"
#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/percussion.hpp"
#include "palpate/analysis/quality.hpp"
#include "palpate/analysis/spots.hpp"
#include "palpate/analysis/summary.hpp"
#include "palpate/analysis/time_lapse_maker.hpp"
#include "palpate/analysis/zero_drift.hpp"
#include "palpate/core/assert.hpp"

#include "lanes.hpp"
#include "session_judge.hpp"
#include "session_measures.hpp"

namespace palpate::analysis {

namespace {

/// More than can be undecided at once: the start-up frames and the one just pushed.
constexpr std::size_t kHeldFrames = JunkFilter::kStartUpFrames + 1;

/// What grows with the frames; made anew when a session is finished.
struct Progress {
    Progress(const MeasuredMat& mat, const AnalysisSettings& settings, const SessionHeader& header,
             const CellArray<float>& ceiling_kpa)
        : judge{mat.force_floor},
          measures{mat, settings, header.calibration, ceiling_kpa, header.coaching},
          faults{mat, settings.hold, ceiling_kpa},
          zero_drift{mat.takes_part, mat.contact},
          meter{mat},
          time_lapse{mat.takes_part},
          invalid_cells{settings.invalid_cells}
    {}

    SessionJudge judge;
    SessionMeasures measures;
    FaultFinder faults;
    ZeroDrift zero_drift;
    FrameMeter meter;
    TimeLapseMaker time_lapse;
    BreathFinder breath;
    /// Listed and found.
    std::vector<CellFault> invalid_cells;
    bool finds_only_faults = false;
    std::array<PressureArray, kHeldFrames> held_kpa;
    /// All of them, or the latest kHeldFrames; frame i is at i, or at i % kHeldFrames.
    std::vector<FrameMetrics> frames;
    std::size_t pushed_frames = 0;
    std::optional<FrameMetrics> latest;
    std::uint64_t judged_frames = 0;
    std::uint64_t clock_gaps = 0;
    std::uint64_t junk_frames = 0;
    std::uint64_t saturated_cells = 0;
    std::uint64_t contact_cells = 0;
};

/// The technique's window of a hold goes before the settings'.
AnalysisSettings settingsOf(const SessionHeader& header, const AnalysisSettings& settings)
{
    AnalysisSettings used = settings;
    if (header.coaching && header.coaching->technique.rules.hold) {
        const Band& window = header.coaching->technique.rules.hold->seconds;
        used.hold_window_min_s = window.min.value_or(used.hold_window_min_s);
        used.hold_window_max_s = window.max.value_or(used.hold_window_max_s);
    }
    return used;
}

}  // namespace

struct Pipeline::State {
    State(const SessionHeader& used_header, const AnalysisSettings& used_settings, Calibrator used_calibrator,
          const MeasuredMat& measured_mat, KeepFrames keep_frames)
        : header{used_header},
          settings{settingsOf(used_header, used_settings)},
          keep{keep_frames},
          calibrator{std::move(used_calibrator)},
          ceiling_kpa{calibrator.ceilingKpa()},
          mat{measured_mat},
          progress{mat, settings, header, ceiling_kpa}
    {}

    PressureArray& nextPressure() { return progress.held_kpa.at(progress.pushed_frames % kHeldFrames); }
    FrameMetrics& metricsOf(std::size_t frame)
    {
        return progress.frames[keep == KeepFrames::All ? frame : frame % kHeldFrames];
    }
    void leaveOut(const CellFault& fault);
    void measure(const FrameStamp& stamp, int saturated_cells);
    void take(const std::vector<SessionJudge::Decision>& decisions);
    [[nodiscard]] int countSaturated(const CountArray& counts) const;
    [[nodiscard]] int countSaturated(const PressureArray& stored_kpa) const;
    [[nodiscard]] Quality quality(std::uint64_t lost_frames) const;

    SessionHeader header;
    AnalysisSettings settings;
    KeepFrames keep;
    Calibrator calibrator;
    CellArray<float> ceiling_kpa;
    /// Without the cells of the settings; found ones are left out of `progress` only.
    MeasuredMat mat;
    Progress progress;
    SessionMaps maps;
    std::vector<Spot> spots;
    bool maps_are_current = false;
};

void Pipeline::State::measure(const FrameStamp& stamp, int saturated_cells)
{
    const double time_s = toSeconds(stamp.time);
    PALPATE_ASSERT(!progress.latest || time_s > progress.latest->time_s);
    FrameMetrics metrics = progress.finds_only_faults ? progress.meter.measureBasics(nextPressure())
                                                      : progress.meter.measure(nextPressure());
    metrics.sequence = stamp.sequence;
    metrics.time_s = time_s;
    metrics.saturated_cells = saturated_cells;
    const double judged_n = metrics.force_n;
    metrics.force_n -= std::min(settings.tool_weight.n, metrics.force_n);
    if (keep == KeepFrames::All || progress.frames.size() < kHeldFrames) {
        progress.frames.push_back(metrics);
    } else {
        metricsOf(progress.pushed_frames) = metrics;
    }
    ++progress.pushed_frames;
    progress.latest = metrics;
    take(progress.judge.push(time_s, judged_n));
}

void Pipeline::State::take(const std::vector<SessionJudge::Decision>& decisions)
{
    for (const SessionJudge::Decision& decision : decisions) {
        FrameMetrics& metrics = metricsOf(decision.frame);
        metrics.valid = decision.is_valid;
        ++progress.judged_frames;
        maps_are_current = false;
        if (!decision.is_valid) {
            ++progress.junk_frames;
            continue;
        }
        const PressureArray& kpa = progress.held_kpa.at(decision.frame % kHeldFrames);
        for (const CellFault& fault : progress.faults.add(kpa, decision.link.time_s)) {
            leaveOut(fault);
        }
        if (progress.finds_only_faults) {
            continue;
        }
        progress.zero_drift.add(kpa, decision.link.time_s);
        progress.measures.add(kpa, decision.link, metrics.saturated_cells > 0);
        if (keep == KeepFrames::All) {
            progress.time_lapse.add(kpa, decision.link.time_s);
        }
        if (header.coaching) {
            progress.breath.add(metrics);
        }
        progress.clock_gaps += decision.link.interval_s > 0.0 && !decision.link.is_bridged ? 1 : 0;
        progress.saturated_cells += static_cast<std::uint64_t>(metrics.saturated_cells);
        progress.contact_cells +=
            static_cast<std::uint64_t>(std::llround(metrics.contact_area_cm2 / mat.geometry.cellArea().cm2));
    }
}

void Pipeline::State::leaveOut(const CellFault& fault)
{
    progress.invalid_cells.push_back(fault);
    progress.measures.leaveOut(fault.cell);
    progress.zero_drift.leaveOut(fault.cell);
    MeasuredMat rest = mat;
    rest.takes_part = progress.measures.takesPart();
    if ((rest.takes_part != 0).any()) {
        progress.meter = FrameMeter{rest};
    }
}

int Pipeline::State::countSaturated(const CountArray& counts) const
{
    if (!header.calibration.ceiling_counts) {
        return 0;
    }
    const std::uint16_t least = *header.calibration.ceiling_counts;
    std::uint16_t highest = 0;
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        highest = std::max(highest, counts.data()[i]);
    }
    if (highest < least) {
        return 0;
    }
    const CellMask& takes_part = progress.measures.takesPart();
    int saturated = 0;
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        saturated += takes_part.data()[i] != 0 && counts.data()[i] >= least ? 1 : 0;
    }
    return saturated;
}

int Pipeline::State::countSaturated(const PressureArray& stored_kpa) const
{
    if (!header.calibration.ceiling) {
        return 0;
    }
    const float least = leastFloatAtOrOver(header.calibration.ceiling->kpa);
    if (highestOf(stored_kpa.data(), stored_kpa.size()) < least) {
        return 0;
    }
    const CellMask& takes_part = progress.measures.takesPart();
    int saturated = 0;
    for (Eigen::Index i = 0; i < stored_kpa.size(); ++i) {
        saturated += takes_part.data()[i] != 0 && stored_kpa.data()[i] >= least ? 1 : 0;
    }
    return saturated;
}

Quality Pipeline::State::quality(std::uint64_t lost_frames) const
{
    QualityFacts facts{.frames = progress.pushed_frames,
                       .junk_frames = progress.junk_frames,
                       .lost_frames = lost_frames,
                       .saturated_cells = progress.saturated_cells,
                       .contact_cells = progress.contact_cells,
                       .present_cells = static_cast<std::uint64_t>(mat.geometry.presentCount()),
                       .invalid_cells = progress.invalid_cells,
                       .misses_tare = header.samples == SampleKind::Counts && !header.tare,
                       .zero_drift = progress.zero_drift.drift(),
                       .clock_gaps = lost_frames == 0 ? progress.clock_gaps : 0,
                       .unplaced_reports = progress.measures.unplacedReports(),
                       .misses_setup = !header.info.setup};
    if (header.tare && progress.latest) {
        facts.tare_age_s = progress.latest->time_s;
    }
    if (maps.mean_kpa.size() > 0) {
        facts.creases = countCreases(maps.mean_kpa, mat.contact);
        if (const auto& record = header.calibration.record) {
            facts.uncalibrated_cells =
                static_cast<std::uint64_t>((maps.peak_kpa > static_cast<float>(record->to.kpa)).count());
        }
    }
    return gradeQuality(facts);
}

Result<Pipeline> Pipeline::create(const SessionHeader& header, const AnalysisSettings& settings,
                                  KeepFrames keep)
{
    for (const Region& region : settings.regions) {
        if (auto checked = checkRegion(region); !checked) {
            return fail(checked.error());
        }
    }
    if (header.coaching) {
        if (auto checked = checkCoaching(*header.coaching); !checked) {
            return fail(checked.error());
        }
    }
    auto calibrator = Calibrator::create(header);
    if (!calibrator) {
        return fail(calibrator.error());
    }
    const auto mat = measuredMat(header, settings);
    if (!mat) {
        return fail(mat.error());
    }
    return Pipeline{std::make_unique<State>(header, settings, std::move(*calibrator), *mat, keep)};
}

Pipeline::Pipeline(std::unique_ptr<State> state) : state_{std::move(state)} {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

void Pipeline::push(const RawFrame& frame)
{
    PALPATE_ASSERT(state_->header.samples == SampleKind::Counts);
    state_->calibrator.apply(frame.counts, state_->nextPressure());
    state_->measure(frame.stamp, state_->countSaturated(frame.counts));
}

void Pipeline::push(const PressureFrame& frame)
{
    PALPATE_ASSERT(state_->header.samples == SampleKind::Kpa);
    state_->calibrator.apply(frame.kpa, state_->nextPressure());
    state_->measure(frame.stamp, state_->countSaturated(frame.kpa));
}

const PressureArray& Pipeline::latestPressure() const
{
    const std::size_t frames = state_->progress.pushed_frames;
    return state_->progress.held_kpa.at(frames == 0 ? 0 : (frames - 1) % kHeldFrames);
}

const std::optional<FrameMetrics>& Pipeline::latestMetrics() const
{
    return state_->progress.latest;
}

const SessionMaps& Pipeline::maps() const
{
    if (!state_->maps_are_current) {
        const SessionMeasures& measures = state_->progress.measures;
        measures.writeTo(state_->maps);
        state_->spots = measures.spots(state_->maps);
        state_->maps.tenderness = tendernessMap(state_->spots, state_->mat.geometry, measures.takesPart());
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
    state_->progress.measures.addEvent(event);
    state_->maps_are_current = state_->maps_are_current && event.kind != EventKind::Pain;
}

std::vector<Stroke> Pipeline::strokes() const
{
    std::vector<Stroke> strokes = state_->progress.measures.strokes().strokesNow();
    std::stable_sort(strokes.begin(), strokes.end(),
                     [](const Stroke& a, const Stroke& b) { return a.start_s < b.start_s; });
    return strokes;
}

const std::vector<Spot>& Pipeline::spots() const
{
    static_cast<void>(maps());
    return state_->spots;
}

void Pipeline::setRegions(const std::vector<Region>& regions)
{
    state_->settings.regions = regions;
    state_->progress.measures.setRegions(regions);
}

std::optional<CoachNow> Pipeline::coach() const
{
    std::optional<CoachNow> now = state_->progress.measures.coachNow();
    if (now) {
        now->breaths_per_minute = state_->progress.breath.breathsPerMinute();
    }
    return now;
}

std::vector<RegionNow> Pipeline::regions() const
{
    return state_->progress.measures.regionsNow();
}

std::uint64_t Pipeline::junkFrames() const
{
    return state_->progress.junk_frames;
}

Quality Pipeline::quality(std::uint64_t lost_frames) const
{
    return state_->quality(lost_frames);
}

const std::vector<CellFault>& Pipeline::invalidCells() const
{
    return state_->progress.invalid_cells;
}

void Pipeline::findOnlyFaults()
{
    state_->progress.finds_only_faults = true;
}

SessionResults Pipeline::finish(std::uint64_t lost_frames)
{
    State& state = *state_;
    state.take(state.progress.judge.finish());
    state.progress.measures.finish();
    state.maps_are_current = false;
    const SessionMaps& finished_maps = maps();
    SessionMeasures& measures = state.progress.measures;
    SessionResults results{.settings = state.settings,
                           .contact = state.mat.contact,
                           .frames = std::move(state.progress.frames),
                           .time_lapse = state.progress.time_lapse.lapse(),
                           .maps = finished_maps,
                           .saturated = measures.saturated(),
                           .holds = measures.holds().finished(),
                           .strokes = measures.strokes().finished(),
                           .coverage = measures.strokes().coverage(),
                           .spots = state.spots,
                           .regions = measures.regions(finished_maps),
                           .coach = measures.coachResults(),
                           .quality = state.quality(lost_frames),
                           .valid_frames = state.progress.judged_frames - state.progress.junk_frames};
    const auto earlier = [](const auto& a, const auto& b) { return a.start_s < b.start_s; };
    std::stable_sort(results.holds.begin(), results.holds.end(), [](const Hold& a, const Hold& b) {
        return std::tie(a.start_s, a.end_s) < std::tie(b.start_s, b.end_s);
    });
    std::stable_sort(results.strokes.begin(), results.strokes.end(), earlier);
    std::stable_sort(results.coverage.begin(), results.coverage.end(), earlier);
    if (results.coach) {
        results.coach->breaths_per_minute = state.progress.breath.medianPerMinute();
    }
    results.summary = summarize(results.frames);
    results.rate = medianRate(results.frames);
    if (!results.frames.empty()) {
        results.duration_s = results.frames.back().time_s - results.frames.front().time_s;
    }
    if (results.rate) {
        results.percussion_band = percussionBand(*results.rate);
    }
    state.progress = Progress{state.mat, state.settings, state.header, state.ceiling_kpa};
    state.maps_are_current = false;
    return results;
}

}  // namespace palpate::analysis
