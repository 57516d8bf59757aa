#include "palpate/live/technique_catalogue.hpp"

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/simulation.hpp"

#include "user_data_folder.hpp"

namespace palpate::live {

namespace {

/// Of the simulated client: 72 kg, and a pain threshold from the middle of the published range.
constexpr Force kSimulatedWeight{706.0};
constexpr Pressure kSimulatedThreshold{300.0};

}  // namespace

std::vector<std::filesystem::path> techniqueFolders()
{
    std::vector<std::filesystem::path> folders;
    if (const auto catalogue = acquisition::catalogFolder()) {
        folders.push_back(*catalogue / "techniques");
    }
    if (const auto data = userDataFolder()) {
        folders.push_back(*data / "techniques");
    }
    return folders;
}

session::TechniqueCatalogue allTechniques()
{
    return session::loadTechniques(techniqueFolders());
}

std::optional<Coaching> coachingOfScenario(std::string_view scenario,
                                           const std::vector<Technique>& techniques, const MatGeometry& mat)
{
    for (const Technique& technique : techniques) {
        if (acquisition::isTechniqueScenario(scenario, technique.id)) {
            Coaching coaching = coachingOf(technique, mat);
            coaching.body_weight = kSimulatedWeight;
            coaching.own_threshold = kSimulatedThreshold;
            return coaching;
        }
    }
    return std::nullopt;
}

}  // namespace palpate::live
