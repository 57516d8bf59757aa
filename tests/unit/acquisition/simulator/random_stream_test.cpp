#include "simulator/random_stream.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace palpate::acquisition::simulator {
namespace {

TEST(RandomStream, SameSeedSameNumbersOtherSeedPurposeOrIndexOthers)
{
    RandomStream first(7, RandomPurpose::Client, 3);
    RandomStream again(7, RandomPurpose::Client, 3);
    RandomStream other_seed(8, RandomPurpose::Client, 3);
    RandomStream other_purpose(7, RandomPurpose::Noise, 3);
    RandomStream other_index(7, RandomPurpose::Client, 4);
    const auto value = first.next();
    EXPECT_EQ(value, again.next());
    EXPECT_NE(value, other_seed.next());
    EXPECT_NE(value, other_purpose.next());
    EXPECT_NE(value, other_index.next());
}

TEST(RandomStream, NormalsHaveTheMomentsOfANormal)
{
    constexpr int kDraws = 200'000;
    RandomStream random(1, RandomPurpose::Noise);
    double sum = 0.0;
    double square = 0.0;
    double fourth = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = random.normal();
        sum += value;
        square += value * value;
        fourth += value * value * value * value;
    }
    EXPECT_NEAR(sum / kDraws, 0.0, 0.01);
    EXPECT_NEAR(square / kDraws, 1.0, 0.02);
    EXPECT_NEAR(fourth / kDraws, 3.0, 0.12);
}

TEST(RandomStream, UniformsStayInsideTheirRangeAndFillIt)
{
    RandomStream random(2, RandomPurpose::Client);
    double lowest = 10.0;
    double highest = -10.0;
    for (int i = 0; i < 10'000; ++i) {
        const double value = random.uniform(-3.0, 5.0);
        ASSERT_GE(value, -3.0);
        ASSERT_LT(value, 5.0);
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    EXPECT_LT(lowest, -2.98);
    EXPECT_GT(highest, 4.98);
}

TEST(NoiseTable, GivesRunsOfUnitNoiseThatDiffer)
{
    constexpr std::size_t kCells = 4096;
    NoiseTable noise(5, kCells);
    const float* first = noise.nextRun();
    const float* second = noise.nextRun();
    EXPECT_NE(first, second);
    double square = 0.0;
    for (std::size_t i = 0; i < kCells; ++i) {
        square += static_cast<double>(second[i]) * static_cast<double>(second[i]);
    }
    EXPECT_NEAR(std::sqrt(square / kCells), 1.0, 0.05);
}

}  // namespace
}  // namespace palpate::acquisition::simulator
