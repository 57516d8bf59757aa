#include "simulator/hertz_contact.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {
namespace {

TEST(HertzContact, BallFollowsTheClosedFormulas)
{
    constexpr double kForce = 50.0;
    constexpr double kBallRadius = 0.0315;  // m
    constexpr double kModulus = 1.2e6;      // Pa
    const auto contact = ballContact(Force{kForce}, Length{31.5}, Pressure{1200.0});
    const double radius_m = std::cbrt(3.0 * kForce * kBallRadius / (4.0 * kModulus));
    const double peak_pa =
        std::cbrt(6.0 * kForce * kModulus * kModulus / (kPi * kPi * kPi * kBallRadius * kBallRadius));
    EXPECT_NEAR(contact.radius_mm, radius_m * 1e3, 1e-9);
    EXPECT_NEAR(contact.peak_kpa, peak_pa * 1e-3, 1e-9);
}

TEST(HertzContact, EightTimesTheForceDoublesRadiusAndPeak)
{
    const auto one = ballContact(Force{10.0}, Length{31.5}, Pressure{1200.0});
    const auto eight = ballContact(Force{80.0}, Length{31.5}, Pressure{1200.0});
    EXPECT_NEAR(eight.radius_mm / one.radius_mm, 2.0, 1e-12);
    EXPECT_NEAR(eight.peak_kpa / one.peak_kpa, 2.0, 1e-12);
}

TEST(HertzContact, RollerFollowsTheLineContactOverItsCarryingLength)
{
    const auto contact = rollerContact(Force{240.0}, Length{75.0}, Length{330.0}, Pressure{950.0});
    const double carrying_m = (330.0 - 2.0 * contact.end_mm * (1.0 - kPi / 4.0)) * 1e-3;
    const double line_n_m = 240.0 / carrying_m;
    EXPECT_NEAR(contact.half_width_mm, 1e3 * std::sqrt(4.0 * line_n_m * 0.075 / (kPi * 0.95e6)), 1e-9);
    EXPECT_NEAR(contact.peak_kpa, 1e-3 * std::sqrt(line_n_m * 0.95e6 / (kPi * 0.075)), 1e-9);
    EXPECT_DOUBLE_EQ(contact.half_length_mm, 165.0);
}

TEST(HertzContact, NoForceNoContact)
{
    EXPECT_EQ(ballContact(Force{0.0}, Length{31.5}, Pressure{1200.0}).radius_mm, 0.0);
    EXPECT_EQ(rollerContact(Force{0.0}, Length{75.0}, Length{330.0}, Pressure{950.0}).half_width_mm, 0.0);
}

}  // namespace
}  // namespace palpate::acquisition::simulator
