#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz_import_input.hpp"

using palpate::session::ImportOptions;
using palpate::session::ImportUnit;

/// The first byte chooses the format and whether there is a rate, the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1) {
        return 0;
    }
    constexpr std::array<std::string_view, 3> kFormats{"jq-log", "sensing-mat-csv", "matsense-csv"};
    ImportOptions options{.format = std::string{kFormats.at(data[0] % kFormats.size())},
                          .pitch_x = palpate::Length{10.0},
                          .unit = ImportUnit::Kpa};
    if (*options.format != "sensing-mat-csv") {
        options.rows = 2;
        options.cols = 2;
    }
    if (data[0] >= 128) {
        options.rate = palpate::Frequency{10.0};
    }
    palpate::session::readFuzzInput(data + 1, size - 1, options);
    return 0;
}
