#include "palpate/analysis/spots.hpp"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::addBall;

/// Everything that spots are made from, on a mat of 200 x 200 mm.
struct Session {
    MatGeometry geometry = testing::header(20, 20).geometry;
    std::vector<ReportedPlace> reported;
    std::vector<Hold> holds;
    SessionMaps maps;
    CellMask saturated = CellMask::Zero(20, 20);
    AnalysisSettings settings;
    std::optional<Pressure> calibrated_to;

    Session()
    {
        for (CellArray<float>* map : {&maps.peak_kpa, &maps.mean_kpa, &maps.pti_kpa_s,
                                      &maps.sustained_longest_s, &maps.sustained_kpa}) {
            *map = CellArray<float>::Zero(20, 20);
        }
    }

    [[nodiscard]] std::vector<Spot> spots() const
    {
        return spotsOf({.reported = reported,
                        .holds = holds,
                        .maps = maps,
                        .geometry = geometry,
                        .saturated = saturated,
                        .settings = settings,
                        .calibrated_to = calibrated_to});
    }
};

ReportedPlace reportedAt(double x_mm, double y_mm, const std::vector<Eigen::Index>& cells,
                         const std::vector<PainReport>& reports = {{.time_s = 10.0, .nrs = 5}})
{
    return {.spot = {.place = {.x_mm = x_mm, .y_mm = y_mm}, .cells = cells}, .reports = reports};
}

Hold holdAt(double x_mm, double y_mm, double start_s, double end_s)
{
    return {.start_s = start_s,
            .end_s = end_s,
            .duration_s = end_s - start_s,
            .place = {.x_mm = x_mm, .y_mm = y_mm},
            .shape = PatchShape::Ball};
}

/// A ball that rested at the place for `longest_s`.
void rest(Session& session, double x_mm, double y_mm)
{
    addBall(session.maps.sustained_kpa, x_mm, y_mm, 30.0, 14.0);
    session.maps.sustained_longest_s.setConstant(20.0F);
    session.holds.push_back(holdAt(x_mm, y_mm, 0.0, 20.0));
}

TEST(Spots, ReportedOnesAreMeasuredOnTheMapsOverTheirCells)
{
    Session session;
    const std::vector<Eigen::Index> cells{210, 211, 230, 231};
    for (const Eigen::Index cell : cells) {
        session.maps.peak_kpa.data()[cell] = 20.0F;
        session.maps.mean_kpa.data()[cell] = 8.0F;
        session.maps.pti_kpa_s.data()[cell] = 100.0F;
        session.maps.sustained_longest_s.data()[cell] = 9.0F;
    }
    session.maps.peak_kpa.data()[211] = 33.0F;
    session.maps.mean_kpa.data()[211] = 12.0F;
    session.maps.pti_kpa_s.data()[211] = 140.0F;
    session.maps.sustained_longest_s.data()[230] = 11.0F;
    session.reported = {reportedAt(110.0, 110.0, cells)};
    const auto spots = session.spots();
    ASSERT_EQ(spots.size(), 1U);
    EXPECT_EQ(spots[0].evidence, SpotEvidence::Reported);
    EXPECT_DOUBLE_EQ(spots[0].area_cm2, 4.0);
    EXPECT_DOUBLE_EQ(spots[0].peak_kpa, 33.0);
    EXPECT_DOUBLE_EQ(spots[0].mean_kpa, 9.0);
    EXPECT_DOUBLE_EQ(spots[0].pti_kpa_s, 110.0);
    EXPECT_DOUBLE_EQ(spots[0].sustained_s, 11.0);
    EXPECT_DOUBLE_EQ(spots[0].place.x_mm, 110.0) << "no hold: the load at the first report";
    EXPECT_EQ(spots[0].flags, 0);
}

TEST(Spots, LieAtTheHoldsInWhichTheyWereReported)
{
    Session session;
    session.reported = {
        reportedAt(100.0, 100.0, {210}, {{.time_s = 10.0, .nrs = 5}, {.time_s = 50.0, .nrs = 6}})};
    session.holds = {holdAt(104.0, 100.0, 0.0, 30.0), holdAt(100.0, 108.0, 45.0, 55.0),
                     holdAt(110.0, 100.0, 60.0, 90.0),  // nothing was said in it
                     holdAt(121.0, 100.0, 0.0, 30.0)};  // another place
    const auto spots = session.spots();
    EXPECT_NEAR(spots.at(0).place.x_mm, (30.0 * 104.0 + 10.0 * 100.0) / 40.0, 1e-9);
    EXPECT_NEAR(spots.at(0).place.y_mm, (30.0 * 100.0 + 10.0 * 108.0) / 40.0, 1e-9);
}

TEST(Spots, KeepTheCourseOfTheRatingAndItsLastValue)
{
    Session session;
    session.reported = {reportedAt(100.0, 100.0, {210},
                                   {{.time_s = 10.0, .nrs = 8, .share = 0.7},
                                    {.time_s = 20.0, .nrs = 4, .share = 1.0},
                                    {.time_s = 30.0}})};
    const Spot spot = session.spots().at(0);
    EXPECT_EQ(spot.nrs, 4);
    ASSERT_EQ(spot.reports.size(), 3U);
    EXPECT_EQ(spot.reports[0].nrs, 8);
    EXPECT_DOUBLE_EQ(spot.reports[0].share, 0.7);
    EXPECT_FALSE(spot.reports[2].nrs);
}

TEST(Spots, TheThresholdIsTheMeanOfTheTrials)
{
    Session session;
    session.reported = {reportedAt(100.0, 100.0, {210})};
    EXPECT_FALSE(session.spots().at(0).ppt_kpa) << "no trial";
    auto& trials = session.reported[0].trials;
    trials = {{.kpa = 60.0, .n = 12.0}, {.kpa = 30.0, .n = 6.0}};
    session.settings.drops_first_trial = true;
    EXPECT_DOUBLE_EQ(session.spots().at(0).ppt_kpa.value(), 45.0) << "of two none is dropped";
    trials.push_back({.kpa = 36.0, .n = 8.0});
    const Spot dropped = session.spots().at(0);
    EXPECT_DOUBLE_EQ(dropped.ppt_kpa.value(), 33.0);
    EXPECT_DOUBLE_EQ(dropped.ppt_n.value(), 7.0);
    ASSERT_EQ(dropped.trials.size(), 3U) << "it stays listed";
    EXPECT_TRUE(dropped.trials[0].is_dropped);
    EXPECT_FALSE(dropped.trials[1].is_dropped);
    session.settings.drops_first_trial = false;
    EXPECT_DOUBLE_EQ(session.spots().at(0).ppt_kpa.value(), 42.0);
}

TEST(Spots, SayWhatLimitsTheirNumbers)
{
    const auto flagsOf = [](const Session& session) { return session.spots().at(0).flags; };
    Session session;
    session.reported = {reportedAt(100.0, 100.0, {210, 211, 212, 213})};
    EXPECT_EQ(flagsOf(session), 0);
    session.reported = {reportedAt(100.0, 100.0, {210, 211, 212})};
    EXPECT_EQ(flagsOf(session), kPlaceFewCells);
    session.reported = {reportedAt(10.0, 100.0, {200, 201, 202, 203})};
    EXPECT_EQ(flagsOf(session), kPlaceAtEdge);
    session.reported = {reportedAt(100.0, 100.0, {210, 211, 212, 213})};
    session.saturated.data()[211] = 1;
    EXPECT_EQ(flagsOf(session), kPlaceSaturated);
    session.saturated.setZero();
    session.maps.peak_kpa.data()[211] = 41.0F;
    session.calibrated_to = Pressure{41.0};
    EXPECT_EQ(flagsOf(session), 0);
    session.calibrated_to = Pressure{40.9};
    EXPECT_EQ(flagsOf(session), kPlaceOutsideCalibration);
}

TEST(Spots, ASuggestedOneNextToAReportedOneIsThatOne)
{
    Session session;
    rest(session, 95.0, 105.0);
    ASSERT_EQ(session.spots().size(), 1U);
    EXPECT_EQ(session.spots()[0].evidence, SpotEvidence::Suggested);
    session.reported = {reportedAt(124.0, 105.0, {210})};
    ASSERT_EQ(session.spots().size(), 1U) << "29 mm away";
    EXPECT_EQ(session.spots()[0].evidence, SpotEvidence::Reported);
    session.reported = {reportedAt(126.0, 105.0, {210})};
    ASSERT_EQ(session.spots().size(), 2U) << "31 mm away";
    EXPECT_EQ(session.spots()[0].evidence, SpotEvidence::Reported) << "reported ones first";
}

TEST(Spots, WhereNothingRestedNoneIsSuggested)
{
    Session session;
    rest(session, 95.0, 105.0);
    session.holds = {holdAt(126.0, 105.0, 0.0, 20.0)};
    EXPECT_TRUE(session.spots().empty());
    session.holds[0].shape = PatchShape::Body;
    EXPECT_EQ(session.spots().size(), 1U) << "a body lies over all of it";
}

TEST(Spots, CellsThatTakeNoPartDoNotCount)
{
    Session session;
    session.maps.peak_kpa.data()[211] = std::numeric_limits<float>::quiet_NaN();
    session.maps.peak_kpa.data()[210] = 20.0F;
    session.reported = {reportedAt(110.0, 110.0, {210, 211})};
    EXPECT_DOUBLE_EQ(session.spots().at(0).area_cm2, 1.0);
    EXPECT_DOUBLE_EQ(session.spots().at(0).peak_kpa, 20.0);
}

}  // namespace
}  // namespace palpate::analysis
