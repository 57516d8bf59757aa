#include "import/text_lines.hpp"

#include <utility>

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;

}  // namespace

Result<TextLines> TextLines::open(const std::filesystem::path& path)
{
    auto bytes = InputBytes::open(path);
    if (!bytes) {
        return fail(std::move(bytes.error()));
    }
    return TextLines{std::move(*bytes)};
}

TextLines::TextLines(InputBytes bytes) : TextLines{bytes.name(), ReadBytes{}}
{
    reopen_ = bytes.reopener();
    read_ = readerOf(std::move(bytes));
}

TextLines::TextLines(std::string name, ReadBytes read)
    : name_{std::move(name)}, read_{std::move(read)}, block_(kBlockBytes, '\0')
{}

Result<TextLines> TextLines::reopened() const
{
    if (!reopen_) {
        return failFile(ErrorCode::InvalidArgument,
                        "must be read twice, for the places of its sensors stand after the values; store it "
                        "as a file and give that");
    }
    auto bytes = reopen_();
    return bytes ? Result<TextLines>{TextLines{std::move(*bytes)}} : fail(std::move(bytes.error()));
}

tl::unexpected<Error> TextLines::failFile(ErrorCode code, std::string_view what) const
{
    return fail(code, fmt::format("{}: {}", name_, what));
}

tl::unexpected<Error> TextLines::failLine(ErrorCode code, std::string_view what) const
{
    return fail(code, fmt::format("{}, line {}: {}", name_, line_number_, what));
}

Result<void> TextLines::fill()
{
    text_.erase(0, line_begin_);
    scanned_ -= line_begin_;
    line_begin_ = 0;
    if (text_.size() > kMaxLineBytes) {
        return fail(ErrorCode::Corrupt, fmt::format("{}, line {}: longer than {} MiB; this is not a pressure "
                                                    "export with line endings",
                                                    name_, line_number_ + 1, kMaxLineBytes >> 20U));
    }
    auto count = read_(block_);
    if (!count) {
        return failFile(count.error().code, count.error().message);
    }
    bytes_read_ += *count;
    is_at_end_ = *count == 0;
    if (auto decoded = decoder_.decode({block_.data(), *count}, is_at_end_, text_); !decoded) {
        return failFile(decoded.error().code, decoded.error().message);
    }
    return {};
}

std::size_t TextLines::findLineEnd()
{
    if (is_after_cr_ && line_begin_ < text_.size()) {
        is_after_cr_ = false;
        line_begin_ += text_[line_begin_] == '\n' ? 1U : 0U;
        scanned_ = std::max(scanned_, line_begin_);
    }
    const auto line_feed = text_.find('\n', scanned_);
    const auto unscanned = std::string_view{text_}.substr(scanned_, line_feed - scanned_);
    const auto carriage_return = unscanned.find('\r');
    if (carriage_return != std::string_view::npos) {
        return scanned_ + carriage_return;
    }
    scanned_ = text_.size();
    return line_feed;
}

std::string_view TextLines::takeLine(std::size_t end)
{
    given_begin_ = line_begin_;
    given_size_ = end - line_begin_;
    is_line_open_ = end == text_.size();
    is_after_cr_ = !is_line_open_ && text_[end] == '\r';
    line_begin_ = is_line_open_ ? end : end + 1;
    scanned_ = line_begin_;
    ++line_number_;
    return givenLine();
}

Result<std::optional<std::string_view>> TextLines::next()
{
    if (std::exchange(is_put_back_, false)) {
        return givenLine();
    }
    for (;;) {
        const auto end = findLineEnd();
        if (end != std::string::npos) {
            return takeLine(end);
        }
        if (is_at_end_) {
            break;
        }
        if (auto filled = fill(); !filled) {
            return fail(std::move(filled.error()));
        }
    }
    if (line_begin_ < text_.size()) {
        return takeLine(text_.size());
    }
    return std::nullopt;
}

}  // namespace palpate::session
