#include "import/archive_handle.hpp"

#include <algorithm>

#include "import/packed_input.hpp"

#include <fmt/format.h>

namespace palpate::session {

std::string archiveMessage(archive* handle, const std::string& what)
{
    const char* const words = archive_error_string(handle);
    auto message = words == nullptr ? what : fmt::format("{} ({})", what, words);
    std::replace_if(
        message.begin(), message.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return message;
}

std::string unpackedTooMuch(std::uint64_t unpacked, std::uint64_t packed)
{
    if (unpacked > kMaxUnpackedBytes) {
        return fmt::format("unpacks to more than {} GiB; cut the recording into parts",
                           kMaxUnpackedBytes >> 30U);
    }
    if (unpacked > kRatioCountsFromBytes && unpacked / kMaxUnpackedRatio > packed) {
        return fmt::format(
            "unpacks to more than {} times its size, which recordings do not; if it is meant to "
            "be so, unpack it first and import the file",
            kMaxUnpackedRatio);
    }
    return {};
}

}  // namespace palpate::session
