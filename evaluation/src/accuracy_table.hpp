#pragma once

#include <string>
#include <vector>

#include "scene.hpp"
#include "score.hpp"

namespace palpate::evaluation {

struct ScoredScene {
    SceneKind kind = SceneKind::Holds;
    Score score;
};

/// The accuracy of all scenes as Markdown, and whether every bound is met.
struct AccuracyTable {
    std::string markdown;
    bool is_met = true;
};

[[nodiscard]] AccuracyTable tabulate(const std::vector<ScoredScene>& scenes);

}  // namespace palpate::evaluation
