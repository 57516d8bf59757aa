#include <algorithm>

#include <gmock/gmock.h>

#include "palpate/core/units.hpp"

#include "import/xsensor_clock.hpp"
#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Two sensors of 2 x 3, two frames, groups behind the second sensor, resaved by a spreadsheet.
constexpr const char* kInsoles =
    "\xEF\xBB\xBF"
    "File:,\"C:\\Users\\somebody\\walk-1.XSN\",,,\n"
    ",,,,\n"
    "Units:,mmHg,,,\n"
    ",,,,\n"
    "Threshold:,51.72,,,\n"
    ",,,,\n"
    "FRAME,1464,,,\n"
    "Date, 2022 Aug 16,,,\n"
    ",,,,\n"
    "Time, 08:21:17.982,,,\n"
    "SENSOR,HX210.11.31.M11-DFM-LF S0073,,,\n"
    "Rows,2,,,\n"
    "Columns,3,,,\n"
    "Sensel Width (cm),0.86,,,\n"
    "Sensel Height (cm),1.2,,,\n"
    "Average Pressure (mmHg),452.85,,,\n"
    "Contact Area (cm\xC2\xB2),68.19,,,\n"
    ",,,,\n"
    "SENSELS,,,,\n"
    ",,,,\n"
    "0,100,200.5,,\n"
    ",,,,\n"
    "300,0,51.72,,\n"
    "SENSOR,HX210.11.31.M11-DFM-RF S0073,,,\n"
    "Rows,2,,,\n"
    "Columns,3,,,\n"
    "Sensel Width (cm),0.86,,,\n"
    "Sensel Height (cm),1.2,,,\n"
    "SENSELS,,,,\n"
    "1,2,3,,\n"
    "4,5,6,,\n"
    "GROUP,1,,,\n"
    "Name,Left Heel,,,\n"
    "Cells,5,,,\n"
    "Average Pressure (mmHg),0,,,\n"
    "SENSELS,,,,\n"
    "0,100,200.5,300\n"
    "0,,,,\n"
    "FRAME,1465,,,\n"
    "Date, 2022 Aug 16,,,\n"
    "Time, 08:21:17.995,,,\n"
    "SENSOR,HX210.11.31.M11-DFM-LF S0073,,,\n"
    "Rows,2,,,\n"
    "Columns,3,,,\n"
    "SENSELS,,,,\n"
    "10,20,30,,\n"
    "40,50,60,,\n"
    "SENSOR,HX210.11.31.M11-DFM-RF S0073,,,\n"
    "Rows,2,,,\n"
    "Columns,3,,,\n"
    "SENSELS,,,,\n"
    "7,8,9,,\n"
    "10,11,12,,\n";

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

std::string changed(const std::string& what, const std::string& by)
{
    return replaced(kInsoles, what, by);
}

ImportOptions left()
{
    return {.sensor = "LF"};
}

/// One sensor of one cell with the times given, a frame each.
std::string frames(const std::vector<std::pair<std::string, std::string>>& dates_and_times)
{
    std::string text = "File:,x\nUnits:,kPa\n";
    int number = 0;
    for (const auto& [date, time] : dates_and_times) {
        text.append("FRAME,").append(std::to_string(++number));
        text.append("\nDate,").append(date).append("\nTime,").append(time);
        text += "\nSENSOR,Seat\nRows,1\nColumns,1\nSensel Width (cm),1\nSensel Height (cm),1\nSENSELS\n5\n";
    }
    return text;
}

std::vector<double> secondsOf(const Result<ReadBack>& read)
{
    std::vector<double> seconds;
    for (const auto& frame : read->pressure) {
        seconds.push_back(toSeconds(frame.stamp.time));
    }
    return seconds;
}

TEST(Xsensor, ReadsOneSensorWithItsPitchUnitAndTimes)
{
    auto options = left();
    options.client_code = "C-7";
    const auto read = readAll(kInsoles, options);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "xsensor-csv");
    const auto& header = read->header();
    EXPECT_EQ(header.geometry.rows(), 2);
    EXPECT_EQ(header.geometry.cols(), 3);
    EXPECT_DOUBLE_EQ(header.geometry.pitchXMm(), 8.6);
    EXPECT_DOUBLE_EQ(header.geometry.pitchYMm(), 12.0);
    EXPECT_EQ(header.samples, SampleKind::Kpa);
    EXPECT_EQ(header.calibration.source, "xsensor-csv, Units mmHg, Threshold 51.72");
    EXPECT_FALSE(header.nominal_rate);
    EXPECT_FALSE(header.info.started_at);
    EXPECT_EQ(header.info.mat_title, "XSENSOR HX210.11.31.M11-DFM-LF");
    EXPECT_EQ(header.info.client_code, "C-7");
    ASSERT_EQ(read->pressure.size(), 2U);
    const auto mmhg = [](double value) { return static_cast<float>(value * kKpaPerMmhg); };
    EXPECT_THAT(cellsOf(read->pressure[0].kpa),
                ElementsAre(0, mmhg(100), mmhg(200.5), mmhg(300), 0, mmhg(51.72)));
    EXPECT_EQ(read->pressure[0].stamp.sequence, 1464U);
    EXPECT_EQ(read->pressure[1].stamp.time, milliseconds{13});
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameGood);
    EXPECT_EQ(readAll(kInsoles, {.sensor = "HX210.11.31.M11-DFM-RF S0073"})->pressure[1].kpa(1, 2), mmhg(12));
}

TEST(Xsensor, AsksForTheSensorWithTheNamesThereAre)
{
    const auto* const names = "of 'HX210.11.31.M11-DFM-LF S0073', 'HX210.11.31.M11-DFM-RF S0073'";
    EXPECT_THAT(refusalOf(kInsoles, {}), AllOf(HasSubstr("FILE: "), HasSubstr("several sensors"),
                                               HasSubstr("--sensor"), HasSubstr(names)));
    EXPECT_THAT(refusalOf(kInsoles, {.sensor = "S0073"}),
                AllOf(HasSubstr("more than one"), HasSubstr(names)));
    EXPECT_THAT(refusalOf(kInsoles, {.sensor = "Seat"}), AllOf(HasSubstr("none"), HasSubstr(names)));
    EXPECT_THAT(refusalOf(kInsoles, {.sensor = ""}), HasSubstr(names));
    EXPECT_THAT(refusalOf("1 2\n3 4\n", {.sensor = "LF"}), HasSubstr("leave --sensor out"));
    const auto twice = replaced(changed("-RF", "-LF"), "-RF", "-LF");
    EXPECT_THAT(refusalOf(twice, left()), HasSubstr("same SENSOR twice"));
}

TEST(Xsensor, LeavesOutPathsNamesAndSerialNumbers)
{
    const auto read = readAll(changed("Units:", "Patient Name:,Somebody\nUnits:"), left());
    EXPECT_THAT(read->left_out,
                ElementsAre("File", "Patient_Name", "Date", "Time", "SENSOR (serial number)"));
    EXPECT_EQ(read->header().info.mat_title.find("S0073"), std::string::npos);
    EXPECT_EQ(readAll(frames({{"d", "08:00:00"}}), {})->header().info.mat_title, "XSENSOR");
}

TEST(Xsensor, ALengthMayBeSaidMoreExactlyThanItIsPrintedButNotOtherwise)
{
    auto options = left();
    options.pitch_x = Length{8.609};
    options.pitch_y = Length{11.6};
    const auto read = readAll(kInsoles, options);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->header().geometry.pitchXMm(), 8.609);
    EXPECT_EQ(read->header().geometry.pitchYMm(), 11.6);
    options.pitch_x = Length{8.66};
    EXPECT_THAT(refusalOf(kInsoles, options), HasSubstr("--pitch-mm says otherwise"));
}

TEST(Xsensor, RefusesOptionsThatContradictTheFile)
{
    const auto refused = [](auto change) {
        auto options = left();
        change(options);
        return refusalOf(kInsoles, options);
    };
    EXPECT_THAT(refused([](auto& o) { o.rows = 3; }), HasSubstr("--rows"));
    EXPECT_THAT(refused([](auto& o) { o.cols = 2; }), HasSubstr("--cols"));
    EXPECT_THAT(refused([](auto& o) { o.unit = ImportUnit::Kpa; }), HasSubstr("--unit"));
    EXPECT_THAT(refused([](auto& o) { o.counts_per_kpa = 2; }), HasSubstr("--counts-per-kpa"));
    EXPECT_THAT(refused([](auto& o) { o.rate = Frequency{10.0}; }),
                AllOf(HasSubstr("frame 1465"), HasSubstr("--rate 10")));
}

TEST(Xsensor, CountsPerKpaBelongToCountsWhoeverSaysTheUnit)
{
    auto options = left();
    options.counts_per_kpa = 2;
    EXPECT_THAT(refusalOf(kInsoles, options), HasSubstr("--counts-per-kpa says otherwise than Units mmHg"));
    options.unit = ImportUnit::Kpa;
    EXPECT_THAT(refusalOf(changed("Units:,mmHg", ""), options),
                HasSubstr("--counts-per-kpa belongs to --unit counts, not to --unit kpa"));
}

TEST(Xsensor, AsksForWhatTheFileDoesNotSay)
{
    auto text = changed("Units:,mmHg", "");
    text = replaced(text, "Sensel Width (cm),0.86", "");
    text = replaced(text, "Time, 08:21:17.982", "");
    EXPECT_THAT(refusalOf(text, left()),
                AllOf(HasSubstr("--pitch-mm"), HasSubstr("--rate"), HasSubstr("--unit")));
    EXPECT_THAT(refusalOf(changed("mmHg", "raw"), left()), HasSubstr("--counts-per-kpa"));
    EXPECT_THAT(refusalOf(changed("mmHg", "furlong"), left()),
                AllOf(HasSubstr("line 3"), HasSubstr("furlong")));
}

TEST(Xsensor, TimesGoOverMidnight)
{
    const auto read =
        readAll(frames({{"Aug 16", "23:59:59.5"}, {"Aug 17", "00:00:00,25"}, {"Aug 17", "00:00:01"}}), {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(secondsOf(read), ElementsAre(0, 0.75, 1.5));
}

TEST(Xsensor, FramesWhoseTimeDoesNotRiseNeedARate)
{
    const auto burst = frames({{"d", "08:00:00"}, {"d", "08:00:00"}, {"d", "08:00:00"}, {"d", "08:00:01"}});
    EXPECT_THAT(refusalOf(burst, {}), AllOf(HasSubstr("line 13: frame 2"), HasSubstr("give --rate")));
    const auto read = readAll(burst, {.rate = Frequency{4.0}});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(secondsOf(read), ElementsAre(0, 0.25, 0.5, 1));
    EXPECT_EQ(read->pressure[2].stamp.quality, kFrameTimeEstimated);
    EXPECT_EQ(read->pressure[3].stamp.quality, kFrameGood);
    EXPECT_THAT(refusalOf(frames({{"d", "08:00:01"}, {"d", "08:00:00"}}), {}), HasSubstr("give --rate"));
    EXPECT_THAT(refusalOf(frames({{"d", "08:00:01"}, {"e", "09:00:00"}}), {}), HasSubstr("give --rate"));
}

TEST(Xsensor, MissingFrameNumbersAreAGap)
{
    const auto text = changed("FRAME,1465", "FRAME,1470");
    const auto read = readAll(replaced(text, "17.995", "18.060"), left());
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameGapBefore);
    EXPECT_EQ(read->pressure[1].stamp.sequence, 1470U);
    EXPECT_THAT(refusalOf(changed("FRAME,1465", "FRAME,1464"), left()), HasSubstr("line 39"));
}

TEST(Xsensor, ReadsSemicolonsWithDecimalCommas)
{
    std::string text = kInsoles;
    for (char& c : text) {
        c = c == ',' ? ';' : c == '.' ? ',' : c;
    }
    text = replaced(text, "08:21:17,982", "08:21:17.982");
    const auto read = readAll(text, left());
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_DOUBLE_EQ(read->header().geometry.pitchXMm(), 8.6);
    EXPECT_EQ(read->pressure[0].kpa(0, 2), static_cast<float>(200.5 * kKpaPerMmhg));
}

TEST(Xsensor, EveryCutIsRefusedUnlessWhatIsLeftIsWhole)
{
    const std::string whole = kInsoles;
    // One frame of one sensor, one frame without its groups, one frame: nothing shows that more should
    // follow.
    const std::vector<std::size_t> is_whole{whole.find("SENSOR,HX210.11.31.M11-DFM-RF"),
                                            whole.find("GROUP,1"), whole.find("FRAME,1465")};
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
        const auto read = readAll(whole.substr(0, bytes), left());
        EXPECT_EQ(read.has_value(), std::count(is_whole.begin(), is_whole.end(), bytes) == 1) << bytes;
    }
    EXPECT_THAT(refusalOf(whole.substr(0, whole.size() - 2), left()),
                AllOf(HasSubstr("line 53"), HasSubstr("cut")));
}

TEST(Xsensor, DamageIsNamedWithItsLine)
{
    EXPECT_THAT(refusalOf(changed("300,0,51.72", "300,0"), left()),
                AllOf(HasSubstr("line 23"), HasSubstr("2 of 3 values in row 2 of 2")));
    EXPECT_THAT(refusalOf(changed("300,0,51.72", "300,x,51.72"), left()),
                AllOf(HasSubstr("line 23"), HasSubstr("'x'")));
    EXPECT_THAT(refusalOf(changed("300,0,51.72,,\n", ""), left()),
                AllOf(HasSubstr("line 23"), HasSubstr("SENSOR")));
    EXPECT_THAT(refusalOf(changed("300,0,51.72,,\n", "1,2,3\n300,0,51.72,,\n"), left()),
                AllOf(HasSubstr("line 24"), HasSubstr("after the last row")));
    EXPECT_THAT(refusalOf(changed("Rows,2", "Rows,-2"), left()),
                AllOf(HasSubstr("line 12"), HasSubstr("Rows")));
    EXPECT_THAT(refusalOf(changed("Rows,2", "Rows,99999"), left()), HasSubstr("line 19"));
    EXPECT_THAT(refusalOf(changed("0.86", "0"), left()),
                AllOf(HasSubstr("line 14"), HasSubstr("Sensel_Width")));
    EXPECT_THAT(refusalOf(changed("Cells,5", "Cells,4"), left()), HasSubstr("line 38"));
    EXPECT_THAT(refusalOf(changed("Cells,5", "Cells,6"), left()), HasSubstr("line 39"));
    EXPECT_THAT(refusalOf(changed("SENSELS,,,,\n,,,,\n", ""), left()), HasSubstr("SENSELS should come"));
    const auto gone = kInsoles + std::string{"FRAME,1466\nTime,08:21:18.008\n"};
    EXPECT_THAT(refusalOf(gone, left()), AllOf(HasSubstr("line 54: frame 1466"), HasSubstr("0 sensors")));
}

TEST(Xsensor, TheQuotedLayoutIsRefusedWithWhatToDo)
{
    const auto* const text =
        "File:,x\nUnits:,mmHg\nSensor:,\"LX100\"\nRows:,\"48\"\nColumns:,\"48\"\n\"1,5\",\"2,5\"\n";
    EXPECT_THAT(refusalOf(text, {}),
                AllOf(HasSubstr("PRO 7 REV 1"), HasSubstr("export CSV with lines FRAME")));
}

}  // namespace
}  // namespace palpate::session
