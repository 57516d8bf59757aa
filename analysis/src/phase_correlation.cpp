#include "palpate/analysis/phase_correlation.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/core/assert.hpp"

#include <unsupported/Eigen/FFT>

namespace palpate::analysis {

namespace {

using Line = std::vector<std::complex<double>>;

/// Along every row, then along every column.
template <typename Transform>
void transformBothWays(Spectrum& spectrum, Transform transform)
{
    const Eigen::Index size = spectrum.rows();
    Line line(static_cast<std::size_t>(size));
    Line turned;
    for (Eigen::Index row = 0; row < size; ++row) {
        Eigen::Map<Eigen::ArrayXcd>(line.data(), size) = spectrum.row(row).transpose();
        transform(turned, line);
        spectrum.row(row) = Eigen::Map<Eigen::ArrayXcd>(turned.data(), size).transpose();
    }
    for (Eigen::Index col = 0; col < size; ++col) {
        Eigen::Map<Eigen::ArrayXcd>(line.data(), size) = spectrum.col(col);
        transform(turned, line);
        spectrum.col(col) = Eigen::Map<Eigen::ArrayXcd>(turned.data(), size);
    }
}

/// Of a frequency's number, in -size/2 .. size/2.
double signedFrequency(Eigen::Index number, Eigen::Index size)
{
    return static_cast<double>(number <= size / 2 ? number : number - size) / static_cast<double>(size);
}

bool isPeak(const Spectrum& surface, Eigen::Index row, Eigen::Index col)
{
    const Eigen::Index size = surface.rows();
    const double at = surface(row, col).real();
    for (Eigen::Index dr = -1; dr <= 1; ++dr) {
        for (Eigen::Index dc = -1; dc <= 1; ++dc) {
            if (surface((row + dr + size) % size, (col + dc + size) % size).real() > at) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace

Spectrum spectrumOf(const Picture& picture, int size)
{
    PALPATE_ASSERT(picture.rows() <= size && picture.cols() <= size);
    Spectrum spectrum = Spectrum::Zero(size, size);
    spectrum.topLeftCorner(picture.rows(), picture.cols()) = picture.cast<std::complex<double>>();
    Eigen::FFT<double> fft;
    transformBothWays(spectrum, [&fft](Line& to, const Line& from) { fft.fwd(to, from); });
    return spectrum;
}

std::vector<ShiftPeak> shiftPeaks(const Spectrum& first, const Spectrum& second, int farthest,
                                  std::size_t most)
{
    // Of the cross spectrum's size: what is far below it has no phase to speak of.
    constexpr double kFloorShare = 1e-3;
    // Fades a wave of four cells to 1 / e.
    constexpr double kFade = 16.0;
    const Eigen::Index size = first.rows();
    Spectrum cross = second * first.conjugate();
    const double floor = kFloorShare * cross.abs().maxCoeff() + 1e-300;
    for (Eigen::Index row = 0; row < size; ++row) {
        const double down = signedFrequency(row, size);
        for (Eigen::Index col = 0; col < size; ++col) {
            const double across = signedFrequency(col, size);
            const double fade = std::exp(-kFade * (down * down + across * across));
            cross(row, col) *= fade / (std::abs(cross(row, col)) + floor);
        }
    }
    Eigen::FFT<double> fft;
    transformBothWays(cross, [&fft](Line& to, const Line& from) { fft.inv(to, from); });
    std::vector<ShiftPeak> peaks;
    for (int rows = -farthest; rows <= farthest; ++rows) {
        for (int cols = -farthest; cols <= farthest; ++cols) {
            const Eigen::Index row = (rows + size) % size;
            const Eigen::Index col = (cols + size) % size;
            if (rows * rows + cols * cols <= farthest * farthest && isPeak(cross, row, col)) {
                peaks.push_back({.cols = cols, .rows = rows, .correlation = cross(row, col).real()});
            }
        }
    }
    const std::size_t kept = std::min(most, peaks.size());
    std::partial_sort(peaks.begin(), peaks.begin() + static_cast<std::ptrdiff_t>(kept), peaks.end(),
                      [](const ShiftPeak& a, const ShiftPeak& b) { return a.correlation > b.correlation; });
    peaks.resize(kept);
    return peaks;
}

}  // namespace palpate::analysis
