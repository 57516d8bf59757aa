#pragma once

#include <vector>

#include "palpate/core/cell_array.hpp"

namespace palpate {

/// A session in small, to see at a glance what happens in it: at most kMostPictures pictures of at most
/// kMostPictureCells x kMostPictureCells blocks of cells (docs/metrics.md, "Time-lapse").
struct TimeLapse {
    static constexpr int kMostPictures = 256;
    static constexpr int kMostPictureCells = 16;

    /// Length of the time that a picture shows.
    double picture_s = 0.0;
    /// Rows and columns of cells that make one block.
    int block_cells = 1;
    /// When the time of each picture begins, rising; times without a valid frame have none.
    std::vector<double> start_s;
    /// kPa: the highest of the block and the time. One per start_s, all of one size.
    std::vector<CellArray<float>> pictures;
};

}  // namespace palpate
