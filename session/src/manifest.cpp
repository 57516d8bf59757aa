#include "palpate/session/manifest.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <system_error>
#include <utility>

#include "file_descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>
#include <sys/stat.h>

namespace palpate::session {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = std::size_t{1} << 18U;
constexpr std::size_t kLargestManifestBytes = std::size_t{64} << 20U;
constexpr std::size_t kHashDigits = std::size_t{2} * crypto_hash_sha256_BYTES;

tl::unexpected<Error> failRead(const fs::path& path, int number)
{
    return fail(number == ENOENT || number == ENOTDIR ? ErrorCode::NotFound : ErrorCode::Io,
                fmt::format("{}: {}", path.string(), reasonOf(number)));
}

/// A pipe or device must not keep us waiting.
Result<FileDescriptor> openRegularFile(const fs::path& path)
{
    auto file = openFile(path, O_RDONLY | O_NONBLOCK);
    if (!file.isOpen()) {
        return failRead(path, errno);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) {
        return failRead(path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return fail(ErrorCode::Io, fmt::format("{}: is no file", path.string()));
    }
    return file;
}

/// `take` gets the file block by block.
template <typename Take>
Result<void> readBlocks(const fs::path& path, Take take)
{
    const auto file = openRegularFile(path);
    if (!file) {
        return fail(file.error());
    }
    std::vector<unsigned char> block(kBlockBytes);
    std::uint64_t offset = 0;
    std::size_t got = 0;
    do {
        if (const int number = readAt(file->get(), block.data(), block.size(), offset, got); number != 0) {
            return failRead(path, number);
        }
        take(std::span{block.data(), got});
        offset += got;
    } while (got == block.size());
    return {};
}

bool isHash(std::string_view text)
{
    return text.size() == kHashDigits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
           });
}

std::string lowerCase(std::string_view digits)
{
    std::string lower{digits};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

std::string escaped(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        switch (c) {
            case '\\':
                text += "\\\\";
                break;
            case '\n':
                text += "\\n";
                break;
            case '\r':
                text += "\\r";
                break;
            default:
                text.push_back(c);
        }
    }
    return text;
}

/// Nothing for an escape that sha256sum does not know.
std::optional<std::string> unescaped(std::string_view text)
{
    std::string name;
    for (std::size_t k = 0; k < text.size(); ++k) {
        if (text[k] != '\\') {
            name.push_back(text[k]);
            continue;
        }
        const char next = ++k < text.size() ? text[k] : '\0';
        if (next != '\\' && next != 'n' && next != 'r') {
            return std::nullopt;
        }
        name.push_back(next == 'n' ? '\n' : next == 'r' ? '\r' : '\\');
    }
    return name;
}

bool staysInside(const std::string& name)
{
    const fs::path path{name};
    return !name.empty() && name.find('\0') == std::string::npos && path.is_relative() &&
           std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

/// `HASH  NAME` or `HASH *NAME`, with a backslash in front where the name is escaped.
std::optional<ManifestEntry> entryOf(std::string_view line)
{
    const bool is_escaped = line.starts_with('\\');
    line.remove_prefix(is_escaped ? 1 : 0);
    if (line.size() < kHashDigits + 3 || !isHash(line.substr(0, kHashDigits)) || line[kHashDigits] != ' ' ||
        (line[kHashDigits + 1] != ' ' && line[kHashDigits + 1] != '*')) {
        return std::nullopt;
    }
    const auto text = line.substr(kHashDigits + 2);
    auto name = is_escaped ? unescaped(text) : std::optional{std::string{text}};
    if (!name) {
        return std::nullopt;
    }
    return ManifestEntry{.sha256 = lowerCase(line.substr(0, kHashDigits)), .name = std::move(*name)};
}

ManifestFinding findingOf(const fs::path& folder, const ManifestEntry& entry)
{
    const auto sha256 = sha256OfFile(folder / entry.name);
    if (!sha256) {
        const bool is_missing = sha256.error().code == ErrorCode::NotFound;
        return {.name = entry.name,
                .state = is_missing ? ManifestState::Missing : ManifestState::Unreadable,
                .reason = sha256.error().message};
    }
    if (*sha256 != entry.sha256) {
        return {.name = entry.name,
                .state = ManifestState::Differs,
                .reason = fmt::format("{}: is not what the manifest names: its SHA-256 is {}",
                                      (folder / entry.name).string(), *sha256)};
    }
    return {.name = entry.name};
}

}  // namespace

Result<std::string> sha256OfFile(const fs::path& path)
{
    crypto_hash_sha256_state state{};
    crypto_hash_sha256_init(&state);
    const auto read = readBlocks(path, [&state](std::span<const unsigned char> block) {
        crypto_hash_sha256_update(&state, block.data(), block.size());
    });
    if (!read) {
        return fail(read.error());
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return fmt::format("{:02x}", fmt::join(hash, ""));
}

std::string manifestText(const std::vector<ManifestEntry>& entries)
{
    std::string text;
    for (const ManifestEntry& entry : entries) {
        const auto name = escaped(entry.name);
        text += fmt::format("{}{}  {}\n", name == entry.name ? "" : "\\", entry.sha256, name);
    }
    return text;
}

Result<std::vector<ManifestEntry>> parseManifest(std::string_view text, std::string_view source)
{
    std::vector<ManifestEntry> entries;
    std::set<std::string> names;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        auto entry = entryOf(line);
        if (!entry) {
            return fail(
                ErrorCode::Corrupt,
                fmt::format("{}, line {}: is no line of sha256sum (64 hexadecimal digits, two spaces, "
                            "a file name)",
                            source, number));
        }
        if (!staysInside(entry->name)) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}, line {}: names {}, which does not lie in the manifest's folder",
                                    source, number, escaped(entry->name)));
        }
        if (!names.insert(entry->name).second) {
            return fail(ErrorCode::Corrupt, fmt::format("{}, line {}: names {} a second time", source, number,
                                                        escaped(entry->name)));
        }
        entries.push_back(std::move(*entry));
    }
    if (entries.empty()) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: names no file", source));
    }
    return entries;
}

Result<std::vector<ManifestEntry>> readManifest(const fs::path& path)
{
    std::string text;
    bool is_too_long = false;
    const auto read = readBlocks(path, [&](std::span<const unsigned char> block) {
        is_too_long = is_too_long || text.size() + block.size() > kLargestManifestBytes;
        if (!is_too_long) {
            text.append(block.begin(), block.end());
        }
    });
    if (!read) {
        return fail(read.error());
    }
    if (is_too_long) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: is longer than any manifest (64 MiB)", path.string()));
    }
    return parseManifest(text, path.string());
}

Result<std::vector<ManifestEntry>> manifestOfFolder(const fs::path& folder, std::string_view left_out)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::recursive_directory_iterator entry{folder, error}; !error && entry != fs::end(entry);
         entry.increment(error)) {
        const auto status = entry->symlink_status(error);
        if (error || fs::is_directory(status)) {
            continue;
        }
        if (!fs::is_regular_file(status)) {
            return fail(ErrorCode::Io, fmt::format("{}: is neither a file nor a folder, so no manifest can "
                                                   "hold it",
                                                   entry->path().string()));
        }
        auto name = entry->path().lexically_relative(folder).generic_string();
        if (name != left_out) {
            names.push_back(std::move(name));
        }
    }
    if (error) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be read ({})", folder.string(), error.message()));
    }
    std::sort(names.begin(), names.end());
    std::vector<ManifestEntry> entries;
    entries.reserve(names.size());
    for (std::string& name : names) {
        auto sha256 = sha256OfFile(folder / name);
        if (!sha256) {
            return fail(std::move(sha256.error()));
        }
        entries.push_back({.sha256 = std::move(*sha256), .name = std::move(name)});
    }
    return entries;
}

Result<std::vector<ManifestFinding>> checkManifest(const fs::path& manifest)
{
    const auto entries = readManifest(manifest);
    if (!entries) {
        return fail(entries.error());
    }
    std::vector<ManifestFinding> findings;
    findings.reserve(entries->size());
    for (const ManifestEntry& entry : *entries) {
        findings.push_back(findingOf(folderOf(manifest), entry));
    }
    return findings;
}

}  // namespace palpate::session
