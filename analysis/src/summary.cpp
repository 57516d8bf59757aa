#include "palpate/analysis/summary.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::analysis {

namespace {

std::optional<MetricSummary> summarize(const std::vector<FrameMetrics>& frames, const MetricColumn& column)
{
    MetricSummary summary;
    double count = 0.0;
    double squares = 0.0;
    for (const FrameMetrics& frame : frames) {
        const std::optional<double> value = frame.valid ? column.value(frame) : std::nullopt;
        if (!value) {
            continue;
        }
        count += 1.0;
        summary.max = count == 1.0 ? *value : std::max(summary.max, *value);
        summary.min = count == 1.0 ? *value : std::min(summary.min, *value);
        const double off = *value - summary.mean;
        summary.mean += off / count;
        squares += off * (*value - summary.mean);
    }
    if (count == 0.0) {
        return std::nullopt;
    }
    summary.sd = std::sqrt(squares / count);
    return summary;
}

}  // namespace

std::vector<std::optional<MetricSummary>> summarize(const std::vector<FrameMetrics>& frames)
{
    std::vector<std::optional<MetricSummary>> summaries;
    for (const MetricColumn& column : metricColumns()) {
        summaries.push_back(summarize(frames, column));
    }
    return summaries;
}

std::optional<Frequency> medianRate(const std::vector<FrameMetrics>& frames)
{
    if (frames.size() < 2) {
        return std::nullopt;
    }
    std::vector<double> periods_s;
    periods_s.reserve(frames.size() - 1);
    for (std::size_t i = 1; i < frames.size(); ++i) {
        periods_s.push_back(frames[i].time_s - frames[i - 1].time_s);
    }
    const auto middle = periods_s.begin() + static_cast<std::ptrdiff_t>(periods_s.size() / 2);
    std::nth_element(periods_s.begin(), middle, periods_s.end());
    double median_s = *middle;
    if (periods_s.size() % 2 == 0) {
        median_s = 0.5 * (median_s + *std::max_element(periods_s.begin(), middle));
    }
    return Frequency{1.0 / median_s};
}

}  // namespace palpate::analysis
