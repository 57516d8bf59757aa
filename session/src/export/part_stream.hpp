#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

#include "palpate/core/error.hpp"

#include "part_file.hpp"

#include <fmt/format.h>

namespace palpate::session {

/// One exported file, written in blocks to NAME.part. The first failure is kept and given by publish().
class PartStream final {
  public:
    /// AlreadyExists at once, before the work, when there is a NAME and not `overwrite`.
    [[nodiscard]] static Result<PartStream> create(const std::filesystem::path& path, bool overwrite);

    /// What is written next; goes to the file by flushWhenFull() and publish().
    [[nodiscard]] fmt::memory_buffer& text() { return text_; }
    void append(std::string_view text) { text_.append(text); }
    void appendBytes(std::span<const std::byte> bytes);
    void flushWhenFull();
    /// So that a long export on a full disk ends early.
    [[nodiscard]] bool hasFailed() const { return failure_ != 0; }
    [[nodiscard]] Result<void> publish();

  private:
    PartStream(PartFile part, bool overwrite) : part_{std::move(part)}, overwrite_{overwrite} {}
    void flush();

    PartFile part_;
    bool overwrite_;
    int failure_ = 0;
    fmt::memory_buffer text_;
};

/// The check that create() makes, for files that others write.
[[nodiscard]] Result<void> refuseExistingFile(const std::filesystem::path& path, bool overwrite);

}  // namespace palpate::session
