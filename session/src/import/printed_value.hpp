#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "palpate/session/import.hpp"

namespace palpate::session {

/// A number as an export prints it, with what the printing may have rounded away.
struct PrintedNumber {
    double value = 0.0;
    /// Half a unit of the last printed digit: 0.005 for "0.25", 0.5 for "12".
    double half_unit = 0.5;
};

/// Plain decimals with a full stop or a comma as the decimal sign, nothing around them; empty for anything
/// else.
[[nodiscard]] std::optional<PrintedNumber> parsePrinted(std::string_view text);

/// "KPa", "mmHg", "N/cm2", "raw", ... in any case of letters.
[[nodiscard]] std::optional<ImportUnit> printedUnit(std::string_view name);
/// Of "mm", "cm", "in" and their long forms, in any case of letters.
[[nodiscard]] std::optional<double> mmPerPrintedUnit(std::string_view name);

/// `text` without the `characters` at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text, std::string_view characters);
/// The name of an entry in letters that a message can show: at most 32, anything odd becomes '_'.
[[nodiscard]] std::string plainName(std::string_view text);

}  // namespace palpate::session
