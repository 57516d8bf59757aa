#include "palpate/live/landmarks.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/session/finalize.hpp"
#include "palpate/session/journal_writer.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

namespace palpate::live {
namespace {

Event marker(const std::string& text, double x_mm)
{
    return {.time = SessionTime{0},
            .kind = EventKind::Marker,
            .nrs = std::nullopt,
            .place = MatPoint{.x_mm = x_mm, .y_mm = 10.0},
            .text = text};
}

/// One second of an empty mat.
std::filesystem::path recordVisit(const std::filesystem::path& folder, const std::string& name)
{
    constexpr std::uint64_t kFrames = 10;
    auto path = folder / (name + ".h5");
    const SessionHeader header{
        .info = {.session_id = name, .mat_id = "test", .setup = SetUp::MatBetween, .client_code = "P-1"},
        .geometry = MatGeometry::create(8, 8, Length{10.0}, Length{10.0}).value(),
        .calibration = {.curve = LinearCalibration{.kpa_per_count = 0.1}}};
    {
        auto journal = session::JournalWriter::create(path, header, false).value();
        for (std::uint64_t frame = 0; frame < kFrames; ++frame) {
            EXPECT_TRUE(journal.append(
                RawFrame{.stamp = {.sequence = frame, .time = fromSeconds(0.1 * static_cast<double>(frame))},
                         .counts = CountArray::Zero(8, 8)}));
        }
        EXPECT_TRUE(journal.appendEnd({.frames_ok = kFrames}));
        EXPECT_TRUE(journal.sync());
    }
    EXPECT_TRUE(session::finalizeJournal(path.string() + ".journal", false));
    return path;
}

TEST(Landmarks, AreMarkersOfOneTextWithAPlaceInBoth)
{
    Event placeless = marker("hip", 5.0);
    placeless.place.reset();
    Event rating = marker("C7", 7.0);
    rating.kind = EventKind::Pain;
    const auto landmarks = landmarksOf({marker("C7", 1.0), marker("L5", 2.0), marker("hip", 3.0)},
                                       {marker("L5", 4.0), rating, placeless, marker("", 6.0)});
    ASSERT_EQ(landmarks.size(), 1U);
    EXPECT_EQ(landmarks[0].text, "L5");
    EXPECT_DOUBLE_EQ(landmarks[0].before.x_mm, 2.0);
    EXPECT_DOUBLE_EQ(landmarks[0].after.x_mm, 4.0);
}

TEST(Landmarks, HaveNamesThatNoOtherVisitHas)
{
    std::vector<Landmark> first(2);
    first[0].text = "C7";
    std::vector<Landmark> later(2);
    const std::chrono::system_clock::time_point now{std::chrono::hours{495'000}};
    nameLandmarks(first, now);
    nameLandmarks(later, now + std::chrono::seconds{1});
    EXPECT_EQ(first[0].text, "C7");
    EXPECT_EQ(first[1].text, "landmark 2, set 2026-06-21 00:00:00 UTC");
    EXPECT_NE(later[1].text, first[1].text);
}

class KeptLandmarks : public ::testing::Test {
  protected:
    static std::vector<Event> events(const std::filesystem::path& path)
    {
        return session::SessionReader::open(path).value().events();
    }
    [[nodiscard]] std::vector<Landmark> stored() const
    {
        return landmarksOf(events(before_), events(after_));
    }

    support::TempDir folder_;
    std::filesystem::path before_ = recordVisit(folder_.path(), "before");
    std::filesystem::path after_ = recordVisit(folder_.path(), "after");
    std::vector<Landmark> landmarks_{
        {.text = "one", .before = {.x_mm = 1.1, .y_mm = 2.2}, .after = {.x_mm = 3.3, .y_mm = 4.4}},
        {.text = "two", .before = {.x_mm = 51.1, .y_mm = 2.2}, .after = {.x_mm = 53.3, .y_mm = 4.4}}};
};

TEST_F(KeptLandmarks, AreTheOnesOfBothFiles)
{
    ASSERT_TRUE(session::annotateSession(before_, marker("alone", 9.0)));
    ASSERT_TRUE(keepLandmarks(before_, after_, landmarks_));
    EXPECT_EQ(stored(), landmarks_);
    // Once more: nothing is there twice.
    ASSERT_TRUE(keepLandmarks(before_, after_, landmarks_));
    EXPECT_EQ(events(after_).size(), 2U);
    // One less, one moved: both files lose what was there.
    std::vector<Landmark> changed{landmarks_[1]};
    changed[0].after.x_mm += 1.0;
    changed[0].text = "three";
    ASSERT_TRUE(keepLandmarks(before_, after_, changed));
    EXPECT_EQ(stored(), changed);
    EXPECT_EQ(events(after_).size(), 1U);
    // What only one of them has is none.
    EXPECT_EQ(events(before_).size(), 2U);
}

TEST_F(KeptLandmarks, LeaveTheFirstFileAsItWasWhereTheSecondCannotBeChanged)
{
    // A folder stands where the changed copy is to be written.
    std::filesystem::create_directory(after_.string() + ".part");
    const auto kept = keepLandmarks(before_, after_, landmarks_);
    ASSERT_FALSE(kept.has_value());
    EXPECT_NE(kept.error().message.find("after.h5"), std::string::npos) << kept.error().message;
    EXPECT_TRUE(events(before_).empty());
    EXPECT_TRUE(events(after_).empty());
}

TEST_F(KeptLandmarks, NameTheFileThatIsMissing)
{
    const auto kept = keepLandmarks(before_, folder_ / "none.h5", landmarks_);
    ASSERT_FALSE(kept.has_value());
    EXPECT_NE(kept.error().message.find("none.h5"), std::string::npos);
    EXPECT_TRUE(events(before_).empty());
}

}  // namespace
}  // namespace palpate::live
