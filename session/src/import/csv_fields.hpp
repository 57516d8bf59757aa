#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// One record of a CSV file (RFC 4180), which may go over several lines inside quotes.
struct CsvRecord {
    std::vector<std::string> fields;
    std::uint64_t first_line = 0;
};

/// The next record; a blank line is a record of one empty field. Corrupt, naming the line, where a quote is
/// not closed or text follows one. A record has at most 1 MiB and 100 fields.
[[nodiscard]] Result<std::optional<CsvRecord>> readCsvRecord(TextLines& lines);

}  // namespace palpate::session
