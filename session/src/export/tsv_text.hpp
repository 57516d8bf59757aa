#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palpate::session {

/// A value of a BIDS table: "n/a" for one that does not exist; no tab or line break.
[[nodiscard]] std::string tsvText(std::string_view text);
/// Fewest digits that read back as the same number.
[[nodiscard]] std::string tsvNumber(std::optional<double> value);
/// The fields with tabs between them and a line feed.
[[nodiscard]] std::string tsvLine(const std::vector<std::string>& fields);

}  // namespace palpate::session
