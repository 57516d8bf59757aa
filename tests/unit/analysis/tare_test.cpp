#include "palpate/analysis/tare.hpp"

#include <cmath>
#include <memory>
#include <random>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

/// Counts around 100 with an SD of 2 counts.
std::vector<RawFramePtr> emptyMat(int frames, int rows, int cols)
{
    std::mt19937 random{7};
    std::normal_distribution<double> noise{100.0, 2.0};
    std::vector<RawFramePtr> made;
    for (int k = 0; k < frames; ++k) {
        auto frame = std::make_shared<RawFrame>();
        frame->counts = CountArray::NullaryExpr(
            rows, cols, [&] { return static_cast<std::uint16_t>(std::lround(noise(random))); });
        made.push_back(frame);
    }
    return made;
}

/// 0.05 kPa per count.
SessionHeader header()
{
    SessionHeader made = testing::header(16, 16);
    made.calibration.curve = LinearCalibration{.kpa_per_count = 0.05};
    return made;
}

template <typename Change>
std::vector<RawFramePtr> changed(const std::vector<RawFramePtr>& frames, Change change)
{
    std::vector<RawFramePtr> made;
    for (std::size_t k = 0; k < frames.size(); ++k) {
        auto frame = std::make_shared<RawFrame>(*frames[k]);
        change(frame->counts, k);
        made.push_back(frame);
    }
    return made;
}

TEST(Tare, IsTheMeanAndNoiseOfTheEmptyMat)
{
    const auto tare = makeTare(header(), emptyMat(200, 16, 16));
    ASSERT_TRUE(tare) << tare.error().message;
    EXPECT_EQ(tare->frames, 200);
    EXPECT_NEAR(tare->mean_kpa.mean(), 5.0F, 0.01F);
    EXPECT_NEAR(tare->noise_sd.kpa, 0.1, 0.005);
}

TEST(Tare, IgnoresAnEarlierTare)
{
    SessionHeader tared = header();
    tared.tare = Tare{.mean_kpa = CellArray<float>::Constant(16, 16, 5.0F)};
    EXPECT_NEAR(makeTare(tared, emptyMat(20, 16, 16)).value().mean_kpa.mean(), 5.0F, 0.05F);
}

TEST(Tare, NeedsTenFrames)
{
    EXPECT_TRUE(makeTare(header(), emptyMat(10, 16, 16)));
    EXPECT_EQ(makeTare(header(), emptyMat(9, 16, 16)).error().code, ErrorCode::InvalidArgument);
}

TEST(Tare, RefusesAPatchThatStandsOut)
{
    const auto loaded = changed(emptyMat(50, 16, 16),
                                [](CountArray& counts, std::size_t) { counts.block(4, 4, 3, 3) += 60; });
    const auto tare = makeTare(header(), loaded);
    ASSERT_FALSE(tare);
    EXPECT_NE(tare.error().message.find("x 55 mm, y 55 mm"), std::string::npos) << tare.error().message;
}

TEST(Tare, RefusesAForceThatChanges)
{
    const auto changing = changed(emptyMat(60, 16, 16), [](CountArray& counts, std::size_t k) {
        counts += static_cast<std::uint16_t>(k / 20);
    });
    const auto tare = makeTare(header(), changing);
    ASSERT_FALSE(tare);
    EXPECT_NE(tare.error().message.find("changes"), std::string::npos) << tare.error().message;
}

TEST(Tare, TakesAnUnevenBaselineAndASingleHotCell)
{
    const auto uneven = changed(emptyMat(50, 16, 16), [](CountArray& counts, std::size_t) {
        counts(3, 3) = 900;
        counts.row(5) += 10;
    });
    const auto tare = makeTare(header(), uneven);
    EXPECT_TRUE(tare) << tare.error().message;
}

TEST(Tare, RefusesFramesOfAnotherShape)
{
    EXPECT_EQ(makeTare(header(), emptyMat(20, 8, 16)).error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace palpate::analysis
