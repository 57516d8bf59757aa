#include "color_scale.hpp"

#include <algorithm>

namespace palpate::gui {

namespace {

QRgb rgbOf(Color color)
{
    return qRgb(color.red, color.green, color.blue);
}

Color colorOf(QRgb rgb)
{
    return {.red = static_cast<std::uint8_t>(qRed(rgb)),
            .green = static_cast<std::uint8_t>(qGreen(rgb)),
            .blue = static_cast<std::uint8_t>(qBlue(rgb))};
}

QRgb mix(QRgb from, QRgb to, double share)
{
    return rgbOf(mixColors(colorOf(from), colorOf(to), share));
}

}  // namespace

std::array<QRgb, 256> colorTable(ColorMap map)
{
    std::array<QRgb, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        table.at(i) = rgbOf(colorAt(map, static_cast<double>(i) / 255.0));
    }
    return table;
}

ColorScale::ColorScale(ColorMap map, double range_max, double contact, QColor ground)
    : map_(map),
      range_max_(range_max > 0.0 ? range_max : 1.0),
      contact_(std::clamp(contact, 0.0, range_max_)),
      ground_(ground.rgb()),
      per_value_(static_cast<float>((kEntries - 1) / range_max_)),
      entries_{}
{
    constexpr double kFade = 0.15;
    for (std::size_t i = 0; i < kEntries; ++i) {
        const double value = range_max_ * static_cast<double>(i) / (kEntries - 1);
        const QRgb plain = plainColor(value);
        if (i == 0 || value < contact_) {
            entries_.at(i) = ground_;
        } else if (value < contact_ * (1.0 + kFade)) {
            entries_.at(i) = mix(ground_, plain, (value - contact_) / (contact_ * kFade));
        } else {
            entries_.at(i) = plain;
        }
    }
}

QRgb ColorScale::plainColor(double value) const
{
    return rgbOf(colorAt(map_, value / range_max_));
}

}  // namespace palpate::gui
