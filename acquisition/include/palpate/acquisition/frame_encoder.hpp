#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "palpate/acquisition/frame_source.hpp"
#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/frame.hpp"

namespace palpate::acquisition {

/// The voice of a mat: frames to the bytes that its decoder reads back. Not thread safe.
class FrameEncoder {
  public:
    FrameEncoder(const FrameEncoder&) = delete;
    FrameEncoder& operator=(const FrameEncoder&) = delete;
    virtual ~FrameEncoder() = default;

    /// What the mat sends when it starts; never empty.
    [[nodiscard]] virtual std::vector<std::uint8_t> hello() const = 0;
    /// Whether hello() is said again from time to time for readers that come later.
    [[nodiscard]] virtual bool repeatsHello() const = 0;
    /// Appends one frame. `frame.counts` has the mat's shape and order; the bytes have the wire's. A count
    /// that does not fit the wire's type is sent as the largest that does.
    virtual void encode(const RawFrame& frame, std::uint64_t device_time_us,
                        std::vector<std::uint8_t>& out) = 0;

  protected:
    FrameEncoder() = default;
};

/// The encoder of the profile's protocol. The profile must pass checkMatProfile().
[[nodiscard]] std::unique_ptr<FrameEncoder> makeEncoder(const MatProfile& profile);
/// The same with names of its own for the hello; printable ASCII of at most 64 characters each.
[[nodiscard]] std::unique_ptr<FrameEncoder> makeEncoder(const MatProfile& profile,
                                                        const DeviceIdentity& identity);

}  // namespace palpate::acquisition
