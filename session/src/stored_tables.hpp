#pragma once

#include <optional>

#include "palpate/core/measurement_info.hpp"
#include "palpate/core/results.hpp"

#include "h5_handle.hpp"

namespace palpate::session {

/// Fills holds, strokes, coverage, spots and regions (with the settings' regions) from the tables of
/// `metrics`.
[[nodiscard]] Result<void> readTables(hid_t metrics, std::optional<SetUp> setup, SessionResults& results);

}  // namespace palpate::session
