#include "heat_image.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

double highestValue(const CellArray<float>& values)
{
    double highest = 0.0;
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        const auto value = static_cast<double>(values.data()[i]);
        highest = std::isfinite(value) ? std::max(highest, value) : highest;
    }
    return highest;
}

void HeatImage::layOut(std::vector<Between>& places, int pixels, Eigen::Index cells)
{
    places.resize(static_cast<std::size_t>(pixels));
    const int last = static_cast<int>(cells) - 1;
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const float centre =
            (static_cast<float>(pixel) + 0.5F) * static_cast<float>(cells) / static_cast<float>(pixels) -
            0.5F;
        const float place = std::clamp(centre, 0.0F, static_cast<float>(last));
        const int low = static_cast<int>(place);
        places[static_cast<std::size_t>(pixel)] = {
            .low = low, .high = std::min(low + 1, last), .share = place - static_cast<float>(low)};
    }
}

const QImage& HeatImage::render(const CellArray<float>& values, QSize size, const ColorScale& scale)
{
    if (values.size() == 0 || size.isEmpty()) {
        image_ = QImage();
        return image_;
    }
    if (image_.size() != size) {
        image_ = QImage(size, QImage::Format_RGB32);
    }
    layOut(across_, size.width(), values.cols());
    layOut(down_, size.height(), values.rows());
    const auto cols = static_cast<std::size_t>(values.cols());
    line_.resize(cols);
    const float* const data = values.data();
    for (int y = 0; y < size.height(); ++y) {
        const Between& row = down_[static_cast<std::size_t>(y)];
        const float* const upper = data + static_cast<std::size_t>(row.low) * cols;
        const float* const lower = data + static_cast<std::size_t>(row.high) * cols;
        for (std::size_t c = 0; c < cols; ++c) {
            const float a = std::isnan(upper[c]) ? 0.0F : upper[c];
            const float b = std::isnan(lower[c]) ? 0.0F : lower[c];
            line_[c] = a + row.share * (b - a);
        }
        auto* const pixels = reinterpret_cast<QRgb*>(image_.scanLine(y));
        for (std::size_t x = 0; x < across_.size(); ++x) {
            const Between& place = across_[x];
            const float left = line_[static_cast<std::size_t>(place.low)];
            const float right = line_[static_cast<std::size_t>(place.high)];
            pixels[x] = scale.color(left + place.share * (right - left));
        }
    }
    return image_;
}

}  // namespace palpate::gui
