#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// Fills the span from its start and returns how many bytes; 0 at the end. A message says what is wrong, not
/// where.
using ReadBytes = std::function<Result<std::size_t>(std::span<char>)>;

/// The bytes of a file, read once from start to end.
class InputBytes final {
  public:
    /// The same bytes from their start.
    using Reopen = std::function<Result<InputBytes>()>;

    /// "-" is the standard input. NotFound, InvalidArgument (a folder) and Io name the path.
    [[nodiscard]] static Result<InputBytes> open(const std::filesystem::path& path);
    /// `name` stands in the messages.
    InputBytes(std::string name, ReadBytes read);

    [[nodiscard]] const std::string& name() const { return name_; }
    /// The next `count` bytes, fewer only at the end of the file; read() gives them again. Valid until then.
    [[nodiscard]] Result<std::string_view> peek(std::size_t count);
    [[nodiscard]] Result<std::size_t> read(std::span<char> into);

    /// How to read them once more; empty where they come from a pipe.
    [[nodiscard]] const Reopen& reopener() const { return reopen_; }
    void setReopener(Reopen reopen) { reopen_ = std::move(reopen); }

    /// An error about the file: "NAME: what".
    [[nodiscard]] tl::unexpected<Error> failFile(ErrorCode code, std::string_view what) const;

  private:
    std::string name_;
    ReadBytes read_;
    Reopen reopen_;
    /// Peeked and not yet read.
    std::string head_;
};

/// For a reader that keeps the source: it shares `bytes`.
[[nodiscard]] ReadBytes readerOf(InputBytes bytes);

}  // namespace palpate::session
