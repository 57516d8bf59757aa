#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// What a novel pedar text says before its first frame.
struct PedarHeader {
    std::optional<double> total_s;
    std::optional<double> period_s;
    std::optional<double> rate_hz;
    std::optional<ImportUnit> unit;
    /// As written: "kPa".
    std::string unit_name;
    /// The numbers of the sensors in the order of their columns.
    std::vector<int> left;
    std::vector<int> right;
    /// Names of entries that may identify a person, with their content left behind.
    std::vector<std::string> left_out{"file_name", "date/time"};
};

/// Reads up to and with the line of column names. The first line, the file name, may have been read already.
[[nodiscard]] Result<PedarHeader> readPedarHeader(TextLines& lines);

}  // namespace palpate::session
