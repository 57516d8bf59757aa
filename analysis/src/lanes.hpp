#pragma once

#include <cstdint>
#include <cstring>
#include <limits>

#include <Eigen/Core>

namespace palpate::analysis {

// Four floats or two doubles that one instruction of every x86-64 and ARMv8 processor takes at once. Wider
// ones would be split into scalar code. Lanes never meet: each result has the bits that a plain loop gives.

using Float4 = float __attribute__((vector_size(16)));
using Int4 = std::int32_t __attribute__((vector_size(16)));
using Double2 = double __attribute__((vector_size(16)));
using Long2 = std::int64_t __attribute__((vector_size(16)));

inline constexpr Eigen::Index kLanes = 4;

template <typename Lanes, typename T>
[[nodiscard]] inline Lanes loadLanes(const T* from)
{
    Lanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

template <typename Lanes, typename T>
inline void storeLanes(T* to, const Lanes& lanes)
{
    std::memcpy(to, &lanes, sizeof lanes);
}

[[nodiscard]] inline Float4 lanesOf(float value)
{
    return Float4{value, value, value, value};
}

[[nodiscard]] inline Double2 firstTwo(Float4 lanes)
{
    return Double2{static_cast<double>(lanes[0]), static_cast<double>(lanes[1])};
}

[[nodiscard]] inline Double2 lastTwo(Float4 lanes)
{
    return Double2{static_cast<double>(lanes[2]), static_cast<double>(lanes[3])};
}

[[nodiscard]] inline Float4 lowerOf(Float4 a, Float4 b)
{
    return a < b ? a : b;
}

[[nodiscard]] inline Float4 higherOf(Float4 a, Float4 b)
{
    return a > b ? a : b;
}

/// The highest of `count` values; -infinity for none.
[[nodiscard]] inline float highestOf(const float* values, Eigen::Index count)
{
    Float4 highest = lanesOf(-std::numeric_limits<float>::infinity());
    Eigen::Index i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        const auto p = loadLanes<Float4>(values + i);
        highest = higherOf(p, highest);
    }
    float most = highest[0];
    for (int lane = 1; lane < kLanes; ++lane) {
        most = highest[lane] > most ? highest[lane] : most;
    }
    for (; i < count; ++i) {
        most = values[i] > most ? values[i] : most;
    }
    return most;
}

}  // namespace palpate::analysis
