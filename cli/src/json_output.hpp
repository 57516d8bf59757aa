#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace palpate::cli {

/// Keys in the order in which they are written down.
using Json = nlohmann::ordered_json;

/// The one JSON document of a command on standard output.
void printJson(const Json& document);

/// null where there is no value, never 0 or NaN.
[[nodiscard]] Json jsonOf(const std::optional<double>& value);
/// null where the text is empty.
[[nodiscard]] Json jsonOf(const std::string& text);

}  // namespace palpate::cli
