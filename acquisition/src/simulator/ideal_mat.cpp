#include "simulator/ideal_mat.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palpate::acquisition::simulator {

IdealMat::IdealMat(MatGeometry mat, ClientTimeline timeline)
    : mat_(std::move(mat)), timeline_(std::move(timeline))
{
    if (!timeline_.bodies.empty()) {
        body_load_.emplace(mat_);
    }
}

PressurePatch IdealMat::ballAt(const BallPress& press, double time_s) const
{
    const Force force{press.forceAt(time_s).n * (1.0 - press.bumpShareAt(time_s))};
    const BallContact contact = ballContact(force, kBallRadius, press.modulusAt(time_s));
    return ballPatch(mat_, press.placeAt(time_s), contact, force);
}

PressurePatch IdealMat::rollerAt(const RollerPass& pass, double time_s) const
{
    const Force force = pass.forceAt(time_s);
    const RollerContact contact = rollerContact(force, kRollerRadius, pass.length, kRollerModulus);
    return rollerPatch(mat_, pass.path.at(time_s), pass.axis, contact, force);
}

PressurePatch IdealMat::bumpAt(const BallPress& press, double time_s) const
{
    const Force force{press.forceAt(time_s).n * press.bumpShareAt(time_s)};
    return ballPatch(mat_, press.placeAt(time_s), {.radius_mm = kBumpRadiusMm, .peak_kpa = 1.0}, force);
}

double IdealMat::bodyPresence(const LyingBody& body, double time_s) const
{
    const BallPress* press = activeAt(timeline_.presses, time_s);
    const RollerPass* pass = activeAt(timeline_.passes, time_s);
    const double on_tool_n = (press == nullptr ? 0.0 : press->forceAt(time_s).n) +
                             (pass == nullptr ? 0.0 : pass->forceAt(time_s).n);
    return std::max(0.0, body.envelope.at(time_s) - on_tool_n / kClientWeight.n);
}

/// A body that lies across a roller does not touch the mat beside it.
void IdealMat::liftBody(const RollerPass& pass, double time_s, PressureArray& field_kpa) const
{
    constexpr double kLiftedMm = 140.0;
    constexpr double kDownAgainMm = 220.0;
    const bool is_along_rows = pass.axis == RollerAxis::AlongRows;
    const MatPoint middle = pass.path.at(time_s);
    const double lifted = pass.envelope.at(time_s);
    const auto left_of_body = [&](Eigen::Index index) {
        const double place_mm =
            (static_cast<double>(index) + 0.5) * (is_along_rows ? mat_.pitchYMm() : mat_.pitchXMm());
        const double away_mm = std::abs(place_mm - (is_along_rows ? middle.y_mm : middle.x_mm));
        const double down = std::clamp((away_mm - kLiftedMm) / (kDownAgainMm - kLiftedMm), 0.0, 1.0);
        return static_cast<float>(1.0 - lifted * (1.0 - down));
    };
    for (Eigen::Index i = 0; i < (is_along_rows ? field_kpa.rows() : field_kpa.cols()); ++i) {
        if (is_along_rows) {
            field_kpa.row(i) *= left_of_body(i);
        } else {
            field_kpa.col(i) *= left_of_body(i);
        }
    }
}

void IdealMat::fieldAt(double time_s, PressureArray& field_kpa) const
{
    std::fill_n(field_kpa.data(), field_kpa.size(), 0.0F);
    if (const LyingBody* body = activeAt(timeline_.bodies, time_s)) {
        body_load_->addTo(field_kpa, bodyPresence(*body, time_s), body->breathAt(time_s));
        if (const RollerPass* pass = activeAt(timeline_.passes, time_s)) {
            liftBody(*pass, time_s, field_kpa);
        }
    }
    if (const BallPress* press = activeAt(timeline_.presses, time_s)) {
        addPatch(mat_, ballAt(*press, time_s), field_kpa);
        if (press->bumpShareAt(time_s) > 0.0) {
            addPatch(mat_, bumpAt(*press, time_s), field_kpa);
        }
    }
    if (const LaidWeight* weight = activeAt(timeline_.weights, time_s)) {
        const Length side{std::min(kBlockSide.mm, kBlockShareOfMat * shortSideMm(mat_))};
        const Force force{weight->force.n * weight->envelope.at(time_s)};
        addPatch(mat_, blockPatch(mat_, weight->place, side, force), field_kpa);
    }
    if (const RollerPass* pass = activeAt(timeline_.passes, time_s)) {
        addPatch(mat_, rollerAt(*pass, time_s), field_kpa);
    }
}

std::optional<IdealMat::BallPeak> IdealMat::ballPeakAt(double time_s) const
{
    const BallPress* press = activeAt(timeline_.presses, time_s);
    if (press == nullptr) {
        return std::nullopt;
    }
    const PressurePatch patch = ballAt(*press, time_s);
    double peak_kpa = 0.0;
    CellIndex peak_cell;
    for (int row = 0; row < patch.rows; ++row) {
        for (int col = 0; col < patch.cols; ++col) {
            const CellIndex cell{.row = patch.first_row + row, .col = patch.first_col + col};
            if (isOnMat(mat_, cell) && patch.at(row, col) > peak_kpa) {
                peak_kpa = patch.at(row, col);
                peak_cell = cell;
            }
        }
    }
    if (peak_kpa <= 0.0) {
        return std::nullopt;
    }
    const LyingBody* body = activeAt(timeline_.bodies, time_s);
    const double body_kpa =
        body == nullptr ? 0.0
                        : body_load_->kpaAt(peak_cell, bodyPresence(*body, time_s), body->breathAt(time_s));
    return BallPeak{.ball = Pressure{peak_kpa}, .total = Pressure{peak_kpa + body_kpa}};
}

}  // namespace palpate::acquisition::simulator
