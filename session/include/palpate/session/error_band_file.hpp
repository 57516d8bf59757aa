#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/error_band.hpp"

// Error bands as files (schemas/error-bands.schema.json): the published ones and a clinic's own.

namespace palpate::session {

/// InvalidArgument names the key and what is wrong: an unknown or missing key, a wrong type, a number that
/// makes no sense, a published band without population or derivation.
[[nodiscard]] Result<std::vector<ErrorBand>> parseErrorBands(std::string_view json);

/// A whole file. What parseErrorBands() makes of it is equal for all bands that it accepts.
[[nodiscard]] std::string errorBandsToJson(const std::vector<ErrorBand>& bands);

/// At most 1 MiB. NotFound where there is no such file. Errors begin with the file.
[[nodiscard]] Result<std::vector<ErrorBand>> readErrorBands(const std::filesystem::path& path);

/// Puts bands into the file, in place of those of the same measure, mat, set-up and techniques; the others
/// stay. The file and its folder are made where they are not there; it is whole at every moment, and
/// unchanged after any failure. InvalidArgument for a band that parseErrorBands() would refuse. Busy while
/// another program is changing it.
[[nodiscard]] Result<void> saveErrorBands(const std::filesystem::path& path,
                                          const std::vector<ErrorBand>& bands);

}  // namespace palpate::session
