#include <filesystem>
#include <numeric>

#include <gmock/gmock.h>

#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kMovie =
    "DATA_TYPE MOVIE\r\n"
    "VERSION Tekscan Pressure Measurement System 6.33\r\n"
    "FILENAME C:\\Users\\somebody\\P01L.fsx\r\n"
    "SENSOR_TYPE FSCAN\r\n"
    "ROWS 2\r\n"
    "COLS 3\r\n"
    "ROW_SPACING 5.08 mm\r\n"
    "COL_SPACING 0.4 centimeters\r\n"
    "NOISE_THRESHOLD 3\r\n"
    "SECONDS_PER_FRAME 0.032\r\n"
    "MICRO_SECOND 0\r\n"
    "TIME Thursday, 16 February 2017 11:26:22 a.m.\r\n"
    "SATURATION_PRESSURE 1514.73 KPa \r\n"
    "CALIBRATION_POINT_1 75.0001 (Kgs) 4798 (Raw Sum)\r\n"
    "CALIBRATION_INFO C:\\Users\\somebody\\P01L.fsx\r\n"
    "COMMENTS:\r\n"
    "a walk of somebody, p10\r\n"
    "START_FRAME 4\r\n"
    "END_FRAME 5\r\n"
    "UNITS KPa\r\n"
    "ASCII_DATA @@\r\n"
    "\r\n"
    "Frame 4\r\n"
    "B,1,2.5\r\n"
    "3,4,B\r\n"
    "\r\n"
    "Frame 5\r\n"
    "B,10,20\r\n"
    "30,40,B\r\n"
    "\r\n"
    "@@\r\n";

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

std::string changed(const std::string& what, const std::string& by)
{
    return replaced(kMovie, what, by);
}

TEST(Tekscan, ReadsGeometryTimesAndPressure)
{
    const auto read = readAll(kMovie, {.client_code = "C-7"});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "tekscan-ascii");
    const auto& header = read->header();
    EXPECT_EQ(header.geometry.rows(), 2);
    EXPECT_EQ(header.geometry.cols(), 3);
    EXPECT_EQ(header.geometry.pitchXMm(), 4.0);
    EXPECT_EQ(header.geometry.pitchYMm(), 5.08);
    EXPECT_THAT(header.geometry.absentCells(),
                ElementsAre(CellIndex{.row = 0, .col = 0}, CellIndex{.row = 1, .col = 2}));
    EXPECT_EQ(header.samples, SampleKind::Kpa);
    EXPECT_EQ(header.calibration.ceiling, Pressure{1514.73});
    EXPECT_EQ(header.calibration.source, "tekscan-ascii, UNITS KPa, NOISE_THRESHOLD 3");
    EXPECT_EQ(header.nominal_rate, Frequency{31.25});
    EXPECT_EQ(header.info.mat_id, "imported");
    EXPECT_EQ(header.info.mat_title, "Tekscan FSCAN");
    EXPECT_EQ(header.info.client_code, "C-7");
    EXPECT_EQ(header.info.source, "import tekscan-ascii");
    EXPECT_FALSE(header.info.started_at);
    ASSERT_EQ(read->pressure.size(), 2U);
    EXPECT_THAT(cellsOf(read->pressure[0].kpa), ElementsAre(0, 1, 2.5, 3, 4, 0));
    EXPECT_EQ(read->pressure[1].stamp.sequence, 5U);
    EXPECT_EQ(read->pressure[1].stamp.time, std::chrono::milliseconds{32});
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameTimeEstimated);
}

TEST(Tekscan, TimesThatNoSessionCouldCountAreRefused)
{
    EXPECT_THAT(refusalOf(changed("0.032", "1e300"), {}), HasSubstr("SECONDS_PER_FRAME needs"));
    EXPECT_THAT(refusalOf("1 2\n", {.rows = 1,
                                    .cols = 2,
                                    .pitch_x = Length{1.0},
                                    .rate = Frequency{1e-300},
                                    .unit = ImportUnit::Kpa}),
                HasSubstr("--rate"));
}

TEST(Tekscan, LeavesOutWhatMayNameAPersonAndListsIt)
{
    EXPECT_THAT(readAll(kMovie, {})->left_out,
                ElementsAre("FILENAME", "TIME", "CALIBRATION_INFO", "COMMENTS"));
    EXPECT_THAT(readAll(changed("SENSOR_TYPE", "PATIENT_NAME Somebody\r\nSENSOR_TYPE"), {})->left_out,
                ElementsAre("FILENAME", "PATIENT_NAME", "TIME", "CALIBRATION_INFO", "COMMENTS"));
}

TEST(Tekscan, ExcelResavesWithCommasAreTheSame)
{
    std::string resaved;
    for (const char* k = kMovie; *k != '\0'; ++k) {
        if (*k == '\r') {
            resaved += ",,,";
        }
        resaved += *k;
    }
    resaved = replaced(resaved, "ROWS 2", "ROWS,2");
    resaved = replaced(resaved, "ROW_SPACING 5.08 mm", "ROW_SPACING,5.08,mm");
    const auto read = readAll(resaved, {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->header().geometry, readAll(kMovie, {})->header().geometry);
    EXPECT_THAT(cellsOf(read->pressure.at(1).kpa), ElementsAre(0, 10, 20, 30, 40, 0));
}

TEST(Tekscan, ConvertsSpacingsAndUnits)
{
    const auto pitch_of = [](const std::string& spacing) {
        const auto read = readAll(changed("5.08 mm", spacing), {});
        return read ? read->header().geometry.pitchYMm() : -1.0;
    };
    EXPECT_EQ(pitch_of("0.2 inches"), 5.08);
    EXPECT_EQ(pitch_of("0.508 cm"), 5.08);
    EXPECT_EQ(pitch_of("5,08 mm"), 5.08);
    const auto first_of = [](const std::string& unit) {
        const auto read = readAll(changed("UNITS KPa", "UNITS " + unit), {});
        return read ? read->pressure.at(0).kpa(0, 1) : -1.0F;
    };
    EXPECT_FLOAT_EQ(first_of("PSI"), 6.894757F);
    EXPECT_FLOAT_EQ(first_of("mmHg"), 0.13332239F);
    EXPECT_FLOAT_EQ(first_of("N/cm2"), 10.0F);
    EXPECT_FLOAT_EQ(first_of("N/cm^2"), 10.0F);
    EXPECT_THAT(refusalOf(changed("UNITS KPa", "UNITS lbs"), {}),
                HasSubstr("FILE, line 20: UNITS is not known"));
    EXPECT_DOUBLE_EQ(readAll(changed("1514.73 KPa", "100 PSI"), {})->header().calibration.ceiling->kpa,
                     689.4757293168);
}

TEST(Tekscan, OneSpacingServesForBoth)
{
    const auto read = readAll(changed("COL_SPACING 0.4 centimeters\r\n", ""), {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->header().geometry.pitchXMm(), 5.08);
}

TEST(Tekscan, RawNeedsAScaleAndSaturatesAt255)
{
    const auto raw = replaced(changed("UNITS KPa", "UNITS raw"), "2.5", "255");
    EXPECT_EQ(refusalOf(raw, {}),
              "FILE: does not say all that a session needs: give --counts-per-kpa (the values are raw)");
    const auto read = readAll(raw, {.counts_per_kpa = 2.0});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(cellsOf(read->raw.at(0).counts), ElementsAre(0, 1, 255, 3, 4, 0));
    EXPECT_EQ(read->header().calibration.ceiling_counts, 255);
    EXPECT_FALSE(read->header().calibration.ceiling);
    EXPECT_THAT(refusalOf(replaced(raw, "255", "256"), {.counts_per_kpa = 2.0}),
                HasSubstr("FILE, line 24: 256 is not a count"));
}

TEST(Tekscan, AsksForWhatTheFileDoesNotSay)
{
    auto bare = std::string{kMovie};
    for (const char* const line : {"ROW_SPACING 5.08 mm\r\n", "COL_SPACING 0.4 centimeters\r\n",
                                   "SECONDS_PER_FRAME 0.032\r\n", "UNITS KPa\r\n"}) {
        bare = replaced(bare, line, "");
    }
    EXPECT_EQ(refusalOf(bare, {}),
              "FILE: does not say all that a session needs: give --pitch-mm, --rate, --unit");
    const auto read = readAll(bare, {.pitch_x = Length{7}, .rate = Frequency{8}, .unit = ImportUnit::Kpa});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->pressure.at(1).stamp.time, std::chrono::milliseconds{125});
    EXPECT_THAT(refusalOf(changed("MICRO_SECOND 0", "MICRO_SECOND 1"), {}),
                HasSubstr("--rate (MICRO_SECOND is set"));
}

TEST(Tekscan, OptionsMayNotContradictTheFile)
{
    EXPECT_EQ(refusalOf(kMovie, {.rows = 2, .cols = 3, .rate = Frequency{31.25}, .unit = ImportUnit::Kpa}),
              "accepted");
    EXPECT_THAT(refusalOf(kMovie, {.rows = 3}), HasSubstr("--rows says otherwise than ROWS 2"));
    EXPECT_THAT(refusalOf(kMovie, {.rate = Frequency{30}}), HasSubstr("--rate says otherwise"));
    EXPECT_THAT(refusalOf(kMovie, {.unit = ImportUnit::Psi}), HasSubstr("--unit says otherwise"));
    EXPECT_THAT(refusalOf(kMovie, {.pitch_x = Length{5.08}}), HasSubstr("--pitch-mm says otherwise"));
    EXPECT_THAT(refusalOf(kMovie, {.counts_per_kpa = 2}), HasSubstr("--counts-per-kpa says otherwise"));
}

TEST(Tekscan, FrameLinesWithTimesOfTheirOwn)
{
    auto timed = replaced(kMovie, "Frame 4", "Frame 4, 3.1,, 12/2/2019 6:21:52.34PM,,,Raw Sum=,,310");
    timed = replaced(timed, "Frame 5", "Frame 5,3.25,,12/2/2019 6:21:52.44PM,,,Raw Sum=,,307");
    const auto read = readAll(timed, {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->pressure[0].stamp.time, SessionTime{0});
    EXPECT_EQ(read->pressure[1].stamp.time, std::chrono::milliseconds{150});
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameGood);

    const auto standing = readAll(replaced(timed, "3.25", "3.1"), {});
    ASSERT_TRUE(standing);
    EXPECT_EQ(standing->pressure[1].stamp.time, std::chrono::milliseconds{32})
        << "a time that stands is not used";
    EXPECT_EQ(standing->pressure[1].stamp.quality, kFrameTimeEstimated);
}

TEST(Tekscan, AbsentCellsMustStayTheSame)
{
    EXPECT_THAT(refusalOf(changed("B,10,20", "0,10,20"), {}),
                HasSubstr("FILE, line 28: column 1 is a number here but B in the first frame"));
    EXPECT_THAT(refusalOf(changed("B,10,20", "B,B,20"), {}),
                HasSubstr("FILE, line 28: column 2 is B here but a number in the first frame"));
}

TEST(Tekscan, NumberOfFramesMustBeThatOfTheHeader)
{
    EXPECT_EQ(refusalOf(changed("END_FRAME 5", "END_FRAME 7"), {}),
              "FILE: holds 2 of 4 frames by START_FRAME and END_FRAME: the file was cut; export it again");
    EXPECT_THAT(refusalOf(changed("END_FRAME 5", "END_FRAME 4"), {}), HasSubstr("holds 2 of 1 frames"));
    EXPECT_THAT(refusalOf(changed("END_FRAME 5", "END_FRAME 3"), {}),
                HasSubstr("START_FRAME 4 and END_FRAME 3"));
    EXPECT_THAT(refusalOf(changed("END_FRAME 5", "END_FRAME 18446744073709551615"), {}),
                HasSubstr("frames can be read"));
}

TEST(Tekscan, RefusesDamagedFramesWithTheirLine)
{
    EXPECT_THAT(refusalOf(changed("30,40,B", "30,40"), {}),
                HasSubstr("FILE, line 29: 2 of 3 values in row 2 of frame 5"));
    EXPECT_THAT(refusalOf(changed("30,40,B", "30,x,B"), {}),
                HasSubstr("FILE, line 29: 'x' in row 2 of frame 5"));
    EXPECT_THAT(refusalOf(changed("Frame 5", "Frame 6"), {}),
                HasSubstr("FILE, line 27: frame 6 follows frame 4"));
    EXPECT_THAT(refusalOf(changed("Frame 5", "Fram"), {}),
                HasSubstr("FILE, line 27: 'Fram' where a line 'Frame 5'"));
    EXPECT_THAT(refusalOf(std::string{kMovie} + "Frame 6\r\n", {}),
                HasSubstr("more text after the end mark"));
    EXPECT_THAT(refusalOf(changed("ROWS 2", "ROWS two"), {}),
                HasSubstr("FILE, line 5: ROWS needs a whole number"));
    EXPECT_THAT(refusalOf(changed("ROWS 2", "ROWS 2000"), {}), HasSubstr("ROWS 2000 and COLS 3"));
    EXPECT_THAT(refusalOf(changed("COLS 3", "ROWS 3"), {}), HasSubstr("FILE, line 6: a second ROWS"));
    EXPECT_THAT(refusalOf(changed("UNITS", "SCALE_FACTOR 0.1\r\nUNITS"), {}),
                HasSubstr("SCALE_FACTOR is not supported"));
}

TEST(Tekscan, AFileCutAnywhereIsRefused)
{
    const std::string text = kMovie;
    const auto end_mark = text.rfind("@@") + 2;
    for (std::size_t size = 0; size < end_mark; ++size) {
        const auto read = readAll(text.substr(0, size), {});
        ASSERT_FALSE(read) << "cut after " << size << " bytes";
        EXPECT_EQ(read.error().message.find('\n'), std::string::npos);
    }
    EXPECT_TRUE(readAll(text.substr(0, end_mark), {}));
    EXPECT_THAT(refusalOf(text.substr(0, text.find("30,40") + 4), {}),
                HasSubstr("ends in line 29 with 2 of 3 values in row 2 of frame 5: the file was cut there"));
    EXPECT_THAT(refusalOf(text.substr(0, text.find("Frame 5")), {}),
                HasSubstr("ends after line 26 without the end mark @@, with 1 of 2 frames"));
}

struct RealFile {
    const char* name;
    std::size_t frames;
    Eigen::Index absent;
    double sum_all;
    double sum_first;
    double sum_last;
};

template <typename Frames, typename Cells>
void expectSums(const Frames& frames, const RealFile& real, Cells cells)
{
    ASSERT_EQ(frames.size(), real.frames);
    const auto sum_of = [&cells](const auto& frame) {
        const auto values = cellsOf(cells(frame));
        return std::accumulate(values.begin(), values.end(), 0.0);
    };
    double sum_all = 0.0;
    for (const auto& frame : frames) {
        sum_all += sum_of(frame);
    }
    EXPECT_EQ(sum_of(frames.front()), real.sum_first);
    EXPECT_EQ(sum_of(frames.back()), real.sum_last);
    EXPECT_EQ(sum_all, real.sum_all);
}

Result<ReadBack> readReal(const std::filesystem::path& path, const ImportOptions& given)
{
    auto lines = TextLines::open(path);
    return lines ? readAll(std::move(*lines), given) : Result<ReadBack>{fail(lines.error())};
}

TEST(Tekscan, RealInsoleRecording)
{
    const std::filesystem::path path = PALPATE_SHARED_DATA "/vendor-exports/fscan_testL.asf";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << path << " is absent";
    }
    const auto read = readReal(path, {});
    ASSERT_TRUE(read) << read.error().message;
    const auto& geometry = read->header().geometry;
    EXPECT_EQ(geometry.rows(), 60);
    EXPECT_EQ(geometry.cols(), 21);
    EXPECT_EQ(geometry.cellCount() - geometry.presentCount(), 305);
    EXPECT_EQ(read->header().calibration.ceiling, Pressure{1514.73});
    EXPECT_THAT(read->left_out, ElementsAre("FILENAME", "TIME", "CALIBRATION_INFO", "COMMENTS"));
    expectSums(read->pressure, {.frames = 205, .sum_all = 3154674.0, .sum_first = 32767.0, .sum_last = 0.0},
               [](const PressureFrame& frame) { return frame.kpa; });
    EXPECT_EQ(read->pressure.back().stamp.time, fromSeconds(204 * 0.032));
}

TEST(Tekscan, RealFingerRecordingWithTimesInItsFrameLines)
{
    const std::filesystem::path path = PALPATE_SHARED_DATA "/vendor-exports/iscan_test.csv";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << path << " is absent";
    }
    const auto read = readReal(path, {.counts_per_kpa = 10.0});
    ASSERT_TRUE(read) << read.error().message;
    const auto& geometry = read->header().geometry;
    EXPECT_EQ(geometry.pitchXMm(), 1.27);
    EXPECT_EQ(geometry.cellCount() - geometry.presentCount(), 300);
    EXPECT_THAT(read->left_out, ElementsAre("FILENAME", "TIME"));
    expectSums(read->raw, {.frames = 309, .sum_all = 145083.0, .sum_first = 310.0, .sum_last = 29.0},
               [](const RawFrame& frame) { return frame.counts; });
    EXPECT_EQ(read->raw.back().stamp.time, fromSeconds(31.1)) << "not 308 nominal periods";
    for (const auto& frame : read->raw) {
        EXPECT_EQ(frame.stamp.quality, kFrameGood);
    }
}

}  // namespace
}  // namespace palpate::session
