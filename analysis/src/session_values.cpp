#include "palpate/analysis/session_values.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

namespace palpate::analysis {

namespace {

constexpr std::string_view kMean = "mean";
constexpr std::string_view kMax = "max";

/// Over the frames in which something lies on the mat: what lies there is compared, not for how long.
class LoadedFrames {
  public:
    explicit LoadedFrames(const std::vector<FrameMetrics>& frames)
    {
        for (const FrameMetrics& frame : frames) {
            if (frame.valid && frame.cop_x_mm) {
                frames_.push_back(&frame);
            }
        }
    }

    template <typename Value>
    [[nodiscard]] std::optional<double> mean(Value value) const
    {
        double sum = 0.0;
        std::size_t count = 0;
        for (const FrameMetrics* frame : frames_) {
            if (const std::optional<double> one = value(*frame)) {
                sum += *one;
                ++count;
            }
        }
        return count > 0 ? std::optional<double>(sum / static_cast<double>(count)) : std::nullopt;
    }

    template <typename Value>
    [[nodiscard]] std::optional<double> max(Value value) const
    {
        std::optional<double> highest;
        for (const FrameMetrics* frame : frames_) {
            highest = std::max(highest.value_or(value(*frame)), value(*frame));
        }
        return highest;
    }

  private:
    std::vector<const FrameMetrics*> frames_;
};

std::optional<double> longest(const CellArray<float>& map)
{
    std::optional<double> highest;
    for (Eigen::Index i = 0; i < map.size(); ++i) {
        const auto value = static_cast<double>(map.data()[i]);
        if (std::isfinite(value)) {
            highest = std::max(highest.value_or(value), value);
        }
    }
    return highest;
}

std::optional<double> meanOf(const std::optional<MetricSummary>& summary)
{
    return summary ? std::optional<double>(summary->mean) : std::nullopt;
}

std::optional<double> maxOf(const std::optional<MetricSummary>& summary)
{
    return summary ? std::optional<double>(summary->max) : std::nullopt;
}

void addWholeMat(const SessionResults& results, std::vector<SessionValue>& values)
{
    const bool is_saturated = (results.saturated != 0).any();
    const LoadedFrames loaded{results.frames};
    const auto add = [&](std::string_view name, std::string_view unit, std::string_view statistic,
                         std::optional<double> value, bool grows) {
        values.push_back({.measure = {.name = std::string{name},
                                      .unit = std::string{unit},
                                      .scope = ValueScope::Session,
                                      .statistic = std::string{statistic}},
                          .value = value,
                          .is_at_least = grows && is_saturated});
    };
    add("force_n", "N", kMean, loaded.mean([](const FrameMetrics& f) { return std::optional(f.force_n); }),
        true);
    add("contact_area_cm2", "cm2", kMean,
        loaded.mean([](const FrameMetrics& f) { return std::optional(f.contact_area_cm2); }), false);
    add("mean_kpa", "kPa", kMean, loaded.mean([](const FrameMetrics& f) { return f.mean_kpa; }), true);
    add("peak_kpa", "kPa", kMax, loaded.max([](const FrameMetrics& f) { return f.peak_kpa; }), true);
    add("ppi_kpa", "kPa", kMax, loaded.max([](const FrameMetrics& f) { return f.ppi_kpa; }), true);
}

void addDoses(const SessionResults& results, std::vector<SessionValue>& values)
{
    const double held_s = std::accumulate(results.holds.begin(), results.holds.end(), 0.0,
                                          [](double sum, const Hold& hold) { return sum + hold.duration_s; });
    const auto add = [&values](std::string_view name, std::string_view unit, std::optional<double> value) {
        values.push_back(
            {.measure = {.name = std::string{name}, .unit = std::string{unit}, .scope = ValueScope::Session},
             .value = value,
             .is_at_least = false,
             .is_dose = true});
    };
    add("held_s", "s", held_s);
    add("sustained_longest_s", "s", longest(results.maps.sustained_longest_s));
    add("strokes", "1", static_cast<double>(results.strokes.size()));
}

void addRegion(const RegionResults& region, std::vector<SessionValue>& values)
{
    const auto add = [&](std::string_view name, std::string_view unit, std::string_view statistic,
                         std::optional<double> value, bool grows, bool is_dose) {
        values.push_back({.measure = {.name = std::string{name},
                                      .unit = std::string{unit},
                                      .scope = ValueScope::Region,
                                      .place = region.name,
                                      .statistic = std::string{statistic}},
                          .value = value,
                          .is_at_least = grows && region.is_at_least,
                          .is_dose = is_dose});
    };
    add("force_n", "N", kMax, maxOf(region.force_n), true, false);
    add("contact_area_cm2", "cm2", kMax, maxOf(region.contact_area_cm2), false, false);
    add("mean_kpa", "kPa", kMean, meanOf(region.mean_kpa), true, false);
    add("peak_kpa", "kPa", kMax, maxOf(region.peak_kpa), true, false);
    add("sustained_longest_s", "s", {}, region.sustained_longest_s, false, true);
}

}  // namespace

std::vector<SessionValue> sessionValues(const SessionResults& results, const std::vector<Outcome>& outcomes)
{
    std::vector<SessionValue> values;
    addWholeMat(results, values);
    for (const RegionResults& region : results.regions) {
        addRegion(region, values);
    }
    for (const Outcome& outcome : outcomes) {
        values.push_back(
            {.measure = {.name = outcome.name, .unit = outcome.unit, .scope = ValueScope::Outcome},
             .value = outcome.value});
    }
    addDoses(results, values);
    return values;
}

std::vector<SessionValue> spotValues(const Spot& spot)
{
    const bool is_at_least = (spot.flags & kPlaceSaturated) != 0;
    std::vector<SessionValue> values;
    const auto add = [&](std::string_view name, std::string_view unit, std::optional<double> value,
                         bool grows, bool is_dose) {
        values.push_back(
            {.measure = {.name = std::string{name}, .unit = std::string{unit}, .scope = ValueScope::Spot},
             .value = value,
             .is_at_least = grows && is_at_least,
             .is_dose = is_dose});
    };
    add("ppt_kpa", "kPa", spot.ppt_kpa, true, false);
    add("ppt_n", "N", spot.ppt_n, true, false);
    add("nrs", "0-10", spot.nrs ? std::optional<double>(*spot.nrs) : std::nullopt, false, false);
    add("sustained_s", "s", spot.sustained_s, false, true);
    return values;
}

}  // namespace palpate::analysis
