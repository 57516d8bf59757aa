#pragma once

#include <chrono>
#include <compare>

namespace palpate {

// One struct per quantity; its only field is the unit, so that reading a value always spells the unit.

struct Pressure {
    double kpa = 0.0;
    auto operator<=>(const Pressure&) const = default;
};

struct Length {
    double mm = 0.0;
    auto operator<=>(const Length&) const = default;
};

struct Area {
    double cm2 = 0.0;
    auto operator<=>(const Area&) const = default;
};

struct Force {
    double n = 0.0;
    auto operator<=>(const Force&) const = default;
};

struct Frequency {
    double hz = 0.0;
    auto operator<=>(const Frequency&) const = default;
};

/// A place on the mat: x along a row, y along a column; cell (0,0) has its centre at half a pitch.
struct MatPoint {
    double x_mm = 0.0;
    double y_mm = 0.0;
    bool operator==(const MatPoint&) const = default;
};

/// 1 mm2 = 0.01 cm2.
constexpr Area operator*(Length a, Length b)
{
    return Area{a.mm * b.mm * 0.01};
}

/// 1 kPa * 1 cm2 = 0.1 N.
constexpr Force operator*(Pressure p, Area a)
{
    return Force{p.kpa * a.cm2 * 0.1};
}

/// Time since the start of the session. Whole nanoseconds, so that it survives a file unchanged.
using SessionTime = std::chrono::nanoseconds;

/// The one conversion of frame times to seconds, so that live and file results agree to the last digit.
constexpr double toSeconds(SessionTime time)
{
    return static_cast<double>(time.count()) / 1e9;
}

/// Nearest nanosecond; exact for what toSeconds() made, up to 20 days.
SessionTime fromSeconds(double seconds);

/// kPa for one of a unit in use by mats and their exports.
inline constexpr double kKpaPerMmhg = 0.133322387415;
inline constexpr double kKpaPerPsi = 6.894757293168;
inline constexpr double kKpaPerNewtonPerCm2 = 10.0;

}  // namespace palpate
