#include <gmock/gmock.h>

#include "palpate/core/units.hpp"

#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kFront =
    "Person\tdoe, jane\r\nSex\tF\r\nBorn\t\r\nCode\t4836\r\n\r\nRecord\t4 km/h barfu\xDF\r\n"
    "Exercises\t{\r\n#\tName\r\n1\tGait\t0.00\r\n}\r\n\r\nFrequency,Hz\t100.000\r\nCount\t2\r\n\r\n"
    "Time,ms\tPosition,m\tLi Kraft,N\r\nCalibr\t\t\r\n\r\n0\t0.011\tNaN\r\n10\t0.022\t4.3\r\n\r\n\r\n";
constexpr const char* kPlatform =
    "Platform {\r\nColumns\t3\r\nLines\t2\r\nCell width,mm\t8.47\r\nCell height,mm\t8.46\r\n"
    "Units\tN/cm^2\r\nFrame count\t2\r\nFrequency\t100.00\r\n\r\n";
constexpr const char* kFirst =
    "Frame 1 {\r\nExercise1\r\nTime, ms\t0.00\r\nCenter of force\t(x3,y1)\r\n\r\n\tx1\tx2\tx3\r\n"
    "y1\t0.00\t0.00\t2.50\r\ny2\t0.00\t0.50\t0.00\r\n}\r\n";
constexpr const char* kSecond =
    "Frame 2 {\r\nExercise1\r\nTime, ms\t10.00\r\nCenter of force\t(x1,y2)\r\n\r\n\tx1\tx2\tx3\r\n"
    "y1\t0.00\t0.00\t0.00\r\ny2\t1.00\t0.00\t0.00\r\n}\r\n";

std::string whole()
{
    return std::string{kFront} + kPlatform + kFirst + kSecond;
}

std::string changed(const std::string& what, const std::string& by)
{
    auto text = whole();
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

TEST(Zebris, ReadsThePlatformWithItsHighestRowFirst)
{
    const auto read = readAll(whole(), {.client_code = "C-7"});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "zebris-text");
    const auto& header = read->header();
    EXPECT_EQ(header.geometry.rows(), 2);
    EXPECT_EQ(header.geometry.cols(), 3);
    EXPECT_EQ(header.geometry.pitchXMm(), 8.47);
    EXPECT_EQ(header.geometry.pitchYMm(), 8.46);
    EXPECT_EQ(header.calibration.source, "zebris-text, Units N_cm_2");
    EXPECT_EQ(header.nominal_rate, Frequency{100.0});
    ASSERT_EQ(read->pressure.size(), 2U);
    EXPECT_THAT(cellsOf(read->pressure[0].kpa), ElementsAre(0, 5, 0, 0, 0, 25));
    EXPECT_THAT(cellsOf(read->pressure[1].kpa), ElementsAre(10, 0, 0, 0, 0, 0));
    EXPECT_EQ(read->pressure[1].stamp.time, milliseconds{10});
    EXPECT_EQ(read->pressure[1].stamp.sequence, 2U);
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameGood);
    EXPECT_THAT(read->left_out, ElementsAre("Person", "Sex", "Born", "Code", "Record", "Exercises"));
}

TEST(Zebris, AsksForWhatTheFileDoesNotSay)
{
    auto text = changed("Units\tN/cm^2\r\n", "");
    EXPECT_THAT(refusalOf(text, {}), HasSubstr("give --unit"));
    EXPECT_EQ(readAll(text, {.unit = ImportUnit::NewtonPerCm2})->pressure[0].kpa(1, 2), 25.0F);
    EXPECT_THAT(refusalOf(changed("Columns\t3\r\n", ""), {}), HasSubstr("--cols"));
    EXPECT_THAT(refusalOf(changed("Lines\t2\r\n", ""), {}), HasSubstr("--rows"));
    EXPECT_THAT(refusalOf(changed("Cell width,mm\t8.47\r\n", ""), {}), HasSubstr("--pitch-mm"));
    EXPECT_THAT(refusalOf(changed("Frequency\t100.00\r\n", ""), {}), HasSubstr("--rate"));
}

TEST(Zebris, RefusesOptionsThatContradictTheFile)
{
    EXPECT_THAT(refusalOf(whole(), {.rows = 3}), HasSubstr("--rows"));
    EXPECT_THAT(refusalOf(whole(), {.cols = 2}), HasSubstr("--cols"));
    EXPECT_THAT(refusalOf(whole(), {.pitch_x = Length{8.47}}), HasSubstr("--pitch-mm"));
    EXPECT_THAT(refusalOf(whole(), {.rate = Frequency{50.0}}), HasSubstr("--rate"));
    EXPECT_THAT(refusalOf(whole(), {.unit = ImportUnit::Kpa}), HasSubstr("--unit"));
    EXPECT_THAT(refusalOf(whole(), {.counts_per_kpa = 2.0}), HasSubstr("--counts-per-kpa"));
}

TEST(Zebris, DamageIsNamedWithItsLine)
{
    EXPECT_THAT(refusalOf(changed("(x3,y1)", "(x1,y1)"), {}),
                AllOf(HasSubstr("line 34"), HasSubstr("centre of force"), HasSubstr("(2.8, 1.2)")));
    EXPECT_THAT(refusalOf(changed("y2\t0.00\t0.50", "y2\t0.00"), {}),
                AllOf(HasSubstr("line 38"), HasSubstr("2 of 3")));
    EXPECT_THAT(refusalOf(changed("0.50", "0.5o"), {}), AllOf(HasSubstr("line 38"), HasSubstr("'0.5o'")));
    EXPECT_THAT(refusalOf(changed("y1\t0.00\t0.00\t2.50\r\n", ""), {}),
                AllOf(HasSubstr("line 37"), HasSubstr("row y1")));
    EXPECT_THAT(refusalOf(changed("\tx2\tx3", "\tx3\tx2"), {}), AllOf(HasSubstr("line 36"), HasSubstr("x3")));
    EXPECT_THAT(refusalOf(changed("Frame 2 {", "Frame 3 {"), {}),
                AllOf(HasSubstr("line 40"), HasSubstr("frame 3 follows frame 1")));
    EXPECT_THAT(refusalOf(changed("Time, ms\t10.00", "Time, ms\t0.00"), {}),
                AllOf(HasSubstr("line 40"), HasSubstr("frame 2")));
    EXPECT_THAT(refusalOf(changed("Time, ms\t10.00\r\n", ""), {}), HasSubstr("lacks a Time"));
    EXPECT_THAT(refusalOf(changed("Columns\t3", "Columns\t3000"), {}), HasSubstr("Columns"));
    EXPECT_THAT(refusalOf(changed("Frame count\t2", "Frame count\t3"), {}), HasSubstr("2 of the 3 frames"));
    EXPECT_THAT(refusalOf(changed("Frame count\t2", "Frame count\t1"), {}),
                AllOf(HasSubstr("line 40"), HasSubstr("more than the 1 frames")));
    EXPECT_THAT(refusalOf(whole() + "Platform {\r\n", {}), HasSubstr("one platform"));
}

TEST(Zebris, EveryCutIsRefused)
{
    const auto text = whole();
    for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
        EXPECT_EQ(readAll(text.substr(0, bytes), {}).has_value(), bytes + 2 >= text.size()) << bytes;
    }
}

}  // namespace
}  // namespace palpate::session
