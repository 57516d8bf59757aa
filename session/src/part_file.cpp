#include "part_file.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace palpate::session {

namespace {

/// rename(2) that replaces nothing; file systems without that flag get a link, which replaces nothing either.
int renameNew(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
    if (::link(from.c_str(), to.c_str()) == 0) {
        ::unlink(from.c_str());
        return 0;
    }
    std::error_code error;
    if (errno == EEXIST || std::filesystem::exists(to, error)) {
        return EEXIST;
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

Error errorOfRival(const std::filesystem::path& path)
{
    return {.code = ErrorCode::Busy,
            .message =
                fmt::format("{}: another program is writing it; try again when it is done", path.string())};
}

}  // namespace

PartFile::PartFile(std::filesystem::path target, std::filesystem::path path, FileDescriptor file)
    : target_(std::move(target)), path_(std::move(path)), file_(std::move(file))
{}

PartFile::PartFile(PartFile&& other) noexcept
    : target_(std::move(other.target_)),
      path_(std::move(other.path_)),
      file_(std::move(other.file_)),
      is_ours_(std::exchange(other.is_ours_, false))
{}

PartFile::~PartFile()
{
    if (is_ours_ && isStillAt(file_, path_)) {
        // After a full disk the HDF5 library cannot close the file; what it keeps open must not keep the
        // space.
        static_cast<void>(truncateFile(file_.get(), 0));
        ::unlink(path_.c_str());
    }
}

Result<PartFile> PartFile::create(const std::filesystem::path& target)
{
    auto path = target;
    path += ".part";
    // Only who holds its lock removes a stale one; a lock on a file that has left its name says nothing.
    if (const FileDescriptor stale = openFile(path, O_RDWR); stale.isOpen() && isStillAt(stale, path)) {
        if (!lockExclusively(stale) || !isStillAt(stale, path)) {
            return fail(errorOfRival(path));
        }
        ::unlink(path.c_str());
    }
    auto file = openFile(path, O_RDWR | O_CREAT | O_EXCL);
    if (!file.isOpen()) {
        const int error_number = errno;
        return fail(error_number == EEXIST
                        ? errorOfRival(path)
                        : Error{.code = ErrorCode::Io,
                                .message = fmt::format("{}: {}", path.string(), reasonOf(error_number))});
    }
    if (!lockExclusively(file) || !isStillAt(file, path)) {
        return fail(errorOfRival(path));
    }
    return PartFile{target, std::move(path), std::move(file)};
}

void PartFile::allowReading() const
{
    // Without locks on this file system there is nothing to turn down.
    static_cast<void>(::flock(file_.get(), LOCK_SH | LOCK_NB));
}

Result<void> PartFile::publish(bool overwrite)
{
    int error_number = syncFile(file_.get());
    if (error_number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path_.string(), reasonOf(error_number)));
    }
    if (!isStillAt(file_, path_)) {
        return fail(ErrorCode::Io,
                    fmt::format("{} was removed or replaced while it was made: try again", path_.string()));
    }
    if (!overwrite) {
        error_number = renameNew(path_, target_);
    } else if (::rename(path_.c_str(), target_.c_str()) != 0) {
        error_number = errno;
    }
    if (error_number == EEXIST) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{} exists already: choose another name, or --force to replace it",
                                target_.string()));
    }
    if (error_number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", target_.string(), reasonOf(error_number)));
    }
    is_ours_ = false;
    if (const auto synced = syncFolder(folderOf(target_)); !synced) {
        return fail(ErrorCode::Io,
                    fmt::format("{} is complete, but may be gone after a power cut ({}): check the disk",
                                target_.string(), synced.error().message));
    }
    return {};
}

}  // namespace palpate::session
