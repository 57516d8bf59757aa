#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"

/// The input is the file, read once as it stands and once with what it may leave unsaid.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    palpate::session::readFuzzInput(data, size, {.format = "xsensor-csv"});
    palpate::session::readFuzzInput(
        data, size, {.format = "xsensor-csv", .rate = palpate::Frequency{75.0}, .sensor = "LF"});
    return 0;
}
