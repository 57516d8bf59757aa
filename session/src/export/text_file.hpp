#pragma once

#include <filesystem>
#include <string_view>

#include "palpate/core/error.hpp"

#include "file_descriptor.hpp"

#include <fmt/format.h>

namespace palpate::session {

/// A new text file, written in blocks. The first failure is kept and given by finish().
class TextFile final {
  public:
    explicit TextFile(std::filesystem::path path);
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;
    TextFile(TextFile&&) = delete;
    TextFile& operator=(TextFile&&) = delete;
    ~TextFile() = default;

    /// What is written next; goes to the file by flushWhenFull() and finish().
    [[nodiscard]] fmt::memory_buffer& text() { return text_; }
    void append(std::string_view text) { text_.append(text); }
    void flushWhenFull();
    /// Everything is on the disk, or the error that names the file.
    [[nodiscard]] Result<void> finish();

  private:
    void flush();

    std::filesystem::path path_;
    FileDescriptor file_;
    int failure_ = 0;
    fmt::memory_buffer text_;
};

}  // namespace palpate::session
