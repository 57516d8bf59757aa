#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"

#include "file_descriptor.hpp"

namespace palpate::session {

/// A file in the making, NAME.part: created and locked here, filled by the caller, then synced and renamed to
/// NAME. Removed at the end of its life unless it was published, so nothing half-made is ever left.
class PartFile final {
  public:
    /// An empty NAME.part. A stale one is replaced; Busy while another program works on it.
    [[nodiscard]] static Result<PartFile> create(const std::filesystem::path& target);
    PartFile(PartFile&& other) noexcept;
    PartFile& operator=(PartFile&&) = delete;
    ~PartFile();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] int descriptor() const { return file_.get(); }
    /// From now on others may read it, but still not take it for a stale one.
    void allowReading() const;
    /// fsync, rename, fsync of the folder. AlreadyExists when there is a NAME and not `overwrite`.
    [[nodiscard]] Result<void> publish(bool overwrite);
    /// It has its name, also when publish() failed after that: the folder could not be synced.
    [[nodiscard]] bool isPublished() const { return !is_ours_; }

  private:
    PartFile(std::filesystem::path target, std::filesystem::path path, FileDescriptor file);

    std::filesystem::path target_;
    std::filesystem::path path_;
    FileDescriptor file_;
    bool is_ours_ = true;
};

}  // namespace palpate::session
