#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"

/// The input is the file; its left insole becomes a strip.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    palpate::session::readFuzzInput(
        data, size, {.format = "novel-pedar", .pitch_x = palpate::Length{10.0}, .sensor = "left"});
    return 0;
}
