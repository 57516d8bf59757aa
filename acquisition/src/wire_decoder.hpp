#pragma once

#include <cstdint>
#include <vector>

#include "palpate/acquisition/frame_decoder.hpp"

#include "cell_order.hpp"
#include "sequence_tracker.hpp"

namespace palpate::acquisition {

/// Palpate's own wire protocol (schemas/wire-protocol.md): byte-stuffed packets with 0x00 between them.
class WireDecoder final : public FrameDecoder {
  public:
    explicit WireDecoder(const MatProfile& profile);

    void feed(std::span<const std::uint8_t> bytes, FrameSink& sink) override;
    void finish() override;

  private:
    enum class Verdict { Accepted, Unknown, Duplicate, ChecksumError, Malformed };

    void keep(std::span<const std::uint8_t> bytes);
    void endPacket(std::span<const std::uint8_t> encoded, std::uint64_t wire_bytes, FrameSink& sink);
    [[nodiscard]] Verdict readPacket(std::span<const std::uint8_t> encoded, FrameSink& sink);
    [[nodiscard]] Verdict readHello(std::span<const std::uint8_t> packet, FrameSink& sink);
    [[nodiscard]] Verdict readFrame(std::span<const std::uint8_t> packet, FrameSink& sink);

    CellOrderMap order_;
    int bit_depth_;
    std::size_t payload_size_;
    std::size_t max_encoded_size_;
    SequenceTracker tracker_;
    /// The packet so far, when it came in pieces.
    std::vector<std::uint8_t> encoded_;
    std::vector<std::uint8_t> packet_;
    /// Bytes of an endless packet that are not kept any more.
    std::uint64_t overlong_bytes_ = 0;
    /// Until the first 0x00 the stream may have begun inside a packet.
    bool first_packet_ = true;
};

}  // namespace palpate::acquisition
