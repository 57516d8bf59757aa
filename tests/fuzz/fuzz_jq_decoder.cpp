#include "decoder_fuzzing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    palpate::fuzzing::checkDecoder(palpate::acquisition::JqDelimiter{}, 8, data, size);
    return 0;
}
