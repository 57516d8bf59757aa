#include "palpate/session/saved_results.hpp"

#include <cstdlib>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "palpate/session/session_reader.hpp"
#include "palpate/session/session_regions.hpp"
#include "palpate/support/same_results.hpp"
#include "palpate/support/temp_dir.hpp"

#include "coaching_samples.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "session_samples.hpp"

namespace palpate::session {
namespace {

SessionResults results()
{
    SessionResults made;
    made.settings.invalid_cells = {{.cell = {.row = 1, .col = 2}}};
    made.settings.regions = samples::regions();
    made.settings.tool_weight = Force{12.5};
    made.contact = Pressure{2.5};
    for (int i = 0; i < 8; ++i) {
        FrameMetrics frame{
            .sequence = 1000U + static_cast<std::uint64_t>(i), .valid = i != 5, .force_n = 1.5 * i};
        if (i != 3) {
            frame.mean_kpa = 4.0;
        }
        made.frames.push_back(frame);
    }
    made.summary.resize(metricColumns().size());
    made.summary[0] = MetricSummary{.mean = 5.25, .max = 10.5};
    const CellArray<float> map = CellArray<float>::Constant(3, 4, 7.5F);
    made.maps = {map, map, map, map, map, map, map, map};
    made.saturated = CellMask::Zero(3, 4);
    made.saturated(2, 3) = 1;
    made.holds = {Hold{.start_s = 1.0,
                       .end_s = 9.0,
                       .place = {.x_mm = 11.0, .y_mm = 12.0},
                       .shape = PatchShape::Ball,
                       .mean_n = 30.0,
                       .peak_kpa = 80.0,
                       .in_window = InWindow::Long,
                       .corrected_drift_pct = -2.5,
                       .percussion_hz = 31.5,
                       .flags = kPlaceSaturated | kPlaceGhostCorner}};
    made.coverage = {{.direction_deg = 45.0, .dwell_s_per_cm = {0.5, 0.25}, .missed_pct = 10.0},
                     {.direction_deg = 90.0, .dwell_s_per_cm = {0.75}}};
    made.spots = {
        Spot{.peak_kpa = 55.0, .evidence = SpotEvidence::Suggested},
        Spot{.place = {.x_mm = 3.0, .y_mm = 4.0},
             .evidence = SpotEvidence::Reported,
             .nrs = 6,
             .reports = {{.time_s = 2.0, .nrs = 7, .share = 0.75, .force_n = 41.0}, {.time_s = 3.0}},
             .ppt_kpa = 50.0,
             .ppt_n = 40.0,
             .trials = {{.time_s = 2.0, .kpa = 50.0, .n = 40.0, .is_dropped = true}},
             .flags = kPlaceFewCells}};
    for (const Region& region : made.settings.regions) {
        made.regions.push_back({.name = region.name,
                                .area_cm2 = 2.5,
                                .peak_kpa = MetricSummary{.mean = 4.0, .max = 9.0},
                                .is_at_least = region.name == "triangle"});
    }
    made.percussion_band = PercussionBand{.from_hz = 20.0, .to_hz = 40.0};
    made.strokes = {Stroke{
        .speed_mm_s = 25.0, .from = {.x_mm = 1.0 / 3.0, .y_mm = 2.0}, .to = {.x_mm = 31.0, .y_mm = 2.5}}};
    const CellArray<float> picture = CellArray<float>::Constant(2, 2, 12.5F);
    made.time_lapse = {
        .picture_s = 0.2, .block_cells = 2, .start_s = {0.0, 0.4}, .pictures = {picture, picture * 2.0F}};
    made.quality = {.grade = QualityGrade::B,
                    .reasons = {"3 frames lost"},
                    .lost_frames = 3,
                    .invalid_cells = {{.cell = {.row = 1, .col = 2}},
                                      {.cell = {.row = 0, .col = 3}, .kind = FaultKind::Hot}}};
    made.rate = Frequency{100.0};
    return made;
}

class SavedResultsOf : public ::testing::TestWithParam<std::optional<SetUp>> {};

TEST_P(SavedResultsOf, ReadBackInPythonAndReplaceEarlierOnes)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    auto header = samples::header(3, 4);
    header.info.setup = GetParam();
    samples::makeSession(path, header, 8);
    auto earlier = results();
    earlier.holds.clear();
    earlier.contact = Pressure{1.0};
    ASSERT_TRUE(saveResults(path, earlier));
    const auto saved = saveResults(path, results());
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(std::system(("/usr/bin/python3 " PALPATE_SOURCE_DIR "/tests/unit/session/check_results.py " +
                           path.string() + " " + (GetParam() ? std::string{toString(*GetParam())} : ""))
                              .c_str()),
              0);
    auto session = SessionReader::open(path);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_TRUE(session->readCounts(7));
}

/// What stands in `frames` besides the metrics comes from the session itself.
SessionResults ofSession(SessionResults made, const SessionReader& session)
{
    for (std::size_t i = 0; i < made.frames.size(); ++i) {
        made.frames[i].sequence = session.stamps()[i].sequence;
        made.frames[i].time_s = toSeconds(session.stamps()[i].time);
    }
    return made;
}

TEST_P(SavedResultsOf, AreLoadedToTheLastDigit)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    auto header = samples::header(3, 4);
    header.info.setup = GetParam();
    samples::makeSession(path, header, 8);
    const auto session = SessionReader::open(path).value();
    const auto origin = originOf(session, {}, "methods of today");
    const auto saved = saveResults(path, results(), origin);
    ASSERT_TRUE(saved) << saved.error().message;
    const auto loaded = loadResults(session, origin);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(support::differenceOf(*loaded, support::asShownIn(ofSession(results(), session), GetParam())),
              "");
    const auto by_others = loadResults(session, originOf(session, {}, "methods of tomorrow"));
    ASSERT_FALSE(by_others);
    EXPECT_EQ(by_others.error().code, ErrorCode::NotFound);
}

INSTANTIATE_TEST_SUITE_P(EverySetUp, SavedResultsOf,
                         ::testing::Values(std::nullopt, SetUp::ToolOnMat, SetUp::PressedFromAbove,
                                           SetUp::MatBetween));

TEST(SavedResults, OfTheCoachReadBackInPythonAndGoWhenThereAreNone)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::coachedHeader(3, 4), 8);
    auto coached = results();
    coached.coach = samples::coachResults();
    ASSERT_TRUE(saveResults(path, coached));
    const auto saved = saveResults(path, coached);
    ASSERT_TRUE(saved) << saved.error().message;
    const auto check = [&path](const std::string& wanted) {
        return std::system(("/usr/bin/python3 " PALPATE_SOURCE_DIR "/tests/unit/session/check_coach.py " +
                            path.string() + " " + wanted)
                               .c_str());
    };
    EXPECT_EQ(check("all"), 0);
    coached.coach = CoachResults{};
    ASSERT_TRUE(saveResults(path, coached));
    EXPECT_EQ(check("empty"), 0);
    coached.coach.reset();
    ASSERT_TRUE(saveResults(path, coached));
    EXPECT_EQ(check("none"), 0);
}

TEST(SavedResults, RefusesATextOfTheCoachThatIsNoUtf8)
{
    const support::TempDir folder;
    samples::makeSession(folder / "a.h5", samples::coachedHeader(3, 4), 8);
    auto coached = results();
    coached.coach = samples::coachResults();
    coached.coach->adherence[1].why = "R\xFC";
    const auto saved = saveResults(folder / "a.h5", coached);
    ASSERT_FALSE(saved);
    EXPECT_NE(saved.error().message.find("why of row 1 of adherence"), std::string::npos);
}

TEST(SavedResults, RefusesResultsOfAnotherSession)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(3, 4), 9);
    const auto before = samples::bytesOf(path);
    EXPECT_FALSE(saveResults(path, results()));
    samples::makeSession(folder / "b.h5", samples::header(3, 5), 8);
    EXPECT_FALSE(saveResults(folder / "b.h5", results()));
    EXPECT_EQ(samples::bytesOf(path), before);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));
}

std::optional<std::uint8_t> outdatedMark(const std::filesystem::path& path)
{
    const auto file = h5::openForReading(path);
    const auto metrics = h5::openGroup(file->get(), "metrics");
    return h5::readNumber<std::uint8_t>(metrics->get(), "outdated");
}

TEST(SavedResults, AreMarkedForOtherProgramsWhenWhatTheyWereComputedFromChanges)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(3, 4), 8);
    const auto are_current = [&path] {
        const auto session = SessionReader::open(path).value();
        return loadResults(session, originOf(session, {}, "m")).has_value();
    };
    ASSERT_TRUE(saveResults(path, results(), originOf(SessionReader::open(path).value(), {}, "m")));
    EXPECT_FALSE(outdatedMark(path));
    EXPECT_TRUE(are_current());
    ASSERT_TRUE(annotateSession(path, samples::marker()));
    EXPECT_EQ(outdatedMark(path), 1);
    EXPECT_FALSE(are_current());
    ASSERT_TRUE(removeEvent(path, samples::marker()));
    EXPECT_FALSE(outdatedMark(path));
    EXPECT_TRUE(are_current());
    ASSERT_TRUE(saveRegions(path, samples::regions()));
    EXPECT_EQ(outdatedMark(path), 1);
    ASSERT_TRUE(saveResults(path, results(), originOf(SessionReader::open(path).value(), {}, "m")));
    EXPECT_FALSE(outdatedMark(path));
}

TEST(SavedResults, OfUnknownOriginAreNeverCurrentAndMarkedWithTheFirstChange)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(3, 4), 8);
    ASSERT_TRUE(saveResults(path, results()));
    const auto session = SessionReader::open(path).value();
    EXPECT_FALSE(loadResults(session, originOf(session, {}, "")));
    EXPECT_FALSE(outdatedMark(path));
    ASSERT_TRUE(annotateSession(path, samples::marker()));
    EXPECT_EQ(outdatedMark(path), 1);
}

TEST(SavedResults, OfTheCoachAreLoadedToTheLastDigit)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(3, 4), 8);
    const auto session = SessionReader::open(path).value();
    const auto origin = originOf(session, {}, "m");
    auto coached = results();
    coached.coach = samples::coachResults();
    ASSERT_TRUE(saveResults(path, coached, origin));
    const auto loaded = loadResults(session, origin);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->coach, coached.coach);
}

}  // namespace
}  // namespace palpate::session
