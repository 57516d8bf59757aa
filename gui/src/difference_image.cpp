#include "difference_image.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

namespace {

struct Between {
    Eigen::Index low;
    Eigen::Index high;
    double share;
};

Between between(int pixel, int pixels, Eigen::Index cells)
{
    const double centre = (pixel + 0.5) * static_cast<double>(cells) / pixels - 0.5;
    const double place = std::clamp(centre, 0.0, static_cast<double>(cells - 1));
    const auto low = static_cast<Eigen::Index>(place);
    return {.low = low, .high = std::min(low + 1, cells - 1), .share = place - static_cast<double>(low)};
}

/// The mean over the cells with a value, and how much of what is near they are (0 to 1).
struct Nearby {
    double sum = 0.0;
    double weight = 0.0;

    void add(float value, double share)
    {
        if (!std::isnan(value)) {
            sum += share * static_cast<double>(value);
            weight += share;
        }
    }
};

QRgb mix(QRgb from, QRgb to, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)),
                channel(qBlue(from), qBlue(to)));
}

}  // namespace

QImage differenceImage(const CellArray<float>& difference, QSize size, const DifferenceScale& scale,
                       const QColor& ground)
{
    // The outline is drawn where half of what is near has a value, a little softened.
    constexpr double kFrom = 0.4;
    constexpr double kTo = 0.6;
    if (difference.size() == 0 || size.isEmpty()) {
        return {};
    }
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        const Between row = between(y, size.height(), difference.rows());
        auto* const pixels = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const Between col = between(x, size.width(), difference.cols());
            Nearby near;
            near.add(difference(row.low, col.low), (1.0 - row.share) * (1.0 - col.share));
            near.add(difference(row.low, col.high), (1.0 - row.share) * col.share);
            near.add(difference(row.high, col.low), row.share * (1.0 - col.share));
            near.add(difference(row.high, col.high), row.share * col.share);
            const double shown = std::clamp((near.weight - kFrom) / (kTo - kFrom), 0.0, 1.0);
            pixels[x] =
                shown > 0.0 ? mix(ground.rgb(), scale.color(near.sum / near.weight), shown) : ground.rgb();
        }
    }
    return image;
}

}  // namespace palpate::gui
