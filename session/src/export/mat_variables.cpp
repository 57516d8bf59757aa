#include "export/mat_variables.hpp"

#include <cstddef>
#include <string>

#include "little_endian.hpp"

namespace palpate::session {

namespace {

// Types of data elements, and classes of arrays.
constexpr std::uint32_t kInt8 = 1;
constexpr std::uint32_t kUint8 = 2;
constexpr std::uint32_t kUint16 = 4;
constexpr std::uint32_t kInt32 = 5;
constexpr std::uint32_t kUint32 = 6;
constexpr std::uint32_t kSingle = 7;
constexpr std::uint32_t kDouble = 9;
constexpr std::uint32_t kMatrix = 14;
constexpr std::uint32_t kCharClass = 4;
constexpr std::uint32_t kDoubleClass = 6;
constexpr std::uint32_t kSingleClass = 7;
constexpr std::uint32_t kUint8Class = 9;

constexpr std::size_t kHeaderTextBytes = 116;
constexpr std::size_t kSubsystemBytes = 8;
constexpr std::uint64_t kTagBytes = 8;

std::uint64_t padded(std::uint64_t bytes)
{
    return (bytes + 7U) / 8U * 8U;
}

}  // namespace

void MatVariables::word(std::uint32_t value)
{
    for (unsigned shift = 0; shift < 32U; shift += 8U) {
        out_.text().push_back(static_cast<char>((value >> shift) & 0xFFU));
    }
}

void MatVariables::pad(std::uint64_t bytes)
{
    for (std::uint64_t k = bytes; k < padded(bytes); ++k) {
        out_.text().push_back('\0');
    }
}

void MatVariables::header(std::string_view text)
{
    std::string line{text.substr(0, kHeaderTextBytes)};
    line.resize(kHeaderTextBytes, ' ');
    out_.append(line);
    out_.append(std::string(kSubsystemBytes, '\0'));
    // Version 0x0100, and the mark of byte order.
    out_.append(std::string_view{"\x00\x01IM", 4});
}

void MatVariables::begin(std::string_view name, std::uint32_t array_class,
                         const std::vector<std::uint32_t>& dimensions, std::uint32_t data_type,
                         std::uint64_t data_bytes)
{
    const auto dimension_bytes = dimensions.size() * sizeof(std::uint32_t);
    const auto total = kTagBytes + 8U + kTagBytes + padded(dimension_bytes) + kTagBytes +
                       padded(name.size()) + kTagBytes + padded(data_bytes);
    word(kMatrix);
    word(static_cast<std::uint32_t>(total));
    word(kUint32);
    word(8);
    word(array_class);
    word(0);
    word(kInt32);
    word(static_cast<std::uint32_t>(dimension_bytes));
    for (const std::uint32_t dimension : dimensions) {
        word(dimension);
    }
    pad(dimension_bytes);
    word(kInt8);
    word(static_cast<std::uint32_t>(name.size()));
    out_.append(name);
    pad(name.size());
    word(data_type);
    word(static_cast<std::uint32_t>(data_bytes));
}

void MatVariables::numbers(std::string_view name, const std::vector<double>& values)
{
    const auto bytes = std::as_bytes(std::span{values});
    begin(name, kDoubleClass, {static_cast<std::uint32_t>(values.size()), 1}, kDouble, bytes.size());
    out_.appendBytes(bytes);
    out_.flushWhenFull();
}

void MatVariables::matrix(std::string_view name, int rows, int cols,
                          std::span<const std::uint8_t> column_major)
{
    begin(name, kUint8Class, {static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(cols)}, kUint8,
          column_major.size());
    out_.appendBytes(std::as_bytes(column_major));
    pad(column_major.size());
}

void MatVariables::text(std::string_view name, std::string_view value)
{
    begin(name, kCharClass, {1, static_cast<std::uint32_t>(value.size())}, kUint16, value.size() * 2U);
    for (const char c : value) {
        out_.text().push_back(c);
        out_.text().push_back('\0');
    }
    pad(value.size() * 2U);
}

void MatVariables::beginArray(std::string_view name, const std::vector<std::uint32_t>& dimensions)
{
    array_bytes_ = sizeof(float);
    for (const std::uint32_t dimension : dimensions) {
        array_bytes_ *= dimension;
    }
    begin(name, kSingleClass, dimensions, kSingle, array_bytes_);
}

void MatVariables::values(std::span<const float> column_major)
{
    out_.appendBytes(std::as_bytes(column_major));
    out_.flushWhenFull();
}

void MatVariables::endArray()
{
    pad(array_bytes_);
}

}  // namespace palpate::session
