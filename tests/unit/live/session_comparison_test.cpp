#include "palpate/live/session_comparison.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/session/finalize.hpp"
#include "palpate/session/journal_writer.hpp"
#include "palpate/support/temp_dir.hpp"

namespace palpate::live {
namespace {

struct Place {
    int row;
    int col;
    std::uint16_t counts;
};

/// Two sessions of a mat of 16 x 16 cells of 10 mm, 0.1 kPa a count, 10 frames a second.
class SessionComparisonTest : public ::testing::Test {
  protected:
    /// `presses` times two seconds of load on these places, one second apart.
    std::filesystem::path record(const std::string& name, const std::vector<Place>& places, int presses)
    {
        auto path = folder_.path() / (name + ".h5");
        const SessionHeader header{
            .info = {.session_id = name, .mat_id = "test", .setup = SetUp::MatBetween, .client_code = "P-1"},
            .geometry = MatGeometry::create(16, 16, Length{10.0}, Length{10.0}).value(),
            .calibration = {.curve = LinearCalibration{.kpa_per_count = 0.1}}};
        {
            auto journal = session::JournalWriter::create(path, header, false).value();
            std::uint64_t sequence = 0;
            for (int press = 0; press < presses; ++press) {
                for (int frame = 0; frame < 30; ++frame) {
                    const RawFrame raw{
                        .stamp = {.sequence = sequence,
                                  .time = fromSeconds(0.1 * static_cast<double>(sequence))},
                        .counts = frame < 20 ? loaded(places, press) : CountArray(CountArray::Zero(16, 16))};
                    EXPECT_TRUE(journal.append(raw));
                    ++sequence;
                }
            }
            EXPECT_TRUE(journal.appendEnd({.frames_ok = sequence}));
            EXPECT_TRUE(journal.sync());
        }
        EXPECT_TRUE(session::finalizeJournal(path.string() + ".journal", false));
        return path;
    }

    /// A bump of 5 x 5 cells on every place, a little different with every press.
    static CountArray loaded(const std::vector<Place>& places, int press)
    {
        CountArray counts = CountArray::Zero(16, 16);
        for (const Place& place : places) {
            for (int row = -2; row <= 2; ++row) {
                for (int col = -2; col <= 2; ++col) {
                    const int share = (3 - std::abs(row)) * (3 - std::abs(col));
                    counts(place.row + row, place.col + col) =
                        static_cast<std::uint16_t>(place.counts * share / 9 + 7 * ((press * 5) % 4));
                }
            }
        }
        return counts;
    }

    static SessionComparison compared(const ComparisonRequest& request)
    {
        auto result = compareSessions(request);
        EXPECT_TRUE(result) << result.error().message;
        return std::move(*result);
    }

    static const MetricChange* find(const Comparison& comparison, std::string_view name)
    {
        const auto found =
            std::find_if(comparison.metrics.begin(), comparison.metrics.end(),
                         [name](const MetricChange& change) { return change.measure.name == name; });
        return found == comparison.metrics.end() ? nullptr : &*found;
    }

    support::TempDir folder_;
    std::vector<Place> places_{{4, 5, 400}, {9, 11, 300}, {12, 4, 200}};
};

TEST_F(SessionComparisonTest, JudgesByTheBandsThatItIsGiven)
{
    auto harder = places_;
    for (Place& place : harder) {
        place.counts = static_cast<std::uint16_t>(place.counts + 200);
    }
    ComparisonRequest request{.before = record("a", places_, 2), .after = record("b", harder, 2)};
    request.bands = {{.measure = "peak_kpa", .unit = "kPa", .mdc95 = 5.0, .source = "test"}};
    const Comparison comparison = compared(request).comparison;
    EXPECT_TRUE(comparison.is_comparable);
    const MetricChange* const peak = find(comparison, "peak_kpa");
    ASSERT_NE(peak, nullptr);
    EXPECT_NEAR(peak->change.value(), 20.0, 1e-3);
    EXPECT_EQ(peak->verdict, Verdict::ClearChange);
    EXPECT_EQ(comparison.headline, "Peak pressure is clearly higher than before.");
    EXPECT_FALSE(find(comparison, "force_n")->verdict.has_value());
}

TEST_F(SessionComparisonTest, LaysTheSecondMapOntoTheFirst)
{
    auto moved = places_;
    for (Place& place : moved) {
        ++place.row;
        place.col -= 2;
    }
    const Comparison comparison =
        compared({.before = record("a", places_, 1), .after = record("b", moved, 1)}).comparison;
    ASSERT_TRUE(comparison.alignment);
    EXPECT_NEAR(comparison.alignment->dx_mm, -20.0, 1.0);
    EXPECT_NEAR(comparison.alignment->dy_mm, 10.0, 1.0);
    ASSERT_TRUE(comparison.map);
    EXPECT_LT(comparison.map->moved_pct, 3.0);
}

TEST_F(SessionComparisonTest, TestsTheMapsOfRepeatedPresses)
{
    auto lighter = places_;
    lighter[1].counts = 120;
    ComparisonRequest request{.before = record("a", places_, 8), .after = record("b", lighter, 8)};
    request.tests_maps = true;
    const Comparison comparison = compared(request).comparison;
    ASSERT_TRUE(comparison.map_test) << comparison.map_test_refusal;
    EXPECT_EQ(comparison.map_test->pairs, 8);
    EXPECT_TRUE(comparison.map_test->is_exact);
    ASSERT_FALSE(comparison.map_test->clusters.empty());
    const MapCluster& cluster = comparison.map_test->clusters.front();
    // Of smoothed maps.
    EXPECT_LT(cluster.mean_difference_kpa, -2.0);
    EXPECT_NEAR(cluster.place.x_mm, 115.0, 15.0);
    EXPECT_NEAR(cluster.place.y_mm, 95.0, 15.0);
    EXPECT_LE(cluster.p, 0.05);
}

TEST_F(SessionComparisonTest, RefusesTheMapTestWithFewPresses)
{
    ComparisonRequest request{.before = record("a", places_, 3), .after = record("b", places_, 4)};
    request.tests_maps = true;
    const Comparison comparison = compared(request).comparison;
    EXPECT_FALSE(comparison.map_test);
    EXPECT_NE(comparison.map_test_refusal.find("before: 3, after: 4"), std::string::npos);
}

TEST_F(SessionComparisonTest, AControlSiteNeedsBothRecordings)
{
    const auto path = record("a", places_, 1);
    const auto result = compareSessions({.before = path, .after = path, .control_before = path});
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("control site"), std::string::npos);
}

TEST_F(SessionComparisonTest, AnEmptyRecordingHasNoPlace)
{
    const Comparison comparison =
        compared({.before = record("a", places_, 1), .after = record("b", {}, 1)}).comparison;
    EXPECT_FALSE(comparison.is_comparable);
    EXPECT_FALSE(comparison.alignment);
    EXPECT_FALSE(comparison.map);
}

TEST_F(SessionComparisonTest, CanBeCancelled)
{
    const auto result = compareSessions({.before = record("a", places_, 1), .after = record("b", places_, 1)},
                                        [] { return true; });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace palpate::live
