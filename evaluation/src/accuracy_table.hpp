#pragma once

#include <string>
#include <vector>

#include "checked_table.hpp"
#include "scene.hpp"
#include "score.hpp"

namespace palpate::evaluation {

struct ScoredScene {
    SceneKind kind = SceneKind::Holds;
    /// "16 x 16, 25 mm" and "50 Hz".
    std::string mat;
    std::string rate;
    Score score;
};

/// The accuracy of all scenes.
[[nodiscard]] CheckedTable tabulate(const std::vector<ScoredScene>& scenes);

}  // namespace palpate::evaluation
