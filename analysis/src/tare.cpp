#include "palpate/analysis/tare.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/analysis/calibrator.hpp"
#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/patches.hpp"
#include "palpate/analysis/running_median.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr double kLoadKpa = 1.0;
constexpr double kLoadSpreads = 6.0;
constexpr double kLoadN = 2.0;
/// A mean pressure that changes by this over the whole mat is a change of load.
constexpr double kChangeKpa = 0.02;
constexpr int kParts = 3;
/// Median absolute deviation to standard deviation of normal noise.
constexpr double kSdPerDeviation = 1.4826;

/// Mean and sum of squared deviations of every cell, frame by frame.
class CellStatistics {
  public:
    explicit CellStatistics(const MatGeometry& geometry)
        : mean_kpa_{CellArray<double>::Zero(geometry.rows(), geometry.cols())},
          squares_{CellArray<double>::Zero(geometry.rows(), geometry.cols())}
    {}

    void add(const PressureArray& kpa)
    {
        frames_ += 1.0;
        const CellArray<double> off = kpa.cast<double>() - mean_kpa_;
        mean_kpa_ += off / frames_;
        squares_ += off * (kpa.cast<double>() - mean_kpa_);
    }

    [[nodiscard]] const CellArray<double>& meanKpa() const { return mean_kpa_; }
    /// Root mean square over the present cells; absent cells have no deviation.
    [[nodiscard]] double noiseKpa(Eigen::Index present_cells) const
    {
        return std::sqrt(squares_.sum() / frames_ / static_cast<double>(present_cells));
    }

  private:
    double frames_ = 0.0;
    CellArray<double> mean_kpa_;
    CellArray<double> squares_;
};

Result<void> checkFrames(const SessionHeader& header, const std::vector<RawFramePtr>& frames)
{
    if (header.samples != SampleKind::Counts) {
        return fail(ErrorCode::InvalidArgument, "pressures that are already in kPa cannot be tared");
    }
    if (frames.size() < static_cast<std::size_t>(kMinTareFrames)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} frames of the empty mat are too few for a tare: record at least {}",
                                frames.size(), kMinTareFrames));
    }
    const auto fits = [&header](const RawFramePtr& frame) {
        return frame->counts.rows() == header.geometry.rows() &&
               frame->counts.cols() == header.geometry.cols();
    };
    if (!std::all_of(frames.begin(), frames.end(), fits)) {
        return fail(ErrorCode::InvalidArgument, fmt::format("a frame for the tare is not of {} x {} cells",
                                                            header.geometry.rows(), header.geometry.cols()));
    }
    return {};
}

double medianOfPresent(const CellArray<double>& values, const MatGeometry& geometry)
{
    RunningMedian median{static_cast<std::size_t>(geometry.presentCount())};
    for (int row = 0; row < geometry.rows(); ++row) {
        for (int col = 0; col < geometry.cols(); ++col) {
            if (geometry.isPresent(row, col)) {
                median.push(values(row, col));
            }
        }
    }
    return median.median();
}

/// A patch of cells that stands out of the rest of the mat.
Result<void> checkNoPatch(const CellArray<double>& mean_kpa, const MatGeometry& geometry)
{
    const CellArray<double> excess = mean_kpa - medianOfPresent(mean_kpa, geometry);
    const double spread_kpa = kSdPerDeviation * medianOfPresent(excess.abs(), geometry);
    const MeasuredMat mat{.geometry = geometry,
                          .takes_part = geometry.presentMask(),
                          .contact = Pressure{std::max(kLoadKpa, kLoadSpreads * spread_kpa)}};
    PatchFinder finder{mat};
    for (const Patch& patch : finder.find(excess.cast<float>())) {
        if (patch.force.n >= kLoadN) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("the mat is not empty: {:.1f} N at x {:.0f} mm, y {:.0f} mm; take "
                            "everything off it and tare again (if it is empty, cells there are faulty)",
                            patch.force.n, patch.centroid.x_mm, patch.centroid.y_mm));
        }
    }
    return {};
}

/// The mean force of the first, middle and last third of the frames.
Result<void> checkSteady(const std::vector<double>& forces_n, const MatGeometry& geometry)
{
    std::vector<double> means_n;
    const std::size_t frames = forces_n.size();
    for (std::size_t part = 0; part < kParts; ++part) {
        const std::size_t first = part * frames / kParts;
        const std::size_t end = (part + 1) * frames / kParts;
        double sum_n = 0.0;
        for (std::size_t i = first; i < end; ++i) {
            sum_n += forces_n[i];
        }
        means_n.push_back(sum_n / static_cast<double>(end - first));
    }
    const auto [least, most] = std::minmax_element(means_n.begin(), means_n.end());
    const Area area{static_cast<double>(geometry.presentCount()) * geometry.cellArea().cm2};
    const double limit_n = std::max(kLoadN, (Pressure{kChangeKpa} * area).n);
    if (*most - *least > limit_n) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("the force on the mat changes by {:.1f} N: wait until it is empty and still, "
                                "then tare again",
                                *most - *least));
    }
    return {};
}

}  // namespace

Result<Tare> makeTare(const SessionHeader& header, const std::vector<RawFramePtr>& frames)
{
    if (auto checked = checkFrames(header, frames); !checked) {
        return fail(checked.error());
    }
    SessionHeader untared = header;
    untared.tare.reset();
    const auto calibrator = Calibrator::create(untared);
    if (!calibrator) {
        return fail(calibrator.error());
    }
    CellStatistics cells{header.geometry};
    std::vector<double> forces_n;
    PressureArray kpa;
    for (const RawFramePtr& frame : frames) {
        calibrator->apply(frame->counts, kpa);
        cells.add(kpa);
        forces_n.push_back((Pressure{kpa.cast<double>().sum()} * header.geometry.cellArea()).n);
    }
    if (auto checked = checkNoPatch(cells.meanKpa(), header.geometry); !checked) {
        return fail(checked.error());
    }
    if (auto checked = checkSteady(forces_n, header.geometry); !checked) {
        return fail(checked.error());
    }
    return Tare{.mean_kpa = cells.meanKpa().cast<float>(),
                .noise_sd = Pressure{cells.noiseKpa(header.geometry.presentCount())},
                .frames = static_cast<int>(frames.size())};
}

}  // namespace palpate::analysis
