#include "palpate/session/saved_results.hpp"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

SessionResults results()
{
    SessionResults made;
    made.settings.invalid_cells = {{.cell = {.row = 1, .col = 2}}};
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
    made.maps = {map, map, map, map, map, map};
    made.holds = {
        Hold{.start_s = 1.0, .end_s = 9.0, .place = {.x_mm = 11.0, .y_mm = 12.0}, .shape = PatchShape::Ball}};
    made.strokes = {Stroke{.speed_mm_s = 25.0}};
    made.quality = {.grade = QualityGrade::B, .reasons = {"3 frames lost"}, .lost_frames = 3};
    made.rate = Frequency{100.0};
    return made;
}

TEST(SavedResults, ReadBackInPythonAndReplaceEarlierOnes)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(3, 4), 8);
    auto earlier = results();
    earlier.holds.clear();
    earlier.contact = Pressure{1.0};
    ASSERT_TRUE(saveResults(path, earlier));
    const auto saved = saveResults(path, results());
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(std::system(("/usr/bin/python3 " PALPATE_SOURCE_DIR "/tests/unit/session/check_results.py " +
                           path.string())
                              .c_str()),
              0);
    auto session = SessionReader::open(path);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_TRUE(session->readCounts(7));
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

}  // namespace
}  // namespace palpate::session
