#include "import/input_bytes.hpp"

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

  private:
    int descriptor_;
};

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

Result<InputBytes> InputBytes::open(const std::filesystem::path& path)
{
    const bool is_stdin = path == "-";
    auto descriptor = is_stdin ? Result<int>{STDIN_FILENO} : openForReading(path);
    if (!descriptor) {
        return fail(std::move(descriptor.error()));
    }
    auto input = std::make_shared<const InputDescriptor>(*descriptor);
    return InputBytes{is_stdin ? std::string{"standard input"} : path.string(),
                      [input = std::move(input)](std::span<char> into) { return input->read(into); }};
}

InputBytes::InputBytes(std::string name, ReadBytes read) : name_{std::move(name)}, read_{std::move(read)} {}

Result<std::string_view> InputBytes::peek(std::size_t count)
{
    while (head_.size() < count) {
        const auto begin = head_.size();
        head_.resize(count);
        auto got = read_(std::span{head_}.subspan(begin));
        head_.resize(begin + (got ? *got : 0));
        if (!got) {
            return fail(std::move(got.error()));
        }
        if (*got == 0) {
            break;
        }
    }
    return std::string_view{head_}.substr(0, count);
}

Result<std::size_t> InputBytes::read(std::span<char> into)
{
    if (head_.empty()) {
        return read_(into);
    }
    const auto count = std::min(into.size(), head_.size());
    std::memcpy(into.data(), head_.data(), count);
    head_.erase(0, count);
    return count;
}

tl::unexpected<Error> InputBytes::failFile(ErrorCode code, std::string_view what) const
{
    return fail(code, fmt::format("{}: {}", name_, what));
}

ReadBytes readerOf(InputBytes bytes)
{
    auto shared = std::make_shared<InputBytes>(std::move(bytes));
    return [shared = std::move(shared)](std::span<char> into) { return shared->read(into); };
}

}  // namespace palpate::session
