#include "difference_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "difference_image.hpp"

namespace palpate::gui {
namespace {

using Channels = std::array<double, 3>;

Channels linear(QRgb color)
{
    const auto decode = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {decode(qRed(color)), decode(qGreen(color)), decode(qBlue(color))};
}

/// CIE L*a*b* of D65.
Channels labOf(const Channels& rgb)
{
    const double x = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
    const double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    const double z = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
    const auto f = [](double t) {
        constexpr double kBend = 6.0 / 29.0;
        return t > kBend * kBend * kBend ? std::cbrt(t) : t / (3.0 * kBend * kBend) + 4.0 / 29.0;
    };
    return {116.0 * f(y) - 16.0, 500.0 * (f(x / 0.95047) - f(y)), 200.0 * (f(y) - f(z / 1.08883))};
}

double distance(const Channels& a, const Channels& b)
{
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// As those without green cones (deuteranopia) and without red ones (protanopia) see it: the matrices of
/// Machado, Oliveira, Fernandes 2009 (doi:10.1109/TVCG.2009.113) at full severity, in linear sRGB.
using Blindness = std::array<Channels, 3>;
constexpr Blindness kDeuteranopia{
    {{{0.367322, 0.860646, -0.227968}}, {{0.280085, 0.672501, 0.047413}}, {{-0.011820, 0.042940, 0.968881}}}};
constexpr Blindness kProtanopia{{{{0.152286, 1.052583, -0.204868}},
                                 {{0.114503, 0.786281, 0.099216}},
                                 {{-0.003882, -0.048116, 1.051998}}}};

Channels seenBy(const Blindness& blindness, const Channels& rgb)
{
    Channels seen{};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t j = 0; j < rgb.size(); ++j) {
            seen.at(i) += blindness.at(i).at(j) * rgb.at(j);
        }
        seen.at(i) = std::clamp(seen.at(i), 0.0, 1.0);
    }
    return seen;
}

TEST(DifferenceScale, FallsEvenlyAndAlikeOnBothSidesOfZero)
{
    const DifferenceScale scale(10.0);
    double before = labOf(linear(scale.color(0.0)))[0];
    EXPECT_NEAR(before, 96.0, 0.7);
    for (int step = 1; step <= 10; ++step) {
        const double more = labOf(linear(scale.color(step)))[0];
        const double less = labOf(linear(scale.color(-step)))[0];
        EXPECT_NEAR(more, less, 1.2) << step;
        EXPECT_NEAR(before - more, 5.6, 1.2) << step;
        before = more;
    }
}

TEST(DifferenceScale, HasNoHueInTheMiddle)
{
    const QRgb middle = DifferenceScale(10.0).color(0.0);
    EXPECT_LE(std::abs(qRed(middle) - qBlue(middle)), 2);
    EXPECT_LE(std::abs(qRed(middle) - qGreen(middle)), 2);
}

TEST(DifferenceScale, TellsLessFromMoreWithEveryCommonColourBlindness)
{
    const DifferenceScale scale(10.0);
    for (const Blindness& blindness : {kDeuteranopia, kProtanopia}) {
        for (const double value : {3.0, 5.0, 10.0}) {
            const double apart = distance(labOf(seenBy(blindness, linear(scale.color(value)))),
                                          labOf(seenBy(blindness, linear(scale.color(-value)))));
            // A difference of 10 is plain to see beside each other.
            EXPECT_GT(apart, 5.0 * value) << value;
        }
    }
}

TEST(DifferenceScale, KeepsItsLastColourBeyondTheRange)
{
    const DifferenceScale scale(10.0);
    EXPECT_EQ(scale.color(1e9), scale.color(10.0));
    EXPECT_EQ(scale.color(-1e9), scale.color(-10.0));
    EXPECT_NE(scale.color(10.0), scale.color(-10.0));
}

TEST(DifferenceImage, ShowsTheGroundWhereThereIsNoValue)
{
    const QColor ground(0x10151c);
    CellArray<float> difference = CellArray<float>::Constant(4, 4, std::numeric_limits<float>::quiet_NaN());
    difference(1, 1) = 8.0F;
    const DifferenceScale scale(10.0);
    const QImage image = differenceImage(difference, QSize(40, 40), scale, ground);
    EXPECT_EQ(image.pixel(35, 35), ground.rgb());
    EXPECT_EQ(image.pixel(15, 15), scale.color(8.0));
    // Beside a value nothing is mixed in from cells without one.
    EXPECT_EQ(image.pixel(17, 15), scale.color(8.0));
    EXPECT_TRUE(differenceImage(CellArray<float>(), QSize(40, 40), scale, ground).isNull());
}

}  // namespace
}  // namespace palpate::gui
