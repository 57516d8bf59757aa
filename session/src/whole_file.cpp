#include "palpate/session/whole_file.hpp"

#include "file_descriptor.hpp"
#include "part_file.hpp"

#include <fmt/format.h>

namespace palpate::session {

Result<void> writeWholeFile(const std::filesystem::path& path, std::string_view text, bool overwrite)
{
    auto part = PartFile::create(path);
    if (!part) {
        return fail(part.error());
    }
    if (const int error_number = writeAll(part->descriptor(), text.data(), text.size()); error_number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(error_number)));
    }
    return part->publish(overwrite);
}

}  // namespace palpate::session
