#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"

/// The input is the file; it must say everything itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    palpate::session::readFuzzInput(data, size, {.format = "zebris-text"});
    return 0;
}
