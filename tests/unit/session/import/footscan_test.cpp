#include <gmock/gmock.h>

#include "palpate/core/units.hpp"

#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using std::chrono::microseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// 2 rows of 3 sensors.
constexpr const char* kTwoFrames =
    "Frame 0 (0.00 ms)\r\n0.0\t1.5\t2.0\r\n3.0\t0.0\t0.5\r\n\r\n"
    "Frame 1 (7.94 ms)\r\n1.0\t0.0\t0.0\r\n0.0\t4.0\t0.0\r\n\r\n";

ImportOptions given()
{
    return {.pitch_x = Length{5.0}, .pitch_y = Length{8.0}, .unit = ImportUnit::Newton};
}

std::string changed(const std::string& what, const std::string& by)
{
    std::string text = kTwoFrames;
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

TEST(Footscan, ReadsForcesAsPressureAtTheTimesOfTheFrameLines)
{
    const auto read = readAll(kTwoFrames, given());
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "footscan-text");
    const auto& header = read->header();
    EXPECT_EQ(header.geometry.rows(), 2);
    EXPECT_EQ(header.geometry.cols(), 3);
    EXPECT_EQ(header.geometry.pitchXMm(), 5.0);
    EXPECT_EQ(header.geometry.pitchYMm(), 8.0);
    EXPECT_EQ(header.calibration.source, "footscan-text, option --unit n");
    EXPECT_FALSE(header.nominal_rate);
    ASSERT_EQ(read->pressure.size(), 2U);
    // 1 N on 0.4 cm2 are 25 kPa.
    EXPECT_THAT(cellsOf(read->pressure[0].kpa), ElementsAre(0, 37.5, 50, 75, 0, 12.5));
    EXPECT_THAT(cellsOf(read->pressure[1].kpa), ElementsAre(25, 0, 0, 0, 100, 0));
    EXPECT_EQ(read->pressure[0].stamp.time, microseconds{0});
    EXPECT_EQ(read->pressure[1].stamp.time, microseconds{7940});
    EXPECT_EQ(read->pressure[1].stamp.sequence, 1U);
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameGood);
    EXPECT_THAT(read->left_out, IsEmpty());
}

TEST(Footscan, AsksForWhatTheFileDoesNotSay)
{
    EXPECT_THAT(refusalOf(kTwoFrames, {}),
                AllOf(HasSubstr("--pitch-mm"), HasSubstr("5.08,7.62"), HasSubstr("--unit")));
    auto counts = given();
    counts.unit = ImportUnit::Counts;
    EXPECT_THAT(refusalOf(kTwoFrames, counts), HasSubstr("--counts-per-kpa"));
}

TEST(Footscan, RefusesOptionsThatContradictTheFile)
{
    auto options = given();
    options.rows = 3;
    EXPECT_THAT(refusalOf(kTwoFrames, options), HasSubstr("--rows"));
    options.rows = 2;
    options.cols = 2;
    EXPECT_THAT(refusalOf(kTwoFrames, options), HasSubstr("--cols"));
    options.cols = 3;
    options.rate = Frequency{126.0};
    EXPECT_EQ(readAll(kTwoFrames, options)->frames(), 2U);
    options.rate = Frequency{12.6};
    EXPECT_THAT(refusalOf(kTwoFrames, options), AllOf(HasSubstr("line 5"), HasSubstr("--rate")));
}

TEST(Footscan, DamageIsNamedWithItsLine)
{
    EXPECT_THAT(refusalOf(changed("0.0\t4.0\t0.0", "0.0\t4.0"), given()),
                AllOf(HasSubstr("line 7"), HasSubstr("2 of 3")));
    EXPECT_THAT(refusalOf(changed("0.0\t4.0", "0.0\t4.x"), given()),
                AllOf(HasSubstr("line 7"), HasSubstr("'4.x'")));
    EXPECT_THAT(refusalOf(changed("1.0\t0.0\t0.0\r\n", ""), given()),
                AllOf(HasSubstr("line 7"), HasSubstr("after 1 rows of 2")));
    EXPECT_THAT(refusalOf(changed("1.0\t0.0\t0.0\r\n", "1.0\t0.0\t0.0\r\n1.0\t0.0\t0.0\r\n"), given()),
                AllOf(HasSubstr("line 8"), HasSubstr("row 3")));
    EXPECT_THAT(refusalOf(changed("Frame 1", "Frame 2"), given()),
                AllOf(HasSubstr("line 5"), HasSubstr("frame 2 follows frame 0")));
    EXPECT_THAT(refusalOf(changed("7.94 ms", "0.00 ms"), given()),
                AllOf(HasSubstr("line 5"), HasSubstr("0 ms")));
    EXPECT_THAT(refusalOf(changed("7.94 ms", "99999999 ms"), given()), HasSubstr("no time of frame 1"));
    EXPECT_THAT(refusalOf(changed("Frame 1 (7.94 ms)\r\n", "more\r\n"), given()),
                AllOf(HasSubstr("line 5"), HasSubstr("Frame 1")));
}

TEST(Footscan, EveryCutIsRefusedExceptBehindAWholeFrame)
{
    const std::string whole = kTwoFrames;
    const auto first = whole.find("Frame 1");
    for (std::size_t bytes = 0; bytes <= whole.size(); ++bytes) {
        // The last line break of a frame may be a lone CR, and further frames need no blank line behind them.
        const bool is_whole = (bytes + 1 >= first && bytes <= first) || bytes + 3 >= whole.size();
        EXPECT_EQ(readAll(whole.substr(0, bytes), given()).has_value(), is_whole) << bytes;
    }
}

}  // namespace
}  // namespace palpate::session
