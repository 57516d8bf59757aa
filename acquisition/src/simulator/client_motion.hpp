#pragma once

#include <array>

#include "palpate/core/units.hpp"

#include "simulator/random_stream.hpp"

// How a client presses: forces come on and go smoothly, hands and bodies are never still, and tissue gives
// way under a held load. Constants and sources: docs/simulator.md.

namespace palpate::acquisition::simulator {

/// 0 before, 1 after, between them the smoothest rise (minimum jerk); `share` is 0 to 1.
[[nodiscard]] double smoothRise(double share);

/// 0 outside [start_s, end_s], rising over rise_s and falling over fall_s inside it.
struct Envelope {
    double start_s = 0.0;
    double end_s = 0.0;
    double rise_s = 0.0;
    double fall_s = 0.0;

    [[nodiscard]] double at(double time_s) const;
};

/// Physiological tremor (8-12 Hz) and slow sway (0.1-0.4 Hz), as a few sines drawn once.
class Unsteadiness {
  public:
    explicit Unsteadiness(RandomStream& random);

    /// About 1, standard deviation near 1.5 %.
    [[nodiscard]] double forceFactor(double time_s) const;
    /// Slow wandering of the tool, under 2 mm each way.
    [[nodiscard]] MatPoint swayMm(double time_s) const;

  private:
    struct Sine {
        double hz = 0.0;
        double phase_turns = 0.0;
        double amplitude = 0.0;
    };

    template <std::size_t Count>
    static std::array<Sine, Count> draw(RandomStream& random, double low_hz, double high_hz,
                                        double amplitude);
    template <std::size_t Count>
    static double sum(const std::array<Sine, Count>& sines, double time_s);

    std::array<Sine, 3> tremor_;
    std::array<Sine, 2> force_sway_;
    std::array<Sine, 2> x_sway_;
    std::array<Sine, 2> y_sway_;
};

/// Soft tissue under a constant load spreads: the effective modulus falls exponentially to a share of its
/// fresh value (standard linear solid), so that contact grows and peak pressure falls at constant force.
[[nodiscard]] Pressure relaxedModulus(Pressure fresh, double held_s);

}  // namespace palpate::acquisition::simulator
