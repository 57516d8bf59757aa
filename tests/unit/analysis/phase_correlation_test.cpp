#include "palpate/analysis/phase_correlation.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

/// Two bumps, moved.
Picture bumps(int rows, int cols)
{
    Picture picture(20, 24);
    for (int row = 0; row < 20; ++row) {
        for (int col = 0; col < 24; ++col) {
            const double a = std::pow(row - 7 - rows, 2) + std::pow(col - 9 - cols, 2);
            const double b = std::pow(row - 12 - rows, 2) + std::pow(col - 13 - cols, 2);
            picture(row, col) = std::exp(-a / 8.0) + 0.6 * std::exp(-b / 5.0);
        }
    }
    return picture;
}

TEST(PhaseCorrelation, FindsAShiftInBothDirections)
{
    const Spectrum first = spectrumOf(bumps(0, 0), 32);
    const auto peaks = shiftPeaks(first, spectrumOf(bumps(-3, 5), 32), 8, 3);
    ASSERT_FALSE(peaks.empty());
    EXPECT_EQ(peaks.front().rows, -3);
    EXPECT_EQ(peaks.front().cols, 5);
}

TEST(PhaseCorrelation, LooksNoFartherThanAsked)
{
    const Spectrum first = spectrumOf(bumps(0, 0), 32);
    for (const ShiftPeak& peak : shiftPeaks(first, spectrumOf(bumps(0, 7), 32), 4, 10)) {
        EXPECT_LE(std::hypot(peak.rows, peak.cols), 4.0);
    }
}

TEST(PhaseCorrelation, OfNothingIsFinite)
{
    const Spectrum nothing = spectrumOf(Picture::Zero(8, 8), 16);
    for (const ShiftPeak& peak : shiftPeaks(nothing, nothing, 4, 3)) {
        EXPECT_TRUE(std::isfinite(peak.correlation));
    }
}

}  // namespace
}  // namespace palpate::analysis
