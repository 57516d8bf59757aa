// Loaded with LD_PRELOAD, it stands between a program and the C library's file functions and makes chosen
// ones fail.

#include <cerrno>
#include <cstdarg>
#include <cstddef>

#include "fault_plan.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

using palpate::faults::Call;
using palpate::faults::Fate;
using palpate::faults::fateOf;

/// The function that this library hides.
template <typename Function>
Function* hidden(Function* /*own*/, const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::size_t half(Fate fate, std::size_t size)
{
    return fate == Fate::Short && size > 1 ? size / 2 : size;
}

mode_t modeOf(int flags, std::va_list& arguments)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

#define PALPATE_NEXT(name) static auto* const next = hidden(&::name, #name)

// NOLINTBEGIN(readability-identifier-naming,cert-dcl50-cpp,cppcoreguidelines-macro-usage)
extern "C" {
#pragma GCC visibility push(default)

#define PALPATE_OPEN(name)                            \
    int name(const char* path, int flags, ...)        \
    {                                                 \
        PALPATE_NEXT(name);                           \
        std::va_list arguments;                       \
        va_start(arguments, flags);                   \
        const mode_t mode = modeOf(flags, arguments); \
        va_end(arguments);                            \
        if (fateOf(Call::Open, path) == Fate::Fail) { \
            return -1;                                \
        }                                             \
        return next(path, flags, mode);               \
    }
PALPATE_OPEN(open)
PALPATE_OPEN(open64)

#define PALPATE_OPENAT(name)                               \
    int name(int folder, const char* path, int flags, ...) \
    {                                                      \
        PALPATE_NEXT(name);                                \
        std::va_list arguments;                            \
        va_start(arguments, flags);                        \
        const mode_t mode = modeOf(flags, arguments);      \
        va_end(arguments);                                 \
        if (fateOf(Call::Open, path) == Fate::Fail) {      \
            return -1;                                     \
        }                                                  \
        return next(folder, path, flags, mode);            \
    }
PALPATE_OPENAT(openat)
PALPATE_OPENAT(openat64)

int close(int descriptor)
{
    PALPATE_NEXT(close);
    // A close that fails has closed all the same.
    const bool fails = fateOf(Call::Close, descriptor) == Fate::Fail;
    const int error_number = errno;
    const int closed = next(descriptor);
    if (fails) {
        errno = error_number;
    }
    return fails ? -1 : closed;
}

// One buffer and its size, with or without a place in the file.
#define PALPATE_TRANSFER(name, kind, pointer)                                      \
    ssize_t name(int descriptor, pointer data, std::size_t size)                   \
    {                                                                              \
        PALPATE_NEXT(name);                                                        \
        const Fate fate = fateOf(Call::kind, descriptor);                          \
        return fate == Fate::Fail ? -1 : next(descriptor, data, half(fate, size)); \
    }
#define PALPATE_TRANSFER_AT(name, kind, pointer, place)                                    \
    ssize_t name(int descriptor, pointer data, std::size_t size, place offset)             \
    {                                                                                      \
        PALPATE_NEXT(name);                                                                \
        const Fate fate = fateOf(Call::kind, descriptor);                                  \
        return fate == Fate::Fail ? -1 : next(descriptor, data, half(fate, size), offset); \
    }
PALPATE_TRANSFER(write, Write, const void*)
PALPATE_TRANSFER(read, Read, void*)
PALPATE_TRANSFER_AT(pwrite, Write, const void*, off_t)
PALPATE_TRANSFER_AT(pwrite64, Write, const void*, off64_t)
PALPATE_TRANSFER_AT(pread, Read, void*, off_t)
PALPATE_TRANSFER_AT(pread64, Read, void*, off64_t)

ssize_t writev(int descriptor, const iovec* parts, int count)
{
    PALPATE_NEXT(writev);
    const Fate fate = fateOf(Call::Write, descriptor);
    if (fate == Fate::Short && count > 0) {
        const iovec first{.iov_base = parts->iov_base, .iov_len = half(fate, parts->iov_len)};
        return next(descriptor, &first, 1);
    }
    return fate == Fate::Fail ? -1 : next(descriptor, parts, count);
}

#define PALPATE_DESCRIPTOR(name, kind, signature, arguments)                       \
    int name signature                                                             \
    {                                                                              \
        PALPATE_NEXT(name);                                                        \
        return fateOf(Call::kind, descriptor) == Fate::Fail ? -1 : next arguments; \
    }
PALPATE_DESCRIPTOR(fsync, Sync, (int descriptor), (descriptor))
PALPATE_DESCRIPTOR(fdatasync, Sync, (int descriptor), (descriptor))
PALPATE_DESCRIPTOR(ftruncate, Truncate, (int descriptor, off_t size) noexcept, (descriptor, size))
PALPATE_DESCRIPTOR(ftruncate64, Truncate, (int descriptor, off64_t size) noexcept, (descriptor, size))
PALPATE_DESCRIPTOR(fallocate, Allocate, (int descriptor, int mode, off_t from, off_t size),
                   (descriptor, mode, from, size))
PALPATE_DESCRIPTOR(fallocate64, Allocate, (int descriptor, int mode, off64_t from, off64_t size),
                   (descriptor, mode, from, size))
PALPATE_DESCRIPTOR(flock, Lock, (int descriptor, int operation) noexcept, (descriptor, operation))
PALPATE_DESCRIPTOR(fstat, Stat, (int descriptor, struct stat* status) noexcept, (descriptor, status))
PALPATE_DESCRIPTOR(fstat64, Stat, (int descriptor, struct stat64* status) noexcept, (descriptor, status))

ssize_t copy_file_range(int from, off64_t* from_place, int descriptor, off64_t* to_place, std::size_t size,
                        unsigned flags)
{
    PALPATE_NEXT(copy_file_range);
    const Fate fate = fateOf(Call::Copy, descriptor);
    return fate == Fate::Fail ? -1 : next(from, from_place, descriptor, to_place, half(fate, size), flags);
}

#define PALPATE_PATH(name, kind, signature, arguments)                       \
    int name signature                                                       \
    {                                                                        \
        PALPATE_NEXT(name);                                                  \
        return fateOf(Call::kind, path) == Fate::Fail ? -1 : next arguments; \
    }
PALPATE_PATH(unlink, Unlink, (const char* path) noexcept, (path))
PALPATE_PATH(remove, Unlink, (const char* path) noexcept, (path))
PALPATE_PATH(unlinkat, Unlink, (int folder, const char* path, int flags) noexcept, (folder, path, flags))
PALPATE_PATH(mkdir, MakeFolder, (const char* path, mode_t mode) noexcept, (path, mode))
PALPATE_PATH(statvfs, Space, (const char* path, struct statvfs* space) noexcept, (path, space))
PALPATE_PATH(rename, Rename, (const char* path, const char* to) noexcept, (path, to))
PALPATE_PATH(renameat, Rename, (int from_folder, const char* path, int to_folder, const char* to) noexcept,
             (from_folder, path, to_folder, to))
PALPATE_PATH(renameat2, Rename,
             (int from_folder, const char* path, int to_folder, const char* to, unsigned flags) noexcept,
             (from_folder, path, to_folder, to, flags))
PALPATE_PATH(link, Link, (const char* path, const char* to) noexcept, (path, to))

#pragma GCC visibility pop
}
// NOLINTEND(readability-identifier-naming,cert-dcl50-cpp,cppcoreguidelines-macro-usage)
