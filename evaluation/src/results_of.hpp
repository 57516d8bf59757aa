#pragma once

#include "palpate/core/results.hpp"

#include "scene_recording.hpp"

namespace palpate::evaluation {

/// As a stored session is analysed: once more without the cells that were found faulty.
[[nodiscard]] SessionResults resultsOf(const SceneRecording& recording);

}  // namespace palpate::evaluation
