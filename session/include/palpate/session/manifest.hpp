#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// One line of a manifest.
struct ManifestEntry {
    /// 64 hexadecimal digits, lower case.
    std::string sha256;
    /// Relative to the manifest's folder, parts divided by '/'.
    std::string name;

    bool operator==(const ManifestEntry&) const = default;
};

enum class ManifestState {
    Matches,
    Differs,
    Missing,
    /// There, but it is no file or cannot be read.
    Unreadable,
};

/// What became of one entry.
struct ManifestFinding {
    std::string name;
    ManifestState state = ManifestState::Matches;
    /// Why, in one line; empty where it matches.
    std::string reason;
};

/// SHA-256 of a file as 64 lower-case digits, read in blocks: memory does not grow with the file. NotFound
/// for no such file, Io for anything that is no regular file or cannot be read.
[[nodiscard]] Result<std::string> sha256OfFile(const std::filesystem::path& path);

/// Text as `sha256sum` prints and `sha256sum -c` reads it: a line with a backslash, line feed or carriage
/// return in its name begins with a backslash and has them escaped.
[[nodiscard]] std::string manifestText(const std::vector<ManifestEntry>& entries);

/// The opposite; `source` names the text in errors, which carry the line's number. Refuses what is no line of
/// sha256sum, names that are absolute or lead out of the folder, names given twice, and a text without a
/// line.
[[nodiscard]] Result<std::vector<ManifestEntry>> parseManifest(std::string_view text,
                                                               std::string_view source);
/// parseManifest() of a file of at most 64 MiB.
[[nodiscard]] Result<std::vector<ManifestEntry>> readManifest(const std::filesystem::path& path);

/// Every regular file under `folder`, in the order of names, without `left_out` (the manifest's own name).
/// Io for a link or a special file: a folder to be shared holds none.
[[nodiscard]] Result<std::vector<ManifestEntry>> manifestOfFolder(const std::filesystem::path& folder,
                                                                  std::string_view left_out);

/// The files that `manifest` names, which lie beside or below it, in its order.
[[nodiscard]] Result<std::vector<ManifestFinding>> checkManifest(const std::filesystem::path& manifest);

}  // namespace palpate::session
