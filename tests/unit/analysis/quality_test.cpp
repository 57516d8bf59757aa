#include "palpate/analysis/quality.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A recording without a fault.
QualityFacts perfect()
{
    return {.frames = 10'000, .contact_cells = 100'000, .present_cells = 1'000};
}

/// The grade of a perfect recording but for one thing.
template <typename Spoil>
QualityGrade gradeWith(Spoil spoil)
{
    QualityFacts facts = perfect();
    spoil(facts);
    return gradeQuality(facts).grade;
}

template <typename Spoil>
std::vector<std::string> reasonsWith(Spoil spoil)
{
    QualityFacts facts = perfect();
    spoil(facts);
    return gradeQuality(facts).reasons;
}

TEST(Quality, NothingWrongIsAnAWithoutReasons)
{
    const Quality quality = gradeQuality(perfect());
    EXPECT_EQ(quality.grade, QualityGrade::A);
    EXPECT_THAT(quality.reasons, IsEmpty());
}

TEST(Quality, LostFramesLowerItByTheirShareOfThoseSent)
{
    const auto lost = [](std::uint64_t frames, std::uint64_t lost_frames) {
        return gradeWith([=](QualityFacts& facts) {
            facts.frames = frames;
            facts.lost_frames = lost_frames;
        });
    };
    EXPECT_EQ(lost(9'990, 10), QualityGrade::A);
    EXPECT_EQ(lost(9'989, 11), QualityGrade::B);
    EXPECT_EQ(lost(9'900, 100), QualityGrade::B);
    EXPECT_EQ(lost(9'899, 101), QualityGrade::C);
    EXPECT_EQ(lost(9'500, 500), QualityGrade::C);
    EXPECT_EQ(lost(9'499, 501), QualityGrade::D);
    EXPECT_THAT(reasonsWith([](QualityFacts& facts) { facts.lost_frames = 1; }),
                ElementsAre("1 frame lost of 10001"))
        << "named within grade A too";
}

TEST(Quality, JunkFramesLowerItByTheirShare)
{
    const auto junk = [](std::uint64_t frames) {
        return gradeWith([=](QualityFacts& facts) { facts.junk_frames = frames; });
    };
    EXPECT_EQ(junk(50), QualityGrade::A);
    EXPECT_EQ(junk(51), QualityGrade::B);
    EXPECT_EQ(junk(500), QualityGrade::B);
    EXPECT_EQ(junk(501), QualityGrade::C);
    EXPECT_EQ(junk(1'000), QualityGrade::C);
    EXPECT_EQ(junk(1'001), QualityGrade::D);
}

TEST(Quality, ASaturatedCellEndsGradeA)
{
    const auto saturated = [](std::uint64_t cells) {
        return gradeWith([=](QualityFacts& facts) { facts.saturated_cells = cells; });
    };
    EXPECT_EQ(saturated(1), QualityGrade::B);
    EXPECT_EQ(saturated(1'000), QualityGrade::B);
    EXPECT_EQ(saturated(1'001), QualityGrade::C);
    EXPECT_EQ(saturated(5'000), QualityGrade::C);
    EXPECT_EQ(saturated(5'001), QualityGrade::D);
    EXPECT_THAT(reasonsWith([](QualityFacts& facts) { facts.saturated_cells = 300; }),
                ElementsAre(HasSubstr("at least")));
}

TEST(Quality, TheSaturatedShareIsOneAtMost)
{
    QualityFacts facts = perfect();
    facts.saturated_cells = 250'000;
    EXPECT_DOUBLE_EQ(gradeQuality(facts).saturated_fraction, 1.0);
    facts.saturated_cells = 25'000;
    EXPECT_DOUBLE_EQ(gradeQuality(facts).saturated_fraction, 0.25);
}

TEST(Quality, InvalidCellsLowerItByTheirShare)
{
    const auto invalid = [](std::size_t cells) {
        return gradeWith([=](QualityFacts& facts) { facts.invalid_cells.resize(cells); });
    };
    EXPECT_EQ(invalid(5), QualityGrade::A);
    EXPECT_EQ(invalid(6), QualityGrade::B);
    EXPECT_EQ(invalid(20), QualityGrade::B);
    EXPECT_EQ(invalid(21), QualityGrade::C);
    EXPECT_EQ(invalid(50), QualityGrade::C);
    EXPECT_EQ(invalid(51), QualityGrade::D);
}

TEST(Quality, WithoutATareOrWithAnOldOneItIsBAtBest)
{
    EXPECT_EQ(gradeWith([](QualityFacts& facts) { facts.misses_tare = true; }), QualityGrade::B);
    EXPECT_EQ(gradeWith([](QualityFacts& facts) { facts.tare_age_s = 1'800.0; }), QualityGrade::A);
    EXPECT_EQ(gradeWith([](QualityFacts& facts) { facts.tare_age_s = 1'800.1; }), QualityGrade::B);
}

TEST(Quality, DriftOfUnloadedCellsLowersItEitherWay)
{
    const auto drift = [](double kpa) {
        return gradeWith([=](QualityFacts& facts) { facts.zero_drift = Pressure{kpa}; });
    };
    EXPECT_EQ(drift(0.199), QualityGrade::A);
    EXPECT_EQ(drift(0.2), QualityGrade::B);
    EXPECT_EQ(drift(-0.2), QualityGrade::B);
    EXPECT_EQ(drift(0.499), QualityGrade::B);
    EXPECT_EQ(drift(-0.5), QualityGrade::C);
    EXPECT_EQ(drift(50.0), QualityGrade::C);
    EXPECT_THAT(reasonsWith([](QualityFacts& facts) { facts.zero_drift = Pressure{-0.25}; }),
                ElementsAre(HasSubstr("-0.25 kPa")));
}

TEST(Quality, OneThingThatNeedNotBeSoLowersIt)
{
    EXPECT_EQ(gradeWith([](QualityFacts& facts) { facts.creases = 1; }), QualityGrade::C);
    EXPECT_EQ(gradeWith([](QualityFacts& facts) { facts.clock_gaps = 1; }), QualityGrade::B);
    EXPECT_EQ(gradeWith([](QualityFacts& facts) { facts.uncalibrated_cells = 1; }), QualityGrade::B);
}

TEST(Quality, WithoutAValidFrameItIsD)
{
    EXPECT_EQ(gradeQuality({}).grade, QualityGrade::D);
    EXPECT_EQ(gradeWith([](QualityFacts& facts) { facts.junk_frames = facts.frames; }), QualityGrade::D);
}

TEST(Quality, WhatLowersNothingIsNamed)
{
    const auto spoil = [](QualityFacts& facts) {
        facts.unplaced_reports = 2;
        facts.misses_setup = true;
    };
    EXPECT_EQ(gradeWith(spoil), QualityGrade::A);
    EXPECT_THAT(reasonsWith(spoil),
                ElementsAre(HasSubstr("2 pain reports"), HasSubstr("set-up was not stated")));
}

TEST(Quality, IsTheWorstOfItsGradesAndNamesAll)
{
    const auto spoil = [](QualityFacts& facts) {
        facts.misses_tare = true;
        facts.creases = 2;
        facts.clock_gaps = 3;
    };
    EXPECT_EQ(gradeWith(spoil), QualityGrade::C);
    EXPECT_THAT(reasonsWith(spoil),
                ElementsAre(HasSubstr("tare"), HasSubstr("2 creases"), HasSubstr("3 gaps")));
}

}  // namespace
}  // namespace palpate::analysis
