#include "import/packed_input.hpp"

#include <string_view>
#include <system_error>
#include <utility>

#include "import/gzip_bytes.hpp"
#include "import/zip_member.hpp"

namespace palpate::session {

namespace {

constexpr std::string_view kZipSignature{"PK\x03\x04", 4};
constexpr std::string_view kEmptyZipSignature{"PK\x05\x06", 4};
constexpr std::string_view kGzipSignature{"\x1F\x8B", 2};

/// Unpacked where it is packed.
Result<InputBytes> openUnpacked(const std::filesystem::path& path, const std::optional<std::string>& member)
{
    auto bytes = InputBytes::open(path);
    if (!bytes) {
        return bytes;
    }
    const auto begin = bytes->peek(kZipSignature.size());
    if (!begin) {
        return bytes->failFile(begin.error().code, begin.error().message);
    }
    if (*begin == kZipSignature || *begin == kEmptyZipSignature) {
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(path, ignored)) {
            return bytes->failFile(ErrorCode::InvalidArgument,
                                   "a .zip is read from a file on the disk only, not through a pipe");
        }
        return openZipMember(path, member);
    }
    if (member) {
        return bytes->failFile(ErrorCode::InvalidArgument, "is no .zip; leave --member out");
    }
    if (begin->starts_with(kGzipSignature)) {
        return unpackGzip(std::move(*bytes));
    }
    return bytes;
}

}  // namespace

Result<InputBytes> openPackedInput(const std::filesystem::path& path,
                                   const std::optional<std::string>& member)
{
    auto bytes = openUnpacked(path, member);
    std::error_code ignored;
    if (bytes && std::filesystem::is_regular_file(path, ignored)) {
        bytes->setReopener([path, member] { return openPackedInput(path, member); });
    }
    return bytes;
}

}  // namespace palpate::session
