#pragma once

#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

#include "simulator/hertz_contact.hpp"

namespace palpate::acquisition::simulator {

/// The mean pressure in each cell of the small rectangle of cells that a contact touches. It may reach over
/// the mat's edge: what lies there is carried by the floor.
struct PressurePatch {
    int first_row = 0;
    int first_col = 0;
    int rows = 0;
    int cols = 0;
    /// rows x cols, row-major.
    std::vector<double> kpa;

    [[nodiscard]] double at(int row, int col) const
    {
        return kpa[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
                   static_cast<std::size_t>(col)];
    }
};

/// Along which side of the mat the roller's own axis lies; it rolls along the other one.
enum class RollerAxis { AlongRows, AlongColumns };

/// Integrated over the cells finely enough for the contact's radius and scaled so that the patch carries
/// exactly `force`.
[[nodiscard]] PressurePatch ballPatch(const MatGeometry& mat, MatPoint centre, const BallContact& contact,
                                      Force force);
[[nodiscard]] PressurePatch rollerPatch(const MatGeometry& mat, MatPoint centre, RollerAxis axis,
                                        const RollerContact& contact, Force force);

/// Even over a square, sides along rows and columns.
[[nodiscard]] PressurePatch blockPatch(const MatGeometry& mat, MatPoint centre, Length side, Force force);

/// Inside the mat's rows and columns, and not absent.
[[nodiscard]] bool isOnMat(const MatGeometry& mat, CellIndex cell);

/// Adds what lies on the mat's present cells to `field_kpa`.
void addPatch(const MatGeometry& mat, const PressurePatch& patch, PressureArray& field_kpa);

}  // namespace palpate::acquisition::simulator
