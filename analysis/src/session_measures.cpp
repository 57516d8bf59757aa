#include "session_measures.hpp"

#include <algorithm>
#include <utility>

#include "palpate/analysis/spots.hpp"
#include "palpate/analysis/time_limits.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

/// A report may come so long after the load was taken off.
constexpr double kReactionS = 3.0;
/// Of the hold level; what is less is noise, or what a lifted client still touches.
constexpr double kLoadedShare = 0.5;

double peakShareOf(const Patch& load, Area cell)
{
    constexpr double kLargestCellCm2 = 2.5;
    if (cell.cm2 > kLargestCellCm2 || load.force.n <= 0.0) {
        return 0.0;
    }
    return (load.peak * cell).n / load.force.n;
}

}  // namespace

SessionMeasures::SessionMeasures(const MeasuredMat& mat, const AnalysisSettings& settings,
                                 const Calibration& calibration, const CellArray<float>& ceiling_kpa,
                                 const std::optional<Coaching>& coaching)
    : mat_{mat},
      settings_{settings},
      calibrated_to_{calibration.record ? std::optional{calibration.record->to} : std::nullopt},
      ceiling_kpa_{ceiling_kpa},
      maps_{mat.takes_part, settings.hold},
      sustained_{mat.takes_part, settings.hold},
      level_{mat.takes_part},
      finder_{mat, settings.hold},
      flags_{mat, ceiling_kpa, calibrated_to_},
      tracks_{settings.hold},
      holds_{settings, calibration.creep.has_value()},
      presses_(TrackLinker::kMaxTracks),
      reported_{mat, settings.hold},
      saturated_{CellMask::Zero(mat.geometry.rows(), mat.geometry.cols())},
      is_gun_{coaching && coaching->tool == Tool::PercussionGun}
{
    if (coaching) {
        coach_.emplace(*coaching);
        tool_.emplace(*coaching, settings.hold,
                      Length{std::max(mat.geometry.pitchXMm(), mat.geometry.pitchYMm())});
    }
    if (calibration.creep) {
        creep_.emplace(*calibration.creep, mat.geometry.cellCount());
    }
    setRegions(settings.regions);
}

void SessionMeasures::setRegions(const std::vector<Region>& regions)
{
    regions_.clear();
    for (const Region& region : regions) {
        regions_.emplace_back(region, mat_);
    }
}

void SessionMeasures::add(const PressureArray& kpa, const FrameLink& link, bool is_saturated)
{
    attributeReports(link.time_s);
    maps_.add(kpa, link);
    sustained_.add(kpa, link);
    level_.add(kpa, link);
    for (RegionMeter& region : regions_) {
        region.add(kpa, link);
    }
    if (is_saturated) {
        markSaturated(kpa);
    }
    const float* corrected_kpa = creep_ ? creep_->apply(kpa, link.interval_s).data() : nullptr;
    const std::vector<Patch>& found_loads = finder_.find(kpa, corrected_kpa);
    if (isLoaded(now_.loads) && !isLoaded(found_loads)) {
        std::swap(last_loaded_, now_);
    }
    now_.time_s = link.time_s;
    now_.loads = found_loads;
    now_.kpa = kpa;
    flags_.mark(now_.loads, kpa);
    tracks_.step(now_.loads, link);
    endTracks();
    now_.links = tracks_.links();
    const double longest_absence_s = longestAbsenceS(link.period_s);
    for (const TrackLinker::Link& found : now_.links) {
        const Patch& load = now_.loads[found.patch];
        holds_.add(found.track, link.time_s, load, longest_absence_s);
        if (load.peak >= settings_.hold) {
            strokes_.add(found.track, link.time_s, load);
        }
        presses_[found.track].add(link.time_s, load);
    }
    if (coach_) {
        coach(link.time_s);
    }
}

void SessionMeasures::addEvent(const Event& event)
{
    if (event.kind == EventKind::Pain) {
        pending_.push_back(event);
    }
    if (coach_) {
        coach_->addEvent(event);
    }
}

void SessionMeasures::coach(double time_s)
{
    const auto link = tool_->choose(now_.loads, now_.links);
    if (!link) {
        coach_->add(time_s, std::nullopt);
        return;
    }
    const Patch& load = now_.loads[link->patch];
    const ToolChoice::Together together = tool_->onTool(now_.loads, load);
    ToolContact contact{.place = load.centroid,
                        .force = Force{std::max(0.0, together.force.n - settings_.tool_weight.n)},
                        .peak = together.peak,
                        .mean = load.mean,
                        .shape = load.shape,
                        .peak_share = peakShareOf(load, mat_.geometry.cellArea()),
                        .is_saturated = together.is_saturated,
                        .is_beside_body = tool_->isBesideBody(),
                        .rest = std::nullopt};
    // Elsewhere: while the tool was lifted its track was led away by what lay near.
    constexpr double kSamePlaceMm = 30.0;
    if (const HoldStretch& stretch = holds_.stretchOf(link->track);
        stretch.isOpen() && distanceMm(stretch.meanPlace(), load.centroid) <= kSamePlaceMm) {
        contact.rest = RestingTool{.since_s = stretch.startS(),
                                   .until_s = stretch.lastS(),
                                   .place = stretch.meanPlace(),
                                   .percussion_hz = is_gun_ ? stretch.percussionHz() : std::nullopt};
    }
    coach_->add(time_s, contact);
}

bool SessionMeasures::isLoaded(const std::vector<Patch>& loads) const
{
    return std::any_of(loads.begin(), loads.end(), [this](const Patch& load) {
        return load.peak.kpa >= kLoadedShare * settings_.hold.kpa;
    });
}

void SessionMeasures::attributeReports(std::optional<double> before_s)
{
    while (!pending_.empty() && (!before_s || toSeconds(pending_.front().time) < *before_s)) {
        const Event report = pending_.front();
        pending_.pop_front();
        const bool was_just_loaded = !isLoaded(now_.loads) && !last_loaded_.loads.empty() &&
                                     !isLonger(toSeconds(report.time) - last_loaded_.time_s, kReactionS);
        const Moment& moment = was_just_loaded ? last_loaded_ : now_;
        std::vector<LoadNow> loads;
        for (const TrackLinker::Link& link : moment.links) {
            loads.push_back({.patch = &moment.loads[link.patch],
                             .history = was_just_loaded ? nullptr : &presses_[link.track]});
        }
        // In the order of the loads, not in that in which they were linked.
        std::sort(loads.begin(), loads.end(),
                  [](const LoadNow& a, const LoadNow& b) { return a.patch < b.patch; });
        reported_.add(report, loads, moment.kpa, finder_);
    }
}

void SessionMeasures::markSaturated(const PressureArray& kpa)
{
    for (Eigen::Index i = 0; i < ceiling_kpa_.size(); ++i) {
        const bool is_saturated = kpa.data()[i] >= ceiling_kpa_.data()[i];
        saturated_.data()[i] = is_saturated ? std::uint8_t{1} : saturated_.data()[i];
    }
}

CellMask SessionMeasures::saturated() const
{
    return (takesPart() != 0).select(saturated_, CellMask::Zero(saturated_.rows(), saturated_.cols()));
}

void SessionMeasures::finish()
{
    attributeReports(std::nullopt);
    tracks_.endAll();
    endTracks();
}

void SessionMeasures::endTracks()
{
    for (const std::size_t track : tracks_.ended()) {
        holds_.endTrack(track);
        strokes_.endTrack(track);
        presses_[track].clear();
    }
}

void SessionMeasures::leaveOut(CellIndex cell)
{
    mat_.takes_part(cell.row, cell.col) = 0;
    maps_.leaveOut(cell);
    sustained_.leaveOut(cell);
    level_.leaveOut(cell);
    finder_.leaveOut(cell);
    flags_.leaveOut(cell);
    for (RegionMeter& region : regions_) {
        region.leaveOut(cell);
    }
}

void SessionMeasures::writeTo(SessionMaps& maps) const
{
    maps_.writeTo(maps);
    sustained_.writeTo(maps);
    level_.writeTo(maps);
}

std::vector<Spot> SessionMeasures::spots(const SessionMaps& maps) const
{
    return spotsOf({.reported = reported_.places(),
                    .holds = holds_.holdsNow(),
                    .maps = maps,
                    .geometry = mat_.geometry,
                    .saturated = saturated_,
                    .settings = settings_,
                    .calibrated_to = calibrated_to_});
}

std::optional<CoachNow> SessionMeasures::coachNow() const
{
    return coach_ ? std::optional{coach_->now()} : std::nullopt;
}

std::optional<CoachResults> SessionMeasures::coachResults()
{
    return coach_ ? std::optional{coach_->finish()} : std::nullopt;
}

std::vector<RegionNow> SessionMeasures::regionsNow() const
{
    std::vector<RegionNow> now;
    now.reserve(regions_.size());
    for (const RegionMeter& region : regions_) {
        now.push_back(region.now());
    }
    return now;
}

std::vector<RegionResults> SessionMeasures::regions(const SessionMaps& maps) const
{
    std::vector<RegionResults> results;
    results.reserve(regions_.size());
    for (const RegionMeter& region : regions_) {
        results.push_back(region.results(maps, saturated_));
    }
    return results;
}

}  // namespace palpate::analysis
