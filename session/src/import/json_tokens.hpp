#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/input_bytes.hpp"

namespace palpate::session {

/// A JSON text of any size, token by token: memory holds one block, one text or number, and the way down to
/// the value. A parser that calls back would have to read on to its end; a recording is read frame by frame.
class JsonTokens final {
  public:
    enum class Kind {
        BeginObject,
        EndObject,
        BeginArray,
        EndArray,
        /// A name in an object, in text(); its value follows.
        Key,
        Text,
        Number,
        /// true, false or null, in text().
        Word,
        /// Nothing follows.
        End
    };

    static constexpr std::size_t kMaxDepth = 32;
    static constexpr std::size_t kMaxTextBytes = 65536;
    static constexpr std::size_t kMaxNumberBytes = 64;

    explicit JsonTokens(InputBytes bytes);

    /// Corrupt, naming the byte, for everything that is not JSON, is nested deeper or longer than the limits,
    /// and for a number that a double cannot hold.
    [[nodiscard]] Result<Kind> next();
    /// Of the Key, Text or Word that next() gave last; UTF-8 as far as the file is.
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] double number() const { return number_; }

    /// Passes over the rest of the value that begins with a token that next() gave as `first`.
    [[nodiscard]] Result<void> skip(Kind first);
    /// Passes over the value that comes next.
    [[nodiscard]] Result<void> skipValue();

    /// Bytes up to the end of the token that next() gave last.
    [[nodiscard]] std::uint64_t position() const { return begin_position_ + offset_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    /// An error about the place that is read: "NAME, byte 57: what".
    [[nodiscard]] tl::unexpected<Error> failHere(ErrorCode code, std::string_view what) const;

  private:
    /// What may come next.
    enum class State { Value, FirstValue, FirstKey, Key, AfterValue };

    static constexpr int kNoByte = -1;

    [[nodiscard]] Result<int> peekByte();
    [[nodiscard]] Result<int> peekAfterSpace();
    [[nodiscard]] Result<void> skipByteOrderMark();
    [[nodiscard]] Result<Kind> value(int byte);
    [[nodiscard]] Result<Kind> key(int byte);
    [[nodiscard]] Result<Kind> open(Kind kind);
    [[nodiscard]] Kind close();
    [[nodiscard]] bool mayClose() const;
    [[nodiscard]] Result<int> passComma(int byte);
    [[nodiscard]] Result<void> readText();
    [[nodiscard]] Result<void> readEscape();
    [[nodiscard]] Result<std::uint32_t> readSecondHalf();
    [[nodiscard]] Result<std::uint32_t> readHex();
    [[nodiscard]] Result<Kind> readNumber();
    [[nodiscard]] Result<Kind> readWord();
    [[nodiscard]] tl::unexpected<Error> failUnexpected(int byte, std::string_view expected) const;

    std::string name_;
    ReadBytes read_;
    std::string block_;
    std::size_t block_size_ = 0;
    std::size_t offset_ = 0;
    std::uint64_t begin_position_ = 0;
    std::vector<char> open_;
    State state_ = State::Value;
    bool is_started_ = false;
    std::string text_;
    double number_ = 0.0;
};

}  // namespace palpate::session
