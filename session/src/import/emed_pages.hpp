#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

#include "import/printed_value.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// What each page says of the platform and the recording.
struct EmedHeader {
    int rows = 0;
    int cols = 0;
    PrintedNumber width_mm;
    PrintedNumber height_mm;
    double ms_per_picture = 0.0;

    /// Cell area by the sensor size, with what its printing may have rounded away.
    [[nodiscard]] Area area() const { return Area{width_mm.value * height_mm.value / 100.0}; }
    [[nodiscard]] double areaRoundingCm2() const
    {
        return (width_mm.value * height_mm.half_unit + height_mm.value * width_mm.half_unit) / 100.0;
    }
};

/// One page with a picture: a rectangle of the platform in kPa.
struct EmedPicture {
    std::uint64_t number = 0;
    /// Line of its Pict-No.
    std::uint64_t line = 0;
    EmedHeader header;
    /// Of the rectangle's first cell, counted from 0.
    int first_row = 0;
    int first_col = 0;
    int cols = 0;
    /// Rows of the rectangle, one after the other.
    std::vector<double> kpa;
};

/// The pages of a novel emed list. Pages of maxima and means over the pictures (MPP, MVP) are read over.
class EmedPages final {
  public:
    explicit EmedPages(TextLines lines) : lines_{std::move(lines)} {}

    /// Nothing after the last. Corrupt, naming the line, where the file was cut or damaged: also where the
    /// forces that stand at the end of rows and columns are not those of the values, by more than printing
    /// rounds.
    [[nodiscard]] Result<std::optional<EmedPicture>> next();
    [[nodiscard]] const TextLines& lines() const { return lines_; }
    /// Names of entries that may identify a person, with their content left behind.
    [[nodiscard]] const std::vector<std::string>& leftOut() const { return left_out_; }

  private:
    /// What the lines of a page before its matrix say.
    struct Front {
        std::optional<std::uint64_t> number;
        std::uint64_t number_line = 0;
        bool is_summary = false;
        std::optional<int> rows;
        std::optional<int> cols;
        std::optional<PrintedNumber> area_cm2;
        std::optional<PrintedNumber> width_mm;
        std::optional<PrintedNumber> height_mm;
        std::optional<double> ms_per_picture;
    };
    /// The sums of one row or column of printed values.
    struct Sums {
        double kpa = 0.0;
        /// What printing may have rounded away from the sum.
        double rounding_kpa = 0.0;

        void add(const PrintedNumber& value)
        {
            kpa += value.value;
            rounding_kpa += value.half_unit;
        }
    };

    [[nodiscard]] Result<std::optional<std::string_view>> nextLine();
    /// Up to and with the line of column numbers; nothing at the end of the file.
    [[nodiscard]] Result<std::optional<Front>> readFront();
    [[nodiscard]] Result<void> takeFields(Front& front);
    [[nodiscard]] Result<void> takeField(Front& front, std::string_view field);
    void leaveOut(std::string_view name);
    [[nodiscard]] Result<EmedHeader> headerOf(const Front& front) const;
    [[nodiscard]] Result<void> readMatrix(EmedPicture& picture);
    [[nodiscard]] Result<void> readMatrixLine(const EmedPicture& picture);
    [[nodiscard]] Result<void> takeColumnNumbers(EmedPicture& picture) const;
    [[nodiscard]] Result<void> takeRow(EmedPicture& picture, int row);
    [[nodiscard]] Result<void> checkColumns(const EmedHeader& header) const;
    [[nodiscard]] Result<void> checkForce(const EmedHeader& header, const Sums& sums,
                                          std::string_view printed, std::string_view what) const;
    [[nodiscard]] Result<void> skipSummary();

    TextLines lines_;
    std::vector<std::string> left_out_;
    /// Of the line in hand, cut at TABs.
    std::vector<std::string> fields_;
    std::vector<Sums> column_sums_;
};

}  // namespace palpate::session
