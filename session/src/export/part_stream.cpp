#include "export/part_stream.hpp"

#include <system_error>
#include <utility>

#include "file_descriptor.hpp"

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;

}  // namespace

Result<void> refuseExistingFile(const std::filesystem::path& path, bool overwrite)
{
    std::error_code error;
    const auto status = std::filesystem::symlink_status(path, error);
    if (!std::filesystem::exists(status)) {
        return {};
    }
    if (std::filesystem::is_directory(status)) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{}: is a folder; give the name of a file", path.string()));
    }
    if (!overwrite) {
        return fail(
            ErrorCode::AlreadyExists,
            fmt::format("{} exists already: choose another name, or --force to replace it", path.string()));
    }
    return {};
}

Result<PartStream> PartStream::create(const std::filesystem::path& path, bool overwrite)
{
    if (auto checked = refuseExistingFile(path, overwrite); !checked) {
        return fail(std::move(checked.error()));
    }
    auto part = PartFile::create(path);
    if (!part) {
        return fail(std::move(part.error()));
    }
    return PartStream{std::move(*part), overwrite};
}

void PartStream::appendBytes(std::span<const std::byte> bytes)
{
    const auto* const first = reinterpret_cast<const char*>(bytes.data());
    text_.append(first, first + bytes.size());
}

void PartStream::flushWhenFull()
{
    if (text_.size() >= kBlockBytes) {
        flush();
    }
}

Result<void> PartStream::publish()
{
    flush();
    if (failure_ != 0) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: cannot be written ({})", part_.path().string(), reasonOf(failure_)));
    }
    return part_.publish(overwrite_);
}

void PartStream::flush()
{
    if (failure_ == 0) {
        failure_ = writeAll(part_.descriptor(), text_.data(), text_.size());
    }
    text_.clear();
}

}  // namespace palpate::session
