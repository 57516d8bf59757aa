#pragma once

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

#include "simulator/mat_frame.hpp"

namespace palpate::acquisition::simulator {

/// The weight of the simulated client (72 kg).
inline constexpr Force kClientWeight{706.0};

/// A client lying face up, as smooth lobes of pressure. A mat of 1500 mm and more carries the whole body, a
/// shorter one the trunk and pelvis, scaled to its size.
class BodyLoad {
  public:
    explicit BodyLoad(const MatGeometry& mat);

    /// The body's share of the weight that lies on this mat.
    [[nodiscard]] Force force() const { return Force{upper_n_ + lower_n_}; }

    /// Adds the body to `field_kpa`. `presence` is 0 (not there) to 1; `breath` -1 to 1 moves some weight
    /// between the upper and the lower body and leaves the sum as it is.
    void addTo(PressureArray& field_kpa, double presence, double breath) const;

    /// What addTo() adds to one cell.
    [[nodiscard]] double kpaAt(CellIndex cell, double presence, double breath) const;

    /// Where a place of the trunk (0 = above the shoulders, 1 = below the pelvis) lies on the mat.
    [[nodiscard]] static MatFraction onMat(const MatGeometry& mat, MatFraction on_trunk);

  private:
    struct Factors {
        float upper;
        float lower;
    };
    [[nodiscard]] Factors factors(double presence, double breath) const;

    double upper_n_ = 0.0;
    double lower_n_ = 0.0;
    PressureArray upper_kpa_;
    PressureArray lower_kpa_;
};

}  // namespace palpate::acquisition::simulator
