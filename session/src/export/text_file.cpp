#include "export/text_file.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;
constexpr int kFileMode = 0666;

}  // namespace

TextFile::TextFile(std::filesystem::path path)
    : path_{std::move(path)},
      descriptor_{::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode)}
{
    if (descriptor_ < 0) {
        keepFailure(errno);
    }
}

TextFile::~TextFile()
{
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

void TextFile::flushWhenFull()
{
    if (text_.size() >= kBlockBytes) {
        flush();
    }
}

Result<void> TextFile::finish()
{
    flush();
    if (failure_ == 0 && ::fsync(descriptor_) != 0) {
        keepFailure(errno);
    }
    if (descriptor_ >= 0 && ::close(std::exchange(descriptor_, -1)) != 0) {
        keepFailure(errno);
    }
    if (failure_ != 0) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: cannot be written ({})", path_.string(), std::strerror(failure_)));
    }
    return {};
}

void TextFile::flush()
{
    std::size_t written = 0;
    while (failure_ == 0 && written < text_.size()) {
        const auto count = ::write(descriptor_, text_.data() + written, text_.size() - written);
        if (count >= 0) {
            written += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            keepFailure(errno);
        }
    }
    text_.clear();
}

void TextFile::keepFailure(int number)
{
    if (failure_ == 0) {
        failure_ = number;
    }
}

Result<void> syncFolder(const std::filesystem::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int failure = is_synced ? 0 : errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!is_synced) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be put on the disk ({})", folder.string(),
                                               std::strerror(failure)));
    }
    return {};
}

}  // namespace palpate::session
