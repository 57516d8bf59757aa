#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/technique.hpp"
#include "palpate/core/units.hpp"

// What the coach says and how it scores (docs/metrics.md, "Coach").

namespace palpate {

enum class CoachPhase { Approach, Settle, Hold, MoveOn, Stroke, Turn, Rest, Done };
[[nodiscard]] std::string_view toString(CoachPhase phase);

/// In the order of importance: an earlier one takes the place of a later one.
enum class CueKind {
    Stop,          ///< a symptom at which to stop
    EaseOffPain,   ///< a rating over the agreed limit
    OffLimits,     ///< the tool is on a no-go zone
    EaseOffLoad,   ///< over the load band
    MaybeBone,     ///< a steep small peak: a caution
    MoveOn,        ///< the hold, or the gun on one place, has lasted long enough
    StayOn,        ///< a hold was left, or the contact lost, too early
    Slower,        ///< the last stroke was too fast
    Faster,        ///< the last stroke was too slow
    OtherSide,     ///< this side is done, or was chosen again
    RestNow,       ///< the set has lasted long enough
    StillResting,  ///< work went on before the rest was over
    LeanIn,        ///< under the load band
    HoldOn,        ///< a hold runs; so many seconds more
    AllDone,       ///< everything that was asked is done
};
[[nodiscard]] std::string_view toString(CueKind kind);
[[nodiscard]] Result<CueKind> parseCueKind(std::string_view text);

/// One cue, from when it came up to when it went.
struct CoachCue {
    CueKind kind = CueKind::HoldOn;
    double start_s = 0.0;
    /// None while it is shown.
    std::optional<double> end_s;
    /// What was asked and what was done, in the unit of the kind: seconds of a stroke or a hold, N, % or kPa
    /// of a load, points of pain. For HoldOn `asked` is the session time at which the hold is long enough.
    std::optional<double> asked;
    std::optional<double> done;
    /// Of a zone, a symptom or a side: what the words need besides.
    std::string about;
    bool operator==(const CoachCue&) const = default;
};

/// "Slower: 4.0 s a stroke asked, 1.9 s done"; `now_s` for cues that count down.
[[nodiscard]] std::string wordsOf(const CoachCue& cue, double now_s);

enum class RuleKind {
    HoldTime,        ///< each hold within its window
    HoldCount,       ///< as many holds as asked
    StrokeTime,      ///< strokes within their band
    Load,            ///< force or pressure within its band
    Pain,            ///< no rating over the limit
    SetCount,        ///< as many sets as asked
    SetTime,         ///< each set within its band
    Rest,            ///< long enough between sets
    Sides,           ///< both sides alike
    Coverage,        ///< the whole of the targets
    Contact,         ///< contact kept
    OffLimits,       ///< away from no-go zones
    PercussionTime,  ///< the gun not too long on one place
};
inline constexpr int kRuleKinds = 13;
/// "hold_time", ... the names in JSON and files.
[[nodiscard]] std::string_view toString(RuleKind rule);
[[nodiscard]] Result<RuleKind> parseRuleKind(std::string_view text);

struct RuleScore {
    RuleKind rule = RuleKind::HoldTime;
    /// None: could not be judged; `why` says so.
    std::optional<bool> met;
    /// The one number that the rule was judged by (docs/metrics.md, "Coach"), in `unit`.
    std::optional<double> value;
    Band target;
    std::string unit;
    /// Of the time, the strokes or the holds that count; none where a rule has no time.
    std::optional<double> in_band_pct;
    /// What kept it from being met or judged, in one plain sentence; empty when met.
    std::string why;
    bool operator==(const RuleScore&) const = default;
};

/// What one place got: a hold, with its short absences taken together.
struct SiteDose {
    double start_s = 0.0;
    double end_s = 0.0;
    /// In contact.
    double held_s = 0.0;
    MatPoint place;
    std::optional<Side> side;
    int losses = 0;
    std::optional<double> percussion_hz;
    bool operator==(const SiteDose&) const = default;
};

/// Work between two rests.
struct SetDone {
    double start_s = 0.0;
    double end_s = 0.0;
    /// In contact.
    double worked_s = 0.0;
    std::optional<Side> side;
    bool operator==(const SetDone&) const = default;
};

struct CoachResults {
    std::vector<RuleScore> adherence;
    std::vector<CoachCue> cues;
    std::vector<SiteDose> sites;
    std::vector<SetDone> sets;
    /// Where a steep small peak let bone be suspected: a caution, not a rule.
    std::vector<MatPoint> maybe_bone;
    /// Exploratory: where the trunk lay on the mat.
    std::optional<double> breaths_per_minute;
    bool operator==(const CoachResults&) const = default;
};

}  // namespace palpate
