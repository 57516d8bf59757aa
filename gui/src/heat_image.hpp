#pragma once

#include <vector>

#include <QImage>
#include <QSize>

#include "palpate/core/cell_array.hpp"

#include "color_scale.hpp"

namespace palpate::gui {

/// 0 where no value is finite and above 0.
[[nodiscard]] double highestValue(const CellArray<float>& values);

/// Values to a picture: each pixel is interpolated from the four cell centres around it, then coloured, so
/// that a colour always stands for a value. Keeps its buffers between frames: about 1 ms for 800 x 800
/// pixels.
class HeatImage final {
  public:
    /// Rows and columns of `values` span the picture from edge to edge. NaN counts as 0. The result stays
    /// valid until the next call.
    [[nodiscard]] const QImage& render(const CellArray<float>& values, QSize size, const ColorScale& scale);

  private:
    struct Between {
        int low;
        int high;
        float share;
    };
    static void layOut(std::vector<Between>& places, int pixels, Eigen::Index cells);

    std::vector<Between> across_;
    std::vector<Between> down_;
    std::vector<float> line_;
    QImage image_;
};

}  // namespace palpate::gui
