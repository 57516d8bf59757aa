#include "export/output_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "palpate/core/measurement_info.hpp"

#include "file_descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace palpate::session {

namespace {

namespace fs = std::filesystem;

/// Absolute, without a trailing separator, and the real folder where the name is a link.
fs::path plainPath(const fs::path& folder)
{
    std::error_code error;
    auto path = fs::weakly_canonical(folder, error);
    if (error) {
        path = fs::absolute(folder, error).lexically_normal();
    }
    return path.filename().empty() && path.has_parent_path() && path != path.root_path() ? path.parent_path()
                                                                                         : path;
}

Result<void> checkReplaceable(const fs::path& folder, bool overwrite, OutputFolder::IsOwnFile is_own_file)
{
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{}: is a file, not a folder; give another name", folder.string()));
    }
    if (!overwrite) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{}: exists already; give another name or allow replacing it (--force)",
                                folder.string()));
    }
    for (fs::directory_iterator entry{folder, error}; !error && entry != fs::directory_iterator{};
         entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (!is_own_file(name) || !fs::is_regular_file(entry->symlink_status())) {
            return fail(
                ErrorCode::AlreadyExists,
                fmt::format("{}: holds {}, which is no part of an export, so it is not replaced; give a "
                            "folder of its own",
                            folder.string(), name));
        }
    }
    if (error) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be read ({})", folder.string(), error.message()));
    }
    return {};
}

bool isUnsupported(int number)
{
    return number == ENOSYS || number == EINVAL || number == EOPNOTSUPP;
}

tl::unexpected<Error> failRename(const fs::path& folder, int number)
{
    const auto code = number == EEXIST || number == ENOTEMPTY ? ErrorCode::AlreadyExists : ErrorCode::Io;
    return fail(code, fmt::format("{}: cannot take its name ({})", folder.string(), reasonOf(number)));
}

}  // namespace

Result<OutputFolder> OutputFolder::create(const fs::path& folder, bool overwrite, IsOwnFile is_own_file)
{
    const auto plain = plainPath(folder);
    std::error_code error;
    const bool exists = fs::exists(fs::symlink_status(plain, error));
    if (exists) {
        if (auto checked = checkReplaceable(plain, overwrite, is_own_file); !checked) {
            return fail(std::move(checked.error()));
        }
    }
    const auto parent = folderOf(plain);
    if (!fs::is_directory(parent, error)) {
        return fail(ErrorCode::NotFound,
                    fmt::format("{}: no such folder; create it or give another name", parent.string()));
    }
    const auto part = parent / fmt::format(".{}.part-{}", plain.filename().string(), makeSessionId());
    if (!fs::create_directory(part, error)) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: no folder can be created there ({})", parent.string(), error.message()));
    }
    return OutputFolder{plain, part, exists};
}

OutputFolder::OutputFolder(fs::path folder, fs::path part, bool replaces)
    : folder_{std::move(folder)}, part_{std::move(part)}, replaces_{replaces}
{}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : folder_{std::move(other.folder_)},
      part_{std::exchange(other.part_, fs::path{})},
      replaces_{other.replaces_}
{}

OutputFolder::~OutputFolder()
{
    if (!part_.empty()) {
        std::error_code ignored;
        fs::remove_all(part_, ignored);
    }
}

Result<void> OutputFolder::publish()
{
    if (auto synced = syncFolder(part_); !synced) {
        return synced;
    }
    if (replaces_) {
        if (auto replaced = replaceEarlier(); !replaced) {
            return replaced;
        }
    } else {
        int failure = ::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_NOREPLACE) == 0
                          ? 0
                          : errno;
        if (isUnsupported(failure)) {
            failure = ::rename(part_.c_str(), folder_.c_str()) == 0 ? 0 : errno;
        }
        if (failure != 0) {
            return failRename(folder_, failure);
        }
        part_.clear();
    }
    return syncFolder(folderOf(folder_));
}

Result<void> OutputFolder::replaceEarlier()
{
    // Exchanged in one step, part_ names the earlier folder, which the destructor removes.
    if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_EXCHANGE) == 0) {
        return {};
    }
    if (!isUnsupported(errno)) {
        return failRename(folder_, errno);
    }
    auto earlier = part_;
    earlier += ".old";
    if (::rename(folder_.c_str(), earlier.c_str()) != 0) {
        return failRename(folder_, errno);
    }
    if (::rename(part_.c_str(), folder_.c_str()) != 0) {
        const int failure = errno;
        if (::rename(earlier.c_str(), folder_.c_str()) != 0) {
            return fail(ErrorCode::Io,
                        fmt::format("{}: cannot take its name ({}); the earlier folder is now {}",
                                    folder_.string(), reasonOf(failure), earlier.string()));
        }
        return failRename(folder_, failure);
    }
    part_ = earlier;
    return {};
}

}  // namespace palpate::session
