#include "lapse_picture.hpp"

#include <algorithm>

namespace palpate::gui {

namespace {

constexpr int kLongSide = 128;

}  // namespace

QImage lapsePicture(const TimeLapse& lapse, double time_s, const ColorScale& scale)
{
    const auto after = std::upper_bound(lapse.start_s.begin(), lapse.start_s.end(), time_s);
    if (after == lapse.start_s.begin() || time_s >= *(after - 1) + lapse.picture_s) {
        return {};
    }
    const CellArray<float>& kpa = lapse.pictures[static_cast<std::size_t>(after - lapse.start_s.begin() - 1)];
    const auto rows = static_cast<int>(kpa.rows());
    const auto cols = static_cast<int>(kpa.cols());
    QImage image(cols, rows, QImage::Format_RGB32);
    for (int row = 0; row < rows; ++row) {
        for (int col = 0; col < cols; ++col) {
            image.setPixel(col, row, scale.color(kpa(row, col)));
        }
    }
    return image.scaled(kLongSide, kLongSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

}  // namespace palpate::gui
