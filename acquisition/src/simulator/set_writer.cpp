#include "simulator/set_writer.hpp"

#include <cmath>
#include <utility>

#include "palpate/core/mat_plane.hpp"

#include "simulator/tool_force.hpp"
#include "simulator/tool_path.hpp"

namespace palpate::acquisition::simulator {

SetWriter::SetWriter(const SessionAim& aim, const WorkLine& line, WorkedPart part, RandomStream& random)
    : aim_(aim), line_(line), part_(part), random_(random)
{
    at_ = turn();
    set_.start = at_;
    step(StepKind::Pause, kToolRestsS);
}

void SetWriter::fullStroke()
{
    is_high_ = !is_high_;
    const bool after_rest = set_.steps.back().kind != StepKind::Stroke;
    strokeTo(turn(), after_rest, aim_.timing);
}

void SetWriter::fullStrokes(int count)
{
    for (int i = 0; i < count; ++i) {
        fullStroke();
    }
}

void SetWriter::fullStrokesUntil(double contact_s)
{
    while (contactSeconds(set_.steps) < contact_s) {
        fullStroke();
    }
}

void SetWriter::holdAt(double share, double seconds, int losses)
{
    constexpr double kShortestLossS = 1.5;
    constexpr double kLongestLossS = 3.0;
    // The losses come well before the hold is long enough.
    constexpr double kEarlyShare = 0.8;
    const MatPoint back = at_;
    strokeTo(holdPlace(part_.low + share * (part_.high - part_.low)), true, aim_.timing_at_holds);
    const double between_s = kEarlyShare * seconds / (losses + 1);
    for (int i = 0; i < losses; ++i) {
        step(StepKind::Hold, between_s);
        step(StepKind::Lift, random_.uniform(kShortestLossS, kLongestLossS));
    }
    step(StepKind::Hold, seconds - losses * between_s);
    strokeTo(back, true, aim_.timing_at_holds);
}

void SetWriter::strokeWithLoss()
{
    constexpr double kShortestLossS = 1.5;
    constexpr double kLongestLossS = 1.8;
    is_high_ = !is_high_;
    const MatPoint to = turn();
    const double lost_s = random_.uniform(kShortestLossS, kLongestLossS);
    const double half_s =
        aim_.timing.halfSecondsWithLoss(distanceMm(at_, to), lost_s + kLiftFallS + kLiftRiseS);
    const MatPoint middle{.x_mm = 0.5 * (at_.x_mm + to.x_mm), .y_mm = 0.5 * (at_.y_mm + to.y_mm)};
    step(StepKind::PartOfStroke, half_s).to = middle;
    step(StepKind::Lift, lost_s);
    step(StepKind::Stroke, half_s).to = to;
    at_ = to;
}

void SetWriter::strayTo(const ForbiddenPlace& forbidden)
{
    constexpr double kStayS = 1.6;
    if (is_high_ != forbidden.from_high) {
        fullStroke();
    }
    const MatPoint back = at_;
    strokeTo(forbidden.place, true, aim_.timing);
    step(StepKind::Pause, kStayS);
    strokeTo(back, true, aim_.timing);
}

ScriptSet SetWriter::finish()
{
    step(StepKind::Pause, kToolRestsS);
    return std::move(set_);
}

ScriptStep& SetWriter::step(StepKind kind, double seconds)
{
    set_.steps.push_back({.kind = kind, .seconds = seconds, .to = at_, .reports = {}});
    return set_.steps.back();
}

void SetWriter::strokeTo(MatPoint to, bool beside_rest, const StrokeTiming& timing)
{
    const double spread = timing.spread();
    const double seconds =
        timing.seconds(distanceMm(at_, to), beside_rest) * random_.uniform(1.0 - spread, 1.0 + spread);
    step(StepKind::Stroke, seconds).to = to;
    at_ = to;
}

MatPoint SetWriter::turn()
{
    constexpr double kNearestShare = 0.01;
    constexpr double kFarthestShare = 0.04;
    const double inside = random_.uniform(kNearestShare, kFarthestShare);
    return line_.at(is_high_ ? part_.high - inside : part_.low + inside);
}

/// A peak in % of a threshold shows on wide cells only in the middle of one.
MatPoint SetWriter::holdPlace(double share) const
{
    const MatPoint place = line_.at(share);
    const auto& load = aim_.coaching.technique.rules.load;
    const bool needs_centre = aim_.variant == Variant::TooHard && load &&
                              load->unit == LoadUnit::OwnThresholdPct && hasCoarseCells(aim_.mat);
    if (!needs_centre) {
        return place;
    }
    return aim_.mat.centreOf(static_cast<int>(std::floor(place.y_mm / aim_.mat.pitchYMm())),
                             static_cast<int>(std::floor(place.x_mm / aim_.mat.pitchXMm())));
}

}  // namespace palpate::acquisition::simulator
