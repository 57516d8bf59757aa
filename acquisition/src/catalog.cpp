#include "palpate/acquisition/catalog.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "mat_profile_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::acquisition {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestProfileBytes = 1 << 20;

Result<std::string> readWhole(const fs::path& file)
{
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (!error && size > kLargestProfileBytes) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: {} bytes are too much for a mat profile", file.string(), size));
    }
    std::string content(error ? 0 : static_cast<std::size_t>(size), '\0');
    std::ifstream in{file, std::ios::binary};
    if (error || !in.read(content.data(), static_cast<std::streamsize>(content.size()))) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: cannot be read; check the file and its permissions", file.string()));
    }
    return content;
}

Result<MatProfile> loadProfile(const fs::path& file)
{
    const auto content = readWhole(file);
    if (!content) {
        return fail(content.error());
    }
    auto profile = parseMatProfile(*content);
    if (!profile) {
        return fail(profile.error().code, fmt::format("{}: {}", file.string(), profile.error().message));
    }
    if (profile->id != file.stem().string()) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: \"id\" is {}, but must be the name of the file", file.string(), profile->id));
    }
    return profile;
}

Result<std::vector<fs::path>> profileFiles(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".json") {
            files.push_back(entry->path());
        }
    }
    if (error) {
        return fail(ErrorCode::NotFound, fmt::format("no mat profiles in {}: {}; set PALPATE_CATALOG to the "
                                                     "folder that holds mats/",
                                                     folder.string(), error.message()));
    }
    return files;
}

}  // namespace

Result<fs::path> catalogFolder()
{
    // Read once at start-up, before there are threads that could change it.
    if (const char* const named = std::getenv("PALPATE_CATALOG"); named != nullptr && *named != '\0') {
        return fs::path{named};
    }
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const auto installed = program.parent_path().parent_path() / "share/palpate/catalog";
        if (fs::is_directory(installed / "mats", error)) {
            return installed;
        }
    }
    if (fs::path source{PALPATE_SOURCE_CATALOG}; fs::is_directory(source / "mats", error)) {
        return source;
    }
    return fail(
        ErrorCode::NotFound,
        "no catalogue of mats beside the program: install it again, or set PALPATE_CATALOG to the folder "
        "that holds mats/");
}

Result<std::vector<MatProfile>> loadMatProfiles(const fs::path& catalog_folder)
{
    const auto files = profileFiles(catalog_folder / "mats");
    if (!files) {
        return fail(files.error());
    }
    std::vector<MatProfile> profiles;
    for (const auto& file : *files) {
        auto profile = loadProfile(file);
        if (!profile) {
            return fail(profile.error());
        }
        profiles.push_back(std::move(*profile));
    }
    std::sort(profiles.begin(), profiles.end(),
              [](const MatProfile& a, const MatProfile& b) { return a.id < b.id; });
    return profiles;
}

Result<MatProfile> findMatProfile(const std::vector<MatProfile>& profiles, std::string_view id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [id](const MatProfile& profile) { return profile.id == id; });
    if (found != profiles.end()) {
        return *found;
    }
    std::vector<std::string_view> ids;
    std::transform(profiles.begin(), profiles.end(), std::back_inserter(ids),
                   [](const MatProfile& profile) { return std::string_view{profile.id}; });
    return fail(ErrorCode::NotFound,
                fmt::format("no mat profile '{}'; there are: {}", id, fmt::join(ids, ", ")));
}

}  // namespace palpate::acquisition
