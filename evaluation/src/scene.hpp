#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/calibration.hpp"
#include "palpate/core/cell_fault.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/units.hpp"

#include "simulator/client_motion.hpp"
#include "simulator/client_timeline.hpp"
#include "simulator/sensor_model.hpp"

// A scene: what a client does on a mat, drawn at random from a seed within clinical ranges, with everything
// that really happens known.

namespace palpate::evaluation {

namespace sim = acquisition::simulator;

enum class SceneKind {
    Holds,
    Unsteady,
    TwoBalls,
    InBody,
    Roller,
    BallStrokes,
    Ramps,
    Body,
    Empty,
    Percussion,
    /// The same at frame rates that cannot show it.
    SlowPercussion,
    HeldRoller,
    /// Beyond the sensor's range.
    Saturated,
    /// Three balls, and what a mat without diodes shows at the fourth corner.
    Ghost
};
inline constexpr std::array<SceneKind, 14> kSceneKinds{
    SceneKind::Holds,     SceneKind::Unsteady,    SceneKind::TwoBalls,       SceneKind::InBody,
    SceneKind::Roller,    SceneKind::BallStrokes, SceneKind::Ramps,          SceneKind::Body,
    SceneKind::Empty,     SceneKind::Percussion,  SceneKind::SlowPercussion, SceneKind::HeldRoller,
    SceneKind::Saturated, SceneKind::Ghost};
[[nodiscard]] std::string_view toString(SceneKind kind);

/// A short time without load.
struct Lift {
    double start_s = 0.0;
    double length_s = 0.0;
};

struct Report {
    double time_s = 0.0;
    int nrs = 0;
    bool names_place = false;
    /// At a known pressure of a rising ramp.
    bool is_threshold = false;
};

/// How a stroke goes from turn to turn. Hands move with minimum jerk (Flash and Hogan 1985); the others keep
/// the analysis from leaning on that.
enum class StrokeProfile { MinimumJerk, Sine, Trapezoid };

/// One way of a tool, as offsets along its line.
struct StrokePath {
    double start_s = 0.0;
    double end_s = 0.0;
    double from_mm = 0.0;
    double to_mm = 0.0;
};

/// A ball or a roller from touch to release.
struct Tool {
    sim::Envelope envelope;
    MatPoint place;
    Force force;
    /// Of the ball; rollers have the simulator's.
    Length radius{31.5};
    Pressure modulus{300.0};
    sim::Unsteadiness motion;
    /// Tremor and sway of force and place are so many times the simulator's.
    double unsteadiness = 1.0;
    double drift_x_mm_s = 0.0;
    double drift_y_mm_s = 0.0;
    std::vector<Lift> lifts;
    std::optional<double> percussion_hz;
    /// Along the tool's way, as offsets from `place`; x for balls on a line at `way_turns`, the long side for
    /// rollers.
    std::vector<StrokePath> strokes;
    StrokeProfile profile = StrokeProfile::MinimumJerk;
    double way_turns = 0.0;
    std::optional<Length> roller_length;
    std::vector<Report> reports;
    /// The same number = the same place.
    std::size_t spot = 0;
    bool is_ghost = false;

    [[nodiscard]] Force forceAt(double time_s) const;
    [[nodiscard]] MatPoint placeAt(double time_s) const;
};

struct Scene {
    SceneKind kind = SceneKind::Holds;
    std::uint64_t number = 0;
    std::uint64_t seed = 0;
    acquisition::MatProfile profile;
    double rate_hz = 50.0;
    double duration_s = 0.0;
    sim::SensorSettings sensor;
    /// What the calibration knows of the sensor's creep: right to 20 %.
    CreepModel known_creep;
    std::vector<Tool> tools;
    /// Largest pressure of the body that lies on the mat from 2 s to the end; none = no body.
    std::optional<Pressure> body_peak;
    std::vector<CellFault> faults;
    /// Frames by number.
    std::vector<std::uint64_t> junk_frames;
    std::vector<std::uint64_t> lost_frames;
};

/// The same number gives the same scene on every machine. Numbers from sceneCount() on are further sets of
/// the same kinds with other seeds.
[[nodiscard]] Scene makeScene(std::uint64_t number);
[[nodiscard]] std::uint64_t sceneCount();

}  // namespace palpate::evaluation
