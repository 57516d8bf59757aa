#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "format_version.hpp"

namespace palpate::session {

/// When an object or attribute must be there; session-format.md, "The table".
struct Requirement {
    enum class When { Always, Never, WithRows, IfExists, IfText, IfType };
    When when = When::Always;
    /// Of the condition: what must exist, the text of an attribute, the type of a dataset.
    std::string path{};
    std::string value{};
    bool operator==(const Requirement&) const = default;
};

/// One row of the table of schemas/session-format.md.
struct FormatRule {
    /// "/events/time_s", "/metadata@setup"; may hold {2}, {6} or {setup}.
    std::string path;
    /// "u1" and so on, "text", "group", "link".
    std::vector<std::string> types;
    /// "T", "R", "C", "N", "M", "K"; empty for one value.
    std::vector<std::string> shape;
    std::string unit;
    Requirement required;
    FormatVersion since;
    /// The texts that are allowed; empty for any.
    std::vector<std::string> allowed;
};

/// The rules in the document's table between SCHEMA BEGIN and SCHEMA END. Corrupt names the row that does not
/// have the form.
[[nodiscard]] Result<std::vector<FormatRule>> parseFormatTable(std::string_view document);

/// schemas/session-format.md as it was when the program was built.
[[nodiscard]] std::string_view formatDocument();

/// Whether the rule speaks of this path.
[[nodiscard]] bool speaksOf(const FormatRule& rule, std::string_view path);

}  // namespace palpate::session
