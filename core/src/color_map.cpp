// The control values are every fifth entry of the published 256-entry tables of cividis (Nunez, Anderton,
// Renslow 2018, doi:10.1371/journal.pone.0199239) and viridis (Smith, van der Walt 2015), both released to
// the public domain (CC0). In between, straight lines in sRGB: within 4 of 255 steps of the full tables.
#include "palpate/core/color_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace palpate {

namespace {

constexpr std::size_t kControls = 52;
/// 0xRRGGBB
using ControlValues = std::array<std::uint32_t, kControls>;

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

Color colorOf(std::uint32_t value)
{
    return {.red = static_cast<std::uint8_t>((value >> 16U) & 0xFFU),
            .green = static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
            .blue = static_cast<std::uint8_t>(value & 0xFFU)};
}

}  // namespace

Color mixColors(Color from, Color to, double share)
{
    const auto channel = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + share * (b - a)));
    };
    return {.red = channel(from.red, to.red),
            .green = channel(from.green, to.green),
            .blue = channel(from.blue, to.blue)};
}

Color colorAt(ColorMap map, double share)
{
    const ControlValues& controls = map == ColorMap::Viridis ? kViridis : kCividis;
    const double place = std::clamp(share, 0.0, 1.0) * (kControls - 1);
    const std::size_t low = std::min(static_cast<std::size_t>(place), kControls - 2);
    return mixColors(colorOf(controls.at(low)), colorOf(controls.at(low + 1)),
                     place - static_cast<double>(low));
}

}  // namespace palpate
