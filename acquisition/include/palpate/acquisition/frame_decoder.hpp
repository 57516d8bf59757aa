#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/stream_stats.hpp"

namespace palpate::acquisition {

/// Frames that did not arrive, as far as the bytes tell.
struct FrameLoss {
    /// How many, where the device counts its frames.
    std::optional<std::uint64_t> missing;
    GapReason reason = GapReason::SequenceJump;
    bool operator==(const FrameLoss&) const = default;
};

/// A matrix as a decoder took it from the bytes, in the mat's order of cells.
struct DecodedFrame {
    CountArray counts;
    /// The device's counter unwrapped to 64 bits, or a running number where it has none. Always rises.
    std::uint64_t sequence = 0;
    std::optional<std::uint64_t> device_time_us;
    /// The kFrame bits that the bytes themselves tell.
    std::uint8_t quality = kFrameGood;
    /// What is missing between the frame before and this one. None before the first frame of a stream.
    std::optional<FrameLoss> loss_before;
};

/// What a mat says of itself (schemas/wire-protocol.md, "Hello").
struct DeviceHello {
    std::string model;
    std::string serial;
    std::string firmware;
    /// The shape on the wire.
    int rows = 0;
    int cols = 0;
    int bit_depth = 0;
    Length pitch_x;
    Length pitch_y;
    std::optional<Frequency> nominal_rate;
    /// None where the device does not know its calibration.
    std::optional<LinearCalibration> calibration;
    std::uint32_t calibration_id = 0;
};

/// Takes what a decoder finds, on the thread that feeds it.
class FrameSink {
  public:
    FrameSink() = default;
    FrameSink(const FrameSink&) = delete;
    FrameSink& operator=(const FrameSink&) = delete;
    virtual ~FrameSink() = default;

    virtual void onFrame(DecodedFrame&& frame) = 0;
    /// Also when the shape is another than the profile's: then its frames are refused as malformed.
    virtual void onHello(const DeviceHello& hello) = 0;
};

/// Bytes to frames: no I/O, no clock, no threads. The result does not depend on how the bytes are cut into
/// pieces.
///
/// Every byte is accounted for: after finish(), bytes_in = bytesDecoded() + bytes_skipped. What lies before
/// the first frame of a stream (a start in the middle of a frame, a boot message) counts as skipped, not as
/// damage.
class FrameDecoder {
  public:
    FrameDecoder(const FrameDecoder&) = delete;
    FrameDecoder& operator=(const FrameDecoder&) = delete;
    virtual ~FrameDecoder() = default;

    virtual void feed(std::span<const std::uint8_t> bytes, FrameSink& sink) = 0;
    /// The stream has ended: what is left of an unfinished frame is skipped.
    virtual void finish() = 0;

    /// The fields about bytes, frames and the device's counter; the queue fields stay 0.
    [[nodiscard]] const StreamStats& stats() const { return stats_; }
    /// Bytes of accepted frames and messages with their framing.
    [[nodiscard]] std::uint64_t bytesDecoded() const { return bytes_decoded_; }

  protected:
    FrameDecoder() = default;

    /// `bytes` belong to a frame or message that was accepted.
    void accept(std::uint64_t bytes) { bytes_decoded_ += bytes; }
    /// `bytes` belong to no frame.
    void skip(std::uint64_t bytes) { stats_.bytes_skipped += bytes; }
    /// The stream is broken here; counts the search for the next frame once until frameAccepted().
    void loseSync();
    void frameAccepted();
    [[nodiscard]] bool isDamaged() const { return damaged_; }
    [[nodiscard]] std::uint64_t bytesPending() const
    {
        return stats_.bytes_in - bytes_decoded_ - stats_.bytes_skipped;
    }

    StreamStats stats_;

  private:
    std::uint64_t bytes_decoded_ = 0;
    bool damaged_ = false;
};

/// The decoder of the profile's protocol. The profile must pass checkMatProfile().
[[nodiscard]] std::unique_ptr<FrameDecoder> makeDecoder(const MatProfile& profile);

}  // namespace palpate::acquisition
