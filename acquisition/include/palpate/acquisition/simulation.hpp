#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
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
    std::string scenario;
    std::uint64_t seed = 0;
    std::string mat;
    std::vector<Hold> holds;
    std::vector<Stroke> strokes;
    std::vector<Spot> spots;
    std::vector<Fault> faults;
};

struct SimulationRequest {
    std::string scenario;
    std::uint64_t seed = 1;
    /// None: as long as the scenario is; longer repeats it from its start, shorter cuts it.
    std::optional<double> duration_s;
    /// None: the profile's nominal rate, or 50 Hz.
    std::optional<Frequency> rate;
    /// Cells that are broken and how, on top of none.
    bool with_faults = false;
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

/// NotFound lists the scenarios there are.
[[nodiscard]] Result<std::unique_ptr<Simulation>> makeSimulation(const MatProfile& profile,
                                                                 const SimulationRequest& request);

struct ScenarioInfo {
    std::string_view id;
    std::string_view title;
};
[[nodiscard]] const std::vector<ScenarioInfo>& scenarios();

/// One JSON document as docs/formats.md says under "simulate --truth".
[[nodiscard]] std::string truthAsJson(const SimulatedTruth& truth);

}  // namespace palpate::acquisition
