#pragma once

#include <string>

#include "palpate/core/technique.hpp"

#include <nlohmann/json.hpp>

namespace palpate::session {

/// With the keys of schemas/technique.schema.json, in their order.
[[nodiscard]] nlohmann::ordered_json jsonOfTechnique(const Technique& technique);

/// `path` stands before the keys: "" or "technique.". The first thing that is wrong goes into `error`;
/// whether the numbers make sense is asked of checkTechnique().
[[nodiscard]] Technique techniqueFromJson(const nlohmann::json& json, const std::string& path,
                                          std::string& error);

}  // namespace palpate::session
