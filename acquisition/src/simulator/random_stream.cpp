#include "simulator/random_stream.hpp"

#include <bit>
#include <cmath>

#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr std::size_t kNoiseStarts = std::size_t{1} << 18U;

std::uint64_t splitmix(std::uint64_t& state)
{
    state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint64_t index)
{
    std::uint64_t mix = seed;
    mix = splitmix(mix) ^ (static_cast<std::uint64_t>(purpose) << 56U);
    mix = splitmix(mix) ^ index;
    for (auto& word : state_) {
        word = splitmix(mix);
    }
}

std::uint64_t RandomStream::next()
{
    auto& s = state_;
    const std::uint64_t result = std::rotl(s[0] + s[3], 23) + s[0];
    const std::uint64_t shifted = s[1] << 17U;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = std::rotl(s[3], 45);
    return result;
}

double RandomStream::uniform(double low, double high)
{
    constexpr double kTwoToMinus53 = 1.0 / 9007199254740992.0;
    return low + (high - low) * (static_cast<double>(next() >> 11U) * kTwoToMinus53);
}

std::size_t RandomStream::below(std::size_t bound)
{
    return static_cast<std::size_t>(next() % bound);
}

double RandomStream::normal()
{
    if (spare_normal_) {
        const double spare = *spare_normal_;
        spare_normal_.reset();
        return spare;
    }
    double u = 0.0;
    double v = 0.0;
    double square = 0.0;
    do {
        u = uniform(-1.0, 1.0);
        v = uniform(-1.0, 1.0);
        square = u * u + v * v;
    } while (square >= 1.0 || square <= 0.0);
    const double scale = std::sqrt(-2.0 * portableLog(square) / square);
    spare_normal_ = v * scale;
    return u * scale;
}

NoiseTable::NoiseTable(std::uint64_t seed, std::size_t run_length)
    : stream_(seed, RandomPurpose::Noise), normals_(kNoiseStarts + run_length)
{
    for (auto& value : normals_) {
        value = static_cast<float>(stream_.normal());
    }
}

const float* NoiseTable::nextRun()
{
    return normals_.data() + stream_.below(kNoiseStarts);
}

}  // namespace palpate::acquisition::simulator
