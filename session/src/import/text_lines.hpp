#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/error.hpp"

#include "import/input_bytes.hpp"
#include "import/text_decoder.hpp"

namespace palpate::session {

/// The longest line that is read: a frame of 1024 x 1024 cells with 32 characters each.
inline constexpr std::size_t kMaxLineBytes = std::size_t{32} << 20U;

/// A text file line by line; lines end with LF, CRLF or CR. Memory holds one line and one block, whatever the
/// size of the file.
class TextLines final {
  public:
    using ReadBytes = session::ReadBytes;

    /// "-" is the standard input. NotFound, InvalidArgument (a folder) and Io name the path.
    [[nodiscard]] static Result<TextLines> open(const std::filesystem::path& path);
    /// `name` stands in the messages.
    TextLines(std::string name, ReadBytes read);
    explicit TextLines(InputBytes bytes);

    /// The same text from its first line, read beside this one. InvalidArgument where it comes from a pipe.
    [[nodiscard]] Result<TextLines> reopened() const;

    /// The next line without its ending, valid until the next call; nothing at the end of the file.
    [[nodiscard]] Result<std::optional<std::string_view>> next();
    /// The next call of next() gives the same line again. Only after next() gave a line.
    void putBack() { is_put_back_ = true; }

    /// Of the line that next() gave last; the first is 1.
    [[nodiscard]] std::uint64_t lineNumber() const { return line_number_; }
    /// The line that next() gave last has no line ending: the file ends in it.
    [[nodiscard]] bool isLineOpen() const { return is_line_open_; }
    [[nodiscard]] std::uint64_t bytesRead() const { return bytes_read_; }
    [[nodiscard]] const std::string& name() const { return name_; }

    /// An error about the file: "NAME: what".
    [[nodiscard]] tl::unexpected<Error> failFile(ErrorCode code, std::string_view what) const;
    /// An error about the line that next() gave last: "NAME, line 57: what".
    [[nodiscard]] tl::unexpected<Error> failLine(ErrorCode code, std::string_view what) const;

  private:
    [[nodiscard]] Result<void> fill();
    [[nodiscard]] std::size_t findLineEnd();
    [[nodiscard]] std::string_view takeLine(std::size_t end);
    [[nodiscard]] std::string_view givenLine() const
    {
        return std::string_view{text_}.substr(given_begin_, given_size_);
    }

    std::string name_;
    ReadBytes read_;
    InputBytes::Reopen reopen_;
    TextDecoder decoder_;
    std::string block_;
    std::string text_;
    std::size_t line_begin_ = 0;
    std::size_t scanned_ = 0;
    std::size_t given_begin_ = 0;
    std::size_t given_size_ = 0;
    std::uint64_t line_number_ = 0;
    std::uint64_t bytes_read_ = 0;
    bool is_at_end_ = false;
    bool is_after_cr_ = false;
    bool is_line_open_ = false;
    bool is_put_back_ = false;
};

}  // namespace palpate::session
