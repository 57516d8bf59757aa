#include "decoding.hpp"

#include <algorithm>

namespace palpate::acquisition::testing {

MatProfile profileOf(Protocol protocol, int rows, int cols, int bit_depth)
{
    return MatProfile{
        .id = "test-mat",
        .title = "A mat for tests",
        .geometry = MatGeometry::create(rows, cols, Length{10.0}, Length{10.0}).value(),
        .protocol = protocol,
        .bit_depth = bit_depth,
        .nominal_rate = Frequency{100.0},
        .calibration = {.curve = LinearCalibration{.kpa_per_count = 0.1}, .source = "test"},
    };
}

RawFrame frameOf(const MatProfile& profile, std::uint64_t sequence, int limit)
{
    RawFrame frame;
    frame.stamp.sequence = sequence;
    frame.counts.resize(profile.geometry.rows(), profile.geometry.cols());
    std::uint64_t state = sequence * 0x9E3779B97F4A7C15ULL + 1;
    for (Eigen::Index i = 0; i < frame.counts.size(); ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        // A third of the cells is unloaded, as on a mat.
        const bool is_loaded = (state >> 60) > 5;
        frame.counts.data()[i] =
            static_cast<std::uint16_t>(is_loaded ? (state >> 33) % static_cast<std::uint64_t>(limit) : 0);
    }
    return frame;
}

Decoded decodeWhole(const MatProfile& profile, std::span<const std::uint8_t> bytes)
{
    return decodePieces(profile, bytes, [&] { return bytes.size(); });
}

Decoded decodeText(const MatProfile& profile, std::string_view text)
{
    const Bytes bytes(text.begin(), text.end());
    return decodeWhole(profile, bytes);
}

bool haveSameCounts(const CountArray& a, const CountArray& b)
{
    return a.rows() == b.rows() && a.cols() == b.cols() && (a == b).all();
}

bool haveSameFrames(const Decoded& a, const Decoded& b)
{
    return std::equal(a.frames.begin(), a.frames.end(), b.frames.begin(), b.frames.end(),
                      [](const DecodedFrame& x, const DecodedFrame& y) {
                          return x.sequence == y.sequence && x.device_time_us == y.device_time_us &&
                                 x.quality == y.quality && x.loss_before == y.loss_before &&
                                 haveSameCounts(x.counts, y.counts);
                      });
}

CountArray countsOf(int rows, int cols, const std::vector<int>& values)
{
    CountArray counts(rows, cols);
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        counts.data()[i] = static_cast<std::uint16_t>(values.at(static_cast<std::size_t>(i)));
    }
    return counts;
}

}  // namespace palpate::acquisition::testing
