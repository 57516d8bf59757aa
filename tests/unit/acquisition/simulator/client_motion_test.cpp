#include "simulator/client_motion.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "simulator/hertz_contact.hpp"

namespace palpate::acquisition::simulator {
namespace {

TEST(Envelope, RisesHoldsAndFalls)
{
    const Envelope envelope{.start_s = 2.0, .end_s = 10.0, .rise_s = 1.0, .fall_s = 0.5};
    EXPECT_EQ(envelope.at(1.9), 0.0);
    EXPECT_EQ(envelope.at(2.0), 0.0);
    EXPECT_DOUBLE_EQ(envelope.at(2.5), 0.5);
    EXPECT_DOUBLE_EQ(envelope.at(3.0), 1.0);
    EXPECT_DOUBLE_EQ(envelope.at(9.5), 1.0);
    EXPECT_DOUBLE_EQ(envelope.at(9.75), 0.5);
    EXPECT_EQ(envelope.at(10.0), 0.0);
}

TEST(Unsteadiness, ForceWaversByAPercentOrTwoAndTheToolByMillimetres)
{
    constexpr int kSamples = 20'000;
    RandomStream random(3, RandomPurpose::Client);
    const Unsteadiness motion(random);
    double sum = 0.0;
    double square = 0.0;
    double widest_mm = 0.0;
    for (int i = 0; i < kSamples; ++i) {
        const double time = 0.01 * i;
        const double change = motion.forceFactor(time) - 1.0;
        sum += change;
        square += change * change;
        widest_mm = std::max(widest_mm, std::abs(motion.swayMm(time).x_mm));
    }
    EXPECT_NEAR(sum / kSamples, 0.0, 0.003);
    const double sd = std::sqrt(square / kSamples);
    EXPECT_GT(sd, 0.008);
    EXPECT_LT(sd, 0.025);
    EXPECT_GT(widest_mm, 0.5);
    EXPECT_LT(widest_mm, 2.0);
}

TEST(TissueRelaxation, ContactGrowsAndPeakFallsMonotonelyTowardsALimit)
{
    const Force force{50.0};
    BallContact before = ballContact(force, Length{31.5}, relaxedModulus(Pressure{1200.0}, 0.0));
    const BallContact fresh = before;
    for (int second = 1; second <= 90; ++second) {
        const auto now = ballContact(force, Length{31.5}, relaxedModulus(Pressure{1200.0}, second));
        ASSERT_GT(now.radius_mm, before.radius_mm);
        ASSERT_LT(now.peak_kpa, before.peak_kpa);
        before = now;
    }
    EXPECT_NEAR(before.peak_kpa / fresh.peak_kpa, std::pow(0.8, 2.0 / 3.0), 1e-3);
    EXPECT_EQ(relaxedModulus(Pressure{1200.0}, -1.0).kpa, 1200.0);
}

}  // namespace
}  // namespace palpate::acquisition::simulator
