#include "wire_decoder.hpp"

#include <algorithm>
#include <cstring>

#include "byte_order.hpp"
#include "cobs.hpp"
#include "wire_format.hpp"
#include "wire_hello.hpp"

namespace palpate::acquisition {

WireDecoder::WireDecoder(const MatProfile& profile)
    : order_{profile.order, profile.geometry.rows(), profile.geometry.cols()},
      bit_depth_{profile.bit_depth},
      payload_size_{order_.cellCount() * wire::bytesPerCell(profile.bit_depth)},
      max_encoded_size_{cobsMaxEncodedSize(
          std::max(wire::kMaxHelloSize, wire::kPayloadAt + payload_size_ + wire::kCrcSize))},
      packet_(max_encoded_size_)
{}

void WireDecoder::feed(std::span<const std::uint8_t> bytes, FrameSink& sink)
{
    stats_.bytes_in += bytes.size();
    while (!bytes.empty()) {
        const void* const delimiter = std::memchr(bytes.data(), 0, bytes.size());
        if (delimiter == nullptr) {
            keep(bytes);
            return;
        }
        const auto size =
            static_cast<std::size_t>(static_cast<const std::uint8_t*>(delimiter) - bytes.data());
        const auto part = bytes.first(size);
        if (encoded_.empty() && overlong_bytes_ == 0 && size <= max_encoded_size_) {
            endPacket(part, size + 1, sink);
        } else {
            keep(part);
            endPacket(encoded_, encoded_.size() + overlong_bytes_ + 1, sink);
            encoded_.clear();
            overlong_bytes_ = 0;
        }
        bytes = bytes.subspan(size + 1);
    }
}

void WireDecoder::finish()
{
    encoded_.clear();
    overlong_bytes_ = 0;
    skip(bytesPending());
}

void WireDecoder::keep(std::span<const std::uint8_t> bytes)
{
    const std::size_t room = max_encoded_size_ - encoded_.size();
    const auto kept = bytes.first(std::min(room, bytes.size()));
    encoded_.insert(encoded_.end(), kept.begin(), kept.end());
    overlong_bytes_ += bytes.size() - kept.size();
}

void WireDecoder::endPacket(std::span<const std::uint8_t> encoded, std::uint64_t wire_bytes, FrameSink& sink)
{
    const bool may_be_cut = first_packet_;
    first_packet_ = false;
    if (encoded.empty()) {
        accept(wire_bytes);
        return;
    }
    const auto verdict = overlong_bytes_ > 0 ? Verdict::Malformed : readPacket(encoded, sink);
    if (verdict == Verdict::Accepted) {
        accept(wire_bytes);
        return;
    }
    skip(wire_bytes);
    if (may_be_cut || verdict == Verdict::Unknown) {
        return;
    }
    ++(verdict == Verdict::ChecksumError ? stats_.checksum_errors : stats_.malformed_frames);
    if (verdict != Verdict::Duplicate) {
        loseSync();
    }
}

WireDecoder::Verdict WireDecoder::readPacket(std::span<const std::uint8_t> encoded, FrameSink& sink)
{
    const auto size = cobsDecode(encoded, packet_);
    if (!size || *size < wire::kBodyAt + wire::kCrcSize) {
        return Verdict::Malformed;
    }
    const auto packet = std::span<const std::uint8_t>{packet_}.first(*size);
    const std::size_t crc_at = packet.size() - wire::kCrcSize;
    if (wire::crc32Of(packet.first(crc_at)) != getLittleEndian<std::uint32_t>(packet, crc_at)) {
        return Verdict::ChecksumError;
    }
    if (packet[wire::kMagicAt] != wire::kMagic || packet[wire::kVersionAt] != wire::kVersion) {
        return Verdict::Malformed;
    }
    switch (packet[wire::kTypeAt]) {
        case wire::kTypeFrame:
            return readFrame(packet, sink);
        case wire::kTypeHello:
            return readHello(packet, sink);
        default:
            return Verdict::Unknown;
    }
}

WireDecoder::Verdict WireDecoder::readHello(std::span<const std::uint8_t> packet, FrameSink& sink)
{
    const auto hello = wire::parseHello(packet);
    if (!hello) {
        return Verdict::Malformed;
    }
    sink.onHello(*hello);
    const bool fits = hello->rows == order_.wireRows() && hello->cols == order_.wireCols() &&
                      hello->bit_depth == bit_depth_;
    return fits ? Verdict::Accepted : Verdict::Malformed;
}

WireDecoder::Verdict WireDecoder::readFrame(std::span<const std::uint8_t> packet, FrameSink& sink)
{
    if (packet.size() != wire::kPayloadAt + payload_size_ + wire::kCrcSize ||
        getLittleEndian<std::uint16_t>(packet, wire::kFrameRowsAt) != order_.wireRows() ||
        getLittleEndian<std::uint16_t>(packet, wire::kFrameColsAt) != order_.wireCols() ||
        packet[wire::kFrameDepthAt] != bit_depth_) {
        return Verdict::Malformed;
    }
    const auto step =
        tracker_.advance(getLittleEndian<std::uint32_t>(packet, wire::kSequenceAt), isDamaged());
    if (step.duplicate) {
        return Verdict::Duplicate;
    }
    countLoss(step, stats_);
    const bool overrun = (packet[wire::kFlagsAt] & wire::kFlagDeviceOverrun) != 0;
    stats_.device_overruns += overrun ? 1 : 0;
    frameAccepted();
    const auto payload = packet.subspan(wire::kPayloadAt, payload_size_);
    sink.onFrame(DecodedFrame{
        .counts = wire::bytesPerCell(bit_depth_) == 1 ? order_.shownFromBytes(payload)
                                                      : order_.shownFromBytePairs(payload),
        .sequence = step.sequence,
        .device_time_us = getLittleEndian<std::uint64_t>(packet, wire::kDeviceTimeAt),
        .quality = overrun ? kFrameDeviceOverrun : kFrameGood,
        .loss_before = step.loss_before,
    });
    return Verdict::Accepted;
}

}  // namespace palpate::acquisition
