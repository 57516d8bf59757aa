#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// An open file; closed at the end of its life.
class FileDescriptor final {
  public:
    explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
    FileDescriptor(FileDescriptor&& other) noexcept;
    FileDescriptor& operator=(FileDescriptor&&) = delete;
    ~FileDescriptor();

    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }

  private:
    int descriptor_;
};

/// open(2) with O_CLOEXEC, repeated when a signal interrupts it. Sets errno on failure.
[[nodiscard]] FileDescriptor openFile(const std::filesystem::path& path, int flags);

/// "No space left on device" and the like.
[[nodiscard]] std::string reasonOf(int error_number);

/// Writes everything; short writes and interruptions are continued. The errno of the failure, or 0.
[[nodiscard]] int writeAll(int descriptor, const void* data, std::size_t size);

/// Reads up to `size` bytes at `offset` (fewer only at the end of the file). The errno, or 0.
[[nodiscard]] int readAt(int descriptor, void* target, std::size_t size, std::uint64_t offset,
                         std::size_t& bytes_read);

/// fsync(2), fdatasync(2) and ftruncate(2), done again when a signal interrupts them. The errno of the
/// failure, or 0.
[[nodiscard]] int syncFile(int descriptor);
[[nodiscard]] int syncData(int descriptor);
[[nodiscard]] int truncateFile(int descriptor, std::uint64_t size);

/// False once the file was removed from `path`, or another one took its place.
[[nodiscard]] bool isStillAt(const FileDescriptor& file, const std::filesystem::path& path);

/// flock(2), exclusive, without waiting: false when another open file holds the lock.
[[nodiscard]] bool lockExclusively(const FileDescriptor& file);

/// The folder that a file lies in; "." for a bare name.
[[nodiscard]] std::filesystem::path folderOf(const std::filesystem::path& path);

/// fsync of a folder, so that a new or renamed entry survives a power cut.
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path& folder);

}  // namespace palpate::session
