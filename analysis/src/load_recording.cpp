#include "palpate/analysis/load_recording.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/core/assert.hpp"
#include "palpate/core/calibration_curve.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr double kMeanSeconds = 0.2;
constexpr double kSettleSeconds = 1.0;
constexpr double kReleaseSeconds = 0.5;
constexpr double kShortestSeconds = 2.0;
constexpr double kLoadedShare = 0.5;
constexpr double kLevelShare = 0.8;
constexpr double kUnsteadyPct = 10.0;

/// Counts that the empty mat read when it was tared, through the calibration of that day.
CellArray<double> emptyCounts(const SessionHeader& header)
{
    const auto rows = header.geometry.rows();
    const auto cols = header.geometry.cols();
    CellArray<double> counts = CellArray<double>::Zero(rows, cols);
    if (!header.tare) {
        return counts;
    }
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        if (header.geometry.presentMask().data()[i] != 0) {
            const double gain = header.calibration.cell_gain
                                    ? static_cast<double>(header.calibration.cell_gain->data()[i])
                                    : 1.0;
            const double kpa = static_cast<double>(header.tare->mean_kpa.data()[i]) / gain;
            counts.data()[i] = countOfKpa(header.calibration.curve, Pressure{kpa});
        }
    }
    return counts;
}

/// The noise of the tare in counts, by the slope of the curve at the empty mat's mean count.
double noiseCounts(const SessionHeader& header, const CellArray<double>& empty_counts)
{
    if (!header.tare) {
        return 0.0;
    }
    const double count = empty_counts.sum() / static_cast<double>(header.geometry.presentCount());
    const double kpa = kpaOfMeanCount(header.calibration.curve, count);
    return countOfKpa(header.calibration.curve, Pressure{kpa + header.tare->noise_sd.kpa}) - count;
}

/// Sum of the counts over the empty mat's, per mean.
std::vector<double> sumsOver(const LoadRecording& recording)
{
    std::vector<double> sums;
    sums.reserve(recording.means.size());
    for (const CountMean& mean : recording.means) {
        double sum = 0.0;
        for (Eigen::Index i = 0; i < mean.counts.size(); ++i) {
            if (recording.takes_part.data()[i] != 0) {
                sum += static_cast<double>(mean.counts.data()[i]) - recording.empty_counts.data()[i];
            }
        }
        sums.push_back(sum);
    }
    return sums;
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

struct Run {
    std::size_t first = 0;
    std::size_t end = 0;
};

/// The longest stretch within [from, to) whose sums are at least `least`.
Run longestRun(const std::vector<double>& sums, Run within, double least)
{
    Run longest{.first = within.first, .end = within.first};
    std::size_t first = within.first;
    for (std::size_t i = within.first; i <= within.end; ++i) {
        if (i < within.end && sums[i] >= least) {
            continue;
        }
        if (i - first > longest.end - longest.first) {
            longest = {.first = first, .end = i};
        }
        first = i + 1;
    }
    return longest;
}

Run indicesIn(const LoadRecording& recording, const TimeRange& range)
{
    const auto at = [&](double time_s) {
        const auto found =
            std::lower_bound(recording.means.begin(), recording.means.end(), time_s,
                             [](const CountMean& mean, double time) { return mean.time_s < time; });
        return static_cast<std::size_t>(found - recording.means.begin());
    };
    return {.first = at(range.from_s), .end = std::max(at(range.from_s), at(range.to_s))};
}

double levelOf(const std::vector<double>& sums, Run within, bool is_named)
{
    std::vector<double> inside(sums.begin() + static_cast<std::ptrdiff_t>(within.first),
                               sums.begin() + static_cast<std::ptrdiff_t>(within.end));
    if (inside.empty()) {
        return 0.0;
    }
    if (!is_named) {
        const double half = kLoadedShare * *std::max_element(inside.begin(), inside.end());
        std::erase_if(inside, [half](double sum) { return sum < half; });
    }
    return inside.empty() ? 0.0 : medianOf(std::move(inside));
}

double spreadPct(const std::vector<double>& sums, Run run)
{
    double mean = 0.0;
    double squares = 0.0;
    for (std::size_t i = run.first; i < run.end; ++i) {
        mean += sums[i] / static_cast<double>(run.end - run.first);
    }
    for (std::size_t i = run.first; i < run.end; ++i) {
        squares += (sums[i] - mean) * (sums[i] - mean);
    }
    return 100.0 * std::sqrt(squares / static_cast<double>(run.end - run.first)) / mean;
}

}  // namespace

LoadRecorder::LoadRecorder(const SessionHeader& header, const std::vector<CellFault>& faults,
                           std::string name)
    : recording_{.name = std::move(name),
                 .cell_area = header.geometry.cellArea(),
                 .takes_part = header.geometry.presentMask(),
                 .empty_counts = emptyCounts(header),
                 .is_tared = header.tare.has_value(),
                 .means = {}},
      ceiling_counts_{header.calibration.ceiling_counts},
      sum_{CellArray<double>::Zero(header.geometry.rows(), header.geometry.cols())}
{
    PALPATE_ASSERT(header.samples == SampleKind::Counts);
    recording_.noise_counts = noiseCounts(header, recording_.empty_counts);
    for (const CellFault& fault : faults) {
        recording_.takes_part(fault.cell.row, fault.cell.col) = 0;
    }
}

void LoadRecorder::push(const RawFrame& frame)
{
    const double time_s = toSeconds(frame.stamp.time);
    if (mean_start_s_ && time_s - *mean_start_s_ >= kMeanSeconds) {
        closeMean();
    }
    if (!mean_start_s_) {
        mean_start_s_ = time_s;
    }
    sum_ += frame.counts.cast<double>();
    time_sum_s_ += time_s;
    ++frames_;
    if (ceiling_counts_) {
        const auto at_ceiling = frame.counts >= *ceiling_counts_ && recording_.takes_part != 0;
        saturated_cells_ = std::max(saturated_cells_, static_cast<int>(at_ceiling.count()));
    }
}

void LoadRecorder::closeMean()
{
    recording_.means.push_back({.time_s = time_sum_s_ / frames_,
                                .counts = (sum_ / static_cast<double>(frames_)).cast<float>(),
                                .saturated_cells = saturated_cells_});
    mean_start_s_.reset();
    sum_.setZero();
    time_sum_s_ = 0.0;
    frames_ = 0;
    saturated_cells_ = 0;
}

LoadRecording LoadRecorder::finish()
{
    if (frames_ > 0) {
        closeMean();
    }
    return std::move(recording_);
}

Result<LoadPhase> findLoad(const LoadRecording& recording, const std::optional<TimeRange>& range)
{
    const auto& means = recording.means;
    const auto sums = sumsOver(recording);
    const Run within = range ? indicesIn(recording, *range) : Run{.first = 0, .end = means.size()};
    const double level = levelOf(sums, within, range.has_value());
    Run loaded = longestRun(sums, within, kLoadedShare * level);
    if (level <= 0.0 || loaded.first == loaded.end) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: no load is found{}: record the load lying still for 10 s or more",
                                recording.name, range ? " between the times given" : ""));
    }
    // A load that was there before the named part touched before it.
    std::size_t touch = loaded.first;
    while (touch > 0 && sums[touch - 1] >= kLoadedShare * level) {
        --touch;
    }
    LoadPhase phase;
    if (touch > 0) {
        const double rise = (kLoadedShare * level - sums[touch - 1]) / (sums[touch] - sums[touch - 1]);
        phase.touch_s = means[touch - 1].time_s + rise * (means[touch].time_s - means[touch - 1].time_s);
    }
    std::size_t reached = touch;
    while (reached < loaded.end && sums[reached] < kLevelShare * level) {
        ++reached;
    }
    const double settled_s =
        reached < loaded.end ? means[reached].time_s + (touch > 0 ? kSettleSeconds : 0.0) : 0.0;
    const bool is_taken_away = loaded.end < means.size() && sums[loaded.end] < kLoadedShare * level;
    const double end_s =
        is_taken_away ? means[loaded.end].time_s - kReleaseSeconds : means.back().time_s + 1.0;
    const Run still = indicesIn(recording, {.from_s = settled_s, .to_s = end_s});
    phase.first = std::max(loaded.first, still.first);
    phase.end = std::min(loaded.end, still.end);
    if (reached == loaded.end || phase.end <= phase.first ||
        means[phase.end - 1].time_s - means[phase.first].time_s < kShortestSeconds - kMeanSeconds) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: under 2 s of the load are steady: let it lie still for 10 s or more",
                                recording.name));
    }
    const double spread_pct = spreadPct(sums, {.first = phase.first, .end = phase.end});
    if (spread_pct > kUnsteadyPct) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: the load is not steady ({:.0f} % up and down): keep it still, or name the still "
                        "part as FROM-TO in seconds",
                        recording.name, spread_pct));
    }
    return phase;
}

CellArray<double> meanCounts(const LoadRecording& recording, const LoadPhase& phase)
{
    CellArray<double> mean =
        CellArray<double>::Zero(recording.takes_part.rows(), recording.takes_part.cols());
    for (std::size_t i = phase.first; i < phase.end; ++i) {
        mean += recording.means[i].counts.cast<double>();
    }
    return mean / static_cast<double>(phase.end - phase.first);
}

}  // namespace palpate::analysis
