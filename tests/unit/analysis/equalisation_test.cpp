#include "palpate/analysis/equalisation.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

/// Gains of the sensor's cells, a few percent about 1.
CellArray<double> sensorGains()
{
    CellArray<double> gains(16, 16);
    for (Eigen::Index i = 0; i < gains.size(); ++i) {
        gains.data()[i] = 0.95 + 0.1 * std::fmod(0.618034 * static_cast<double>(i), 1.0);
    }
    return gains;
}

UniformLoad uniform(double counts, const CellArray<double>& gains)
{
    return {.name = "bladder.h5",
            .counts = gains * counts,
            .empty_counts = CellArray<double>::Zero(16, 16),
            .takes_part = CellMask::Ones(16, 16)};
}

const CalibrationCurve kCurve = LinearCalibration{.kpa_per_count = 0.1};

TEST(Equalisation, MakesEveryCellReadAlike)
{
    const auto gains = sensorGains();
    const auto result = equalise({uniform(200.0, gains)}, kCurve).value();
    const CellArray<double> product = result.gain.cast<double>() * gains;
    EXPECT_NEAR(product.maxCoeff() / product.minCoeff(), 1.0, 1e-6);
    EXPECT_NEAR(static_cast<double>(result.gain.mean()), 1.0, 1e-6);
    EXPECT_GT(result.spread_before_pct, 2.0);
    EXPECT_LT(result.spread_after_pct, 1e-4);
    EXPECT_TRUE(result.unequal_cells.empty());
}

TEST(Equalisation, SeveralLoadsAreAveragedAndTheirSizeDoesNotMatter)
{
    const auto gains = sensorGains();
    auto second = uniform(600.0, gains);
    second.counts(4, 4) *= 1.04;
    const auto result = equalise({uniform(200.0, gains), second}, kCurve).value();
    EXPECT_NEAR(static_cast<double>(result.gain(4, 4)) * gains(4, 4), 1.0 / 1.02, 2e-3);
}

TEST(Equalisation, ListsCellsThatItCannotEqualiseAndLeavesThemAlone)
{
    auto gains = sensorGains();
    gains(0, 0) = 0.0;
    gains(1, 2) = 0.3;
    auto second = uniform(600.0, gains);
    second.counts(5, 6) *= 1.5;
    const auto result = equalise({uniform(200.0, gains), second}, kCurve).value();
    ASSERT_EQ(result.unequal_cells.size(), 3U);
    EXPECT_EQ(result.unequal_cells[0].reason, NotEqualised::Silent);
    EXPECT_EQ(result.unequal_cells[1].cell, (CellIndex{.row = 1, .col = 2}));
    EXPECT_EQ(result.unequal_cells[1].reason, NotEqualised::OutOfLimits);
    EXPECT_EQ(result.unequal_cells[2].reason, NotEqualised::Unsteady);
    EXPECT_EQ(result.gain(1, 2), 1.0F);
    EXPECT_EQ(result.equalised_cells, 253);
}

TEST(Equalisation, RefusesALoadThatIsNotUniform)
{
    const auto refusal = [](const UniformLoad& load) { return equalise({load}, kCurve).error().message; };
    auto tilted = uniform(200.0, sensorGains());
    tilted.counts.rightCols(8) *= 1.4;
    EXPECT_NE(refusal(tilted).find("not uniform"), std::string::npos);
    auto small = uniform(200.0, sensorGains());
    small.counts.topRows(12).setZero();
    EXPECT_NE(refusal(small).find("cover at least half"), std::string::npos);
    auto saturated = uniform(200.0, sensorGains());
    saturated.saturated_cells = 1;
    EXPECT_NE(refusal(saturated).find("ceiling"), std::string::npos);
    EXPECT_FALSE(equalise({}, kCurve));
}

}  // namespace
}  // namespace palpate::analysis
