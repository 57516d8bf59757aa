#include "session_version.hpp"

#include "h5_attributes.hpp"

#include <fmt/format.h>

namespace palpate::session {

Result<FormatVersion> readableVersion(hid_t file)
{
    const auto text = h5::readText(file, "palpate_format");
    if (!text) {
        return fail(ErrorCode::Corrupt,
                    "not a Palpate session: use 'palpate import' for files of other programs");
    }
    const auto version = parseFormatVersion(*text);
    if (!version) {
        return fail(ErrorCode::Corrupt, fmt::format("palpate_format '{}' is not a version", *text));
    }
    if (!canRead(*version)) {
        return fail(ErrorCode::UnsupportedVersion,
                    fmt::format("session format {}, this program reads up to {}: use a newer palpate", *text,
                                kFormatVersionText));
    }
    return *version;
}

}  // namespace palpate::session
