#include "port_holder.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace palpate::acquisition {

namespace fs = std::filesystem;

namespace {

bool isProcess(const fs::path& folder)
{
    const auto name = folder.filename().string();
    return !name.empty() &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool hasOpen(const fs::path& process, const fs::path& file)
{
    std::error_code error;
    for (fs::directory_iterator entry{process / "fd", error}, end; !error && entry != end;
         entry.increment(error)) {
        std::error_code gone;
        if (fs::read_symlink(entry->path(), gone) == file) {
            return true;
        }
    }
    return false;
}

std::string describe(const fs::path& process)
{
    const auto id = process.filename().string();
    if (id == std::to_string(::getpid())) {
        return "this program";
    }
    std::ifstream in{process / "comm"};
    std::string name;
    std::getline(in, name);
    return name.empty() ? fmt::format("process {}", id) : fmt::format("{} (process {})", name, id);
}

}  // namespace

std::optional<std::string> findPortHolder(const std::string& path)
{
    std::error_code error;
    const auto file = fs::canonical(path, error);
    if (error) {
        return std::nullopt;
    }
    for (fs::directory_iterator entry{"/proc", error}, end; !error && entry != end; entry.increment(error)) {
        if (isProcess(entry->path()) && hasOpen(entry->path(), file)) {
            return describe(entry->path());
        }
    }
    return std::nullopt;
}

}  // namespace palpate::acquisition
