#include "chunk_filters.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

#include "palpate/core/assert.hpp"

#include "little_endian.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

namespace palpate::session::h5 {

namespace {

constexpr std::size_t kChecksumBytes = 4;
/// Of libdeflate.
constexpr int kPackLevel = 1;

/// HDF5's fletcher32: of 16-bit words, the first byte of a word its upper one, a last odd byte an upper one;
/// both sums modulo 65535. The second sum is returned in the upper half.
std::uint32_t fletcher32(std::span<const std::uint8_t> bytes)
{
    constexpr std::uint64_t kModulus = 65535;
    // After so many words the sums, begun below the modulus, still fit.
    constexpr std::size_t kWordsBetween = std::size_t{1} << 20U;
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    const std::size_t words = bytes.size() / 2;
    for (std::size_t begin = 0; begin < words; begin += kWordsBetween) {
        const std::size_t end = std::min(words, begin + kWordsBetween);
        for (std::size_t word = begin; word < end; ++word) {
            first += std::uint64_t{bytes[2 * word]} << 8U | bytes[2 * word + 1];
            second += first;
        }
        first %= kModulus;
        second %= kModulus;
    }
    if (bytes.size() % 2 != 0) {
        first = (first + (std::uint64_t{bytes.back()} << 8U)) % kModulus;
        second = (second + first) % kModulus;
    }
    return static_cast<std::uint32_t>(second << 16U | first);
}

/// The library writes 65535 where the remainder is 0.
std::uint32_t asRemainders(std::uint32_t checksum)
{
    const auto remainder = [](std::uint32_t half) { return half == 0xFFFFU ? 0U : half; };
    return remainder(checksum >> 16U) << 16U | remainder(checksum & 0xFFFFU);
}

/// The other way round; it folds the sums of bytes that are not all 0, which gives 65535 and never 0.
std::uint32_t asTheLibraryWrites(std::uint32_t remainders)
{
    const auto folded = [](std::uint32_t half) { return half == 0U ? 0xFFFFU : half; };
    return folded(remainders >> 16U) << 16U | folded(remainders & 0xFFFFU);
}

/// The bytes of two-byte values, as nearly every session has them; a loop that the compiler makes wide.
void joinPairs(const std::uint8_t* first, const std::uint8_t* second, std::size_t values, std::uint8_t* to)
{
    for (std::size_t i = 0; i < values; ++i) {
        to[2 * i] = first[i];
        to[2 * i + 1] = second[i];
    }
}

/// The first bytes of all values, then the second ones, and so on.
void shuffle(std::span<const std::uint8_t> bytes, std::size_t value_bytes, std::uint8_t* to)
{
    const std::size_t values = bytes.size() / value_bytes;
    for (std::size_t byte = 0; byte < value_bytes; ++byte) {
        const std::uint8_t* const from = bytes.data() + byte;
        for (std::size_t i = 0; i < values; ++i) {
            to[byte * values + i] = from[i * value_bytes];
        }
    }
}

}  // namespace

void ChunkPacker::FreeCompressor::operator()(libdeflate_compressor* compressor) const
{
    libdeflate_free_compressor(compressor);
}

std::span<const std::uint8_t> ChunkPacker::pack(std::span<const std::uint8_t> bytes, std::size_t value_bytes)
{
    PALPATE_ASSERT(bytes.size() % value_bytes == 0);
    if (!compressor_) {
        compressor_.reset(libdeflate_alloc_compressor(kPackLevel));
    }
    if (!compressor_) {
        return {};
    }
    planes_.resize(bytes.size());
    shuffle(bytes, value_bytes, planes_.data());
    packed_.resize(libdeflate_zlib_compress_bound(compressor_.get(), bytes.size()) + kChecksumBytes);
    const std::size_t size = libdeflate_zlib_compress(compressor_.get(), planes_.data(), planes_.size(),
                                                      packed_.data(), packed_.size() - kChecksumBytes);
    if (size == 0) {
        return {};
    }
    const auto checksum = asTheLibraryWrites(fletcher32({packed_.data(), size}));
    std::memcpy(packed_.data() + size, &checksum, kChecksumBytes);
    return {packed_.data(), size + kChecksumBytes};
}

Result<ChunkFilters> ChunkFilters::of(const Handle& dataset, std::size_t chunk_bytes)
{
    const Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose};
    const Handle type{H5Dget_type(dataset.get()), H5Tclose};
    if (!properties.isValid() || !type.isValid()) {
        return failure(ErrorCode::Corrupt, "the filters");
    }
    ChunkFilters filters{chunk_bytes, H5Tget_size(type.get())};
    const int count = H5Pget_nfilters(properties.get());
    for (int i = 0; i < count; ++i) {
        unsigned flags = 0;
        std::size_t parameters = 0;
        const H5Z_filter_t filter = H5Pget_filter2(properties.get(), static_cast<unsigned>(i), &flags,
                                                   &parameters, nullptr, 0, nullptr, nullptr);
        if (filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_FLETCHER32) {
            return fail(ErrorCode::Corrupt, fmt::format("filter {} is not of this format", filter));
        }
        filters.filters_.push_back(filter);
    }
    return filters;
}

ChunkFilters::ChunkFilters(std::size_t chunk_bytes, std::size_t value_bytes)
    : chunk_bytes_{chunk_bytes}, value_bytes_{value_bytes}
{}

std::size_t ChunkFilters::mostStoredBytes() const
{
    // Deflate stores what it cannot pack in blocks of 64 KiB at most, 5 bytes more each; zlib's own bound.
    return chunk_bytes_ + chunk_bytes_ / 1024 + 64 + filters_.size() * kChecksumBytes;
}

std::optional<std::span<const std::uint8_t>> ChunkFilters::undo(std::span<const std::uint8_t> stored,
                                                                std::uint32_t left_out)
{
    bytes_.assign(stored.begin(), stored.end());
    for (std::size_t i = filters_.size(); i-- > 0;) {
        if ((left_out >> i & 1U) != 0) {
            continue;
        }
        const H5Z_filter_t filter = filters_[i];
        if (filter == H5Z_FILTER_SHUFFLE) {
            unshuffle();
        } else if (!(filter == H5Z_FILTER_DEFLATE ? inflate() : takeChecksum())) {
            return std::nullopt;
        }
    }
    return bytes_.size() == chunk_bytes_ ? std::optional<std::span<const std::uint8_t>>{bytes_}
                                         : std::nullopt;
}

bool ChunkFilters::takeChecksum()
{
    if (bytes_.size() < kChecksumBytes) {
        return false;
    }
    const std::size_t size = bytes_.size() - kChecksumBytes;
    const auto stored = ByteReader{std::span{bytes_}.subspan(size)}.get<std::uint32_t>();
    bytes_.resize(size);
    return asRemainders(stored) == fletcher32(bytes_);
}

bool ChunkFilters::inflate()
{
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor{
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
    if (!decompressor) {
        return false;
    }
    spare_.resize(chunk_bytes_ + filters_.size() * kChecksumBytes);
    std::size_t size = 0;
    if (libdeflate_zlib_decompress(decompressor.get(), bytes_.data(), bytes_.size(), spare_.data(),
                                   spare_.size(), &size) != LIBDEFLATE_SUCCESS) {
        return false;
    }
    spare_.resize(size);
    bytes_.swap(spare_);
    return true;
}

void ChunkFilters::unshuffle()
{
    const std::size_t values = bytes_.size() / value_bytes_;
    spare_.resize(bytes_.size());
    if (value_bytes_ == sizeof(std::uint16_t)) {
        joinPairs(bytes_.data(), bytes_.data() + values, values, spare_.data());
    } else {
        for (std::size_t byte = 0; byte < value_bytes_; ++byte) {
            for (std::size_t i = 0; i < values; ++i) {
                spare_[i * value_bytes_ + byte] = bytes_[byte * values + i];
            }
        }
    }
    // What is left over stands at the end as it was.
    const auto whole = static_cast<std::ptrdiff_t>(values * value_bytes_);
    std::copy(bytes_.begin() + whole, bytes_.end(), spare_.begin() + whole);
    bytes_.swap(spare_);
}

}  // namespace palpate::session::h5
