#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"

#include "scene_recording.hpp"

namespace palpate::evaluation {

struct LyingRecording {
    std::string name;
    SceneRecording recording;
};

/// The lying persons under the folder of real recordings: pmat-lying (matrix text through the import, 75
/// counts to a kPa: a tenth of a mmHg each) and popu-lying (JSON snapshots, taken for mmHg). Empty where
/// there are none.
[[nodiscard]] Result<std::vector<LyingRecording>> lyingRecordings(const std::filesystem::path& folder);

}  // namespace palpate::evaluation
