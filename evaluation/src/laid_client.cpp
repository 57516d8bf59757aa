#include "laid_client.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace palpate::evaluation {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

Lobe drawBall(double size_mm, sim::RandomStream& random)
{
    const double radius_mm = random.uniform(14.0, 27.0);
    return {.x_mm = random.uniform(-0.5, 0.5) * size_mm,
            .y_mm = random.uniform(-0.5, 0.5) * size_mm,
            .radius_x_mm = radius_mm,
            .radius_y_mm = radius_mm,
            .turn_rad = 0.0,
            .peak_kpa = random.uniform(30.0, 150.0),
            .is_ball = true};
}

/// Trunk and limbs: large soft lobes along a spine, with bony ones among them.
void addBody(std::vector<Lobe>& load, double size_mm, sim::RandomStream& random)
{
    const std::size_t lobes = 7 + random.below(6);
    for (std::size_t i = 0; i < lobes; ++i) {
        const bool is_bony = random.uniform(0.0, 1.0) < 0.4;
        const double radius_mm = (is_bony ? random.uniform(0.06, 0.10) : random.uniform(0.10, 0.2)) * size_mm;
        load.push_back({.x_mm = random.uniform(-0.35, 0.35) * size_mm,
                        .y_mm = random.uniform(-0.5, 0.5) * size_mm,
                        .radius_x_mm = radius_mm,
                        .radius_y_mm = radius_mm * random.uniform(0.6, 1.6),
                        .turn_rad = random.uniform(0.0, std::numbers::pi),
                        .peak_kpa = is_bony ? random.uniform(5.0, 14.0) : random.uniform(2.0, 6.0),
                        .is_ball = false});
    }
}

double pressureOf(const Lobe& lobe, double x_mm, double y_mm)
{
    const double c = std::cos(lobe.turn_rad);
    const double s = std::sin(lobe.turn_rad);
    const double dx = x_mm - lobe.x_mm;
    const double dy = y_mm - lobe.y_mm;
    const double u = (c * dx + s * dy) / lobe.radius_x_mm;
    const double v = (-s * dx + c * dy) / lobe.radius_y_mm;
    const double r2 = u * u + v * v;
    if (lobe.is_ball) {
        return r2 < 1.0 ? lobe.peak_kpa * std::sqrt(1.0 - r2) : 0.0;
    }
    return lobe.peak_kpa * std::exp(-r2);
}

}  // namespace

std::string_view toString(LoadKind kind)
{
    switch (kind) {
        case LoadKind::Body:
            return "body";
        case LoadKind::Sites:
            return "3-6 balls";
        case LoadKind::BodyAndSites:
            return "body and balls";
        case LoadKind::OneBall:
            return "one ball";
    }
    return "";
}

std::vector<Lobe> drawLoad(LoadKind kind, double size_mm, sim::RandomStream& random)
{
    std::vector<Lobe> load;
    if (kind == LoadKind::Body || kind == LoadKind::BodyAndSites) {
        addBody(load, size_mm, random);
    }
    std::size_t balls = kind == LoadKind::OneBall ? 1 : 0;
    if (kind == LoadKind::Sites || kind == LoadKind::BodyAndSites) {
        balls = kind == LoadKind::Sites ? 3 + random.below(4) : 1 + random.below(3);
    }
    for (std::size_t i = 0; i < balls; ++i) {
        load.push_back(drawBall(size_mm, random));
    }
    return load;
}

PressureArray layDown(const std::vector<Lobe>& load, const LaidPose& pose, const MatGeometry& mat)
{
    constexpr int kFine = 5;
    const double c = std::cos(pose.turn_deg * kDegree);
    const double s = std::sin(pose.turn_deg * kDegree);
    PressureArray field(mat.rows(), mat.cols());
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            double sum = 0.0;
            for (int i = 0; i < kFine * kFine; ++i) {
                const int fine_row = i / kFine;
                const double across = (col + (i % kFine + 0.5) / kFine) * mat.pitchXMm();
                const double down = (row + (fine_row + 0.5) / kFine) * mat.pitchYMm();
                const double x_mm = across - 0.5 * mat.widthMm() - pose.dx_mm;
                const double y_mm = down - 0.5 * mat.heightMm() - pose.dy_mm;
                for (const Lobe& lobe : load) {
                    sum += pressureOf(lobe, c * x_mm + s * y_mm, -s * x_mm + c * y_mm);
                }
            }
            field(row, col) = static_cast<float>(sum / (kFine * kFine));
        }
    }
    return field;
}

}  // namespace palpate::evaluation
