#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/error_band.hpp"

namespace palpate::live {

/// Where the clinic keeps its own: $XDG_DATA_HOME/palpate/error-bands.json or
/// ~/.local/share/palpate/error-bands.json, whether or not it is there; session::saveErrorBands() makes it.
/// None where the environment has neither. Reads the environment.
[[nodiscard]] std::optional<std::filesystem::path> ownErrorBandsFile();

/// Those of the catalogue beside the program.
[[nodiscard]] Result<std::vector<ErrorBand>> publishedErrorBands();

/// The published ones, then the clinic's own where there are any: palpate::findBand() chooses. A file that is
/// damaged is an error that names it.
[[nodiscard]] Result<std::vector<ErrorBand>> allErrorBands();

}  // namespace palpate::live
