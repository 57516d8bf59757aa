#pragma once

#include <optional>

#include <QString>

#include "palpate/core/alignment.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "landmark_pairs.hpp"

namespace palpate::gui {

/// From here on the two places of a pair lie so far apart that one of them may be wrong: as far as two tender
/// spots that are taken for one.
[[nodiscard]] double mostApartMm(const MatGeometry& mat);

/// What to do next, in one line. `apart_mm`: of the pairs that there are; none where they lead nowhere.
[[nodiscard]] QString landmarkStep(const LandmarkPairs& pairs, std::optional<double> apart_mm,
                                   double most_apart_mm, bool mirrors);

/// "Aligned by 3 landmarks, which then lie 6 mm apart." and, where that is much, what to think of. Empty for
/// an alignment by the maps alone.
[[nodiscard]] QString landmarkResult(const std::optional<Alignment>& alignment, const MatGeometry& mat);

}  // namespace palpate::gui
