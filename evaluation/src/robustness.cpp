#include "robustness.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>

#include "palpate/core/mat_plane.hpp"

#include "results_of.hpp"
#include "simulator/random_stream.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

constexpr double kNoiseShare = 0.01;
constexpr std::size_t kDropEvery = 10;
constexpr double kJunkTimes = 4.0;
constexpr double kLoneShare = 0.1;
constexpr double kLoneKpa = 5.0;
constexpr double kMatchPitches = 1.5;
/// Results at a threshold (a ball or a body, a hold of 4.9 or 5 s) fall to the one side or the other.
constexpr double kMostChanged = 0.01;

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<std::size_t> junkFrames(const SceneRecording& recording)
{
    std::vector<double> sums;
    for (const RawFrame& frame : recording.frames) {
        sums.push_back(frame.counts.cast<double>().sum());
    }
    const double median = medianOf(sums);
    std::vector<std::size_t> junk;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (median > 0.0 && sums[i] > kJunkTimes * median) {
            junk.push_back(i);
        }
    }
    return junk;
}

SceneRecording without(const SceneRecording& recording, const std::vector<std::size_t>& left_out)
{
    SceneRecording rest{.header = recording.header, .frames = {}, .events = recording.events};
    for (std::size_t i = 0; i < recording.frames.size(); ++i) {
        if (std::find(left_out.begin(), left_out.end(), i) == left_out.end()) {
            rest.frames.push_back(recording.frames[i]);
        }
    }
    return rest;
}

SceneRecording withNoise(const SceneRecording& recording)
{
    SceneRecording noisy = recording;
    sim::RandomStream random{1, sim::RandomPurpose::Client};
    for (RawFrame& frame : noisy.frames) {
        for (Eigen::Index i = 0; i < frame.counts.size(); ++i) {
            const double count = frame.counts.data()[i] * (1.0 + kNoiseShare * random.normal());
            frame.counts.data()[i] = static_cast<std::uint16_t>(
                std::clamp(std::round(count), 0.0, 1.0 * std::numeric_limits<std::uint16_t>::max()));
        }
    }
    return noisy;
}

SceneRecording withoutEveryTenth(const SceneRecording& recording)
{
    std::vector<std::size_t> dropped;
    for (std::size_t i = kDropEvery - 1; i < recording.frames.size(); i += kDropEvery) {
        dropped.push_back(i);
    }
    return without(recording, dropped);
}

PressureArray medianOverTime(const SceneRecording& recording, double kpa_per_count)
{
    const MatGeometry& mat = recording.header.geometry;
    PressureArray median = PressureArray::Zero(mat.rows(), mat.cols());
    std::vector<double> values(recording.frames.size());
    for (Eigen::Index i = 0; i < median.size(); ++i) {
        std::transform(recording.frames.begin(), recording.frames.end(), values.begin(),
                       [i](const RawFrame& frame) { return static_cast<double>(frame.counts.data()[i]); });
        median.data()[i] = static_cast<float>(kpa_per_count * medianOf(values));
    }
    return median;
}

float highestAround(const PressureArray& kpa, CellIndex cell)
{
    const auto last_row = static_cast<int>(kpa.rows()) - 1;
    const auto last_col = static_cast<int>(kpa.cols()) - 1;
    float highest = 0.0F;
    for (int r = std::max(cell.row - 1, 0); r <= std::min(cell.row + 1, last_row); ++r) {
        for (int c = std::max(cell.col - 1, 0); c <= std::min(cell.col + 1, last_col); ++c) {
            highest = r != cell.row || c != cell.col ? std::max(highest, kpa(r, c)) : highest;
        }
    }
    return highest;
}

/// Cells that stand alone through the whole recording.
std::vector<CellIndex> loneCells(const SceneRecording& recording, double kpa_per_count)
{
    const PressureArray median = medianOverTime(recording, kpa_per_count);
    std::vector<CellIndex> lone;
    for (int row = 0; row < median.rows(); ++row) {
        for (int col = 0; col < median.cols(); ++col) {
            const CellIndex cell{.row = row, .col = col};
            const auto here = static_cast<double>(median(row, col));
            if (here >= kLoneKpa && static_cast<double>(highestAround(median, cell)) < kLoneShare * here) {
                lone.push_back(cell);
            }
        }
    }
    return lone;
}

/// What one changed recording did to the results.
struct Changes {
    int compared = 0;
    int beyond = 0;
    std::string worst;

    void compare(const std::string& what, double change, double uncertainty)
    {
        ++compared;
        if (std::abs(change) > uncertainty) {
            ++beyond;
            worst += fmt::format(" {} {:+.3g} ({:.3g})", what, change, uncertainty);
        }
    }
    void miss(const std::string& what)
    {
        ++compared;
        ++beyond;
        worst += " " + what;
    }
};

class Comparison {
  public:
    Comparison(const SceneRecording& recording, const SessionResults& results)
        : results_{results},
          pitch_mm_{recording.header.geometry.pitchXMm()},
          frame_s_{results.rate ? 1.0 / results.rate->hz : 0.0}
    {}

    /// Holds of tools and spots, one by one, and the means of the session.
    [[nodiscard]] Changes against(const SessionResults& other) const
    {
        Changes changes;
        for (const Hold& hold : results_.holds) {
            if (hold.shape != PatchShape::Body) {
                compareHold(changes, hold, other);
            }
        }
        for (const Spot& spot : results_.spots) {
            compareSpot(changes, spot, other);
        }
        changes.compare("spots",
                        static_cast<double>(other.spots.size()) - static_cast<double>(results_.spots.size()),
                        0.0);
        for (std::size_t i = 0; i < results_.summary.size() && i < other.summary.size(); ++i) {
            const auto& column = metricColumns().at(i);
            if (results_.summary[i] && other.summary[i] && column.unit != "mm") {
                const double mean = results_.summary[i]->mean;
                changes.compare(fmt::format("mean {}", column.name), other.summary[i]->mean - mean,
                                stated_.share * std::abs(mean));
            }
        }
        return changes;
    }

  private:
    void compareHold(Changes& changes, const Hold& hold, const SessionResults& other) const
    {
        const auto best = std::max_element(
            other.holds.begin(), other.holds.end(),
            [&](const Hold& a, const Hold& b) { return likeness(hold, a) < likeness(hold, b); });
        const std::string what = fmt::format("hold at {:.1f} s", hold.start_s);
        if (best == other.holds.end() || likeness(hold, *best) <= 0.0) {
            changes.miss(what + " lost");
            return;
        }
        changes.compare(what + " duration", best->duration_s - hold.duration_s,
                        std::max(stated_.duration_s, 2.0 * frame_s_) + 1e-6);
        changes.compare(what + " place", distanceMm(hold.place, best->place),
                        stated_.place_pitches * pitch_mm_);
        changes.compare(what + " force", best->mean_n - hold.mean_n, stated_.share * hold.mean_n);
        changes.compare(what + " peak", best->peak_kpa - hold.peak_kpa, stated_.share * hold.peak_kpa);
    }

    void compareSpot(Changes& changes, const Spot& spot, const SessionResults& other) const
    {
        const auto nearest =
            std::min_element(other.spots.begin(), other.spots.end(), [&spot](const Spot& a, const Spot& b) {
                return distanceMm(a.place, spot.place) < distanceMm(b.place, spot.place);
            });
        const std::string what = fmt::format("spot at {:.0f},{:.0f}", spot.place.x_mm, spot.place.y_mm);
        if (nearest == other.spots.end() ||
            distanceMm(nearest->place, spot.place) > kMatchPitches * pitch_mm_) {
            changes.miss(what + " lost");
            return;
        }
        changes.compare(what + " place", distanceMm(nearest->place, spot.place),
                        stated_.place_pitches * pitch_mm_);
        changes.compare(what + " peak", nearest->peak_kpa - spot.peak_kpa, stated_.share * spot.peak_kpa);
    }

    /// How much of the time of either both last, less when they are apart or of another kind.
    [[nodiscard]] double likeness(const Hold& a, const Hold& b) const
    {
        const double both_s = std::min(a.end_s, b.end_s) - std::max(a.start_s, b.start_s);
        const double either_s = std::max(a.end_s, b.end_s) - std::min(a.start_s, b.start_s);
        const double apart = distanceMm(a.place, b.place) / (kMatchPitches * pitch_mm_);
        const double kind = (a.shape == PatchShape::Body) == (b.shape == PatchShape::Body) ? 0.0 : 0.5;
        return apart <= 1.0 && both_s > 0.0 ? both_s / either_s + 2.0 - apart - kind : 0.0;
    }

    const SessionResults& results_;
    double pitch_mm_;
    double frame_s_;
    StatedUncertainty stated_;
};

struct Checked {
    int frames = 0;
    int junk = 0;
    int junk_found = 0;
    int lone = 0;
    int lone_found = 0;
    int on_lone = 0;
    int holds = 0;
    int spots = 0;
    Changes without_junk;
    Changes noise;
    Changes dropped;
};

Checked check(const SceneRecording& recording)
{
    const SessionResults results = resultsOf(recording);
    const std::vector<std::size_t> junk = junkFrames(recording);
    Checked checked{.frames = static_cast<int>(recording.frames.size()),
                    .junk = static_cast<int>(junk.size()),
                    .holds = static_cast<int>(
                        std::count_if(results.holds.begin(), results.holds.end(),
                                      [](const Hold& hold) { return hold.shape != PatchShape::Body; })),
                    .spots = static_cast<int>(results.spots.size())};
    checked.junk_found = static_cast<int>(
        std::count_if(junk.begin(), junk.end(), [&](std::size_t i) { return !results.frames[i].valid; }));
    const double kpa_per_count =
        std::get<LinearCalibration>(recording.header.calibration.curve).kpa_per_count;
    const double pitch_mm = recording.header.geometry.pitchXMm();
    const auto& faults = results.quality.invalid_cells;
    for (const CellIndex& cell : loneCells(without(recording, junk), kpa_per_count)) {
        const MatPoint place = recording.header.geometry.centreOf(cell.row, cell.col);
        const auto is_on = [&](const auto& result) {
            return distanceMm(result.place, place) <= 0.5 * pitch_mm;
        };
        ++checked.lone;
        checked.lone_found += std::any_of(faults.begin(), faults.end(),
                                          [&cell](const CellFault& fault) { return fault.cell == cell; })
                                  ? 1
                                  : 0;
        checked.on_lone += static_cast<int>(std::count_if(results.spots.begin(), results.spots.end(), is_on));
        checked.on_lone += static_cast<int>(std::count_if(results.holds.begin(), results.holds.end(), is_on));
    }
    const Comparison comparison{recording, results};
    checked.without_junk = comparison.against(resultsOf(without(recording, junk)));
    checked.noise = comparison.against(resultsOf(withNoise(recording)));
    checked.dropped = comparison.against(resultsOf(withoutEveryTenth(recording)));
    return checked;
}

}  // namespace

CheckedTable checkRobustness(const std::vector<LyingRecording>& recordings)
{
    CheckedTable table;
    table.markdown =
        "| recording | frames | junk found | lone cells found | holds and spots on them | holds of tools | "
        "spots | changed without junk | changed by 1 % noise | changed without every tenth frame |\n"
        "|---|---|---|---|---|---|---|---|---|---|\n";
    std::string beyond;
    Checked sum;
    const auto row = [&table](const std::string& name, const Checked& checked) {
        fmt::format_to(std::back_inserter(table.markdown),
                       "| {} | {} | {} of {} | {} of {} | {} | {} | {} | {} of {} | {} of {} | {} of {} |\n",
                       name, checked.frames, checked.junk_found, checked.junk, checked.lone_found,
                       checked.lone, checked.on_lone, checked.holds, checked.spots,
                       checked.without_junk.beyond, checked.without_junk.compared, checked.noise.beyond,
                       checked.noise.compared, checked.dropped.beyond, checked.dropped.compared);
    };
    const auto add = [](Changes& all, const Changes& changes) {
        all.compared += changes.compared;
        all.beyond += changes.beyond;
    };
    for (const LyingRecording& recording : recordings) {
        const Checked checked = check(recording.recording);
        sum.frames += checked.frames;
        sum.junk += checked.junk;
        sum.junk_found += checked.junk_found;
        sum.lone += checked.lone;
        sum.lone_found += checked.lone_found;
        sum.on_lone += checked.on_lone;
        sum.holds += checked.holds;
        sum.spots += checked.spots;
        add(sum.without_junk, checked.without_junk);
        add(sum.noise, checked.noise);
        add(sum.dropped, checked.dropped);
        if (checked.lone > 0 || checked.junk > 0 || checked.holds > 0) {
            row(recording.name, checked);
        }
        for (const auto& [what, changes] :
             {std::pair{"without junk", &checked.without_junk}, std::pair{"1 % noise", &checked.noise},
              std::pair{"every tenth frame dropped", &checked.dropped}}) {
            if (changes->beyond > 0) {
                beyond += fmt::format("\n- {}, {}:{}", recording.name, what, changes->worst);
            }
        }
    }
    row(fmt::format("all {}", recordings.size()), sum);
    const int changed = sum.noise.beyond + sum.dropped.beyond;
    const int compared = sum.noise.compared + sum.dropped.compared;
    table.is_met = sum.junk_found == sum.junk && sum.lone_found == sum.lone && sum.on_lone == 0 &&
                   sum.without_junk.beyond == 0 && changed <= kMostChanged * compared;
    fmt::format_to(
        std::back_inserter(table.markdown),
        "\nJunk frames and lone cells found, no hold and no spot from them: {}. Changed by more than the "
        "stated uncertainty: {} of {} results ({:.2f} %; bound {:g} %).\n",
        table.is_met ? "met" : "**not met**", changed, compared, 100.0 * changed / compared,
        100.0 * kMostChanged);
    if (!beyond.empty()) {
        table.markdown +=
            "\nChanged by more than the stated uncertainty (which stands in brackets):\n" + beyond + "\n";
    }
    return table;
}

}  // namespace palpate::evaluation
