#include "simulator/hertz_contact.hpp"

#include <algorithm>
#include <cmath>

#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kNewtonPerMm2PerKpa = 1e-3;
constexpr double kRollerEndMm = 12.0;

}  // namespace

BallContact ballContact(Force force, Length ball_radius, Pressure modulus)
{
    if (force.n <= 0.0) {
        return {};
    }
    const double modulus_n_mm2 = modulus.kpa * kNewtonPerMm2PerKpa;
    const double radius = portablePow(3.0 * force.n * ball_radius.mm / (4.0 * modulus_n_mm2), 1.0 / 3.0);
    return {.radius_mm = radius, .peak_kpa = 1.5 * force.n / (kPi * radius * radius) / kNewtonPerMm2PerKpa};
}

RollerContact rollerContact(Force force, Length roller_radius, Length length, Pressure modulus)
{
    if (force.n <= 0.0) {
        return {};
    }
    const double end = std::min(kRollerEndMm, 0.25 * length.mm);
    const double carrying_length = length.mm - 2.0 * end + 2.0 * end * (kPi / 4.0);
    const double line_load = force.n / carrying_length;
    const double half_width =
        std::sqrt(4.0 * line_load * roller_radius.mm / (kPi * modulus.kpa * kNewtonPerMm2PerKpa));
    return {.half_width_mm = half_width,
            .half_length_mm = 0.5 * length.mm,
            .end_mm = end,
            .peak_kpa = 2.0 * line_load / (kPi * half_width) / kNewtonPerMm2PerKpa};
}

}  // namespace palpate::acquisition::simulator
