#pragma once

#include <cstdint>

#include "palpate/core/frame.hpp"
#include "palpate/core/mat_geometry.hpp"

namespace palpate::session {

/// CRC-32 of a frame's stamp and cells as a reader of the session gets them: absent cells hold 0 counts or
/// not-a-number kPa, whatever the mat sent. Equal for a journal's frame and the same frame of its session.
[[nodiscard]] std::uint32_t checksumOf(RawFrame frame, const MatGeometry& geometry);
[[nodiscard]] std::uint32_t checksumOf(PressureFrame frame, const MatGeometry& geometry);

}  // namespace palpate::session
