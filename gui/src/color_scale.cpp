// The control values are every fifth entry of the published 256-entry tables of cividis (Nunez, Anderton,
// Renslow 2018, doi:10.1371/journal.pone.0199239) and viridis (Smith, van der Walt 2015), both released to
// the public domain (CC0). In between, straight lines in sRGB: within 4 of 255 steps of the full tables.
#include "color_scale.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

namespace {

constexpr std::size_t kControls = 52;
using ControlValues = std::array<QRgb, kControls>;

constexpr ControlValues kCividis{
    0x00224e, 0x002656, 0x002a5f, 0x002d68, 0x003070, 0x083370, 0x163770, 0x203a6f, 0x273e6e,
    0x2e416d, 0x34456c, 0x3a486c, 0x3f4c6c, 0x444f6c, 0x49536c, 0x4e566c, 0x535a6d, 0x575d6d,
    0x5c616e, 0x60646f, 0x656870, 0x696b71, 0x6d6f72, 0x727274, 0x767676, 0x7a7a78, 0x7e7d78,
    0x838179, 0x888578, 0x8d8878, 0x928c78, 0x969077, 0x9b9476, 0xa09875, 0xa59c74, 0xaaa073,
    0xafa471, 0xb5a86f, 0xbaac6d, 0xbfb06b, 0xc4b468, 0xc9b965, 0xcfbd62, 0xd4c15f, 0xdac65b,
    0xdfca57, 0xe5cf52, 0xead34c, 0xf0d846, 0xf6dd3f, 0xfce236, 0xfee838};

constexpr ControlValues kViridis{
    0x440154, 0x46085c, 0x471063, 0x481769, 0x481d6f, 0x482475, 0x472a7a, 0x46307e, 0x453781,
    0x433d84, 0x414287, 0x3f4889, 0x3d4e8a, 0x3a538b, 0x38598c, 0x355e8d, 0x33638d, 0x31688e,
    0x2e6d8e, 0x2c718e, 0x2a768e, 0x297b8e, 0x27808e, 0x25848e, 0x23898e, 0x218e8d, 0x20928c,
    0x1f978b, 0x1e9c89, 0x1fa188, 0x21a585, 0x24aa83, 0x28ae80, 0x2eb37c, 0x35b779, 0x3dbc74,
    0x46c06f, 0x50c46a, 0x5ac864, 0x65cb5e, 0x70cf57, 0x7cd250, 0x89d548, 0x95d840, 0xa2da37,
    0xb0dd2f, 0xbddf26, 0xcae11f, 0xd8e219, 0xe5e419, 0xf1e51d, 0xfde725};

QRgb mix(QRgb from, QRgb to, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)),
                channel(qBlue(from), qBlue(to)));
}

const ControlValues& controlsOf(ColorMap map)
{
    return map == ColorMap::Viridis ? kViridis : kCividis;
}

/// `position` from 0 to 1.
QRgb colorAt(const ControlValues& controls, double position)
{
    const double place = std::clamp(position, 0.0, 1.0) * (kControls - 1);
    const std::size_t low = std::min(static_cast<std::size_t>(place), kControls - 2);
    return mix(controls.at(low), controls.at(low + 1), place - static_cast<double>(low));
}

}  // namespace

std::array<QRgb, 256> colorTable(ColorMap map)
{
    std::array<QRgb, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        table.at(i) = colorAt(controlsOf(map), static_cast<double>(i) / 255.0);
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
    return colorAt(controlsOf(map_), value / range_max_);
}

}  // namespace palpate::gui
