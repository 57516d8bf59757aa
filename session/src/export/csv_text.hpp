#pragma once

#include <string>
#include <string_view>

namespace palpate::session {

/// A spreadsheet takes a cell that begins with = + - @, TAB or CR for a formula; such text gets an apostrophe
/// in front, as does text in which only apostrophes stand before one of these.
[[nodiscard]] std::string holdFormulaText(std::string_view text);
/// Undoes holdFormulaText().
[[nodiscard]] std::string_view releaseFormulaText(std::string_view text);

/// As a CSV field (RFC 4180): in quotes where it holds a comma, a quote or a line break.
[[nodiscard]] std::string csvField(std::string_view text);

}  // namespace palpate::session
