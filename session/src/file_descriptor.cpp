#include "file_descriptor.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palpate::session {

namespace {

constexpr int kNewFileMode = 0666;

/// 0, or the errno.
template <typename Call>
int untilUninterrupted(Call call)
{
    int status = -1;
    do {
        status = call();
    } while (status != 0 && errno == EINTR);
    return status == 0 ? 0 : errno;
}

}  // namespace

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
{}

FileDescriptor::~FileDescriptor()
{
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

FileDescriptor openFile(const std::filesystem::path& path, int flags)
{
    int descriptor = -1;
    do {
        descriptor = ::open(path.c_str(), flags | O_CLOEXEC, kNewFileMode);
    } while (descriptor < 0 && errno == EINTR);
    return FileDescriptor{descriptor};
}

std::string reasonOf(int error_number)
{
    return std::generic_category().message(error_number);
}

int writeAll(int descriptor, const void* data, std::size_t size)
{
    const char* next = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t written = ::write(descriptor, next, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return written < 0 ? errno : EIO;
        }
        next += written;
        size -= static_cast<std::size_t>(written);
    }
    return 0;
}

int readAt(int descriptor, void* target, std::size_t size, std::uint64_t offset, std::size_t& bytes_read)
{
    bytes_read = 0;
    while (bytes_read < size) {
        const ssize_t got = ::pread(descriptor, static_cast<char*>(target) + bytes_read, size - bytes_read,
                                    static_cast<off_t>(offset + bytes_read));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return errno;
        }
        if (got == 0) {
            return 0;
        }
        bytes_read += static_cast<std::size_t>(got);
    }
    return 0;
}

int syncFile(int descriptor)
{
    return untilUninterrupted([descriptor] { return ::fsync(descriptor); });
}

int syncData(int descriptor)
{
    return untilUninterrupted([descriptor] { return ::fdatasync(descriptor); });
}

int truncateFile(int descriptor, std::uint64_t size)
{
    return untilUninterrupted(
        [descriptor, size] { return ::ftruncate(descriptor, static_cast<off_t>(size)); });
}

bool isStillAt(const FileDescriptor& file, const std::filesystem::path& path)
{
    struct stat opened {};
    struct stat named {};
    // What the disk does not tell is not known to have changed.
    if (::fstat(file.get(), &opened) != 0) {
        return true;
    }
    if (::stat(path.c_str(), &named) != 0) {
        return errno != ENOENT;
    }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

bool lockExclusively(const FileDescriptor& file)
{
    // A file system without locks (some network shares) must not stop a recording: O_EXCL still protects it.
    return untilUninterrupted([&file] { return ::flock(file.get(), LOCK_EX | LOCK_NB); }) != EWOULDBLOCK;
}

std::filesystem::path folderOf(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

Result<void> syncFolder(const std::filesystem::path& folder)
{
    const FileDescriptor file = openFile(folder, O_RDONLY | O_DIRECTORY);
    const int error_number = file.isOpen() ? syncFile(file.get()) : errno;
    // Some file systems cannot sync a folder, and say EINVAL.
    if (error_number != 0 && error_number != EINVAL) {
        return fail(ErrorCode::Io, fmt::format("folder {}: {}", folder.string(), reasonOf(error_number)));
    }
    return {};
}

}  // namespace palpate::session
