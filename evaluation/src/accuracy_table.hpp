#pragma once

#include <string>
#include <vector>

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

/// The accuracy of all scenes as Markdown, and whether every bound is met.
struct AccuracyTable {
    std::string markdown;
    bool is_met = true;
};

[[nodiscard]] AccuracyTable tabulate(const std::vector<ScoredScene>& scenes);

}  // namespace palpate::evaluation
