#include "palpate/analysis/junk_filter.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

/// One letter per frame: v valid, j junk.
std::string judge(const std::vector<double>& forces_n)
{
    JunkFilter filter{Force{2.0}};
    const std::size_t first = std::min(forces_n.size(), JunkFilter::kStartUpFrames);
    filter.prime({forces_n.begin(), forces_n.begin() + static_cast<std::ptrdiff_t>(first)});
    std::string verdicts;
    const auto note = [&verdicts](const JunkFilter::Verdict& verdict) {
        verdicts += std::string(static_cast<std::size_t>(verdict.junk), 'j');
        verdicts += std::string(static_cast<std::size_t>(verdict.valid), 'v');
    };
    for (const double force_n : forces_n) {
        note(filter.push(force_n));
    }
    note(filter.finish());
    return verdicts;
}

std::vector<double> steady(std::size_t frames, double force_n)
{
    return std::vector<double>(frames, force_n);
}

TEST(JunkFilter, FindsJunkAfterANearlyEmptyFirstFrame)
{
    auto forces_n = steady(40, 500.0);
    forces_n[0] = 3.0;
    forces_n[1] = forces_n[2] = 9000.0;
    EXPECT_EQ(judge(forces_n), "vjj" + std::string(37, 'v'));
}

TEST(JunkFilter, RejectsUpToThreeFramesInARow)
{
    auto forces_n = steady(40, 500.0);
    forces_n[20] = forces_n[21] = forces_n[22] = 2001.0;
    EXPECT_EQ(judge(forces_n), std::string(20, 'v') + "jjj" + std::string(17, 'v'));
}

TEST(JunkFilter, FourTimesTheMedianItselfIsNotJunk)
{
    auto forces_n = steady(40, 500.0);
    forces_n[20] = 2000.0;
    EXPECT_EQ(judge(forces_n), std::string(40, 'v'));
}

TEST(JunkFilter, AStepThatStaysIsALoad)
{
    auto forces_n = steady(30, 50.0);
    const auto up = steady(60, 900.0);
    forces_n.insert(forces_n.end(), up.begin(), up.end());
    EXPECT_EQ(judge(forces_n), std::string(90, 'v'));
}

TEST(JunkFilter, ALoadOfFourToSevenFramesIsValidToItsEnd)
{
    for (std::size_t length = 4; length <= 7; ++length) {
        auto forces_n = steady(30, 50.0);
        const auto up = steady(length, 900.0);
        const auto after = steady(10, 50.0);
        forces_n.insert(forces_n.end(), up.begin(), up.end());
        forces_n.insert(forces_n.end(), after.begin(), after.end());
        EXPECT_EQ(judge(forces_n), std::string(40 + length, 'v')) << length;
    }
}

TEST(JunkFilter, KeepsWhatTheEndLeavesOpen)
{
    auto forces_n = steady(20, 50.0);
    forces_n.push_back(5000.0);
    EXPECT_EQ(judge(forces_n), std::string(21, 'v'));
}

TEST(JunkFilter, JudgesASessionShorterThanItsStartUp)
{
    EXPECT_EQ(judge({50.0, 900.0, 51.0, 52.0, 50.0}), "vjvvv");
    EXPECT_EQ(judge({900.0}), "v");
    EXPECT_EQ(judge({}), "");
}

TEST(JunkFilter, MeasuresAnEmptyMatAgainstTheForceFloor)
{
    auto forces_n = steady(30, 0.0);
    forces_n[18] = 8.0;
    forces_n[22] = 8.1;
    EXPECT_EQ(judge(forces_n), std::string(22, 'v') + "j" + std::string(7, 'v'));
}

TEST(JunkFilter, JudgesEveryFrameOnce)
{
    for (unsigned seed = 1; seed < 200; ++seed) {
        std::vector<double> forces_n;
        unsigned state = seed;
        for (int i = 0; i < 60; ++i) {
            state = state * 1664525U + 1013904223U;
            forces_n.push_back((state >> 28U) == 0 ? 5000.0 : 100.0 + static_cast<double>(state >> 26U));
        }
        EXPECT_EQ(judge(forces_n).size(), forces_n.size());
    }
}

}  // namespace
}  // namespace palpate::analysis
