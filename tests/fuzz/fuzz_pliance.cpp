#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"

/// The input is the file, which is read twice; it must say everything itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    palpate::session::readFuzzInput(data, size, {.format = "novel-pliance"});
    return 0;
}
