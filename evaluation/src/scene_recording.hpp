#pragma once

#include <vector>

#include "palpate/core/frame.hpp"
#include "palpate/core/session_header.hpp"

#include "scene.hpp"

namespace palpate::evaluation {

/// What a recorder would have stored of the scene.
struct SceneRecording {
    SessionHeader header;
    std::vector<RawFrame> frames;
    std::vector<Event> events;
};

[[nodiscard]] SceneRecording record(const Scene& scene);

/// The mean pressure in each cell under one tool at one time; a perfect sensor's.
[[nodiscard]] PressureArray fieldOf(const Scene& scene, const Tool& tool, double time_s);

}  // namespace palpate::evaluation
