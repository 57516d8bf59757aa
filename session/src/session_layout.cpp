#include "session_layout.hpp"

#include <algorithm>

#include "palpate/core/event.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/spot.hpp"

namespace palpate::session {

PressureLayout layoutOf(const SessionHeader& header, bool uses_fill_count)
{
    if (header.samples == SampleKind::Kpa) {
        return PressureLayout::Kpa;
    }
    const auto& calibration = header.calibration;
    const bool is_linear = std::holds_alternative<LinearCalibration>(calibration.curve) &&
                           !calibration.cell_gain && !header.tare;
    const bool has_absent = header.geometry.presentCount() < header.geometry.cellCount();
    return is_linear && !(has_absent && uses_fill_count) ? PressureLayout::LinearCounts
                                                         : PressureLayout::CountsBeside;
}

std::size_t chunkFrames(std::size_t frame_bytes, std::uint64_t frames)
{
    const std::size_t fitting = std::clamp<std::size_t>(kChunkBytes / frame_bytes, 1, kMaxChunkFrames);
    return static_cast<std::size_t>(std::clamp<std::uint64_t>(frames, 1, fitting));
}

h5::Flags qualityFlags()
{
    return {.values = {kFrameGapBefore, kFrameDeviceOverrun, kFrameTimeEstimated, kFrameIncomplete},
            .meanings = "gap_before device_overrun time_estimated incomplete",
            .are_masks = true};
}

h5::Flags gapReasonFlags()
{
    return {.values = {static_cast<std::uint8_t>(GapReason::SequenceJump),
                       static_cast<std::uint8_t>(GapReason::QueueFull),
                       static_cast<std::uint8_t>(GapReason::Disconnected),
                       static_cast<std::uint8_t>(GapReason::Damaged)},
            .meanings = "sequence_jump queue_full disconnected damaged"};
}

h5::Flags eventKindFlags()
{
    return {
        .values = {static_cast<std::uint8_t>(EventKind::Pain), static_cast<std::uint8_t>(EventKind::Note),
                   static_cast<std::uint8_t>(EventKind::Marker), static_cast<std::uint8_t>(EventKind::Stop)},
        .meanings = "pain note marker stop"};
}

h5::Flags placeFlags()
{
    return {.values = {kPlaceAtEdge, kPlaceSaturated, kPlaceFewCells, kPlaceOutsideCalibration,
                       kPlaceGhostCorner},
            .meanings = "edge saturated few_cells outside_calibration ghost_corner",
            .are_masks = true};
}

h5::Flags regionKindFlags()
{
    return {.values = {0, 1, 2}, .meanings = "rectangle ellipse polygon"};
}

}  // namespace palpate::session
