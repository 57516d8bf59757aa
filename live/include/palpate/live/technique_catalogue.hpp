#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/session/technique_file.hpp"

namespace palpate::live {

/// Where techniques are looked for: beside the program, then the clinic's own, which come before:
/// $XDG_DATA_HOME/palpate/techniques or ~/.local/share/palpate/techniques. Reads the environment.
[[nodiscard]] std::vector<std::filesystem::path> techniqueFolders();

/// Every technique of the folders; see session::loadTechniques().
[[nodiscard]] session::TechniqueCatalogue allTechniques();

/// How the simulated client is coached in a technique's scenario: in the middle of the mat, with a body
/// weight and a pain threshold that are known. None where the scenario is of no technique.
[[nodiscard]] std::optional<Coaching> coachingOfScenario(std::string_view scenario,
                                                         const std::vector<Technique>& techniques,
                                                         const MatGeometry& mat);

}  // namespace palpate::live
