#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "import/matrix_text_tag.hpp"
#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

ImportOptions options(int rows, int cols, ImportUnit unit = ImportUnit::Kpa)
{
    ImportOptions given{
        .rows = rows, .cols = cols, .pitch_x = Length{10.0}, .rate = Frequency{10.0}, .unit = unit};
    if (unit == ImportUnit::Counts) {
        given.counts_per_kpa = 4.0;
    }
    return given;
}

/// The first cell of each frame, and the last of the last.
std::vector<double> corners(const std::string& text, const ImportOptions& given)
{
    const auto read = readAll(text, given);
    if (!read) {
        ADD_FAILURE() << read.error().message;
        return {};
    }
    std::vector<double> found;
    for (const auto& frame : read->pressure) {
        found.push_back(static_cast<double>(frame.kpa(0, 0)));
    }
    const auto& last = read->pressure.back().kpa;
    found.push_back(static_cast<double>(last(last.rows() - 1, last.cols() - 1)));
    return found;
}

TEST(MatrixText, FramePerLine)
{
    const auto read = readAll("1,2,3,4,5,6\n7,8,9,10,11,12\n", options(2, 3));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "matrix-text");
    ASSERT_EQ(read->pressure.size(), 2U);
    EXPECT_THAT(cellsOf(read->pressure[1].kpa), ElementsAre(7, 8, 9, 10, 11, 12));
    EXPECT_EQ(read->pressure[1].kpa(1, 0), 10.0F);
    EXPECT_EQ(read->pressure[1].stamp.sequence, 1U);
    EXPECT_EQ(read->pressure[1].stamp.time, std::chrono::milliseconds{100});
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameTimeEstimated);
    EXPECT_EQ(read->header().samples, SampleKind::Kpa);
    EXPECT_EQ(read->header().info.mat_id, "imported");
    EXPECT_EQ(read->header().info.source, "import matrix-text");
    EXPECT_FALSE(read->header().info.started_at);
    EXPECT_EQ(read->header().nominal_rate, Frequency{10.0});
}

TEST(MatrixText, RowPerLineWithBlankLinesTagsOrNothingBetween)
{
    const auto two_by_two = options(2, 2);
    for (const char* const text :
         {"1 2\n3 4\n\n5 6\n7 8\n", "1 2\n3 4\n5 6\n7 8", "\n\n1,2\r\n3,4\r\n,,\r\n5,6\r\n7,8\r\n\r\n",
          "R00 | 1 2\nR01 | 3 4\nR00 | 5 6\nR01 | 7 8\n",
          "FRAME:0\nROW:0:1,2\nROW:1:3,4\nEND\nFRAME:1\nROW:0:5,6\nROW:1:7,8\nEND\n",
          "Frame 0 (0.00 ms)\r\n1\t2\t\r\n3\t4\t\r\n\r\nFrame 1 (7.94 ms)\r\n5\t6\t\r\n7\t8\t\r\n",
          "1 1 2\n2 3 4\n1 5 6\n2 7 8\n", "pad\ttest\n1\t2\n3\t4\n5\t6\n7\t8\n"}) {
        auto given = two_by_two;
        given.format = "matrix-text";
        EXPECT_THAT(corners(text, given), ElementsAre(1, 5, 8)) << text;
    }
}

TEST(MatrixText, FramePerLineWithAnIndexInFront)
{
    EXPECT_THAT(corners("0;1,5;2;3;4\n0,10;5;6;7;8,25\n", options(2, 2)), ElementsAre(1.5, 5, 8.25));
}

TEST(MatrixText, DecimalCommaWithSemicolons)
{
    EXPECT_THAT(corners("1,5;2,25\n3;4,75\n", options(2, 2)), ElementsAre(1.5, 4.75));
}

TEST(MatrixText, ConvertsUnitsByTheirConstants)
{
    const auto first = [](ImportUnit unit) {
        auto given = options(1, 1, unit);
        given.pitch_y = Length{5.0};
        return corners("2\n", given).front();
    };
    EXPECT_EQ(first(ImportUnit::Kpa), 2.0);
    EXPECT_FLOAT_EQ(static_cast<float>(first(ImportUnit::Mmhg)), 0.26664478F);
    EXPECT_FLOAT_EQ(static_cast<float>(first(ImportUnit::Psi)), 13.789515F);
    EXPECT_EQ(first(ImportUnit::NewtonPerCm2), 20.0);
    EXPECT_EQ(first(ImportUnit::Newton), 40.0) << "2 N on 0.5 cm2";
}

TEST(MatrixText, CountsKeepTheirScale)
{
    const auto read = readAll("0\t65535\t12.0\t7\n", options(2, 2, ImportUnit::Counts));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(cellsOf(read->raw.at(0).counts), ElementsAre(0, 65535, 12, 7));
    EXPECT_EQ(read->header().samples, SampleKind::Counts);
    const auto& calibration = read->header().calibration;
    EXPECT_EQ(std::get<LinearCalibration>(calibration.curve).kpa_per_count, 0.25);
    EXPECT_EQ(calibration.source, "option --counts-per-kpa 4");
}

TEST(MatrixText, RefusesWhatIsNoCountWithItsLine)
{
    const auto counts = options(1, 2, ImportUnit::Counts);
    EXPECT_THAT(refusalOf("1 2\n1.5 2\n", counts), HasSubstr("FILE, line 2: 1.5 is not a count"));
    EXPECT_THAT(refusalOf("1 -2\n", counts), HasSubstr("FILE, line 1: -2 is not a count"));
    EXPECT_THAT(refusalOf("1 65536\n", counts), HasSubstr("FILE, line 1: 65536 is not a count"));
    EXPECT_THAT(refusalOf("1 1e39\n", options(1, 2)), HasSubstr("FILE, line 1: 1e+39 is no pressure"));
}

TEST(MatrixText, AsksForAllThatIsMissingAtOnce)
{
    const std::string line_of_2048 = [] {
        std::string text;
        for (int k = 0; k < 2048; ++k) {
            text += "1\t";
        }
        return text + "\r\n";
    }();
    const auto read = readAll(line_of_2048, {});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(read.error().message,
              "FILE: does not say all that a session needs: give --rows, --cols (line 1 has 2048 numbers: "
              "64 x 32?), --pitch-mm, --rate (or --time-column), --unit");
    auto counts = options(64, 32, ImportUnit::Counts);
    counts.counts_per_kpa.reset();
    EXPECT_EQ(refusalOf(line_of_2048, counts),
              "FILE: does not say all that a session needs: give --counts-per-kpa");
    EXPECT_THAT(
        refusalOf(line_of_2048, options(48, 48)),
        HasSubstr("FILE, line 1: 2048 numbers, but --rows 48 and --cols 48 make 2304 in a frame and 48 "
                  "in a row (or one more with an index in front); 64 x 32?"));
    auto contradiction = options(64, 32);
    contradiction.counts_per_kpa = 3.0;
    EXPECT_THAT(refusalOf(line_of_2048, contradiction),
                HasSubstr("--counts-per-kpa belongs to --unit counts"));
}

TEST(MatrixText, RefusesOptionsOutOfRangeByName)
{
    const auto refused = [](auto change) {
        auto given = options(2, 2, ImportUnit::Counts);
        change(given);
        return refusalOf("1 2 3 4\n", given);
    };
    EXPECT_THAT(refused([](auto& o) { o.rows = 0; }), HasSubstr("--rows 0"));
    EXPECT_THAT(refused([](auto& o) { o.cols = 1025; }), HasSubstr("--cols 1025"));
    EXPECT_THAT(refused([](auto& o) { o.pitch_x = Length{-1}; }), HasSubstr("--pitch-mm -1"));
    EXPECT_THAT(refused([](auto& o) { o.rate = Frequency{0}; }), HasSubstr("--rate 0"));
    EXPECT_THAT(refused([](auto& o) { o.counts_per_kpa = 0; }), HasSubstr("--counts-per-kpa 0"));
    EXPECT_THAT(refused([](auto& o) { o.format = "xls"; }),
                HasSubstr("--format xls: use matrix-text, tekscan-ascii, xsensor-csv, novel-emed, "));
}

TEST(MatrixText, LinesBeforeTheMatrixMayNotHoldNumbers)
{
    auto given = options(2, 2);
    given.format = "matrix-text";
    EXPECT_THAT(corners("# lying on the back\na,b,c,d\n1,2,3,4\n", given), ElementsAre(1, 4));
    EXPECT_THAT(refusalOf("mat 7\n1 2 3 4\n", given),
                HasSubstr("FILE, line 1: 'mat' is no number; lines before"));
    EXPECT_THAT(refusalOf("B B B B\n1 2 3 4\n", given), HasSubstr("FILE, line 1: 'B' is no number"));
    EXPECT_THAT(refusalOf("FRAME:1,1,2,3\n1 2 3 4\n", given),
                HasSubstr("FILE, line 1: 'FRAME:1' is no number"));
}

TEST(MatrixText, RefusesWordsNanAndAbsentMarksInTheMatrix)
{
    EXPECT_THAT(refusalOf("1 2\n3 NaN\n", options(1, 2)), HasSubstr("FILE, line 2: 'NaN' is no number"));
    EXPECT_THAT(refusalOf("1 2\n3 B\n", options(1, 2)), HasSubstr("FILE, line 2: 'B' is no number"));
    EXPECT_THAT(refusalOf("1 2\nthe end\n", options(1, 2)), HasSubstr("FILE, line 2: 'the' is no number"));
}

TEST(MatrixText, RefusesLinesOfAnotherShapeAndUnfinishedFrames)
{
    EXPECT_THAT(refusalOf("1 2 3 4\n1 2 3\n1 2 3 4\n", options(2, 2)),
                HasSubstr("FILE, line 2: 3 of 4 numbers: the line is damaged"));
    EXPECT_THAT(refusalOf("1 2 3 4\n1 2 3 4 5\n", options(2, 2)), HasSubstr("FILE, line 2: 5 of 4 numbers"));
    EXPECT_THAT(refusalOf("1 2\n3 4\n5 6\n\n7 8\n", options(2, 2)),
                HasSubstr("FILE, line 4: 1 of 2 rows in frame 2"));
    EXPECT_THAT(refusalOf("1 2\n3 4\n5 6\n", options(2, 2)),
                HasSubstr("FILE, line 3: 1 of 2 rows in frame 2"));
    EXPECT_THAT(refusalOf("R0 | 1 2\nR2 | 3 4\n", options(2, 2)),
                HasSubstr("FILE, line 2: row 2 where row 1 should come"));
}

TEST(MatrixText, AFileCutInsideALineIsRefused)
{
    EXPECT_EQ(refusalOf("1 2 3 4\n5 6", options(2, 2)),
              "FILE, line 2: 2 of 4 numbers: the file was cut there; copy it again or take the line out");
    EXPECT_THAT(refusalOf("1 2 3 4\n5 6 7 -", options(2, 2)), HasSubstr("3 of 4 numbers: the file was cut"));
    EXPECT_THAT(refusalOf("1\t2\t\n13\t14\t\n15\t1", options(1, 2)),
                HasSubstr("line 3: the file was cut in the last"));
    EXPECT_EQ(refusalOf("1\t2\t\n13\t14\t\n15\t16\t", options(1, 2)), "accepted");
    EXPECT_EQ(refusalOf("1,2\n13,14\n15,16", options(1, 2)), "accepted");
}

TEST(MatrixText, AFileCutAnywhereGivesWholeFramesOrNone)
{
    const std::string text =
        "10\t11\t\r\n12\t13\t\r\n\r\n14\t15\t\r\n16\t17\t\r\n\r\n18\t19\t\r\n20\t21\t\r\n";
    const auto whole = readAll(text, options(2, 2));
    ASSERT_TRUE(whole);
    ASSERT_EQ(whole->frames(), 3U);
    int accepted = 0;
    for (std::size_t size = 0; size < text.size(); ++size) {
        const auto cut = readAll(text.substr(0, size), options(2, 2));
        if (!cut) {
            EXPECT_FALSE(cut.error().message.empty());
            continue;
        }
        ++accepted;
        ASSERT_LE(cut->frames(), 3U);
        for (std::size_t k = 0; k < cut->frames(); ++k) {
            EXPECT_TRUE((cut->pressure[k].kpa == whole->pressure[k].kpa).all()) << "cut at " << size;
        }
    }
    EXPECT_EQ(accepted, 5 + 5 + 2) << "only right after a frame's last number and its separator";
}

TEST(MatrixText, EmptyFilesAndForeignFilesAreRefused)
{
    EXPECT_EQ(refusalOf("", options(2, 2)), "FILE: is empty; export it again");
    EXPECT_EQ(refusalOf("\r\n\r\n", options(2, 2)), "FILE: is empty; export it again");
    EXPECT_THAT(
        refusalOf("Patient\tSomebody\n", options(2, 2)),
        HasSubstr("FILE, line 1: no format that is known begins like this; give --format matrix-text"));
}

TEST(MatrixText, TagsAreToldFromNumbers)
{
    using Kind = MatrixTextTag::Kind;
    EXPECT_EQ(readMatrixTextTag("R12 | 5 6").kind, Kind::Row);
    EXPECT_EQ(readMatrixTextTag("R12 | 5 6").number, 12);
    EXPECT_EQ(readMatrixTextTag("row 3: 5 6").rest, " 5 6");
    EXPECT_EQ(readMatrixTextTag("END").kind, Kind::FrameEnd);
    EXPECT_EQ(readMatrixTextTag("frame #7").kind, Kind::FrameStart);
    EXPECT_EQ(readMatrixTextTag("Frame 1, 0.5").kind, Kind::None);
    EXPECT_EQ(readMatrixTextTag("5 6").kind, Kind::None);
    EXPECT_EQ(readMatrixTextTag("R").kind, Kind::None);
    EXPECT_EQ(readMatrixTextTag("").kind, Kind::None);
}

TEST(MatrixText, RealLyingRecordingIsReadToTheLastCount)
{
    const std::filesystem::path path = PALPATE_SHARED_DATA "/pmat-lying/experiment-i/S1/1.txt";
    if (!std::filesystem::exists(path)) {
        GTEST_SKIP() << path << " is absent";
    }
    auto lines = TextLines::open(path);
    ASSERT_TRUE(lines) << lines.error().message;
    auto given = options(64, 32, ImportUnit::Counts);
    const auto read = readAll(std::move(*lines), given);
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->raw.size(), 82U);
    const auto sum = [&read](std::size_t k) {
        const auto cells = cellsOf(read->raw[k].counts);
        return std::accumulate(cells.begin(), cells.end(), 0.0);
    };
    EXPECT_EQ(sum(0), 609.0);
    EXPECT_EQ(sum(1), 2145574.0);
    EXPECT_EQ(sum(read->raw.size() - 1), 84327.0);
    EXPECT_EQ(read->raw[40].counts(56, 10), 1213);
    EXPECT_EQ(read->reader->bytesRead(), std::filesystem::file_size(path));
}

ImportOptions timedOptions(const std::string& column)
{
    auto timed = options(2, 2);
    timed.rate.reset();
    timed.time_column = column;
    timed.time_unit = ImportTimeUnit::Milliseconds;
    return timed;
}

TEST(MatrixText, TakesTheTimeFromAColumnByItsPlace)
{
    const std::vector<std::pair<std::string, std::string>> tables{
        {"1,2,3,4,5\n41,6,7,8,9\n", "1"},
        {"2|3|4|5|1\n6|7|8|9|41\n", "-1"},
        {"# 3 cells\n2 3 4 5 1\n6 7 8 9 41\n", "5"}};
    for (const auto& [text, column] : tables) {
        auto timed = timedOptions(column);
        timed.format = "matrix-text";
        const auto read = readAll(text, timed);
        ASSERT_TRUE(read) << read.error().message;
        ASSERT_EQ(read->pressure.size(), 2U);
        EXPECT_THAT(cellsOf(read->pressure[0].kpa), ElementsAre(2, 3, 4, 5));
        EXPECT_EQ(read->pressure[1].stamp.time, milliseconds{40});
        EXPECT_EQ(read->pressure[1].stamp.quality, kFrameGood);
    }
    EXPECT_THAT(refusalOf("1,2,3,4,5\n", timedOptions("6")), HasSubstr("line 1: has 5 columns"));
    EXPECT_THAT(refusalOf("1,2,3,4,5\n", timedOptions("3")), HasSubstr("--first-cell"));
    EXPECT_THAT(refusalOf("1,2,3,4,5\n1,2,3,4,5\n", timedOptions("1")),
                AllOf(HasSubstr("line 2"), HasSubstr("--rate")));
}

TEST(MatrixText, RowsOfAFrameHaveOneTime)
{
    const auto read = readAll("10 1 2\n10 3 4\n30 5 6\n30 7 8\n", timedOptions("1"));
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->pressure.size(), 2U);
    EXPECT_EQ(read->pressure[1].stamp.time, milliseconds{20});
    EXPECT_THAT(refusalOf("10 1 2\n20 3 4\n", timedOptions("1")),
                AllOf(HasSubstr("line 2"), HasSubstr("another time")));
}

}  // namespace
}  // namespace palpate::session
