#include "palpate/live/technique_catalogue.hpp"

#include <cstdlib>
#include <string>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/simulation.hpp"

namespace palpate::live {

namespace {

/// Of the simulated client: 72 kg, and a pain threshold from the middle of the published range.
constexpr Force kSimulatedWeight{706.0};
constexpr Pressure kSimulatedThreshold{300.0};

/// Read once at start-up, before there are threads that could change it.
std::string environmentValue(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

}  // namespace

std::vector<std::filesystem::path> techniqueFolders()
{
    std::vector<std::filesystem::path> folders;
    if (const auto catalogue = acquisition::catalogFolder()) {
        folders.push_back(*catalogue / "techniques");
    }
    if (const std::string data = environmentValue("XDG_DATA_HOME"); !data.empty()) {
        folders.push_back(std::filesystem::path{data} / "palpate/techniques");
    } else if (const std::string home = environmentValue("HOME"); !home.empty()) {
        folders.push_back(std::filesystem::path{home} / ".local/share/palpate/techniques");
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
