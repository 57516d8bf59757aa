#pragma once

#include <string_view>

namespace palpate::session {

/// What one of metricColumns() is, in the words of docs/metrics.md; empty for an unknown name.
[[nodiscard]] std::string_view metricDefinition(std::string_view name);
/// The same for mapColumns().
[[nodiscard]] std::string_view mapDefinition(std::string_view name);

}  // namespace palpate::session
