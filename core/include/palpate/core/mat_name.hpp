#pragma once

#include <string>

#include "palpate/core/session_header.hpp"

namespace palpate {

/// MeasurementInfo::mat_id of every imported recording, whatever its mat.
inline constexpr const char* kImportedMatId = "imported";

/// What tells a mat from others, for people too: its id; of an imported recording what is known of its mat,
/// as in "imported (Tekscan 3150, 48 x 42 cells of 8.4 x 8.4 mm)".
[[nodiscard]] std::string matNameOf(const SessionHeader& header);

}  // namespace palpate
