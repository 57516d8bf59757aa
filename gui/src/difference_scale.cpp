#include "difference_scale.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

namespace {

constexpr double kMiddleLightness = 96.0;
constexpr double kEndLightness = 40.0;

struct End {
    double chroma;
    double hue_deg;
};
constexpr End kLess{.chroma = 47.0, .hue_deg = 278.0};
constexpr End kMore{.chroma = 62.0, .hue_deg = 32.0};

int channel(double linear)
{
    const double low = std::clamp(linear, 0.0, 1.0);
    const double encoded = low <= 0.0031308 ? 12.92 * low : 1.055 * std::pow(low, 1.0 / 2.4) - 0.055;
    return static_cast<int>(std::lround(255.0 * encoded));
}

/// CIE L*C*h of D65 to sRGB (IEC 61966-2-1).
QRgb fromLch(double lightness, double chroma, double hue_deg)
{
    constexpr double kDegree = 3.14159265358979323846 / 180.0;
    const auto inverse = [](double f) {
        constexpr double kBend = 6.0 / 29.0;
        return f > kBend ? f * f * f : 3.0 * kBend * kBend * (f - 4.0 / 29.0);
    };
    const double fy = (lightness + 16.0) / 116.0;
    const double x = 0.95047 * inverse(fy + chroma * std::cos(hue_deg * kDegree) / 500.0);
    const double y = inverse(fy);
    const double z = 1.08883 * inverse(fy - chroma * std::sin(hue_deg * kDegree) / 200.0);
    return qRgb(channel(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
                channel(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
                channel(0.0556434 * x - 0.2040259 * y + 1.0572252 * z));
}

}  // namespace

DifferenceScale::DifferenceScale(double range_max) : range_max_(range_max > 0.0 ? range_max : 1.0), entries_{}
{
    for (std::size_t i = 0; i < kEntries; ++i) {
        const double share = 2.0 * static_cast<double>(i) / (kEntries - 1) - 1.0;
        const End& end = share < 0.0 ? kLess : kMore;
        const double far = std::abs(share);
        entries_.at(i) = fromLch(kMiddleLightness + far * (kEndLightness - kMiddleLightness),
                                 far * end.chroma, end.hue_deg);
    }
}

QRgb DifferenceScale::color(double value) const
{
    const double share = std::clamp(value / range_max_, -1.0, 1.0);
    return entries_.at(static_cast<std::size_t>(std::lround((share + 1.0) / 2.0 * (kEntries - 1))));
}

}  // namespace palpate::gui
