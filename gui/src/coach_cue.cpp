#include "coach_cue.hpp"

#include <algorithm>
#include <cmath>

#include "display_text.hpp"
#include "technique_words.hpp"

namespace palpate::gui {

namespace {

QString approachWords(const Coaching& coaching)
{
    const QString region = QString::fromStdString(coaching.technique.region);
    switch (coaching.tool) {
        case Tool::FoamRoller:
            return QStringLiteral("Put the roller under the %1").arg(region);
        case Tool::Ball:
            return QStringLiteral("Bring the ball to the %1").arg(region);
        case Tool::PercussionGun:
            return QStringLiteral("Set the gun on the %1").arg(region);
    }
    return {};
}

QString restWords(const analysis::CoachNow& now, const TechniqueRules& rules)
{
    const double asked_s = rules.set ? rules.set->rest_s : 0.0;
    const auto rested = static_cast<int>(now.rested_s.value_or(0.0));
    return asked_s > 0.0 ? QStringLiteral("Resting: %1 s of %2").arg(rested).arg(std::lround(asked_s))
                         : QStringLiteral("Resting");
}

QString phaseWords(const analysis::CoachNow& now, const Coaching& coaching)
{
    switch (now.phase) {
        case CoachPhase::Approach:
            return approachWords(coaching);
        case CoachPhase::Settle:
            return QStringLiteral("Settle in");
        case CoachPhase::Hold:
            return QStringLiteral("Holding");
        case CoachPhase::MoveOn:
            return QStringLiteral("Moving on");
        // A turning point is over before its word could be read.
        case CoachPhase::Stroke:
        case CoachPhase::Turn:
            return coaching.tool == Tool::PercussionGun ? QStringLiteral("Moving")
                                                        : QStringLiteral("Rolling");
        case CoachPhase::Rest:
            return restWords(now, coaching.technique.rules);
        case CoachPhase::Done:
            return QStringLiteral("Done");
    }
    return {};
}

QString detailWords(const analysis::CoachNow& now, const Coaching& coaching, bool is_recording)
{
    if (!is_recording) {
        return QStringLiteral("Not recording yet: press Record to begin.");
    }
    QStringList parts;
    if (now.load && coaching.technique.rules.load) {
        parts += QStringLiteral("%1 %2")
                     .arg(std::lround(*now.load))
                     .arg(unitWords(coaching.technique.rules.load->unit));
    }
    parts += QStringLiteral("agreed limit %1 of 10").arg(coaching.pain_limit);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

CueTone toneOf(CueKind kind)
{
    switch (kind) {
        case CueKind::Stop:
        case CueKind::EaseOffPain:
        case CueKind::OffLimits:
        case CueKind::EaseOffLoad:
            return CueTone::Stop;
        case CueKind::MaybeBone:
        case CueKind::StayOn:
        case CueKind::Slower:
        case CueKind::Faster:
        case CueKind::StillResting:
        case CueKind::LeanIn:
            return CueTone::Look;
        case CueKind::MoveOn:
        case CueKind::OtherSide:
        case CueKind::RestNow:
        case CueKind::HoldOn:
        case CueKind::AllDone:
            break;
    }
    return CueTone::Good;
}

Cue coachCue(const analysis::CoachNow& now, const Coaching& coaching, bool is_recording)
{
    Cue cue{.headline =
                now.cue ? QString::fromStdString(wordsOf(*now.cue, now.time_s)) : phaseWords(now, coaching),
            .detail = detailWords(now, coaching, is_recording),
            .tone = now.cue ? toneOf(now.cue->kind) : CueTone::Calm,
            .progress = std::nullopt};
    if (const std::optional<HoldRule>& hold = coaching.technique.rules.hold; hold && now.held_s) {
        const double min_s = hold->seconds.min.value_or(0.0);
        cue.progress = HoldProgress{.held_s = *now.held_s,
                                    .window_min_s = min_s,
                                    .window_max_s = hold->seconds.max.value_or(std::max(2.0 * min_s, 60.0))};
    }
    return cue;
}

}  // namespace palpate::gui
