#include "simulator/pressure_patch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace palpate::acquisition::simulator {

namespace {

constexpr double kPointsPerRadius = 8.0;
constexpr int kMinPointsPerCell = 4;
constexpr int kMaxPointsPerCell = 32;

/// The cells of one axis that [centre - reach, centre + reach] touches, and the points to integrate at.
struct AxisCells {
    int first = 0;
    int count = 0;
    int points_per_cell = 0;
    double pitch_mm = 0.0;

    [[nodiscard]] double pointMm(int cell, int point) const
    {
        return (first + cell + (point + 0.5) / points_per_cell) * pitch_mm;
    }
};

AxisCells cellsAround(double centre_mm, double reach_mm, double finest_mm, double pitch_mm)
{
    const int first = static_cast<int>(std::floor((centre_mm - reach_mm) / pitch_mm));
    const int last = static_cast<int>(std::floor((centre_mm + reach_mm) / pitch_mm));
    const double wanted = std::ceil(kPointsPerRadius * pitch_mm / finest_mm);
    return {.first = first,
            .count = last - first + 1,
            .points_per_cell = static_cast<int>(std::clamp(wanted, static_cast<double>(kMinPointsPerCell),
                                                           static_cast<double>(kMaxPointsPerCell))),
            .pitch_mm = pitch_mm};
}

PressurePatch emptyPatch(const AxisCells& along_x, const AxisCells& along_y)
{
    return {.first_row = along_y.first,
            .first_col = along_x.first,
            .rows = along_y.count,
            .cols = along_x.count,
            .kpa = std::vector<double>(static_cast<std::size_t>(along_x.count) *
                                       static_cast<std::size_t>(along_y.count))};
}

/// The rule misses some per mille of a contact's sharp edge; the force is what is known.
void scaleToForce(PressurePatch& patch, Area cell, Force force)
{
    const double sum_kpa = std::accumulate(patch.kpa.begin(), patch.kpa.end(), 0.0);
    const double carried_n = (Pressure{sum_kpa} * cell).n;
    if (carried_n <= 0.0) {
        return;
    }
    for (auto& value : patch.kpa) {
        value *= force.n / carried_n;
    }
}

/// Height of the pressure profile at one point of one axis: 1 in the middle, 0 from the edge on.
double acrossRoller(double distance_mm, double half_width_mm)
{
    const double u = distance_mm / half_width_mm;
    return std::sqrt(std::max(0.0, 1.0 - u * u));
}

double alongRoller(double distance_mm, const RollerContact& contact)
{
    const double into_end = std::abs(distance_mm) - (contact.half_length_mm - contact.end_mm);
    return into_end <= 0.0 ? 1.0 : acrossRoller(into_end, contact.end_mm);
}

template <typename Profile>
std::vector<double> cellMeans(const AxisCells& cells, double centre_mm, const Profile& profile)
{
    std::vector<double> means(static_cast<std::size_t>(cells.count));
    for (int cell = 0; cell < cells.count; ++cell) {
        double sum = 0.0;
        for (int point = 0; point < cells.points_per_cell; ++point) {
            sum += profile(cells.pointMm(cell, point) - centre_mm);
        }
        means[static_cast<std::size_t>(cell)] = sum / cells.points_per_cell;
    }
    return means;
}

double ballCellMean(const AxisCells& along_x, const AxisCells& along_y, CellIndex cell, MatPoint centre,
                    double radius_mm)
{
    double sum = 0.0;
    for (int j = 0; j < along_y.points_per_cell; ++j) {
        const double dy = along_y.pointMm(cell.row, j) - centre.y_mm;
        for (int i = 0; i < along_x.points_per_cell; ++i) {
            const double dx = along_x.pointMm(cell.col, i) - centre.x_mm;
            const double inside = 1.0 - (dx * dx + dy * dy) / (radius_mm * radius_mm);
            sum += std::sqrt(std::max(0.0, inside));
        }
    }
    return sum / (along_x.points_per_cell * along_y.points_per_cell);
}

}  // namespace

PressurePatch ballPatch(const MatGeometry& mat, MatPoint centre, const BallContact& contact, Force force)
{
    if (contact.radius_mm <= 0.0) {
        return {};
    }
    const double radius = contact.radius_mm;
    const auto along_x = cellsAround(centre.x_mm, radius, radius, mat.pitchXMm());
    const auto along_y = cellsAround(centre.y_mm, radius, radius, mat.pitchYMm());
    PressurePatch patch = emptyPatch(along_x, along_y);
    std::size_t index = 0;
    for (int row = 0; row < patch.rows; ++row) {
        for (int col = 0; col < patch.cols; ++col) {
            patch.kpa[index++] =
                contact.peak_kpa * ballCellMean(along_x, along_y, {.row = row, .col = col}, centre, radius);
        }
    }
    scaleToForce(patch, mat.cellArea(), force);
    return patch;
}

PressurePatch rollerPatch(const MatGeometry& mat, MatPoint centre, RollerAxis axis,
                          const RollerContact& contact, Force force)
{
    if (contact.half_width_mm <= 0.0) {
        return {};
    }
    const bool along_rows = axis == RollerAxis::AlongRows;
    const auto profile = [&contact](bool lengthways) {
        return [&contact, lengthways](double distance_mm) {
            return lengthways ? alongRoller(distance_mm, contact)
                              : acrossRoller(distance_mm, contact.half_width_mm);
        };
    };
    const double reach_x = along_rows ? contact.half_length_mm : contact.half_width_mm;
    const double reach_y = along_rows ? contact.half_width_mm : contact.half_length_mm;
    const double finest_x = along_rows ? contact.end_mm : contact.half_width_mm;
    const double finest_y = along_rows ? contact.half_width_mm : contact.end_mm;
    const auto along_x = cellsAround(centre.x_mm, reach_x, finest_x, mat.pitchXMm());
    const auto along_y = cellsAround(centre.y_mm, reach_y, finest_y, mat.pitchYMm());
    const auto means_x = cellMeans(along_x, centre.x_mm, profile(along_rows));
    const auto means_y = cellMeans(along_y, centre.y_mm, profile(!along_rows));
    PressurePatch patch = emptyPatch(along_x, along_y);
    std::size_t index = 0;
    for (const double mean_y : means_y) {
        for (const double mean_x : means_x) {
            patch.kpa[index++] = contact.peak_kpa * mean_x * mean_y;
        }
    }
    scaleToForce(patch, mat.cellArea(), force);
    return patch;
}

PressurePatch blockPatch(const MatGeometry& mat, MatPoint centre, Length side, Force force)
{
    const double half_mm = 0.5 * side.mm;
    const AxisCells along_x = cellsAround(centre.x_mm, half_mm, side.mm, mat.pitchXMm());
    const AxisCells along_y = cellsAround(centre.y_mm, half_mm, side.mm, mat.pitchYMm());
    PressurePatch patch = emptyPatch(along_x, along_y);
    const auto covered_mm = [half_mm](const AxisCells& axis, int cell, double middle_mm) {
        const double from_mm = (axis.first + cell) * axis.pitch_mm;
        return std::max(0.0, std::min(from_mm + axis.pitch_mm, middle_mm + half_mm) -
                                 std::max(from_mm, middle_mm - half_mm));
    };
    for (int row = 0; row < patch.rows; ++row) {
        for (int col = 0; col < patch.cols; ++col) {
            patch.kpa[static_cast<std::size_t>(row) * static_cast<std::size_t>(patch.cols) +
                      static_cast<std::size_t>(col)] =
                covered_mm(along_y, row, centre.y_mm) * covered_mm(along_x, col, centre.x_mm);
        }
    }
    scaleToForce(patch, mat.cellArea(), force);
    return patch;
}

bool isOnMat(const MatGeometry& mat, CellIndex cell)
{
    return cell.row >= 0 && cell.row < mat.rows() && cell.col >= 0 && cell.col < mat.cols() &&
           mat.isPresent(cell.row, cell.col);
}

void addPatch(const MatGeometry& mat, const PressurePatch& patch, PressureArray& field_kpa)
{
    for (int row = 0; row < patch.rows; ++row) {
        for (int col = 0; col < patch.cols; ++col) {
            const CellIndex cell{.row = patch.first_row + row, .col = patch.first_col + col};
            if (isOnMat(mat, cell)) {
                field_kpa(cell.row, cell.col) += static_cast<float>(patch.at(row, col));
            }
        }
    }
}

}  // namespace palpate::acquisition::simulator
