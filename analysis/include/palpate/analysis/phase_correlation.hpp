#pragma once

#include <complex>
#include <vector>

#include <Eigen/Core>

namespace palpate::analysis {

/// Square, row-major.
using Spectrum = Eigen::Array<std::complex<double>, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Picture = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct ShiftPeak {
    /// By how many columns and rows the second picture lies further than the first.
    int cols = 0;
    int rows = 0;
    double correlation = 0.0;
};

/// The spectrum of a picture padded with zeros to `size` x `size`; the picture is not larger (asserted).
[[nodiscard]] Spectrum spectrumOf(const Picture& picture, int size);

/// Phase correlation (Kuglin and Hines 1975) of two spectra of one size, its high frequencies, which hold
/// noise only, faded out: the up to `most` highest peaks with shifts of at most `farthest` cells.
[[nodiscard]] std::vector<ShiftPeak> shiftPeaks(const Spectrum& first, const Spectrum& second, int farthest,
                                                std::size_t most);

}  // namespace palpate::analysis
