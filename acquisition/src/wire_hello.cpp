#include "wire_hello.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "palpate/core/assert.hpp"

#include "byte_order.hpp"
#include "wire_format.hpp"

namespace palpate::acquisition::wire {

namespace {

constexpr double kMicrometresPerMm = 1000.0;
constexpr double kMillihertzPerHz = 1000.0;

bool isPrintable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Takes one length-prefixed text from the front of `rest`.
std::optional<std::string> takeText(std::span<const std::uint8_t>& rest)
{
    if (rest.empty() || rest[0] > kMaxTextSize || rest.size() < std::size_t{1} + rest[0]) {
        return std::nullopt;
    }
    const auto bytes = rest.subspan(1, rest[0]);
    std::string text(bytes.begin(), bytes.end());
    rest = rest.subspan(1 + bytes.size());
    if (!isPrintable(text)) {
        return std::nullopt;
    }
    return text;
}

void putText(std::vector<std::uint8_t>& out, std::string_view text)
{
    PALPATE_ASSERT(text.size() <= kMaxTextSize && isPrintable(text));
    out.push_back(static_cast<std::uint8_t>(text.size()));
    out.insert(out.end(), text.begin(), text.end());
}

bool isPlausible(const DeviceHello& hello)
{
    return hello.rows >= 1 && hello.rows <= kMaxMatRows && hello.cols >= 1 && hello.cols <= kMaxMatCols &&
           hello.bit_depth >= 1 && hello.bit_depth <= 16 && hello.pitch_x.mm > 0.0 && hello.pitch_y.mm > 0.0;
}

}  // namespace

std::optional<DeviceHello> parseHello(std::span<const std::uint8_t> packet)
{
    if (packet.size() < kTextsAt + kCrcSize) {
        return std::nullopt;
    }
    DeviceHello hello{
        .rows = getLittleEndian<std::uint16_t>(packet, kHelloRowsAt),
        .cols = getLittleEndian<std::uint16_t>(packet, kHelloColsAt),
        .bit_depth = packet[kHelloDepthAt],
        .pitch_x = Length{getLittleEndian<std::uint32_t>(packet, kPitchXAt) / kMicrometresPerMm},
        .pitch_y = Length{getLittleEndian<std::uint32_t>(packet, kPitchYAt) / kMicrometresPerMm},
        .calibration_id = getLittleEndian<std::uint32_t>(packet, kCalibrationIdAt),
    };
    const auto rate_mhz = getLittleEndian<std::uint32_t>(packet, kRateAt);
    if (rate_mhz != 0) {
        hello.nominal_rate = Frequency{rate_mhz / kMillihertzPerHz};
    }
    const double scale_kpa = static_cast<double>(getFloat(packet, kScaleAt));
    const double offset_kpa = static_cast<double>(getFloat(packet, kOffsetAt));
    if (!std::isfinite(scale_kpa) || scale_kpa < 0.0 || !std::isfinite(offset_kpa)) {
        return std::nullopt;
    }
    if (scale_kpa > 0.0) {
        hello.calibration = LinearCalibration{.kpa_per_count = scale_kpa, .offset_kpa = offset_kpa};
    }
    auto rest = packet.subspan(kTextsAt, packet.size() - kTextsAt - kCrcSize);
    for (auto* text : {&hello.model, &hello.serial, &hello.firmware}) {
        auto taken = takeText(rest);
        if (!taken) {
            return std::nullopt;
        }
        *text = std::move(*taken);
    }
    if (!rest.empty() || !isPlausible(hello)) {
        return std::nullopt;
    }
    return hello;
}

std::vector<std::uint8_t> helloPacket(const DeviceHello& hello)
{
    const auto calibration = hello.calibration.value_or(LinearCalibration{.kpa_per_count = 0.0});
    const double rate_hz = hello.nominal_rate.value_or(Frequency{}).hz;
    std::vector<std::uint8_t> packet{kMagic, kVersion, kTypeHello, 0};
    putLittleEndian(packet, static_cast<std::uint16_t>(hello.rows));
    putLittleEndian(packet, static_cast<std::uint16_t>(hello.cols));
    packet.push_back(static_cast<std::uint8_t>(hello.bit_depth));
    putLittleEndian(packet, static_cast<std::uint32_t>(std::lround(hello.pitch_x.mm * kMicrometresPerMm)));
    putLittleEndian(packet, static_cast<std::uint32_t>(std::lround(hello.pitch_y.mm * kMicrometresPerMm)));
    putLittleEndian(packet, static_cast<std::uint32_t>(std::lround(rate_hz * kMillihertzPerHz)));
    putLittleEndian(packet, static_cast<float>(calibration.kpa_per_count));
    putLittleEndian(packet, static_cast<float>(calibration.offset_kpa));
    putLittleEndian(packet, hello.calibration_id);
    putText(packet, hello.model);
    putText(packet, hello.serial);
    putText(packet, hello.firmware);
    return packet;
}

}  // namespace palpate::acquisition::wire
