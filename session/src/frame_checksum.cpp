#include "frame_checksum.hpp"

#include <cstddef>
#include <limits>

#include "crc32.hpp"
#include "session_layout.hpp"

namespace palpate::session {

namespace {

std::uint32_t checksumOf(const FrameStamp& stamp, const void* cells, std::size_t bytes)
{
    std::uint32_t crc = crc32Of(&stamp.sequence, sizeof stamp.sequence);
    const std::int64_t time_ns = stamp.time.count();
    const std::uint64_t device_time_us = stamp.device_time_us.value_or(kNoDeviceTime);
    crc = crc32Of(&time_ns, sizeof time_ns, crc);
    crc = crc32Of(&device_time_us, sizeof device_time_us, crc);
    crc = crc32Of(&stamp.quality, sizeof stamp.quality, crc);
    return crc32Of(cells, bytes, crc);
}

/// Absent cells hold nothing: 0 counts and not-a-number kPa, as a reader of the session gets them.
void clearAbsent(RawFrame& frame, const MatGeometry& geometry)
{
    for (Eigen::Index i = 0; i < frame.counts.size(); ++i) {
        if (geometry.presentMask().data()[i] == 0) {
            frame.counts.data()[i] = 0;
        }
    }
}

void clearAbsent(PressureFrame& frame, const MatGeometry& geometry)
{
    for (Eigen::Index i = 0; i < frame.kpa.size(); ++i) {
        if (geometry.presentMask().data()[i] == 0) {
            frame.kpa.data()[i] = std::numeric_limits<float>::quiet_NaN();
        }
    }
}

}  // namespace

std::uint32_t checksumOf(RawFrame frame, const MatGeometry& geometry)
{
    clearAbsent(frame, geometry);
    return checksumOf(frame.stamp, frame.counts.data(),
                      static_cast<std::size_t>(frame.counts.size()) * sizeof(std::uint16_t));
}

std::uint32_t checksumOf(PressureFrame frame, const MatGeometry& geometry)
{
    clearAbsent(frame, geometry);
    return checksumOf(frame.stamp, frame.kpa.data(),
                      static_cast<std::size_t>(frame.kpa.size()) * sizeof(float));
}

}  // namespace palpate::session
