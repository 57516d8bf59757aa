#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "export/part_stream.hpp"

namespace palpate::session {

/// The parts of a MATLAB file, version 5 (MathWorks, "MAT-File Format"): a header, then variables. Numbers
/// are little-endian and column-major, nothing is compressed, so that an array can be written as it comes.
class MatVariables final {
  public:
    /// The most bytes that one variable may hold.
    static constexpr std::uint64_t kMostBytes = (std::uint64_t{1} << 31U) - 1024;

    explicit MatVariables(PartStream& out) : out_{out} {}

    void header(std::string_view text);
    /// A column.
    void numbers(std::string_view name, const std::vector<double>& values);
    void matrix(std::string_view name, int rows, int cols, std::span<const std::uint8_t> column_major);
    /// One row of characters, ASCII.
    void text(std::string_view name, std::string_view value);

    /// Single precision; the values follow by values(), then endArray(). Whoever writes more or fewer than
    /// the dimensions ask for spoils the file.
    void beginArray(std::string_view name, const std::vector<std::uint32_t>& dimensions);
    void values(std::span<const float> column_major);
    void endArray();

  private:
    void begin(std::string_view name, std::uint32_t array_class, const std::vector<std::uint32_t>& dimensions,
               std::uint32_t data_type, std::uint64_t data_bytes);
    void word(std::uint32_t value);
    void pad(std::uint64_t bytes);

    PartStream& out_;
    std::uint64_t array_bytes_ = 0;
};

}  // namespace palpate::session
