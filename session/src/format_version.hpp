#pragma once

#include <optional>
#include <string_view>

namespace palpate::session {

/// Version X.Y.Z of the session format. X: earlier programs misread the file. Y: they cannot read it at all
/// in full, newer ones can. Z: nothing that a reader notices.
struct FormatVersion {
    int major = 0;
    int minor = 0;
    int patch = 0;
    bool operator==(const FormatVersion&) const = default;
};

inline constexpr FormatVersion kFormatVersion{.major = 1, .minor = 4, .patch = 0};
inline constexpr std::string_view kFormatVersionText = "1.4.0";
inline constexpr std::string_view kConventionsText = "CF-1.10 Palpate-1.4";

/// Nothing unless exactly three numbers without leading zeros.
[[nodiscard]] std::optional<FormatVersion> parseFormatVersion(std::string_view text);

/// Same X, and Y not newer than this program's; Z does not matter.
[[nodiscard]] bool canRead(const FormatVersion& file, const FormatVersion& program = kFormatVersion);

/// Same X, and Y.Z not newer: what may be changed without damage; it becomes a file of this program's
/// version.
[[nodiscard]] bool canWrite(const FormatVersion& file, const FormatVersion& program = kFormatVersion);

}  // namespace palpate::session
