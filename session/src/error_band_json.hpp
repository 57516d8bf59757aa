#pragma once

#include <string>
#include <vector>

#include "palpate/core/error_band.hpp"

#include <nlohmann/json.hpp>

namespace palpate::session {

/// With the keys of schemas/error-bands.schema.json, in their order.
[[nodiscard]] nlohmann::ordered_json jsonOfBands(const std::vector<ErrorBand>& bands);

/// The first thing that is wrong goes into `error`, with its key.
[[nodiscard]] std::vector<ErrorBand> bandsFromJson(const nlohmann::json& json, std::string& error);

}  // namespace palpate::session
