#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"
#include "palpate/session/import.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// What the lines before ASCII_DATA of a Tekscan ASCII export say, as far as a session takes it over.
struct TekscanHeader {
    std::optional<int> rows;
    std::optional<int> cols;
    std::optional<Length> row_spacing;
    std::optional<Length> col_spacing;
    std::optional<double> seconds_per_frame;
    /// MICRO_SECOND is set: no public text says in which unit the times then are.
    bool is_time_unit_unsure = false;
    std::optional<ImportUnit> unit;
    /// As written: "KPa".
    std::string unit_name;
    std::optional<Pressure> saturation;
    std::string noise_threshold;
    std::string sensor_type;
    std::optional<std::uint64_t> start_frame;
    std::optional<std::uint64_t> end_frame;
    /// Names of entries that may identify a person, with their content left behind.
    std::vector<std::string> left_out;

    /// END_FRAME - START_FRAME + 1, where both are there.
    [[nodiscard]] std::optional<std::uint64_t> frameCount() const;
};

/// Reads up to and with the line ASCII_DATA. Entries are KEY value with spaces or commas between.
[[nodiscard]] Result<TekscanHeader> readTekscanHeader(TextLines& lines);

}  // namespace palpate::session
