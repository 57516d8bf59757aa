#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"

using palpate::session::ImportOptions;
using palpate::session::ImportUnit;

/// The first two bytes choose shape and unit, the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2) {
        return 0;
    }
    constexpr int kLargestSide = 8;
    const auto unit = static_cast<ImportUnit>(data[1] % 6U);
    ImportOptions options{.format = "matrix-text",
                          .rows = 1 + data[0] % kLargestSide,
                          .cols = 1 + (data[0] / kLargestSide) % kLargestSide,
                          .pitch_x = palpate::Length{10.0},
                          .rate = palpate::Frequency{100.0},
                          .unit = unit};
    if (unit == ImportUnit::Counts) {
        options.counts_per_kpa = 10.0;
    }
    // Further values of the first byte: a time in front, at the end, and cells from the second column on.
    constexpr int kShapes = kLargestSide * kLargestSide;
    if (data[0] / kShapes == 1 || data[0] / kShapes == 2) {
        options.time_column = data[0] / kShapes == 1 ? "1" : "-1";
        options.time_unit = palpate::session::ImportTimeUnit::Milliseconds;
    } else if (data[0] / kShapes == 3) {
        options.first_cell = 2;
    }
    palpate::session::readFuzzInput(data + 2, size - 2, options);
    return 0;
}
