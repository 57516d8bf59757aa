#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "palpate/core/calibration.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"

namespace palpate::session {

/// The numbers of a file as counts or kPa, gathered line by line to frames.
class ImportedSamples final {
  public:
    /// Counts over `max_count` are refused.
    ImportedSamples(const MatGeometry& geometry, ImportUnit unit, std::uint16_t max_count = 65535);

    /// The next cells of the frame; never more than it has. NaN stands for an absent cell and becomes 0. The
    /// message says what is wrong with a number, not where.
    [[nodiscard]] Result<void> append(std::span<const double> values);
    [[nodiscard]] std::size_t size() const { return size_; }
    /// The gathered frame, whole; starts the next.
    [[nodiscard]] ImportedFrame take(const FrameStamp& stamp);

  private:
    int rows_;
    int cols_;
    ImportUnit unit_;
    double kpa_per_unit_;
    std::uint16_t max_count_;
    std::size_t size_ = 0;
    CountArray counts_;
    PressureArray kpa_;
};

[[nodiscard]] SampleKind sampleKindOf(ImportUnit unit);
/// kPa for one of the unit; Newton is the force on a cell of this area. Not for Counts.
[[nodiscard]] double kpaPerUnit(ImportUnit unit, Area cell_area);
/// `counts_per_kpa` for Counts; `source` says where the unit was named.
[[nodiscard]] Calibration importCalibration(ImportUnit unit, std::optional<double> counts_per_kpa,
                                            const std::string& source);

}  // namespace palpate::session
