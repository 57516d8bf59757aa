#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/number_line.hpp"
#include "import/printed_value.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// A length as it is printed, in mm.
struct PrintedLength {
    double mm = 0.0;
    /// The printing may have rounded this much away.
    double half_unit_mm = 0.0;
};

/// One sensor's part of a frame, or a group of its cells, as it stands in the file.
struct XsensorBlock {
    /// The whole name: model, perhaps side, serial number.
    std::string sensor;
    std::optional<int> rows;
    std::optional<int> cols;
    /// Of a group.
    std::optional<int> cell_count;
    std::optional<PrintedLength> width;
    std::optional<PrintedLength> height;
    /// rows x cols, row-major.
    std::vector<double> cells;
    /// Line of each row.
    std::vector<std::uint64_t> row_lines;
};

struct XsensorFrame {
    std::uint64_t number = 0;
    /// Of FRAME.
    std::uint64_t line = 0;
    /// As printed: locale text.
    std::string date;
    std::string time;
    std::vector<XsensorBlock> sensors;
};

/// What stands before the first frame.
struct XsensorFileHeader {
    std::optional<ImportUnit> unit;
    /// As written: "mmHg".
    std::string unit_name;
    std::string threshold;
    /// Names of entries that may identify a person, with their content left behind.
    std::vector<std::string> left_out;
};

/// The lines of an XSENSOR CSV export: entries `KEY,value` padded with separators, which are passed over, as
/// are lines of separators only. Groups of cells are read over.
class XsensorFrames final {
  public:
    /// Reads up to the first line FRAME.
    [[nodiscard]] static Result<XsensorFrames> open(TextLines lines);

    [[nodiscard]] const XsensorFileHeader& header() const { return header_; }
    /// Nothing after the last. Corrupt where the file was cut or damaged, naming the line.
    [[nodiscard]] Result<std::optional<XsensorFrame>> next();
    [[nodiscard]] const TextLines& lines() const { return lines_; }

  private:
    /// A line `KEY,value`; empty at the end of the file. Views into the line.
    struct Entry {
        std::string_view key;
        std::string_view value;
        std::string_view line;

        [[nodiscard]] bool beginsBlock() const { return key == "FRAME" || key == "SENSOR" || key == "GROUP"; }
    };

    explicit XsensorFrames(TextLines lines) : lines_{std::move(lines)} {}

    [[nodiscard]] Result<std::optional<Entry>> nextEntry();
    [[nodiscard]] Result<void> readHeader();
    [[nodiscard]] Result<void> takeHeaderEntry(const Entry& entry);
    [[nodiscard]] Result<XsensorFrame> startFrame(const Entry& entry);
    [[nodiscard]] Result<void> takeFrameEntry(XsensorFrame& frame, const Entry& entry);
    /// Reads on from SENSOR or GROUP to the last line of cells.
    [[nodiscard]] Result<void> readBlock(XsensorBlock& block, bool is_group);
    /// True at SENSELS.
    [[nodiscard]] Result<bool> takeBlockEntry(XsensorBlock& block, const Entry& entry);
    [[nodiscard]] Result<void> readRows(XsensorBlock& block);
    [[nodiscard]] Result<void> readGroupCells(int count);
    /// The next line that is not blank into values_; how many numbers it holds, at least one.
    [[nodiscard]] Result<std::size_t> readNumbers(std::string_view what);
    [[nodiscard]] tl::unexpected<Error> failCut(std::string_view what) const;

    TextLines lines_;
    XsensorFileHeader header_;
    NumberLineParser parser_{NumberLineParser::AbsentMark::None, 1024};
    std::vector<double> values_;
    std::uint64_t frames_ = 0;
    std::uint64_t last_number_ = 0;
};

}  // namespace palpate::session
