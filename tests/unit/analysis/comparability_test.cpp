#include "palpate/analysis/comparability.hpp"

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>

#include "palpate/core/mat_name.hpp"

namespace palpate::analysis {
namespace {

class ComparabilityTest : public ::testing::Test {
  protected:
    static SessionHeader header(const char* id)
    {
        return {.info = {.session_id = id,
                         .mat_id = "palpate-32x32",
                         .setup = SetUp::MatBetween,
                         .technique = "calves",
                         .side = Side::Left,
                         .client_code = "P-1"},
                .geometry = MatGeometry::create(8, 8, Length{15.0}, Length{15.0}).value(),
                .calibration = {.curve = LinearCalibration{.kpa_per_count = 0.1}}};
    }

    static SessionResults results(double loaded_s)
    {
        SessionResults made;
        for (int i = 0; i <= 10; ++i) {
            FrameMetrics frame{.time_s = loaded_s * i / 10.0, .force_n = 30.0};
            frame.cop_x_mm = 10.0;
            made.frames.push_back(frame);
        }
        return made;
    }

    [[nodiscard]] std::vector<ComparabilityReason> reasons(bool mirrors = false) const
    {
        return comparabilityOf({.header = &before_, .results = &before_results_},
                               {.header = &after_, .results = &after_results_}, mirrors);
    }

    /// The only reason there is, whether it prevents or not.
    void expectOnly(Hindrance hindrance, bool prevents, bool mirrors = false) const
    {
        const auto found = reasons(mirrors);
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found[0].hindrance, hindrance);
        EXPECT_EQ(found[0].prevents, prevents);
        EXPECT_FALSE(found[0].what.empty());
        EXPECT_FALSE(found[0].remedy.empty());
    }

    SessionHeader before_ = header("a");
    SessionHeader after_ = header("b");
    SessionResults before_results_ = results(60.0);
    SessionResults after_results_ = results(60.0);
};

TEST_F(ComparabilityTest, TwoSessionsOfOneKindHaveNoReason)
{
    EXPECT_TRUE(reasons().empty());
}

TEST_F(ComparabilityTest, OtherMat)
{
    after_.info.mat_id = "palpate-64x64";
    expectOnly(Hindrance::Mat, true);
}

TEST_F(ComparabilityTest, OtherImportedMatOfTheSameCells)
{
    before_.info.mat_id = kImportedMatId;
    before_.info.mat_title = "Tekscan 3150";
    after_.info.mat_id = kImportedMatId;
    after_.info.mat_title = "XSENSOR";
    expectOnly(Hindrance::Mat, true);
}

TEST_F(ComparabilityTest, OtherMatOfTheSameKind)
{
    before_.info.mat_serial = "1";
    after_.info.mat_serial = "2";
    expectOnly(Hindrance::Mat, true);
}

TEST_F(ComparabilityTest, OtherCells)
{
    after_.geometry = MatGeometry::create(8, 8, Length{10.0}, Length{15.0}).value();
    expectOnly(Hindrance::Mat, true);
}

TEST_F(ComparabilityTest, OtherSetUp)
{
    after_.info.setup = SetUp::ToolOnMat;
    expectOnly(Hindrance::SetUp, true);
    after_.info.setup = std::nullopt;
    expectOnly(Hindrance::SetUp, true);
    before_.info.setup = std::nullopt;
    expectOnly(Hindrance::SetUp, false);
}

TEST_F(ComparabilityTest, OtherTechnique)
{
    after_.info.technique = "";
    expectOnly(Hindrance::Technique, true);
}

TEST_F(ComparabilityTest, OtherSideUnlessThatIsMeant)
{
    after_.info.side = Side::Right;
    expectOnly(Hindrance::Side, true);
    EXPECT_TRUE(reasons(true).empty());
}

TEST_F(ComparabilityTest, OtherClient)
{
    after_.info.client_code = "P-2";
    expectOnly(Hindrance::Client, true);
}

TEST_F(ComparabilityTest, SameRecording)
{
    after_.info.session_id = "a";
    expectOnly(Hindrance::Order, true);
}

TEST_F(ComparabilityTest, WrongOrder)
{
    before_.info.started_at = std::chrono::sys_days{std::chrono::year{2026} / 11 / 14};
    after_.info.started_at = std::chrono::sys_days{std::chrono::year{2026} / 11 / 13};
    expectOnly(Hindrance::Order, false);
}

TEST_F(ComparabilityTest, OtherCalibration)
{
    after_.calibration.curve = LinearCalibration{.kpa_per_count = 0.12};
    expectOnly(Hindrance::Calibration, true);
    after_ = header("b");
    after_.calibration.cell_gain = CellArray<float>::Constant(8, 8, 1.1F);
    expectOnly(Hindrance::Calibration, true);
}

TEST_F(ComparabilityTest, OldCalibration)
{
    for (SessionHeader* header : {&before_, &after_}) {
        header->info.started_at = std::chrono::sys_days{std::chrono::year{2026} / 11 / 14};
    }
    before_.calibration.record = CalibrationRecord{.made_at = "2026-01-01T10:00:00Z"};
    after_.calibration.record = before_.calibration.record;
    EXPECT_TRUE(reasons().empty());
    before_.calibration.record->made_at = "2025-10-01T10:00:00Z";
    expectOnly(Hindrance::Calibration, false);
}

TEST_F(ComparabilityTest, BadQuality)
{
    after_results_.quality.grade = QualityGrade::C;
    expectOnly(Hindrance::Quality, false);
    after_results_.quality.grade = QualityGrade::D;
    expectOnly(Hindrance::Quality, true);
}

TEST_F(ComparabilityTest, Saturation)
{
    after_results_.saturated = CellMask::Constant(8, 8, 1);
    expectOnly(Hindrance::Saturation, false);
}

TEST_F(ComparabilityTest, OtherSettleTime)
{
    after_results_ = results(20.0);
    expectOnly(Hindrance::SettleTime, false);
    before_results_ = results(1000.0);
    after_results_ = results(400.0);
    EXPECT_TRUE(reasons().empty());
}

TEST_F(ComparabilityTest, WhatPreventsComesFirst)
{
    after_results_ = results(20.0);
    after_.info.client_code = "P-2";
    const auto found = reasons();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[0].prevents);
    EXPECT_FALSE(found[1].prevents);
}

TEST(DriftReason, IsSaidFromThreePerCentOn)
{
    EXPECT_FALSE(driftReason(100.0, 102.9).has_value());
    EXPECT_FALSE(driftReason(100.0, 104.0)->prevents);
    EXPECT_TRUE(driftReason(100.0, 80.0)->prevents);
}

TEST(PlacementReason, RefusesWhatDoesNotFit)
{
    EXPECT_TRUE(placementReason(std::nullopt)->prevents);
    EXPECT_TRUE(placementReason(Alignment{.overlap = 0.4, .correlation = 0.9})->prevents);
    EXPECT_TRUE(placementReason(Alignment{.overlap = 0.9, .correlation = 0.3})->prevents);
    EXPECT_FALSE(placementReason(Alignment{.overlap = 0.6, .correlation = 0.9}).has_value());
}

}  // namespace
}  // namespace palpate::analysis
