#include "written_file.hpp"

#include <fstream>
#include <system_error>

#include <fmt/format.h>

namespace palpate::cli {

Result<void> writeWholeFile(const std::filesystem::path& path, std::string_view text, bool overwrite)
{
    std::error_code error;
    if (!overwrite && std::filesystem::exists(path, error)) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{} exists: choose another name or add --force", path.string()));
    }
    auto temporary = path;
    temporary += ".part";
    {
        std::ofstream file{temporary, std::ios::binary | std::ios::trunc};
        file << text << std::flush;
        if (!file) {
            std::filesystem::remove(temporary, error);
            return fail(ErrorCode::Io,
                        fmt::format("cannot write {}: check that the folder exists, is writable and has room",
                                    path.string()));
        }
    }
    std::filesystem::rename(temporary, path, error);
    if (error) {
        const auto reason = error.message();
        std::filesystem::remove(temporary, error);
        return fail(ErrorCode::Io, fmt::format("cannot write {}: {}", path.string(), reason));
    }
    return {};
}

}  // namespace palpate::cli
