#pragma once

#include <cstdint>
#include <optional>

#include "palpate/core/error.hpp"
#include "palpate/session/saved_results.hpp"

#include "h5_handle.hpp"

namespace palpate::session {

/// Of everything in a session that results depend on.
[[nodiscard]] std::uint32_t contentChecksum(const SessionReader& session);

[[nodiscard]] Result<void> writeOrigin(hid_t metrics, const ResultsOrigin& origin);
[[nodiscard]] std::optional<ResultsOrigin> readOrigin(hid_t metrics);

/// The attribute that tells other programs that stored results are of before a change. `before` and `after`:
/// checksums of the content. Nothing where there are no results.
[[nodiscard]] Result<void> markOutdated(hid_t file, std::uint32_t before, std::uint32_t after);

}  // namespace palpate::session
