#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"
#include "palpate/session/import.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// What a zebris text says before its first frame.
struct ZebrisPlatform {
    std::optional<int> rows;
    std::optional<int> cols;
    std::optional<Length> cell_width;
    std::optional<Length> cell_height;
    std::optional<ImportUnit> unit;
    /// As written: "N/cm^2".
    std::string unit_name;
    std::optional<std::uint64_t> frame_count;
    std::optional<double> rate_hz;
    /// Names of entries that may identify a person, with their content left behind.
    std::vector<std::string> left_out;
};

/// A line cut at its first TAB, without blanks at its ends: "Frame count" and "1472".
struct ZebrisEntry {
    std::string_view key;
    std::string_view value;
};
[[nodiscard]] ZebrisEntry splitZebrisEntry(std::string_view line);

/// 7 of "Frame 7 {"; empty for any other line.
[[nodiscard]] std::optional<std::uint64_t> zebrisFrameNumber(std::string_view line);

/// Reads up to the first line "Frame n {", which is the next again.
[[nodiscard]] Result<ZebrisPlatform> readZebrisPlatform(TextLines& lines);

}  // namespace palpate::session
