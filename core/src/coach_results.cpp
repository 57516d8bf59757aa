#include "palpate/core/coach_results.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace palpate {

namespace {

constexpr std::array<std::string_view, 8> kPhases{"approach", "settle", "hold", "move_on",
                                                  "stroke",   "turn",   "rest", "done"};
constexpr std::array<std::string_view, 15> kCues{
    "stop",   "ease_off_pain", "off_limits", "ease_off_load", "maybe_bone", "move_on", "stay_on", "slower",
    "faster", "other_side",    "rest_now",   "still_resting", "lean_in",    "hold_on", "all_done"};
constexpr std::array<std::string_view, kRuleKinds> kRules{
    "hold_time", "hold_count", "stroke_time", "load",    "pain",       "set_count",      "set_time",
    "rest",      "sides",      "coverage",    "contact", "off_limits", "percussion_time"};

template <typename Kind, std::size_t Count>
Result<Kind> parse(const std::array<std::string_view, Count>& names, std::string_view text,
                   std::string_view what)
{
    for (std::size_t i = 0; i < Count; ++i) {
        if (names.at(i) == text) {
            return static_cast<Kind>(i);
        }
    }
    return fail(ErrorCode::InvalidArgument, fmt::format("'{}' is no {}", text, what));
}

double valueOr0(const std::optional<double>& value)
{
    return value.value_or(0.0);
}

/// "4", "1.9": no more figures than somebody reads from 3 m.
std::string shortNumber(double value)
{
    constexpr double kTenths = 10.0;
    const double rounded = std::round(value * kTenths) / kTenths;
    return rounded == std::round(rounded) ? fmt::format("{:.0f}", rounded) : fmt::format("{:.1f}", rounded);
}

std::string holdOnWords(const CoachCue& cue, double now_s)
{
    const double left_s = std::max(0.0, std::ceil(valueOr0(cue.asked) - now_s));
    return left_s > 0.0 ? fmt::format("Hold: {:.0f} s more", left_s)
                        : std::string{"Long enough: hold or move on"};
}

}  // namespace

std::string_view toString(CoachPhase phase)
{
    return kPhases.at(static_cast<std::size_t>(phase));
}

std::string_view toString(CueKind kind)
{
    return kCues.at(static_cast<std::size_t>(kind));
}

Result<CueKind> parseCueKind(std::string_view text)
{
    return parse<CueKind>(kCues, text, "kind of cue");
}

std::string_view toString(RuleKind rule)
{
    return kRules.at(static_cast<std::size_t>(rule));
}

Result<RuleKind> parseRuleKind(std::string_view text)
{
    return parse<RuleKind>(kRules, text, "rule");
}

std::string wordsOf(const CoachCue& cue, double now_s)
{
    const std::string asked = shortNumber(valueOr0(cue.asked));
    const std::string done = shortNumber(valueOr0(cue.done));
    switch (cue.kind) {
        case CueKind::Stop:
            return fmt::format("Stop: {}", cue.about);
        case CueKind::EaseOffPain:
            return fmt::format("Ease off: pain {}, agreed limit {}", done, asked);
        case CueKind::OffLimits:
            return cue.about;
        case CueKind::EaseOffLoad:
            return fmt::format("Ease off: {} {}, at most {}", done, cue.about, asked);
        case CueKind::MaybeBone:
            return "Shift a little: this may be bone";
        case CueKind::MoveOn:
            return fmt::format("Move on slowly: {} s are enough", asked);
        case CueKind::StayOn:
            return fmt::format("Back to the spot: {} s more", asked);
        case CueKind::Slower:
            return fmt::format("Slower: at least {} {} asked, {} done", asked, cue.about, done);
        case CueKind::Faster:
            return fmt::format("A little faster: at most {} {} asked, {} done", asked, cue.about, done);
        case CueKind::OtherSide:
            return fmt::format("Other side: now the {}", cue.about);
        case CueKind::RestNow:
            return fmt::format("Rest now: {} s are enough for a set", asked);
        case CueKind::StillResting:
            return fmt::format("Rest a little longer: {} s more", asked);
        case CueKind::LeanIn:
            return fmt::format("Lean in a little: {} {}, at least {}", done, cue.about, asked);
        case CueKind::HoldOn:
            return holdOnWords(cue, now_s);
        case CueKind::AllDone:
            return "Done";
    }
    return {};
}

}  // namespace palpate
