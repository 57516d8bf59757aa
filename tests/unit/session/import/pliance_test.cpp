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
    "file name: jane_1.mat date/time 17.06.23 15.21\nmat type s2160_001\n"
    "total times [secs]: 0.300 time per frame [secs]: 0.10000 scanning rate [Hz]: 10\n"
    "pressure values in kPa\n\n\nelectrical:\n";
/// Three sensors of 1 x 2 cm: 5 above 4, and 7 to the right of 5.
constexpr const char* kTables =
    "time[secs]       4       5       7 \n"
    "    0.10000   0.000  10.000   0.000 \n"
    "    0.20000   5.000   0.000   5.000 \n"
    "        MPP   5.000  10.000   5.000 \n        MVP   2.500   5.000   2.500 \n\n\n"
    " time[secs] force[N]   x[cm]   y[cm]\n\n"
    "    0.00000    0.000       -       -\n"
    "    0.10000    2.000   1.500   1.000\n"
    "    0.20000    2.000   1.000   2.000\n"
    "    0.30000    0.000       -       -\n\n\n";
constexpr const char* kPlaces =
    "sensor        4        5        7\ncorner[cm]\n"
    "x[0]   0.0000   0.0000   1.0000\ny[0]   2.0000   4.0000   4.0000\n"
    "x[1]   0.0000   0.0000   1.0000\ny[1]   0.0000   2.0000   2.0000\n"
    "x[2]   1.0000   1.0000   2.0000\ny[2]   0.0000   2.0000   2.0000\n"
    "x[3]   1.0000   1.0000   2.0000\ny[3]   2.0000   4.0000   4.0000\n"
    "x[c]   0.5000   0.5000   1.5000\ny[c]   1.0000   3.0000   3.0000\n"
    "area   2.0000   2.0000   2.0000  ";

/// Two diamonds beside each other, of 2 cm2 each, at 3 cm distance.
constexpr const char* kDiamonds =
    "time[secs]       1       2 \n"
    "    1.00000  10.000  30.000 \n\n"
    " time[secs] force[N]   x[cm]   y[cm]\n\n"
    "    1.00000    8.000   3.250   1.000\n\n"
    "sensor        1        2\n"
    "x[0]   0.0000   3.0000\ny[0]   1.0000   1.0000\nx[1]   1.0000   4.0000\ny[1]   0.0000   0.0000\n"
    "x[2]   2.0000   5.0000\ny[2]   1.0000   1.0000\nx[3]   1.0000   4.0000\ny[3]   2.0000   2.0000\n"
    "area   2.0000   2.0000\n";

std::string whole()
{
    return std::string{kFront} + kTables + kPlaces;
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

std::string changed(const std::string& what, const std::string& by)
{
    return replaced(whole(), what, by);
}

Result<ReadBack> readTwice(const std::string& text, const ImportOptions& options = {})
{
    return readAll(rereadableLinesOf(text), options);
}

std::string refusal(const std::string& text, const ImportOptions& options = {})
{
    const auto read = readTwice(text, options);
    return read ? "accepted" : read.error().message;
}

TEST(Pliance, LaysEqualSensorsInRowsAndColumns)
{
    const auto read = readTwice(whole(), {.client_code = "C-7"});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->format, "novel-pliance");
    const auto& header = read->header();
    EXPECT_EQ(header.geometry.rows(), 2);
    EXPECT_EQ(header.geometry.cols(), 2);
    EXPECT_EQ(header.geometry.pitchXMm(), 10.0);
    EXPECT_EQ(header.geometry.pitchYMm(), 20.0);
    EXPECT_FALSE(header.geometry.isPresent(1, 1));
    EXPECT_EQ(header.nominal_rate, Frequency{10.0});
    EXPECT_EQ(header.info.mat_title, "novel pliance s2160");
    EXPECT_EQ(header.calibration.source,
              "novel-pliance, pressure values in kPa, 3 sensors of one cell each, "
              "checked by its forces");
    ASSERT_EQ(read->pressure.size(), 2U);
    EXPECT_THAT(cellsOf(read->pressure[0].kpa), ElementsAre(10, 0, 0, 0));
    EXPECT_THAT(cellsOf(read->pressure[1].kpa), ElementsAre(0, 5, 5, 0));
    EXPECT_EQ(read->pressure[0].stamp.time, milliseconds{0});
    EXPECT_EQ(read->pressure[1].stamp.time, milliseconds{100});
    EXPECT_EQ(read->pressure[1].stamp.quality, kFrameGood);
    EXPECT_THAT(read->left_out, ElementsAre("file_name", "date/time"));
}

TEST(Pliance, SensorsOfOtherShapesAreLaidOnFineCells)
{
    const auto read = readTwice(kDiamonds, {.format = "novel-pliance", .unit = ImportUnit::Kpa});
    ASSERT_TRUE(read) << read.error().message;
    const auto& geometry = read->header().geometry;
    EXPECT_EQ(geometry.pitchXMm(), geometry.pitchYMm());
    EXPECT_LE(geometry.pitchXMm(), 5.0);
    EXPECT_NEAR(geometry.widthMm(), 50.0, geometry.pitchXMm());
    EXPECT_NEAR(geometry.heightMm(), 20.0, geometry.pitchYMm());
    double force_n = 0.0;
    for (int row = 0; row < geometry.rows(); ++row) {
        for (int col = 0; col < geometry.cols(); ++col) {
            const auto centre = geometry.centreOf(row, col);
            const double x = centre.x_mm < 25.0 ? centre.x_mm : centre.x_mm - 30.0;
            const double from_border = 10.0 - std::abs(x - 10.0) - std::abs(centre.y_mm - 10.0);
            if (std::abs(from_border) > 1e-9) {
                EXPECT_EQ(geometry.isPresent(row, col), from_border > 0.0) << row << ' ' << col;
            }
            const double kpa = read->pressure[0].kpa(row, col);
            EXPECT_EQ(kpa, geometry.isPresent(row, col) ? centre.x_mm < 25.0 ? 10.0 : 30.0 : 0.0);
            force_n += kpa * geometry.cellArea().cm2 / 10.0;
        }
    }
    EXPECT_NEAR(force_n, 8.0, 0.24);
}

TEST(Pliance, ADamagedPlaceOfSuchSensorsIsFoundByTheForces)
{
    const ImportOptions options{.format = "novel-pliance", .unit = ImportUnit::Kpa};
    EXPECT_THAT(refusal(replaced(kDiamonds, "3.250", "4.500"), options), HasSubstr("have their centre"));
    EXPECT_THAT(refusal(replaced(kDiamonds, "8.000", "8.500"), options), HasSubstr("a value is damaged"));
    EXPECT_THAT(refusal(replaced(kDiamonds, "x[0]   0.0000   3.0000", "x[0]   0.0000   1.0000"), options),
                HasSubstr("sensor 2"));
    auto overlapping = replaced(kDiamonds, "x[0]   0.0000   3.0000", "x[0]   0.0000   1.0000");
    overlapping = replaced(overlapping, "x[1]   1.0000   4.0000", "x[1]   1.0000   2.0000");
    overlapping = replaced(overlapping, "x[2]   2.0000   5.0000", "x[2]   2.0000   3.0000");
    overlapping = replaced(overlapping, "x[3]   1.0000   4.0000", "x[3]   1.0000   2.0000");
    EXPECT_THAT(refusal(overlapping, options), AllOf(HasSubstr("sensor 2"), HasSubstr("over another")));
}

TEST(Pliance, ThePitchOfSuchSensorsCanBeSaid)
{
    ImportOptions options{.format = "novel-pliance", .pitch_x = Length{1.0}, .unit = ImportUnit::Kpa};
    EXPECT_EQ(readTwice(kDiamonds, options)->header().geometry.cols(), 50);
    options.pitch_x = Length{9.0};
    EXPECT_THAT(refusal(kDiamonds, options), HasSubstr("give a smaller --pitch-mm"));
    options.pitch_x = Length{0.001};
    EXPECT_THAT(refusal(kDiamonds, options), HasSubstr("give a larger --pitch-mm"));
}

TEST(Pliance, IsNotReadFromAPipe)
{
    EXPECT_THAT(refusalOf(whole(), {}), HasSubstr("store it as a file"));
}

TEST(Pliance, RefusesOptionsThatContradictTheFile)
{
    EXPECT_THAT(refusal(whole(), {.rows = 2}), HasSubstr("--rows"));
    EXPECT_THAT(refusal(whole(), {.cols = 2}), HasSubstr("--cols"));
    EXPECT_THAT(refusal(whole(), {.pitch_x = Length{10.0}}), HasSubstr("--pitch-mm"));
    EXPECT_THAT(refusal(whole(), {.rate = Frequency{50.0}}), HasSubstr("--rate"));
    EXPECT_THAT(refusal(whole(), {.unit = ImportUnit::NewtonPerCm2}), HasSubstr("--unit"));
    EXPECT_THAT(refusal(whole(), {.counts_per_kpa = 2.0}), HasSubstr("--counts-per-kpa"));
    EXPECT_THAT(refusal(changed("pressure values in kPa\n", "")), HasSubstr("give --unit"));
}

TEST(Pliance, ForcesAndCentresMustBeThoseOfTheValues)
{
    EXPECT_THAT(refusal(changed("5.000   0.000   5.000", "5.000   0.000   5.500")),
                AllOf(HasSubstr("line 19"), HasSubstr("2.100 N"), HasSubstr("2 N is printed")));
    // The first frame counts x from the right, so the second cannot count it from the left.
    EXPECT_THAT(refusal(changed("2.000   1.000   2.000", "2.000   0.500   2.000")),
                AllOf(HasSubstr("line 19"), HasSubstr("centre")));
    EXPECT_THAT(refusal(changed("    0.20000    2.000   1.000   2.000\n", "")),
                AllOf(HasSubstr("line 19"), HasSubstr("no force for the frame at 0.2 s")));
    EXPECT_THAT(refusal(changed("1.500   1.000", "1.500")),
                AllOf(HasSubstr("line 18"), HasSubstr("no line")));
}

TEST(Pliance, DamageIsNamedWithItsLine)
{
    EXPECT_THAT(refusal(changed("   0.000  10.000   0.000", "   0.000  10.000")),
                AllOf(HasSubstr("line 9"), HasSubstr("3 numbers")));
    EXPECT_THAT(refusal(changed("0.000  10.000", "0.000  1o.000")),
                AllOf(HasSubstr("line 9"), HasSubstr("'1o.000'")));
    EXPECT_THAT(refusal(changed("    0.20000   5.000", "    0.40000   5.000")),
                AllOf(HasSubstr("line 10"), HasSubstr("lines are missing")));
    EXPECT_THAT(refusal(changed("    0.20000   5.000", "    0.10000   5.000")),
                AllOf(HasSubstr("line 10"), HasSubstr("does not follow")));
    EXPECT_THAT(refusal(changed("sensor        4", "sensor        3")), HasSubstr("the sensors are others"));
    EXPECT_THAT(refusal(changed("x[1]   0.0000   0.0000", "x[1]   0.0000")),
                AllOf(HasSubstr("line 27"), HasSubstr("2 of 3 values")));
    EXPECT_THAT(refusal(changed("x[1]   0.0000   0.0000", "x[1]   0.0000   0.5000")),
                AllOf(HasSubstr("sensor 5"), HasSubstr("its area is 2")));
    EXPECT_THAT(refusal(changed("y[2]", "z[2]")), HasSubstr("'z_2_'"));
}

TEST(Pliance, EveryCutIsRefused)
{
    const auto text = whole();
    const auto end = text.find_last_not_of(' ') + 1;
    for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
        // "2.000" and "2.00" for the last area say the same.
        EXPECT_EQ(readTwice(text.substr(0, bytes)).has_value(), bytes + 5 >= end) << bytes;
    }
}

}  // namespace
}  // namespace palpate::session
