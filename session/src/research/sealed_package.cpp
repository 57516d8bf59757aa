#include "research/sealed_package.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "palpate/session/manifest.hpp"

#include "file_descriptor.hpp"
#include "research/sealed_stream.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palpate::session {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = std::size_t{1} << 18U;
constexpr mode_t kFileMode = 0644;
constexpr std::string_view kManifest = "manifest-sha256.txt";

struct FreeArchive {
    void operator()(archive* open) const { archive_free(open); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using Entry = std::unique_ptr<archive_entry, FreeEntry>;

/// What the callbacks of libarchive work on; the first failure of the stream is the one to tell.
struct SealedTarget {
    SealedWriter writer;
    Result<void> done{};
};

la_ssize_t writeSealed(archive* /*archive*/, void* target, const void* bytes, std::size_t size)
{
    auto& sealed = *static_cast<SealedTarget*>(target);
    if (sealed.done) {
        sealed.done = sealed.writer.write({static_cast<const unsigned char*>(bytes), size});
    }
    return sealed.done ? static_cast<la_ssize_t>(size) : -1;
}

struct SealedSource {
    SealedReader reader;
    Result<void> done{};
};

la_ssize_t readSealed(archive* open, void* source, const void** bytes)
{
    auto& sealed = *static_cast<SealedSource*>(source);
    auto block = sealed.reader.next();
    if (!block) {
        sealed.done = fail(std::move(block.error()));
        archive_set_error(open, EIO, "sealed stream");
        return -1;
    }
    if (!*block) {
        return 0;
    }
    *bytes = (*block)->data();
    return static_cast<la_ssize_t>((*block)->size());
}

tl::unexpected<Error> failArchive(const fs::path& name, archive* open)
{
    const char* reason = archive_error_string(open);
    return fail(ErrorCode::Io, fmt::format("{}: {}", name.string(), reason == nullptr ? "archive" : reason));
}

Result<void> packFile(archive* tar, const fs::path& path, const std::string& name)
{
    const auto file = openFile(path, O_RDONLY);
    struct stat status {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(errno)));
    }
    const Entry entry{archive_entry_new()};
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), status.st_size);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), kFileMode);
    if (archive_write_header(tar, entry.get()) != ARCHIVE_OK) {
        return failArchive(path, tar);
    }
    std::vector<char> block(kBlockBytes);
    std::uint64_t offset = 0;
    std::size_t got = 0;
    do {
        if (const int number = readAt(file.get(), block.data(), block.size(), offset, got); number != 0) {
            return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(number)));
        }
        if (got > 0 && archive_write_data(tar, block.data(), got) != static_cast<la_ssize_t>(got)) {
            return failArchive(path, tar);
        }
        offset += got;
    } while (got == block.size());
    return {};
}

bool staysInside(const fs::path& name)
{
    return !name.empty() && name.is_relative() &&
           std::none_of(name.begin(), name.end(),
                        [](const fs::path& part) { return part == ".." || part == "." || part.empty(); });
}

Result<void> unpackFile(archive* tar, const fs::path& path)
{
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    const auto file = openFile(path, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.isOpen()) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(errno)));
    }
    std::vector<char> block(kBlockBytes);
    while (true) {
        const auto got = archive_read_data(tar, block.data(), block.size());
        if (got < 0) {
            return failArchive(path, tar);
        }
        if (got == 0) {
            break;
        }
        if (const int number = writeAll(file.get(), block.data(), static_cast<std::size_t>(got));
            number != 0) {
            return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(number)));
        }
    }
    if (::fsync(file.get()) != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(errno)));
    }
    return {};
}

Result<std::uint64_t> unpackAll(archive* tar, const fs::path& file, const fs::path& folder)
{
    std::uint64_t files = 0;
    while (true) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(tar, &entry);
        if (status == ARCHIVE_EOF) {
            return files;
        }
        if (status != ARCHIVE_OK) {
            return failArchive(file, tar);
        }
        const char* const text = archive_entry_pathname(entry);
        const fs::path name{text == nullptr ? "" : text};
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr ||
            !staysInside(name)) {
            return fail(ErrorCode::Corrupt, fmt::format("{}: holds {}, which is no file of a package",
                                                        file.string(), name.string()));
        }
        if (auto unpacked = unpackFile(tar, folder / name); !unpacked) {
            return fail(std::move(unpacked.error()));
        }
        ++files;
    }
}

/// libarchive stops at the tar's end mark: what comes after must be nothing but the stream's own end.
Result<void> readToEnd(SealedReader& reader)
{
    while (true) {
        const auto block = reader.next();
        if (!block) {
            return fail(block.error());
        }
        if (!*block) {
            return {};
        }
    }
}

Result<void> checkPackage(const fs::path& file, const fs::path& folder)
{
    const auto findings = checkManifest(folder / kManifest);
    if (!findings) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: its manifest cannot be read", file.string()));
    }
    for (const ManifestFinding& finding : *findings) {
        if (finding.state != ManifestState::Matches) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("{}: {} in it is not as its manifest says", file.string(), finding.name));
        }
    }
    return {};
}

}  // namespace

Result<void> sealFolder(const fs::path& folder, int descriptor, const fs::path& name,
                        std::string_view passphrase)
{
    const auto manifest = manifestOfFolder(folder, "");
    if (!manifest) {
        return fail(manifest.error());
    }
    auto writer = SealedWriter::create(descriptor, name.string(), passphrase);
    if (!writer) {
        return fail(std::move(writer.error()));
    }
    SealedTarget target{.writer = std::move(*writer)};
    {
        const Archive tar{archive_write_new()};
        archive_write_set_format_pax_restricted(tar.get());
        archive_write_set_bytes_in_last_block(tar.get(), 1);
        if (archive_write_open(tar.get(), &target, nullptr, writeSealed, nullptr) != ARCHIVE_OK) {
            return failArchive(name, tar.get());
        }
        for (const ManifestEntry& entry : *manifest) {
            auto packed = packFile(tar.get(), folder / entry.name, entry.name);
            if (!packed) {
                return target.done ? packed : target.done;
            }
        }
        if (archive_write_close(tar.get()) != ARCHIVE_OK) {
            return target.done ? Result<void>{failArchive(name, tar.get())} : target.done;
        }
    }
    return target.done ? target.writer.finish() : target.done;
}

Result<std::uint64_t> openSealed(const fs::path& file, const fs::path& folder, std::string_view passphrase)
{
    auto reader = SealedReader::open(file, passphrase);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    SealedSource source{.reader = std::move(*reader)};
    const Archive tar{archive_read_new()};
    archive_read_support_format_tar(tar.get());
    const bool is_open = archive_read_open(tar.get(), &source, nullptr, readSealed, nullptr) == ARCHIVE_OK;
    auto files =
        is_open ? unpackAll(tar.get(), file, folder) : Result<std::uint64_t>{failArchive(file, tar.get())};
    if (!source.done) {
        return fail(std::move(source.done.error()));
    }
    if (!files) {
        return files;
    }
    if (auto ended = readToEnd(source.reader); !ended) {
        return fail(std::move(ended.error()));
    }
    if (auto checked = checkPackage(file, folder); !checked) {
        return fail(std::move(checked.error()));
    }
    return files;
}

}  // namespace palpate::session
