#include "user_data_folder.hpp"

#include <cstdlib>
#include <string>

namespace palpate::live {

namespace {

/// Read once at start-up, before there are threads that could change it.
std::string environmentValue(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

}  // namespace

std::optional<std::filesystem::path> userDataFolder()
{
    if (const std::string data = environmentValue("XDG_DATA_HOME"); !data.empty()) {
        return std::filesystem::path{data} / "palpate";
    }
    if (const std::string home = environmentValue("HOME"); !home.empty()) {
        return std::filesystem::path{home} / ".local/share/palpate";
    }
    return std::nullopt;
}

}  // namespace palpate::live
