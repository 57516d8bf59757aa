#pragma once

#include <cstddef>
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
#include "import/pedar_header.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// One insole of a novel pedar text export. The file only numbers its sensors: a layout file says where they
/// lie, or they are kept as a strip in the order of their numbers. The layout is in docs/formats.md.
class PedarReader final : public FrameReader {
  public:
    /// Reads up to the line of column names. InvalidArgument names every option that is missing at once.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return file_.left_out; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return lines_.bytesRead(); }

  private:
    PedarReader(TextLines lines, PedarHeader file, SessionHeader header, ImportUnit unit,
                std::vector<std::size_t> columns);

    /// True where a frame was read into values_, its time in front; false at the end of the file.
    [[nodiscard]] Result<bool> readValues();
    [[nodiscard]] Result<void> checkLine(const NumberLine& found) const;
    [[nodiscard]] Result<void> checkEnd() const;

    TextLines lines_;
    PedarHeader file_;
    SessionHeader header_;
    ImportedSamples samples_;
    /// Of each cell, the number in the line that it has; 0 where it has none.
    std::vector<std::size_t> columns_;
    NovelTimes times_;
    NumberLineParser parser_;
    std::vector<double> values_;
    std::vector<double> cells_;
    bool lines_end_with_separator_ = true;
};

}  // namespace palpate::session
