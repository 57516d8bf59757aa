#include "import/zip_member.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "import/archive_handle.hpp"
#include "import/packed_input.hpp"
#include "import/text_decoder.hpp"

#include <archive_entry.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;
constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::size_t kListedNames = 20;

/// A file in the zip.
struct ZipEntry {
    std::string name;
    /// Its place among all entries.
    std::size_t index = 0;
    bool is_encrypted = false;
};

class ZipFile final {
  public:
    explicit ZipFile(std::filesystem::path path) : path_{std::move(path)} {}

    [[nodiscard]] Result<void> open()
    {
        if (archive_ == nullptr || archive_read_support_format_zip_seekable(archive_.get()) != ARCHIVE_OK ||
            archive_read_open_filename(archive_.get(), path_.c_str(), kBlockBytes) != ARCHIVE_OK) {
            return failDamaged();
        }
        return {};
    }

    /// Nothing after the last.
    [[nodiscard]] Result<archive_entry*> next()
    {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(archive_.get(), &entry);
        if (status == ARCHIVE_EOF) {
            return nullptr;
        }
        // A warning is about a name in letters that this machine does not have.
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            return failDamaged();
        }
        return entry;
    }

    [[nodiscard]] Result<std::size_t> read(std::span<char> into)
    {
        const auto count = archive_read_data(archive_.get(), into.data(), into.size());
        if (count < 0) {
            return fail(ErrorCode::Corrupt,
                        archiveMessage(archive_.get(), "the .zip is cut or damaged; copy it again"));
        }
        unpacked_ += static_cast<std::uint64_t>(count);
        if (const auto problem = unpackedTooMuch(unpacked_, packed_bytes_); !problem.empty()) {
            return fail(ErrorCode::Corrupt, problem);
        }
        return static_cast<std::size_t>(count);
    }

    /// How the entry of the last header is packed; the ways that recordings come in.
    [[nodiscard]] bool isPackedAsUsual() const
    {
        const std::string_view format = archive_format_name(archive_.get());
        return format.ends_with("(deflation)") || format.ends_with("(uncompressed)");
    }

    void setPackedBytes(std::uint64_t bytes) { packed_bytes_ = bytes; }

    [[nodiscard]] tl::unexpected<Error> failZip(ErrorCode code, std::string_view what) const
    {
        return fail(code, fmt::format("{}: {}", path_.string(), what));
    }
    [[nodiscard]] tl::unexpected<Error> failDamaged() const
    {
        return failZip(ErrorCode::Corrupt, archiveMessage(archive_.get(), "is no whole .zip; copy it again"));
    }

  private:
    std::filesystem::path path_;
    ArchiveHandle archive_{archive_read_new()};
    std::uint64_t unpacked_ = 0;
    std::uint64_t packed_bytes_ = 0;
};

std::string nameOf(archive_entry* entry)
{
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) {
        name = archive_entry_pathname(entry);
    }
    return name == nullptr ? std::string{} : asUtf8(std::string_view{name}.substr(0, kMaxNameBytes + 1));
}

/// Nothing is written under these names; but one like these was made to do harm, and so may be the rest.
bool isHarmlessName(std::string_view name)
{
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; };
    if (name.empty() || name.size() > kMaxNameBytes || std::any_of(name.begin(), name.end(), is_control) ||
        name[0] == '/' || name[0] == '\\' || (name.size() > 1 && name[1] == ':')) {
        return false;
    }
    std::size_t begin = 0;
    while (begin <= name.size()) {
        const auto end = std::min(name.find_first_of("/\\", begin), name.size());
        if (name.substr(begin, end - begin) == "..") {
            return false;
        }
        begin = end + 1;
    }
    return true;
}

/// What operating systems put beside the files of a user.
bool isByTheSystem(std::string_view name)
{
    const auto base = name.substr(name.find_last_of('/') + 1);
    return name.starts_with("__MACOSX/") || base.starts_with("._") || base == ".DS_Store" ||
           base == "Thumbs.db" || base == "desktop.ini";
}

Result<std::vector<ZipEntry>> listFiles(ZipFile& zip)
{
    std::vector<ZipEntry> files;
    for (std::size_t index = 0;; ++index) {
        const auto entry = zip.next();
        if (!entry) {
            return fail(entry.error());
        }
        if (*entry == nullptr) {
            return files;
        }
        if (index == kMaxZipEntries) {
            return zip.failZip(ErrorCode::Corrupt, fmt::format("holds more than {} files", kMaxZipEntries));
        }
        auto name = nameOf(*entry);
        if (!isHarmlessName(name)) {
            return zip.failZip(
                ErrorCode::Corrupt,
                fmt::format("file {} in it has a name that leads elsewhere or cannot be shown; "
                            "this is no export",
                            index + 1));
        }
        if (archive_entry_filetype(*entry) == AE_IFREG && !isByTheSystem(name)) {
            files.push_back({.name = std::move(name),
                             .index = index,
                             .is_encrypted = archive_entry_is_encrypted(*entry) != 0});
        }
    }
}

std::string listOf(const std::vector<ZipEntry>& files)
{
    std::vector<std::string> names;
    names.reserve(kListedNames);
    for (const auto& file : files) {
        if (names.size() == kListedNames) {
            return fmt::format("{} and {} more", fmt::join(names, ", "), files.size() - kListedNames);
        }
        names.push_back(fmt::format("'{}'", file.name));
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

Result<ZipEntry> chooseFile(const ZipFile& zip, const std::vector<ZipEntry>& files,
                            const std::optional<std::string>& member)
{
    if (files.empty()) {
        return zip.failZip(ErrorCode::Corrupt, "holds no file");
    }
    std::vector<ZipEntry> meant = files;
    if (member) {
        const auto keep = [&](const auto& is_meant) {
            meant.clear();
            std::copy_if(files.begin(), files.end(), std::back_inserter(meant), is_meant);
            return !meant.empty();
        };
        if (!keep([&](const ZipEntry& file) { return file.name == *member; }) &&
            !keep([&](const ZipEntry& file) { return file.name.find(*member) != std::string::npos; })) {
            return zip.failZip(
                ErrorCode::InvalidArgument,
                fmt::format("has no file '{}' (--member); it holds {}", asUtf8(*member), listOf(files)));
        }
    }
    if (meant.size() > 1) {
        return zip.failZip(ErrorCode::InvalidArgument,
                           fmt::format("holds {} files that could be meant; choose one with --member: {}",
                                       meant.size(), listOf(meant)));
    }
    if (meant.front().is_encrypted) {
        return zip.failZip(
            ErrorCode::InvalidArgument,
            fmt::format("'{}' in it is encrypted; unpack it with its password first", meant.front().name));
    }
    return meant.front();
}

}  // namespace

Result<InputBytes> openZipMember(const std::filesystem::path& path, const std::optional<std::string>& member)
{
    ZipFile listed{path};
    if (auto opened = listed.open(); !opened) {
        return fail(opened.error());
    }
    const auto files = listFiles(listed);
    if (!files) {
        return fail(files.error());
    }
    const auto chosen = chooseFile(listed, *files, member);
    if (!chosen) {
        return fail(chosen.error());
    }
    auto zip = std::make_shared<ZipFile>(path);
    if (auto opened = zip->open(); !opened) {
        return fail(opened.error());
    }
    std::error_code error;
    zip->setPackedBytes(std::filesystem::file_size(path, error));
    for (std::size_t index = 0; index <= chosen->index; ++index) {
        const auto entry = zip->next();
        if (!entry || *entry == nullptr) {
            return zip->failDamaged();
        }
    }
    if (!zip->isPackedAsUsual()) {
        return zip->failZip(ErrorCode::InvalidArgument,
                            fmt::format("'{}' in it is packed in a way that is not read (only deflate is); "
                                        "unpack it first",
                                        chosen->name));
    }
    return InputBytes{fmt::format("{} ({})", path.string(), chosen->name),
                      [zip = std::move(zip)](std::span<char> into) { return zip->read(into); }};
}

}  // namespace palpate::session
