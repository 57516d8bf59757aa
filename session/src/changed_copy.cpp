#include "changed_copy.hpp"

#include <cerrno>
#include <string>
#include <vector>

#include "palpate/session/session_reader.hpp"

#include "file_descriptor.hpp"
#include "format_version.hpp"
#include "h5_attributes.hpp"
#include "h5_file.hpp"
#include "part_file.hpp"
#include "results_origin.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palpate::session {

namespace {

constexpr std::size_t kCopyBytes = std::size_t{1024} * 1024;

/// The errno of the failure, or 0. Within one file system the kernel may share the blocks.
int copyContent(int from, int to)
{
    while (true) {
        const ssize_t copied = ::copy_file_range(from, nullptr, to, nullptr, kCopyBytes * kCopyBytes, 0);
        if (copied == 0) {
            return 0;
        }
        if (copied < 0 && errno != EINTR) {
            break;
        }
    }
    std::vector<char> buffer(kCopyBytes);
    auto offset = static_cast<std::uint64_t>(::lseek(from, 0, SEEK_CUR));
    while (true) {
        std::size_t bytes_read = 0;
        if (const int error_number = readAt(from, buffer.data(), buffer.size(), offset, bytes_read);
            error_number != 0) {
            return error_number;
        }
        if (bytes_read == 0) {
            return 0;
        }
        if (const int error_number = writeAll(to, buffer.data(), bytes_read); error_number != 0) {
            return error_number;
        }
        offset += bytes_read;
    }
}

Result<void> copyTo(const PartFile& part, const std::filesystem::path& path)
{
    const FileDescriptor original = openFile(path, O_RDONLY);
    if (!original.isOpen()) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(errno)));
    }
    struct stat status {};
    if (::fstat(original.get(), &status) == 0) {
        // Who may read the session must not change with a note.
        static_cast<void>(::fchmod(part.descriptor(), status.st_mode & 07777U));
    }
    if (const int error_number = copyContent(original.get(), part.descriptor()); error_number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}; free space and try again, {} is unchanged",
                                               part.path().string(), reasonOf(error_number), path.string()));
    }
    return {};
}

/// A changed file is one of this program's format.
Result<void> writeVersion(hid_t file)
{
    for (const char* name : {"palpate_format", "Conventions"}) {
        if (H5Adelete(file, name) < 0) {
            return h5::failure(ErrorCode::Io, "the version of the format cannot be replaced");
        }
    }
    h5::AttributeWriter out{file};
    out.text("Conventions", kConventionsText).text("palpate_format", kFormatVersionText);
    return out.result();
}

Result<void> changeFile(const std::filesystem::path& path,
                        const std::function<Result<void>(hid_t file)>& change)
{
    auto file = h5::openForChange(path);
    if (!file) {
        return fail(file.error());
    }
    const auto version = parseFormatVersion(h5::readText(file->get(), "palpate_format").value_or(""));
    if (!version || !canWrite(*version)) {
        return fail(ErrorCode::UnsupportedVersion,
                    fmt::format("its format is newer than {}: use a newer palpate", kFormatVersionText));
    }
    if (auto changed = change(file->get()); !changed) {
        return changed;
    }
    if (*version != kFormatVersion) {
        if (auto written = writeVersion(file->get()); !written) {
            return written;
        }
    }
    if (!file->close()) {
        return h5::failure(ErrorCode::Io, "the changed file cannot be completed");
    }
    return {};
}

/// The changed file must be readable, and its results must not pass for those of what it holds now.
Result<void> settleResults(const std::filesystem::path& path, std::uint32_t before)
{
    std::uint32_t after = 0;
    if (const auto readable = SessionReader::openOwn(path)) {
        after = contentChecksum(*readable);
    } else {
        return fail(readable.error());
    }
    auto file = h5::openForChange(path);
    if (!file) {
        return fail(file.error());
    }
    if (auto marked = markOutdated(file->get(), before, after); !marked) {
        return marked;
    }
    return file->close() ? Result<void>{}
                         : h5::failure(ErrorCode::Io, "the changed file cannot be completed");
}

}  // namespace

Result<void> changeByCopy(const std::filesystem::path& path,
                          const std::function<Result<void>(hid_t file)>& change)
{
    // A file that cannot be read must not be changed either; this also names what is wrong with it.
    std::uint32_t before = 0;
    if (const auto readable = SessionReader::open(path)) {
        before = contentChecksum(*readable);
    } else {
        return fail(readable.error());
    }
    auto part = PartFile::create(path);
    if (!part) {
        return fail(part.error());
    }
    if (auto copied = copyTo(*part, path); !copied) {
        return copied;
    }
    if (auto changed = changeFile(part->path(), change); !changed) {
        return fail(changed.error().code,
                    fmt::format("{}: {}; it is unchanged", path.string(), changed.error().message));
    }
    part->allowReading();
    if (auto settled = settleResults(part->path(), before); !settled) {
        return fail(settled.error().code,
                    fmt::format("{}; {} is unchanged", settled.error().message, path.string()));
    }
    return part->publish(true);
}

}  // namespace palpate::session
