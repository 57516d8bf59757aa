#include "palpate/core/mat_name.hpp"

#include <fmt/format.h>

namespace palpate {

std::string matNameOf(const SessionHeader& header)
{
    const MeasurementInfo& info = header.info;
    const MatGeometry& mat = header.geometry;
    return info.mat_id != kImportedMatId
               ? info.mat_id
               : fmt::format("{} ({}{}{} x {} cells of {:g} x {:g} mm)", kImportedMatId, info.mat_title,
                             info.mat_title.empty() ? "" : ", ", mat.rows(), mat.cols(), mat.pitchXMm(),
                             mat.pitchYMm());
}

}  // namespace palpate
