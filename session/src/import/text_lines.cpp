#include "import/text_lines.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;

/// Closes its descriptor, except that of the standard input.
class InputDescriptor final {
  public:
    explicit InputDescriptor(int descriptor) : descriptor_{descriptor} {}
    InputDescriptor(const InputDescriptor&) = delete;
    InputDescriptor& operator=(const InputDescriptor&) = delete;
    InputDescriptor(InputDescriptor&&) = delete;
    InputDescriptor& operator=(InputDescriptor&&) = delete;
    ~InputDescriptor()
    {
        if (descriptor_ > STDIN_FILENO) {
            ::close(descriptor_);
        }
    }

    [[nodiscard]] Result<std::size_t> read(std::span<char> into) const
    {
        for (;;) {
            const auto count = ::read(descriptor_, into.data(), into.size());
            if (count >= 0) {
                return static_cast<std::size_t>(count);
            }
            if (errno != EINTR) {
                return fail(ErrorCode::Io, fmt::format("cannot be read ({})", std::strerror(errno)));
            }
        }
    }

    [[nodiscard]] Result<std::size_t> readAt(std::uint64_t offset, std::span<char> into) const
    {
        for (;;) {
            const auto count = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
            if (count >= 0) {
                return static_cast<std::size_t>(count);
            }
            if (errno != EINTR) {
                return fail(ErrorCode::Io, fmt::format("cannot be read ({})", std::strerror(errno)));
            }
        }
    }

    [[nodiscard]] bool isFile() const
    {
        struct stat status = {};
        return ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
    }

  private:
    int descriptor_;
};

/// Of a file, from its start, whoever else reads it.
TextLines::ReadBytes readFromStart(std::shared_ptr<const InputDescriptor> input)
{
    return [input = std::move(input),
            offset = std::uint64_t{0}](std::span<char> into) mutable -> Result<std::size_t> {
        auto count = input->readAt(offset, into);
        offset += count.value_or(0);
        return count;
    };
}

Result<int> openForReading(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return fail(ErrorCode::NotFound, fmt::format("{}: no such file", path.string()));
        }
        return fail(ErrorCode::Io,
                    fmt::format("{}: cannot be opened ({})", path.string(), std::strerror(errno)));
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        ::close(descriptor);
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: is a folder; name the file in it", path.string()));
    }
    return descriptor;
}

}  // namespace

Result<TextLines> TextLines::open(const std::filesystem::path& path)
{
    const bool is_stdin = path == "-";
    auto descriptor = is_stdin ? Result<int>{STDIN_FILENO} : openForReading(path);
    if (!descriptor) {
        return fail(std::move(descriptor.error()));
    }
    auto input = std::make_shared<const InputDescriptor>(*descriptor);
    if (!is_stdin && input->isFile()) {
        return TextLines{path.string(), readFromStart(input), [input] { return readFromStart(input); }};
    }
    return TextLines{is_stdin ? std::string{"standard input"} : path.string(),
                     [input = std::move(input)](std::span<char> into) { return input->read(into); }};
}

TextLines::TextLines(std::string name, ReadBytes read, Reopen reopen)
    : name_{std::move(name)}, read_{std::move(read)}, reopen_{std::move(reopen)}, block_(kBlockBytes, '\0')
{}

Result<TextLines> TextLines::reopened() const
{
    if (!reopen_) {
        return failFile(ErrorCode::InvalidArgument,
                        "must be read twice, for the places of its sensors stand after the values; store it "
                        "as a file and give that");
    }
    return TextLines{name_, reopen_(), reopen_};
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
