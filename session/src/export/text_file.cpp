#include "export/text_file.hpp"

#include <cerrno>
#include <cstddef>
#include <utility>

#include <fcntl.h>

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;

}  // namespace

TextFile::TextFile(std::filesystem::path path)
    : path_{std::move(path)}, file_{openFile(path_, O_WRONLY | O_CREAT | O_EXCL)}
{
    if (!file_.isOpen()) {
        failure_ = errno;
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
    failure_ = failure_ == 0 ? syncFile(file_.get()) : failure_;
    if (failure_ != 0) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: cannot be written ({})", path_.string(), reasonOf(failure_)));
    }
    return {};
}

void TextFile::flush()
{
    if (failure_ == 0) {
        failure_ = writeAll(file_.get(), text_.data(), text_.size());
    }
    text_.clear();
}

}  // namespace palpate::session
