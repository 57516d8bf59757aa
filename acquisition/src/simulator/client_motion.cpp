#include "simulator/client_motion.hpp"

#include <algorithm>

#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kTremorLowHz = 8.0;
constexpr double kTremorHighHz = 12.0;
constexpr double kTremorShare = 0.005;
constexpr double kSwayLowHz = 0.1;
constexpr double kSwayHighHz = 0.4;
constexpr double kForceSwayShare = 0.013;
constexpr double kPlaceSwayMm = 0.7;
constexpr double kRelaxedShare = 0.8;
constexpr double kRelaxationSeconds = 10.0;

}  // namespace

double smoothRise(double share)
{
    const double u = std::clamp(share, 0.0, 1.0);
    return u * u * u * (10.0 + u * (6.0 * u - 15.0));
}

double Envelope::at(double time_s) const
{
    if (time_s <= start_s || time_s >= end_s) {
        return 0.0;
    }
    return std::min(smoothRise((time_s - start_s) / rise_s), smoothRise((end_s - time_s) / fall_s));
}

template <std::size_t Count>
std::array<Unsteadiness::Sine, Count> Unsteadiness::draw(RandomStream& random, double low_hz, double high_hz,
                                                         double amplitude)
{
    std::array<Sine, Count> sines;
    for (auto& sine : sines) {
        sine.hz = random.uniform(low_hz, high_hz);
        sine.phase_turns = random.uniform(0.0, 1.0);
        sine.amplitude = amplitude;
    }
    return sines;
}

template <std::size_t Count>
double Unsteadiness::sum(const std::array<Sine, Count>& sines, double time_s)
{
    double total = 0.0;
    for (const auto& sine : sines) {
        total += sine.amplitude * sinOfTurns(sine.hz * time_s + sine.phase_turns);
    }
    return total;
}

Unsteadiness::Unsteadiness(RandomStream& random)
    : tremor_(draw<3>(random, kTremorLowHz, kTremorHighHz, kTremorShare)),
      force_sway_(draw<2>(random, kSwayLowHz, kSwayHighHz, kForceSwayShare)),
      x_sway_(draw<2>(random, kSwayLowHz, kSwayHighHz, kPlaceSwayMm)),
      y_sway_(draw<2>(random, kSwayLowHz, kSwayHighHz, kPlaceSwayMm))
{}

double Unsteadiness::forceFactor(double time_s) const
{
    return 1.0 + sum(tremor_, time_s) + sum(force_sway_, time_s);
}

MatPoint Unsteadiness::swayMm(double time_s) const
{
    return {.x_mm = sum(x_sway_, time_s), .y_mm = sum(y_sway_, time_s)};
}

Pressure relaxedModulus(Pressure fresh, double held_s)
{
    const double still_fresh = portableExp(-std::max(0.0, held_s) / kRelaxationSeconds);
    return Pressure{fresh.kpa * (kRelaxedShare + (1.0 - kRelaxedShare) * still_fresh)};
}

}  // namespace palpate::acquisition::simulator
