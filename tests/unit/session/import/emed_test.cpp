#include <gmock/gmock.h>

#include "palpate/core/units.hpp"

#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string page(int number, const std::string& matrix, const std::string& title = "Pict-No.: ")
{
    const auto text = std::to_string(number);
    return "\n\t\t\t\tPage " + text +
           "\n\n"
           "\tFile: C:\\novel\\somebody\\2.dat \tMatrix: 4x5 \n"
           "\tSensor area: 0.25 cm\xB2\tTime/picture:10.0 ms\n"
           "\tMV over frames\n"
           "\tSensor size: 0.500x0.500 cm\n"
           "\tnovel munich/st.paul/london\n"
           "\t" +
           title + text + "  Force[N]=sum*sensor_area in row/column\n\n" + matrix + "\f\n";
}

/// Rows 4 and 5, columns 2 and 3 of 5 x 4.
constexpr const char* kLow =
    "\t2\t3\tForce\n"
    "4\t10.00\t25.00\t0.88\n"
    "5\t0.00\t5.00\t0.13\n"
    "Force\t0.25\t0.75\t1.00\n";
constexpr const char* kHigh =
    "\t4\tForce\n"
    "1\t40.00\t1.00\n"
    "Force\t1.00\t1.00\n";

std::string twoPictures()
{
    return page(1, kLow) + page(2, kHigh) + "\f\n";
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

std::string changed(const std::string& what, const std::string& by)
{
    return replaced(twoPictures(), what, by);
}

TEST(Emed, PutsEachRectangleInItsPlaceOnThePlatform)
{
    const auto read = readAll(twoPictures(), {.client_code = "C-7"});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "novel-emed");
    const auto& header = read->header();
    EXPECT_EQ(header.geometry.rows(), 5);
    EXPECT_EQ(header.geometry.cols(), 4);
    EXPECT_EQ(header.geometry.pitchXMm(), 5.0);
    EXPECT_EQ(header.geometry.pitchYMm(), 5.0);
    EXPECT_EQ(header.samples, SampleKind::Kpa);
    EXPECT_EQ(header.calibration.source, "novel-emed, kPa by its forces");
    EXPECT_EQ(header.nominal_rate, Frequency{100.0});
    EXPECT_EQ(header.info.mat_title, "novel emed");
    EXPECT_EQ(header.info.client_code, "C-7");
    ASSERT_EQ(read->pressure.size(), 2U);
    EXPECT_THAT(cellsOf(read->pressure[0].kpa),
                ElementsAre(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 25, 0, 0, 0, 5, 0));
    EXPECT_THAT(cellsOf(read->pressure[1].kpa),
                ElementsAre(0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    EXPECT_EQ(read->pressure[1].stamp.sequence, 2U);
    EXPECT_EQ(read->pressure[1].stamp.time, milliseconds{10});
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameTimeEstimated);
    EXPECT_THAT(read->left_out, ElementsAre("File"));
}

TEST(Emed, PagesOfMaximaAndMeansAreNoFrames)
{
    const auto summaries = page(3, kHigh, "MPP  ") + page(4, kHigh, "Pict-No.: MVP ");
    const auto read = readAll(page(1, kLow) + page(2, kHigh) + summaries, {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->frames(), 2U);
    EXPECT_THAT(refusalOf(summaries, {}), HasSubstr("no page with a picture"));
    EXPECT_THAT(refusalOf(page(1, kLow, "Something "), {}), HasSubstr("no Pict-No."));
}

TEST(Emed, ForcesThatAreNotThoseOfTheValuesAreRefused)
{
    EXPECT_THAT(
        refusalOf(changed("25.00\t0.88", "20.00\t0.88"), {}),
        AllOf(HasSubstr("line 12"), HasSubstr("values of row 4"), HasSubstr("0.75 N"), HasSubstr("0.88")));
    const auto swapped = replaced(changed("10.00\t25.00", "25.00\t10.00"), "0.00\t5.00", "0.00\t5.00");
    EXPECT_THAT(refusalOf(swapped, {}), AllOf(HasSubstr("line 14"), HasSubstr("value 1 of this line")));
    EXPECT_THAT(refusalOf(changed("0.75\t1.00", "0.75\t1.03"), {}),
                AllOf(HasSubstr("line 14"), HasSubstr("whole picture")));
    // The same numbers in N/cm2 would have ten times the force.
    EXPECT_THAT(refusalOf(changed("40.00\t1.00", "40.00\t10.00"), {}), HasSubstr("another unit"));
}

TEST(Emed, ForcesWithinPrintedRoundingAreGood)
{
    EXPECT_EQ(readAll(changed("25.00\t0.88", "25.00\t0.87"), {})->frames(), 2U);
    EXPECT_EQ(readAll(changed("25.00\t0.88", "25.00\t0.9"), {})->frames(), 2U);
}

TEST(Emed, RefusesOptionsThatContradictTheFile)
{
    EXPECT_THAT(refusalOf(twoPictures(), {.rows = 4}), HasSubstr("--rows"));
    EXPECT_THAT(refusalOf(twoPictures(), {.cols = 5}), HasSubstr("--cols"));
    EXPECT_THAT(refusalOf(twoPictures(), {.pitch_x = Length{5.1}}), HasSubstr("--pitch-mm"));
    EXPECT_THAT(refusalOf(twoPictures(), {.rate = Frequency{50.0}}), HasSubstr("--rate"));
    EXPECT_THAT(refusalOf(twoPictures(), {.unit = ImportUnit::NewtonPerCm2}), HasSubstr("--unit"));
    EXPECT_THAT(refusalOf(twoPictures(), {.counts_per_kpa = 2.0}), HasSubstr("--counts-per-kpa"));
    EXPECT_EQ(
        readAll(
            twoPictures(),
            {.rows = 5, .cols = 4, .pitch_x = Length{5.0}, .rate = Frequency{100.0}, .unit = ImportUnit::Kpa})
            ->frames(),
        2U);
}

TEST(Emed, DamageIsNamedWithItsLine)
{
    EXPECT_THAT(refusalOf(changed("10.00\t25.00\t0.88", "10.00\t0.88"), {}),
                AllOf(HasSubstr("line 12"), HasSubstr("3 of 4")));
    EXPECT_THAT(refusalOf(changed("10.00\t25.00", "1o.00\t25.00"), {}),
                AllOf(HasSubstr("line 12"), HasSubstr("'1o.00'")));
    EXPECT_THAT(refusalOf(changed("5\t0.00\t5.00\t0.13\n", ""), {}),
                AllOf(HasSubstr("line 13"), HasSubstr("value 2")));
    EXPECT_THAT(refusalOf(changed("5\t0.00", "6\t0.00"), {}), AllOf(HasSubstr("line 13"), HasSubstr("'6'")));
    EXPECT_THAT(refusalOf(changed("\t2\t3\tForce", "\t2\t4\tForce"), {}),
                AllOf(HasSubstr("line 11"), HasSubstr("count up")));
    EXPECT_THAT(refusalOf(changed("\t4\tForce", "\t5\tForce"), {}), HasSubstr("within 1 to 4"));
    EXPECT_THAT(refusalOf(changed("Matrix: 4x5", "Matrix: 4"), {}),
                AllOf(HasSubstr("line 4"), HasSubstr("Matrix")));
    EXPECT_THAT(refusalOf(changed("0.25 cm", "0.30 cm"), {}), HasSubstr("Sensor area"));
    EXPECT_THAT(refusalOf(changed("10.0 ms", "10.0 s"), {}), HasSubstr("Time_picture"));
    EXPECT_THAT(refusalOf(changed("10.0 ms", "99999999999999999999 ms"), {}), HasSubstr("Time_picture"));
    EXPECT_THAT(refusalOf(page(1, kLow) + page(3, kHigh), {}),
                AllOf(HasSubstr("picture 3"), HasSubstr("pages are missing")));
    EXPECT_THAT(refusalOf(page(1, kLow) + replaced(page(2, kHigh), "10.0 ms", "20.0 ms"), {}),
                HasSubstr("picture 2"));
}

TEST(Emed, EveryCutInsideAPageIsRefused)
{
    const auto first = page(1, kLow);
    const auto whole = first + page(2, kHigh);
    const auto end = whole.size() - 2;
    for (std::size_t bytes = 0; bytes < end; ++bytes) {
        const auto read = readAll(whole.substr(0, bytes), {});
        const bool is_between = bytes + 2 >= first.size() && bytes <= first.size() + 5;
        EXPECT_EQ(read.has_value(), is_between) << bytes;
    }
}

TEST(Emed, ReadsDecimalCommasAndBothEncodings)
{
    auto text = twoPictures();
    for (std::size_t k = text.find("\t2\t3"); k < text.find('\f'); ++k) {
        text[k] = text[k] == '.' ? ',' : text[k];
    }
    text = replaced(text, "cm\xB2", "cm\xC2\xB2");
    const auto read = readAll(text, {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->pressure[0].kpa(3, 2), 25.0F);
}

}  // namespace
}  // namespace palpate::session
