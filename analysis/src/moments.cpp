#include "moments.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>

#include "distributions.hpp"

namespace palpate::analysis {

double meanOf(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double varianceOf(std::span<const double> values)
{
    const double mean = meanOf(values);
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return squares / static_cast<double>(values.size() - 1);
}

double sdOf(std::span<const double> values)
{
    return std::sqrt(varianceOf(values));
}

std::optional<LineFit> lineThrough(std::span<const double> x, std::span<const double> y)
{
    // What rounding leaves of an exact fit.
    constexpr double kExact = 1e-20;
    if (x.size() < 3) {
        return std::nullopt;
    }
    const double mean_x = meanOf(x);
    const double mean_y = meanOf(y);
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    if (!(xx > kExact * mean_x * mean_x)) {
        return std::nullopt;
    }
    LineFit line{.slope = xy / xx, .intercept = mean_y - xy / xx * mean_x};
    double left = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double off = y[i] - line.intercept - line.slope * x[i];
        left += off * off;
    }
    if (left > kExact * (yy + mean_y * mean_y)) {
        const auto degrees = static_cast<double>(x.size() - 2);
        line.p = studentTwoSidedP(line.slope / std::sqrt(left / degrees / xx), degrees);
    }
    return line;
}

double smallSampleFactor(double degrees)
{
    return 1.0 - 3.0 / (4.0 * degrees - 1.0);
}

}  // namespace palpate::analysis
