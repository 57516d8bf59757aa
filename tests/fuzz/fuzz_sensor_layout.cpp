#include <cstddef>
#include <cstdint>
#include <string_view>

#include "palpate/core/assert.hpp"

#include "import/sensor_layout_file.hpp"

/// The input is the file. What is accepted has only places that exist.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto layout = palpate::session::parseSensorLayout({reinterpret_cast<const char*>(data), size});
    if (layout && layout->sensors.size() <= 200) {
        const auto raster = palpate::session::rasterise(layout->sensors, 1e-6, std::nullopt);
        PALPATE_ASSERT(!raster ||
                       raster->sensor_of_cell.size() ==
                           static_cast<std::size_t>(raster->rows) * static_cast<std::size_t>(raster->cols));
    }
    return 0;
}
