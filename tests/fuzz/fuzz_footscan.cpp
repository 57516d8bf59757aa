#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"

/// The input is the file; its cells are those of a footscan plate.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    palpate::session::readFuzzInput(data, size,
                                    {.format = "footscan-text",
                                     .pitch_x = palpate::Length{5.08},
                                     .pitch_y = palpate::Length{7.62},
                                     .unit = palpate::session::ImportUnit::Newton});
    return 0;
}
