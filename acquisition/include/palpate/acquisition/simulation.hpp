#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/coach_results.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/units.hpp"

namespace palpate::acquisition {

/// What really happened in a simulated session, known without measuring it.
struct SimulatedTruth {
    struct Hold {
        double start_s = 0.0;
        double end_s = 0.0;
        MatPoint place;
        double mean_n = 0.0;
        double peak_kpa = 0.0;
    };
    struct Stroke {
        double start_s = 0.0;
        double end_s = 0.0;
        double length_mm = 0.0;
        double speed_mm_s = 0.0;
    };
    struct Spot {
        MatPoint place;
        int nrs = 0;
        std::optional<double> ppt_kpa;
    };
    struct Fault {
        std::string kind;  ///< "dead", "hot"
        int row = 0;
        int col = 0;
    };
    /// A moment at which a coach has reason to speak.
    struct CueMoment {
        CueKind kind = CueKind::Stop;
        double time_s = 0.0;
    };
    struct Technique {
        std::string id;
        std::string variant;  ///< empty: done well
        std::vector<RuleKind> broken;
        std::vector<SiteDose> sites;
        std::vector<CueMoment> cues;
        std::vector<SetDone> sets;
    };
    std::string scenario;
    std::uint64_t seed = 0;
    std::string mat;
    std::vector<Hold> holds;
    std::vector<Stroke> strokes;
    std::vector<Spot> spots;
    std::vector<Fault> faults;
    /// Of a technique's scenario that was not cut short.
    std::optional<Technique> technique;
    /// Of the scenario "breathing".
    std::optional<double> breath_hz;
};

struct SimulationRequest {
    /// One of scenarios(), or of the technique in `coaching`: its id (done well) or ID-VARIANT with one of
    /// techniqueVariants() (done badly in one way).
    std::string scenario;
    std::uint64_t seed = 1;
    /// None: as long as the scenario is. Longer repeats it from its start, but a technique, which is done
    /// once and leaves the mat empty; shorter cuts it.
    std::optional<double> duration_s;
    /// None: the profile's nominal rate, or 50 Hz.
    std::optional<Frequency> rate;
    /// Cells that are broken and how, on top of none.
    bool with_faults = false;
    /// For the scenarios of a technique: it, and where it lies on the mat.
    std::optional<Coaching> coaching = std::nullopt;
    /// With a technique: the client lies on the mat all the time, and leans from it onto the tool.
    bool with_body = false;
};

/// A simulated client on a simulated mat, frame by frame in simulated time. The same request gives the same
/// frames on every machine. Not thread safe.
class Simulation {
  public:
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;
    virtual ~Simulation() = default;

    [[nodiscard]] virtual const MatProfile& profile() const = 0;
    [[nodiscard]] virtual Frequency rate() const = 0;
    [[nodiscard]] virtual double durationSeconds() const = 0;
    /// None after the last frame.
    [[nodiscard]] virtual std::optional<RawFrame> nextFrame() = 0;
    /// What the client said between the last two frames.
    [[nodiscard]] virtual std::vector<Event> takeEvents() = 0;
    /// The whole session's truth, known from the start.
    [[nodiscard]] virtual const SimulatedTruth& truth() const = 0;

  protected:
    Simulation() = default;
};

/// NotFound lists the scenarios there are. InvalidArgument says why a technique cannot be shown so: the tool,
/// the placement, the mat, or a load that could not be judged.
[[nodiscard]] Result<std::unique_ptr<Simulation>> makeSimulation(const MatProfile& profile,
                                                                 const SimulationRequest& request);

struct ScenarioInfo {
    std::string_view id;
    std::string_view title;
};
/// Those that need no technique.
[[nodiscard]] const std::vector<ScenarioInfo>& scenarios();

/// In how many ways the technique can be done badly, each breaking one of its rules: "too-short", ... The
/// rules are those of the tool (withRulesOfTool()).
/// "on-bone" breaks none. Which of them can be shown also depends on the mat and the client.
[[nodiscard]] std::vector<std::string> techniqueVariants(const Technique& technique);

/// Whether a scenario's name is this technique's id, alone or with the name of a variant.
[[nodiscard]] bool isTechniqueScenario(std::string_view scenario, std::string_view technique_id);

/// One JSON document as docs/command-line.md says under "simulate --truth".
[[nodiscard]] std::string truthAsJson(const SimulatedTruth& truth);

}  // namespace palpate::acquisition
