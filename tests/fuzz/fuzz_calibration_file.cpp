#include <cstddef>
#include <cstdint>
#include <string_view>

#include "palpate/core/assert.hpp"
#include "palpate/session/calibration_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace palpate::session;
    const std::string_view text{static_cast<const char*>(static_cast<const void*>(data)), size};
    const auto file = parseCalibrationFile(text);
    PALPATE_ASSERT(file.has_value() || !file.error().message.empty());
    PALPATE_ASSERT(!file || parseCalibrationFile(calibrationFileText(*file)).has_value());
    return 0;
}
