#include <fstream>

#include <gmock/gmock.h>

#include "palpate/core/units.hpp"
#include "palpate/support/temp_dir.hpp"

#include "import/sensor_layout_file.hpp"
#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kText =
    "file name:  jane.sol\tdate/time  25.04.23 10.49\nsensor type:  y-1865l-1870r \n"
    "total time [secs]:  0.030\ttime per frame [secs]:  0.01000\tscanning rate [Hz]:   100\n"
    "pressure values in  kPa\n\nmask definition: \nleft insole: 1,2,\nright insole: 1,2,3,\n\n"
    "time[secs]    \t      1\t      2\t      1\t      2\t      3\t\n"
    "     0.01000\t 10.000\t  0.000\t  0.000\t 20.000\t  2.500\t\n"
    "     0.02000\t  0.000\t  7.500\t  5.000\t  0.000\t  0.000\t\n"
    "     0.03000\t  0.000\t  0.000\t  0.000\t  0.000\t  1.000\t\n";

constexpr const char* kLayout =
    R"({"palpate_sensor_layout": 1, "title": "insole Y", "sensors": [
  {"number": 1, "corners_mm": [[0, 0], [10, 0], [10, 20], [0, 20]]},
  {"number": 2, "corners_mm": [[0, 20], [10, 20], [10, 40], [0, 40]]},
  {"number": 3, "corners_mm": [[10, 20], [20, 20], [20, 40], [10, 40]]}]})";

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

std::string changed(const std::string& what, const std::string& by)
{
    return replaced(kText, what, by);
}

ImportOptions strip(const std::string& side)
{
    return {.pitch_x = Length{10.0}, .pitch_y = Length{15.0}, .sensor = side};
}

class Pedar : public ::testing::Test {
  protected:
    ImportOptions laidOut(const std::string& json, const std::string& side = "right")
    {
        const auto path = folder_.path() / "layout.json";
        std::ofstream{path} << json;
        return {.sensor = side, .layout = path};
    }

  private:
    support::TempDir folder_;
};

TEST_F(Pedar, AnInsoleWithALayoutHasItsSensorsInTheirPlaces)
{
    const auto read = readAll(kText, laidOut(kLayout));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "novel-pedar");
    const auto& header = read->header();
    EXPECT_EQ(header.geometry.rows(), 2);
    EXPECT_EQ(header.geometry.cols(), 2);
    EXPECT_EQ(header.geometry.pitchXMm(), 10.0);
    EXPECT_EQ(header.geometry.pitchYMm(), 20.0);
    EXPECT_FALSE(header.geometry.isPresent(1, 1));
    EXPECT_EQ(header.nominal_rate, Frequency{100.0});
    EXPECT_EQ(header.info.mat_title, "novel pedar, right insole");
    EXPECT_EQ(header.calibration.source,
              "novel-pedar, pressure values in kPa, 3 sensors of one cell each, places by "
              "insole Y");
    ASSERT_EQ(read->pressure.size(), 3U);
    EXPECT_THAT(cellsOf(read->pressure[0].kpa), ElementsAre(20, 2.5, 0, 0));
    EXPECT_THAT(cellsOf(read->pressure[1].kpa), ElementsAre(0, 0, 5, 0));
    EXPECT_EQ(read->pressure[0].stamp.time, milliseconds{0});
    EXPECT_EQ(read->pressure[2].stamp.time, milliseconds{20});
    EXPECT_THAT(read->left_out, ElementsAre("file_name", "date/time", "sensor_type"));
}

TEST_F(Pedar, AStripKeepsTheOrderOfTheSensors)
{
    const auto left = readAll(kText, strip("left"));
    ASSERT_TRUE(left) << left.error().message;
    EXPECT_EQ(left->header().geometry.rows(), 1);
    EXPECT_THAT(left->header().calibration.source,
                HasSubstr("2 sensors as a strip in their order, without places"));
    EXPECT_THAT(cellsOf(left->pressure[0].kpa), ElementsAre(10, 0));
    const auto right = readAll(kText, strip("right"));
    EXPECT_EQ(right->header().geometry.pitchYMm(), 15.0);
    EXPECT_THAT(cellsOf(right->pressure[0].kpa), ElementsAre(0, 20, 2.5));
}

TEST_F(Pedar, AsksForWhatTheFileDoesNotSay)
{
    EXPECT_THAT(refusalOf(kText, {}),
                AllOf(HasSubstr("--sensor (left or right"), HasSubstr("--layout"), HasSubstr("--pitch-mm")));
    EXPECT_THAT(refusalOf(changed("pressure values in  kPa\n", ""), strip("left")), HasSubstr("--unit"));
    EXPECT_THAT(refusalOf(kText, strip("middle")), HasSubstr("give left or right"));
    const auto one =
        replaced(replaced(changed("right insole: 1,2,3,\n", ""), "\t      1\t      2\t      3\t\n", "\t\n"),
                 "\t  0.000\t 20.000\t  2.500", "");
    const auto shorter =
        replaced(replaced(one, "\t  5.000\t  0.000\t  0.000", ""), "\t  0.000\t  0.000\t  1.000", "");
    EXPECT_EQ(readAll(shorter, {.pitch_x = Length{10.0}})->frames(), 3U);
    EXPECT_THAT(refusalOf(shorter, strip("right")), HasSubstr("has no right insole"));
}

TEST_F(Pedar, RefusesOptionsThatContradictTheFile)
{
    auto options = strip("left");
    options.rows = 1;
    EXPECT_THAT(refusalOf(kText, options), HasSubstr("--rows"));
    options = strip("left");
    options.rate = Frequency{50.0};
    EXPECT_THAT(refusalOf(kText, options), HasSubstr("--rate"));
    options = strip("left");
    options.unit = ImportUnit::Psi;
    EXPECT_THAT(refusalOf(kText, options), HasSubstr("--unit"));
}

TEST_F(Pedar, ALayoutThatDoesNotFitIsRefused)
{
    EXPECT_THAT(refusalOf(kText, laidOut(replaced(kLayout, "\"number\": 3", "\"number\": 4"))),
                AllOf(HasSubstr("layout.json"), HasSubstr("has no sensor 3")));
    EXPECT_THAT(refusalOf(kText, laidOut(replaced(kLayout, "\"number\": 3", "\"number\": 2"))),
                HasSubstr("\"sensors[2].number\" stands twice"));
    EXPECT_THAT(refusalOf(kText, laidOut(replaced(kLayout, "[[0, 0], [10, 0], ", "[[0, 20], [10, 20], "))),
                HasSubstr("sensor 1 has no area"));
    EXPECT_THAT(refusalOf(kText, laidOut(replaced(kLayout, "[[10, 20], [20, 20]", "[[5, 20], [20, 20]"))),
                HasSubstr("sensor 3 lies over another"));
    EXPECT_THAT(refusalOf(kText, laidOut(replaced(kLayout, "[[10, 20], [20, 20], [20, 40], ", "[[1, 2], "))),
                HasSubstr("corners_mm"));
    EXPECT_THAT(refusalOf(kText, laidOut("{\n\"palpate_sensor_layout\": 1,,")), HasSubstr("line 2"));
    EXPECT_THAT(refusalOf(kText, laidOut(replaced(kLayout, "layout\": 1", "layout\": 2"))),
                HasSubstr("must be 1"));
    EXPECT_THAT(refusalOf("1 2\n3 4\n", {.layout = "none.json"}), HasSubstr("leave --layout out"));
}

TEST_F(Pedar, DamageIsNamedWithItsLine)
{
    const auto options = strip("left");
    EXPECT_THAT(refusalOf(changed("  0.000\t  7.500", "  7.500"), options),
                AllOf(HasSubstr("line 12"), HasSubstr("5 numbers")));
    EXPECT_THAT(refusalOf(changed("7.500", "7.5oo"), options),
                AllOf(HasSubstr("line 12"), HasSubstr("'7.5oo'")));
    EXPECT_THAT(
        refusalOf(changed("     0.02000\t  0.000\t  7.500\t  5.000\t  0.000\t  0.000\t\n", ""), options),
        AllOf(HasSubstr("line 12"), HasSubstr("lines are missing")));
    EXPECT_THAT(refusalOf(changed("left insole: 1,2,", "left insole: 1,"), options),
                AllOf(HasSubstr("line 10"), HasSubstr("the 1 sensors of the left")));
    EXPECT_THAT(refusalOf(changed("left insole: 1,2,", "left insole: 1;2,"), options), HasSubstr("line 7"));
    EXPECT_THAT(refusalOf(changed("total time [secs]:  0.030", "total time [secs]:  0.040"), options),
                HasSubstr("0.03 s of a total time of 0.04 s"));
}

TEST_F(Pedar, EveryCutIsRefused)
{
    const std::string whole = kText;
    for (std::size_t bytes = 0; bytes <= whole.size(); ++bytes) {
        EXPECT_EQ(readAll(whole.substr(0, bytes), strip("right")).has_value(), bytes + 1 >= whole.size())
            << bytes;
    }
}

}  // namespace
}  // namespace palpate::session
