#include "mat_choice.hpp"

#include "palpate/acquisition/catalog.hpp"

namespace palpate::cli {

Result<std::vector<acquisition::MatProfile>> allMats()
{
    return acquisition::catalogFolder().and_then(
        [](const std::filesystem::path& folder) { return acquisition::loadMatProfiles(folder); });
}

Result<acquisition::MatProfile> matById(const std::string& id)
{
    return allMats().and_then([&](const std::vector<acquisition::MatProfile>& profiles) {
        return acquisition::findMatProfile(profiles, id);
    });
}

}  // namespace palpate::cli
