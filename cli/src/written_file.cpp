#include "written_file.hpp"

#include <system_error>

#include "palpate/session/whole_file.hpp"

#include <fmt/format.h>

namespace palpate::cli {

Result<void> writeWholeFile(const std::filesystem::path& path, std::string_view text, bool overwrite)
{
    std::error_code error;
    if (!overwrite && std::filesystem::exists(path, error)) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{} exists: choose another name or add --force", path.string()));
    }
    if (const auto written = session::writeWholeFile(path, text, overwrite); !written) {
        return fail(written.error().code, fmt::format("cannot write {}: {}; check that the folder exists, is "
                                                      "writable and has room",
                                                      path.string(), written.error().message));
    }
    return {};
}

}  // namespace palpate::cli
