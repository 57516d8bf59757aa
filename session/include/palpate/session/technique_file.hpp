#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/technique.hpp"

// Techniques as files: ID.json (schemas/technique.schema.json, docs/techniques.md).

namespace palpate::session {

/// InvalidArgument names the key and what is wrong: an unknown or missing key, a wrong type, and whatever
/// checkTechnique() refuses.
[[nodiscard]] Result<Technique> parseTechnique(std::string_view json);

/// A whole file. What parseTechnique() makes of it is equal for every technique that checkTechnique() accepts
/// and whose texts are UTF-8.
[[nodiscard]] std::string techniqueToJson(const Technique& technique);

/// At most 1 MiB, and the id must be the file's name. Errors begin with the file.
[[nodiscard]] Result<Technique> readTechniqueFile(const std::filesystem::path& path);

struct TechniqueCatalogue {
    /// Sorted by id, each id once.
    std::vector<Technique> techniques;
    /// A wrong file each, or a folder that cannot be listed.
    std::vector<Error> problems;
};

/// Every *.json of the folders. A technique of a later folder takes the place of an earlier one with its id;
/// a folder that is not there has none.
[[nodiscard]] TechniqueCatalogue loadTechniques(const std::vector<std::filesystem::path>& folders);

/// NotFound lists the ids that there are, or says what is wrong with the file ID.json.
[[nodiscard]] Result<Technique> findTechnique(const TechniqueCatalogue& catalogue, std::string_view id);

}  // namespace palpate::session
