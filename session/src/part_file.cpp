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
    if (is_ours_) {
        // After a full disk the HDF5 library cannot close the file; what it keeps open must not keep the
        // space.
        static_cast<void>(::ftruncate(file_.get(), 0) == 0);
        ::unlink(path_.c_str());
    }
}

Result<PartFile> PartFile::create(const std::filesystem::path& target)
{
    auto path = target;
    path += ".part";
    if (const FileDescriptor stale = openFile(path, O_RDWR); stale.isOpen()) {
        if (!lockExclusively(stale)) {
            return fail(
                ErrorCode::Busy,
                fmt::format("{}: another program is writing it; try again when it is done", path.string()));
        }
        ::unlink(path.c_str());
    }
    auto file = openFile(path, O_RDWR | O_CREAT | O_EXCL);
    if (!file.isOpen()) {
        const int error_number = errno;
        return fail(error_number == EEXIST ? ErrorCode::Busy : ErrorCode::Io,
                    fmt::format("{}: {}", path.string(), reasonOf(error_number)));
    }
    if (!lockExclusively(file)) {
        return fail(ErrorCode::Busy, fmt::format("{}: another program is writing it", path.string()));
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
    if (::fsync(file_.get()) != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path_.string(), reasonOf(errno)));
    }
    int error_number = 0;
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
    return syncFolder(folderOf(target_));
}

}  // namespace palpate::session
