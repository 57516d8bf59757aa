#include "cobs.hpp"

#include <algorithm>
#include <cstring>

#include "palpate/core/assert.hpp"

namespace palpate::acquisition {

namespace {

/// A block of 254 bytes that is not followed by a zero.
constexpr std::uint8_t kFullBlock = 0xFF;

/// Long runs are worth a call, the short ones of pressure data are not.
void copyRun(const std::uint8_t* from, std::uint8_t* to, std::size_t size)
{
    constexpr std::size_t kShortRun = 8;
    if (size > kShortRun) {
        std::memcpy(to, from, size);
        return;
    }
    for (std::size_t i = 0; i < size; ++i) {
        to[i] = from[i];
    }
}

}  // namespace

void cobsEncode(std::span<const std::uint8_t> bytes, std::vector<std::uint8_t>& out)
{
    out.reserve(out.size() + cobsMaxEncodedSize(bytes.size()));
    std::size_t code_at = out.size();
    out.push_back(1);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != 0) {
            out.push_back(bytes[i]);
            ++out[code_at];
        }
        const bool block_is_full = out[code_at] == kFullBlock && i + 1 < bytes.size();
        if (bytes[i] == 0 || block_is_full) {
            code_at = out.size();
            out.push_back(1);
        }
    }
}

std::optional<std::size_t> cobsDecode(std::span<const std::uint8_t> encoded, std::span<std::uint8_t> out)
{
    PALPATE_ASSERT(out.size() >= encoded.size());
    const std::uint8_t* in = encoded.data();
    const std::uint8_t* const end = in + encoded.size();
    std::uint8_t* to = out.data();
    if (in == end) {
        return std::nullopt;
    }
    while (in != end) {
        const std::uint8_t code = *in++;
        const std::size_t run = code - std::size_t{1};
        if (code == 0 || run > static_cast<std::size_t>(end - in)) {
            return std::nullopt;
        }
        copyRun(in, to, run);
        in += run;
        to += run;
        if (code != kFullBlock && in != end) {
            *to++ = 0;
        }
    }
    // A zero that should have been a delimiter makes the block structure meaningless.
    if (std::memchr(encoded.data(), 0, encoded.size()) != nullptr) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(to - out.data());
}

}  // namespace palpate::acquisition
