#include "palpate/acquisition/frame_encoder.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <variant>

#include "palpate/core/assert.hpp"
#include "palpate/core/version.hpp"

#include "byte_order.hpp"
#include "cell_order.hpp"
#include "cobs.hpp"
#include "jq_decoder.hpp"
#include "wire_format.hpp"
#include "wire_hello.hpp"

namespace palpate::acquisition {

namespace {

constexpr std::uint16_t kLargestByte = 255;

/// Counts in the order of the wire, in memory that is used again.
class WireCounts {
  public:
    explicit WireCounts(const MatProfile& profile)
        : order_{profile.order, profile.geometry.rows(), profile.geometry.cols()}, counts_(order_.cellCount())
    {}

    [[nodiscard]] const CellOrderMap& order() const { return order_; }
    [[nodiscard]] const std::vector<std::uint16_t>& of(const RawFrame& frame)
    {
        order_.toWire(frame.counts, counts_);
        return counts_;
    }

  private:
    CellOrderMap order_;
    std::vector<std::uint16_t> counts_;
};

void putBytes(const std::vector<std::uint16_t>& counts, std::vector<std::uint8_t>& out)
{
    std::transform(counts.begin(), counts.end(), std::back_inserter(out), [](std::uint16_t count) {
        return static_cast<std::uint8_t>(std::min(count, kLargestByte));
    });
}

class WireEncoder final : public FrameEncoder {
  public:
    WireEncoder(const MatProfile& profile, const DeviceIdentity& identity)
        : wire_{profile}, bit_depth_{profile.bit_depth}
    {
        hello_ = DeviceHello{
            .model = identity.model,
            .serial = identity.serial,
            .firmware = identity.firmware,
            .rows = wire_.order().wireRows(),
            .cols = wire_.order().wireCols(),
            .bit_depth = profile.bit_depth,
            .pitch_x = Length{profile.geometry.pitchXMm()},
            .pitch_y = Length{profile.geometry.pitchYMm()},
            .nominal_rate = profile.nominal_rate,
        };
        if (const auto* linear = std::get_if<LinearCalibration>(&profile.calibration.curve)) {
            hello_.calibration = *linear;
            const auto& source = profile.calibration.source;
            hello_.calibration_id = wire::crc32Of(std::vector<std::uint8_t>(source.begin(), source.end()));
        }
    }

    [[nodiscard]] std::vector<std::uint8_t> hello() const override
    {
        // The first 0x00 ends whatever a reader took for the beginning of a packet.
        std::vector<std::uint8_t> out{0};
        auto packet = wire::helloPacket(hello_);
        putPacket(packet, out);
        return out;
    }

    [[nodiscard]] bool repeatsHello() const override { return true; }

    void encode(const RawFrame& frame, std::uint64_t device_time_us, std::vector<std::uint8_t>& out) override
    {
        const bool overrun = (frame.stamp.quality & kFrameDeviceOverrun) != 0;
        packet_ = {wire::kMagic, wire::kVersion, wire::kTypeFrame,
                   overrun ? wire::kFlagDeviceOverrun : std::uint8_t{0}};
        putLittleEndian(packet_, static_cast<std::uint32_t>(frame.stamp.sequence & 0xFFFFFFFFU));
        putLittleEndian(packet_, device_time_us);
        putLittleEndian(packet_, static_cast<std::uint16_t>(wire_.order().wireRows()));
        putLittleEndian(packet_, static_cast<std::uint16_t>(wire_.order().wireCols()));
        packet_.push_back(static_cast<std::uint8_t>(bit_depth_));
        const auto& counts = wire_.of(frame);
        if (wire::bytesPerCell(bit_depth_) == 1) {
            putBytes(counts, packet_);
        } else {
            for (const auto count : counts) {
                putLittleEndian(packet_, count);
            }
        }
        putPacket(packet_, out);
    }

  private:
    /// Appends the checksum to the packet and the packet to `out`.
    static void putPacket(std::vector<std::uint8_t>& packet, std::vector<std::uint8_t>& out)
    {
        putLittleEndian(packet, wire::crc32Of(packet));
        cobsEncode(packet, out);
        out.push_back(0);
    }

    WireCounts wire_;
    int bit_depth_;
    DeviceHello hello_;
    std::vector<std::uint8_t> packet_;
};

class TextEncoder final : public FrameEncoder {
  public:
    TextEncoder(const MatProfile& profile, const DeviceIdentity& identity)
        : wire_{profile},
          hello_{"# " + identity.model + "\r\n"},
          row_per_line_{std::get<TextLines>(profile.protocol).row_per_line}
    {}

    [[nodiscard]] std::vector<std::uint8_t> hello() const override { return {hello_.begin(), hello_.end()}; }

    [[nodiscard]] bool repeatsHello() const override { return false; }

    void encode(const RawFrame& frame, std::uint64_t /*device_time_us*/,
                std::vector<std::uint8_t>& out) override
    {
        const auto& counts = wire_.of(frame);
        const auto cols = static_cast<std::size_t>(wire_.order().wireCols());
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            const bool ends_line = cell + 1 == counts.size() || (row_per_line_ && (cell + 1) % cols == 0);
            putNumber(counts[cell], out);
            if (ends_line) {
                putLineEnd(out);
            } else {
                out.push_back(',');
            }
        }
        if (row_per_line_) {
            putLineEnd(out);
        }
    }

  private:
    static void putNumber(std::uint16_t count, std::vector<std::uint8_t>& out)
    {
        std::array<char, 8> digits{};
        auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), count).ptr;
        out.insert(out.end(), digits.data(), end);
    }

    static void putLineEnd(std::vector<std::uint8_t>& out)
    {
        out.push_back('\r');
        out.push_back('\n');
    }

    WireCounts wire_;
    std::string hello_;
    bool row_per_line_;
};

class JqEncoder final : public FrameEncoder {
  public:
    explicit JqEncoder(const MatProfile& profile) : wire_{profile} {}

    [[nodiscard]] std::vector<std::uint8_t> hello() const override
    {
        return {kJqDelimiter.begin(), kJqDelimiter.end()};
    }

    [[nodiscard]] bool repeatsHello() const override { return false; }

    void encode(const RawFrame& frame, std::uint64_t /*device_time_us*/,
                std::vector<std::uint8_t>& out) override
    {
        putBytes(wire_.of(frame), out);
        out.insert(out.end(), kJqDelimiter.begin(), kJqDelimiter.end());
    }

  private:
    WireCounts wire_;
};

struct EncoderFor {
    const MatProfile& profile;
    const DeviceIdentity& identity;

    std::unique_ptr<FrameEncoder> operator()(const PalpateWire& /*protocol*/) const
    {
        return std::make_unique<WireEncoder>(profile, identity);
    }
    std::unique_ptr<FrameEncoder> operator()(const TextLines& /*protocol*/) const
    {
        return std::make_unique<TextEncoder>(profile, identity);
    }
    std::unique_ptr<FrameEncoder> operator()(const JqDelimiter& /*protocol*/) const
    {
        return std::make_unique<JqEncoder>(profile);
    }
};

}  // namespace

std::unique_ptr<FrameEncoder> makeEncoder(const MatProfile& profile)
{
    return makeEncoder(profile, DeviceIdentity{.model = profile.id.substr(0, wire::kMaxTextSize),
                                               .serial = "simulated",
                                               .firmware = std::string{version()}});
}

std::unique_ptr<FrameEncoder> makeEncoder(const MatProfile& profile, const DeviceIdentity& identity)
{
    PALPATE_ASSERT(checkMatProfile(profile).has_value());
    return std::visit(EncoderFor{profile, identity}, profile.protocol);
}

}  // namespace palpate::acquisition
