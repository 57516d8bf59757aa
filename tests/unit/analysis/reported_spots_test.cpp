#include "palpate/analysis/reported_spots.hpp"

#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::empty;
using testing::mat;

constexpr Pressure kHold{10.0};

Event pain(double time_s, std::optional<int> nrs = {}, std::optional<MatPoint> place = {})
{
    return {.time = fromSeconds(time_s), .kind = EventKind::Pain, .nrs = nrs, .place = place};
}

Patch loadAt(double x_mm, double y_mm, double force_n, PatchShape shape = PatchShape::Ball,
             double peak_kpa = 30.0)
{
    return {.cells = 4,
            .area = Area{4.0},
            .force = Force{force_n},
            .peak = Pressure{peak_kpa},
            .centroid = {.x_mm = x_mm, .y_mm = y_mm},
            .radius = Length{11.0},
            .shape = shape,
            .peak_cell = {.row = static_cast<int>(y_mm / 10.0), .col = static_cast<int>(x_mm / 10.0)}};
}

/// A mat of 300 x 300 mm with reports on it.
class ReportedSpotsTest : public ::testing::Test {
  protected:
    void report(const Event& event, const std::vector<Patch>& loads)
    {
        std::vector<LoadNow> now;
        for (const Patch& load : loads) {
            now.push_back({.patch = &load});
        }
        spots_.add(event, now, kpa_, finder_);
    }

    [[nodiscard]] const std::vector<ReportedPlace>& places() const { return spots_.places(); }
    [[nodiscard]] std::uint64_t unplaced() const { return spots_.unplaced(); }

    PressureArray& kpa() { return kpa_; }
    ReportedSpots& spots() { return spots_; }
    LoadFinder& finder() { return finder_; }

  private:
    MeasuredMat mat_ = mat(30, 30);
    PressureArray kpa_ = empty(mat_);
    LoadFinder finder_{mat_, kHold};
    ReportedSpots spots_{mat_, kHold};
};

TEST_F(ReportedSpotsTest, TheHeavierOfTwoBallsIsMeant)
{
    // Over the contact threshold of 1 kPa, 4 cm2 take 0.4 N off each.
    report(pain(5.0, 6), {loadAt(100, 100, 20.4), loadAt(200, 200, 5.4)});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_DOUBLE_EQ(places()[0].spot.place.x_mm, 100.0);
    ASSERT_EQ(places()[0].reports.size(), 1U);
    const PainReport& said = places()[0].reports[0];
    EXPECT_DOUBLE_EQ(said.time_s, 5.0);
    EXPECT_EQ(said.nrs, 6);
    EXPECT_NEAR(said.share, 0.8, 1e-12);
    EXPECT_DOUBLE_EQ(said.peak_kpa, 30.0);
    EXPECT_DOUBLE_EQ(said.force_n, 20.4);
}

TEST_F(ReportedSpotsTest, ALoadOfHalfTheHeaviestIsMeantAsWell)
{
    report(pain(5.0), {loadAt(100, 100, 20.4), loadAt(200, 200, 10.4), loadAt(200, 50, 10.3)});
    ASSERT_EQ(places().size(), 2U);
    const double sum_n = 20.0 + 10.0 + 9.9;
    EXPECT_NEAR(places()[0].reports[0].share, 20.0 / sum_n, 1e-12);
    EXPECT_NEAR(places()[1].reports[0].share, 10.0 / sum_n, 1e-12);
}

TEST_F(ReportedSpotsTest, AToolIsMeantAndNotTheBodyAroundIt)
{
    report(pain(5.0), {loadAt(100, 100, 400.0, PatchShape::Body), loadAt(200, 200, 10.4)});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_DOUBLE_EQ(places()[0].spot.place.x_mm, 200.0);
    EXPECT_DOUBLE_EQ(places()[0].reports[0].share, 1.0);
}

TEST_F(ReportedSpotsTest, AToolUnderHalfTheHoldLevelIsNone)
{
    report(pain(5.0),
           {loadAt(100, 100, 400.0, PatchShape::Body), loadAt(200, 200, 10.4, PatchShape::Ball, 4.9)});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_DOUBLE_EQ(places()[0].spot.place.x_mm, 100.0);
}

TEST_F(ReportedSpotsTest, WeakLoadsHaveNoPartWhereATool)
{
    report(pain(5.0), {loadAt(100, 100, 20.4), loadAt(200, 200, 20.4, PatchShape::Ball, 4.9)});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_DOUBLE_EQ(places()[0].reports[0].share, 1.0);
}

TEST_F(ReportedSpotsTest, AFocusWeighsWithAllOfItsForce)
{
    Patch focus = loadAt(100, 100, 10.0);
    focus.is_focus = true;
    report(pain(5.0), {focus, loadAt(200, 200, 10.4)});
    ASSERT_EQ(places().size(), 2U);
    EXPECT_NEAR(places()[0].reports[0].share, 0.5, 1e-12);
}

TEST_F(ReportedSpotsTest, APlaceMeansTheNearestLoadWithin40Millimetres)
{
    report(pain(5.0, 4, MatPoint{.x_mm = 139.0, .y_mm = 100.0}),
           {loadAt(100, 100, 5.0), loadAt(200, 100, 50.0)});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_DOUBLE_EQ(places()[0].spot.place.x_mm, 100.0);
    EXPECT_DOUBLE_EQ(places()[0].reports[0].share, 1.0);
}

TEST_F(ReportedSpotsTest, APlaceWithinALargeLoadMeansIt)
{
    Patch body = loadAt(100, 100, 300.0, PatchShape::Body);
    body.radius = Length{90.0};
    report(pain(5.0, 4, MatPoint{.x_mm = 180.0, .y_mm = 100.0}), {body});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_DOUBLE_EQ(places()[0].spot.place.x_mm, 100.0);
}

TEST_F(ReportedSpotsTest, APlaceAwayFromLoadsIsThatCell)
{
    kpa()(14, 23) = 3.0F;
    report(pain(5.0, 4, MatPoint{.x_mm = 233.0, .y_mm = 147.0}), {loadAt(100, 100, 5.0)});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_EQ(places()[0].spot.peak_cell, (CellIndex{.row = 14, .col = 23}));
    EXPECT_EQ(places()[0].spot.cells, (std::vector<Eigen::Index>{14 * 30 + 23}));
    EXPECT_DOUBLE_EQ(places()[0].reports[0].peak_kpa, 3.0);
    EXPECT_NEAR(places()[0].reports[0].force_n, 0.3, 1e-12);
    EXPECT_EQ(unplaced(), 0U);
}

TEST_F(ReportedSpotsTest, ThatFindNothingAreCounted)
{
    report(pain(5.0, 4), {});
    report(pain(6.0, 4, MatPoint{.x_mm = 301.0, .y_mm = 100.0}), {});
    report(pain(7.0, 4, MatPoint{.x_mm = 100.0, .y_mm = -1.0}), {});
    EXPECT_TRUE(places().empty());
    EXPECT_EQ(unplaced(), 3U);
}

TEST_F(ReportedSpotsTest, ReportsWithin20MillimetresAreOneSpot)
{
    report(pain(5.0, 4), {loadAt(100, 100, 5.0)});
    report(pain(6.0, 7), {loadAt(120, 100, 5.0)});
    report(pain(7.0, 5), {loadAt(100, 121, 5.0)});
    ASSERT_EQ(places().size(), 2U);
    EXPECT_DOUBLE_EQ(places()[0].spot.place.x_mm, 100.0) << "the place of the first report";
    EXPECT_EQ(places()[0].reports.size(), 2U);
    EXPECT_EQ(places()[1].reports.size(), 1U);
}

TEST_F(ReportedSpotsTest, ReportsWithinTheSmallerRadiusAreOneSpot)
{
    Patch wide = loadAt(100, 100, 50.0);
    wide.radius = Length{35.0};
    Patch near = loadAt(134, 100, 50.0);
    near.radius = Length{40.0};
    report(pain(5.0), {wide});
    report(pain(6.0), {near});
    EXPECT_EQ(places().size(), 1U);
    near.radius = Length{33.0};
    near.centroid.x_mm = 66.0;
    report(pain(7.0), {near});
    EXPECT_EQ(places().size(), 2U);
}

TEST_F(ReportedSpotsTest, TheCellsAreThoseOfTheHighestPeak)
{
    kpa()(10, 10) = 20.0F;
    kpa()(10, 11) = 12.0F;
    report(pain(5.0), {loadAt(105, 105, 5.0, PatchShape::Ball, 20.0)});
    EXPECT_EQ(places()[0].spot.cells.size(), 2U);
    kpa()(10, 10) = 40.0F;
    report(pain(6.0), {loadAt(105, 105, 5.0, PatchShape::Ball, 40.0)});
    EXPECT_EQ(places()[0].spot.cells.size(), 1U);
    kpa()(10, 10) = 20.0F;
    report(pain(7.0), {loadAt(105, 105, 5.0, PatchShape::Ball, 20.0)});
    EXPECT_EQ(places()[0].spot.cells.size(), 1U);
}

TEST_F(ReportedSpotsTest, ALaterReportWithoutALoadTakesNoCellsAway)
{
    kpa()(10, 10) = 20.0F;
    kpa()(10, 11) = 12.0F;
    report(pain(5.0), {loadAt(105, 105, 5.0, PatchShape::Ball, 20.0)});
    kpa().setZero();
    report(pain(9.0, 3, MatPoint{.x_mm = 115.0, .y_mm = 105.0}), {});
    ASSERT_EQ(places().size(), 1U);
    EXPECT_EQ(places()[0].reports.size(), 2U);
    EXPECT_EQ(places()[0].spot.cells.size(), 2U);
    EXPECT_EQ(places()[0].spot.peak_cell, (CellIndex{.row = 10, .col = 10}));
}

TEST_F(ReportedSpotsTest, TheFirstReportOfARampIsATrial)
{
    PressHistory history;
    const Patch load = loadAt(100, 100, 12.0);
    for (int k = 0; k <= 30; ++k) {
        history.add(0.1 * k, {.peak = Pressure{1.0 * k}});
    }
    spots().add(pain(3.0, 2), {{.patch = &load, .history = &history}}, kpa(), finder());
    spots().add(pain(3.0, 8), {{.patch = &load, .history = &history}}, kpa(), finder());
    ASSERT_EQ(places().size(), 1U);
    ASSERT_EQ(places()[0].trials.size(), 1U);
    const ThresholdTrial& trial = places()[0].trials[0];
    EXPECT_DOUBLE_EQ(trial.time_s, 3.0);
    EXPECT_DOUBLE_EQ(trial.kpa, 30.0);
    EXPECT_DOUBLE_EQ(trial.n, 12.0);
    EXPECT_NEAR(trial.ramp_kpa_s, 10.0, 1e-9);
    EXPECT_EQ(places()[0].reports.size(), 2U);
}

}  // namespace
}  // namespace palpate::analysis
