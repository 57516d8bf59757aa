#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace palpate::acquisition::simulator {

/// Independent streams of one seed, so that a change in one part of the simulation leaves the others alone.
enum class RandomPurpose : std::uint64_t { Client = 1, CellGain, CellOffset, Noise, Faults };

/// xoshiro256++ seeded through splitmix64 (Blackman and Vigna, public domain algorithms). The distributions
/// are written out because those of <random> differ between standard libraries.
class RandomStream {
  public:
    /// `index` tells apart several streams of one purpose (the presses of a client).
    RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint64_t index = 0);

    [[nodiscard]] std::uint64_t next();
    /// Evenly in [low, high).
    [[nodiscard]] double uniform(double low, double high);
    /// 0 to bound - 1; the bias is below bound / 2^64.
    [[nodiscard]] std::size_t below(std::size_t bound);
    /// Mean 0, standard deviation 1 (polar method).
    [[nodiscard]] double normal();

  private:
    std::array<std::uint64_t, 4> state_{};
    std::optional<double> spare_normal_;
};

/// Ready-made standard normals: every frame takes a run of them from a random place, which costs a copy
/// where fresh ones would cost more than the rest of the sensor.
class NoiseTable {
  public:
    NoiseTable(std::uint64_t seed, std::size_t run_length);

    /// `run_length` values; valid as long as the table.
    [[nodiscard]] const float* nextRun();

  private:
    RandomStream stream_;
    std::vector<float> normals_;
};

}  // namespace palpate::acquisition::simulator
