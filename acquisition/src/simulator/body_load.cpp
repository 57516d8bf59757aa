#include "simulator/body_load.hpp"

#include <algorithm>
#include <array>

#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kWholeBodyMatMm = 1500.0;
constexpr double kTrunkStartOnLongMat = 0.10;
constexpr double kTrunkShareOfLongMat = 0.50;
/// A mat too small for the trunk carries a part of it, at the pressure of a lying body.
constexpr double kMeanPressureLimitKpa = 2.2;
constexpr double kBreathShare = 0.03;
constexpr int kPointsPerCell = 4;

/// An elliptic lobe with pressure (1 - r^2)^2, in fractions of the trunk's length and of the mat's width.
struct Lobe {
    MatFraction centre;
    double half_along = 0.0;
    double half_across = 0.0;
    double weight_share = 0.0;
    bool upper = false;
    bool only_on_long_mat = false;
};

constexpr std::array<Lobe, 15> kLobes{{
    {{0.33, 0.50}, 0.240, 0.29, 0.230, true, false},   // back
    {{0.24, 0.36}, 0.085, 0.07, 0.045, true, false},   // shoulder blades
    {{0.24, 0.64}, 0.085, 0.07, 0.045, true, false},   //
    {{0.76, 0.50}, 0.170, 0.27, 0.170, false, false},  // pelvis
    {{0.76, 0.39}, 0.085, 0.08, 0.055, false, false},  // buttocks
    {{0.76, 0.61}, 0.085, 0.08, 0.055, false, false},  //
    {{-0.06, 0.50}, 0.090, 0.09, 0.070, true, true},   // head
    {{0.60, 0.18}, 0.120, 0.04, 0.040, true, true},    // forearms
    {{0.60, 0.82}, 0.120, 0.04, 0.040, true, true},    //
    {{1.06, 0.42}, 0.130, 0.07, 0.060, false, true},   // thighs
    {{1.06, 0.58}, 0.130, 0.07, 0.060, false, true},   //
    {{1.40, 0.42}, 0.100, 0.05, 0.040, false, true},   // calves
    {{1.40, 0.58}, 0.100, 0.05, 0.040, false, true},   //
    {{1.66, 0.42}, 0.028, 0.04, 0.025, false, true},   // heels
    {{1.66, 0.58}, 0.028, 0.04, 0.025, false, true},   //
}};

bool carriesWholeBody(const MatGeometry& mat)
{
    return longSideMm(mat) >= kWholeBodyMatMm;
}

/// A lobe in mm on the mat.
struct PlacedLobe {
    MatPoint centre;
    double half_x_mm = 0.0;
    double half_y_mm = 0.0;
    Force force;

    [[nodiscard]] double areaMm2() const { return kPi * half_x_mm * half_y_mm; }

    [[nodiscard]] double shapeAt(double x_mm, double y_mm) const
    {
        const double u = (x_mm - centre.x_mm) / half_x_mm;
        const double v = (y_mm - centre.y_mm) / half_y_mm;
        const double inside = std::max(0.0, 1.0 - u * u - v * v);
        return inside * inside;
    }
};

PlacedLobe place(const MatGeometry& mat, const Lobe& lobe)
{
    const double trunk_mm = longSideMm(mat) * (carriesWholeBody(mat) ? kTrunkShareOfLongMat : 1.0);
    const MatPoint half = pointAlong(mat, lobe.half_along * trunk_mm, lobe.half_across * shortSideMm(mat));
    return {.centre = pointAt(mat, BodyLoad::onMat(mat, lobe.centre)),
            .half_x_mm = half.x_mm,
            .half_y_mm = half.y_mm,
            .force = Force{lobe.weight_share * kClientWeight.n}};
}

/// Sum over a grid of points in the cell.
double shapeOver(const MatGeometry& mat, CellIndex cell, const PlacedLobe& lobe)
{
    double sum = 0.0;
    for (int j = 0; j < kPointsPerCell; ++j) {
        const double y_mm = (cell.row + (j + 0.5) / kPointsPerCell) * mat.pitchYMm();
        for (int i = 0; i < kPointsPerCell; ++i) {
            sum += lobe.shapeAt((cell.col + (i + 0.5) / kPointsPerCell) * mat.pitchXMm(), y_mm);
        }
    }
    return sum;
}

PressureArray cellMeans(const MatGeometry& mat, const PlacedLobe& lobe)
{
    PressureArray shape(mat.rows(), mat.cols());
    double sum = 0.0;
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            const double cell = shapeOver(mat, {.row = row, .col = col}, lobe);
            shape(row, col) = static_cast<float>(cell);
            sum += cell;
        }
    }
    if (sum > 0.0) {
        const double kpa_total = lobe.force.n / (Pressure{1.0} * mat.cellArea()).n;
        shape *= static_cast<float>(kpa_total / sum);
    }
    return shape;
}

}  // namespace

BodyLoad::BodyLoad(const MatGeometry& mat)
    : upper_kpa_(PressureArray::Zero(mat.rows(), mat.cols())),
      lower_kpa_(PressureArray::Zero(mat.rows(), mat.cols()))
{
    double area_mm2 = 0.0;
    for (const auto& lobe : kLobes) {
        if (lobe.only_on_long_mat && !carriesWholeBody(mat)) {
            continue;
        }
        const PlacedLobe placed = place(mat, lobe);
        area_mm2 += placed.areaMm2();
        (lobe.upper ? upper_kpa_ : lower_kpa_) += cellMeans(mat, placed);
        (lobe.upper ? upper_n_ : lower_n_) += placed.force.n;
    }
    const double limit_n = kMeanPressureLimitKpa * area_mm2 * 1e-3;
    const double scale = std::min(1.0, limit_n / (upper_n_ + lower_n_));
    upper_n_ *= scale;
    lower_n_ *= scale;
    upper_kpa_ *= static_cast<float>(scale);
    lower_kpa_ *= static_cast<float>(scale);
    for (const auto& cell : mat.absentCells()) {
        upper_kpa_(cell.row, cell.col) = 0.0F;
        lower_kpa_(cell.row, cell.col) = 0.0F;
    }
}

BodyLoad::Factors BodyLoad::factors(double presence, double breath) const
{
    const double moved = kBreathShare * breath;
    return {.upper = static_cast<float>(presence * (1.0 + moved)),
            .lower = static_cast<float>(presence * (1.0 - moved * upper_n_ / lower_n_))};
}

double BodyLoad::kpaAt(CellIndex cell, double presence, double breath) const
{
    const Factors factor = factors(presence, breath);
    return static_cast<double>(factor.upper * upper_kpa_(cell.row, cell.col) +
                               factor.lower * lower_kpa_(cell.row, cell.col));
}

void BodyLoad::addTo(PressureArray& field_kpa, double presence, double breath) const
{
    const Factors factor = factors(presence, breath);
    const float* upper = upper_kpa_.data();
    const float* lower = lower_kpa_.data();
    float* field = field_kpa.data();
    const Eigen::Index cells = field_kpa.size();
    for (Eigen::Index i = 0; i < cells; ++i) {
        field[i] += factor.upper * upper[i] + factor.lower * lower[i];
    }
}

MatFraction BodyLoad::onMat(const MatGeometry& mat, MatFraction on_trunk)
{
    if (!carriesWholeBody(mat)) {
        return on_trunk;
    }
    return {.along = kTrunkStartOnLongMat + kTrunkShareOfLongMat * on_trunk.along, .across = on_trunk.across};
}

}  // namespace palpate::acquisition::simulator
