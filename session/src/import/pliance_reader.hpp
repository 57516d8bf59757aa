#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/novel_times.hpp"
#include "import/number_line.hpp"
#include "import/pliance_file.hpp"
#include "import/pliance_forces.hpp"
#include "import/sensor_raster.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// A novel pliance text export: the pressures of sensors whose places stand at the end of the file, laid on a
/// regular grid. The layout is in docs/formats.md.
class PlianceReader final : public FrameReader {
  public:
    /// Reads the whole file once, then from its start again. InvalidArgument names every option that is
    /// missing, and says where the input cannot be read twice.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return file_.left_out; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return bytes_; }

  private:
    PlianceReader(TextLines pressures, PlianceFile file, SensorRaster raster, SessionHeader header,
                  ImportUnit unit, std::uint64_t bytes);

    /// The next line of pressures into values_, its time in front.
    [[nodiscard]] Result<void> readValues();

    TextLines pressures_;
    PlianceFile file_;
    SensorRaster raster_;
    SessionHeader header_;
    ImportedSamples samples_;
    std::optional<PlianceForces> forces_;
    NovelTimes times_;
    NumberLineParser parser_;
    std::vector<double> values_;
    std::vector<double> cells_;
    double kpa_per_unit_;
    double value_rounding_kpa_ = 0.0;
    std::uint64_t bytes_;
};

}  // namespace palpate::session
