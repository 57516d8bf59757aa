#pragma once

#include <QImage>

#include "palpate/core/time_lapse.hpp"

#include "color_scale.hpp"

namespace palpate::gui {

/// What the session looked like around `time_s`, small; a null image where no frame was.
[[nodiscard]] QImage lapsePicture(const TimeLapse& lapse, double time_s, const ColorScale& scale);

}  // namespace palpate::gui
