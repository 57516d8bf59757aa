#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/units.hpp"

// A self-release technique as data: what is done, and the rules that the coach keeps (docs/techniques.md).

namespace palpate {

enum class Tool { FoamRoller, Ball, PercussionGun };
enum class Timing { BeforeWorkout, AfterWorkout, RestDay, PainManagement, InjuryRecovery };
[[nodiscard]] std::string_view toString(Tool tool);
[[nodiscard]] std::string_view toString(Timing timing);
[[nodiscard]] Result<Tool> parseTool(std::string_view text);
[[nodiscard]] Result<Timing> parseTiming(std::string_view text);

/// Both ends belong to it; an end that is none has no limit. In the unit of the rule that it belongs to.
struct Band {
    std::optional<double> min;
    std::optional<double> max;
    bool operator==(const Band&) const = default;
};

/// A tool that rests on one place for `counts_from_s` is meant as a hold, and has to last.
struct HoldRule {
    Band seconds{.min = 30.0, .max = 90.0};
    double counts_from_s = 5.0;
    /// On each side, where the technique has sides.
    int least_holds = 0;
    bool operator==(const HoldRule&) const = default;
};

enum class StrokeUnit { Seconds, MmPerSecond };
/// Along or across the body of the technique's outline.
enum class Travel { Along, Across };
[[nodiscard]] std::string_view toString(StrokeUnit unit);
[[nodiscard]] std::string_view toString(Travel travel);

/// One way, turning point to turning point.
struct StrokeRule {
    StrokeUnit unit = StrokeUnit::Seconds;
    Band band{.min = 2.0, .max = 4.0};
    Travel travel = Travel::Along;
    bool operator==(const StrokeRule&) const = default;
};

enum class LoadUnit { Newton, BodyWeightPct, OwnThresholdPct };
[[nodiscard]] std::string_view toString(LoadUnit unit);

/// Force under the tool, in N or % of the body weight; or its peak pressure in % of the client's own
/// pressure-pain threshold.
struct LoadRule {
    LoadUnit unit = LoadUnit::Newton;
    Band band;
    bool operator==(const LoadRule&) const = default;
};

/// Work between two rests; on both sides together where the technique has sides.
struct SetRule {
    int sets = 1;
    Band seconds{.min = 30.0, .max = 120.0};
    double rest_s = 0.0;
    bool operator==(const SetRule&) const = default;
};

enum class ZoneKind { Target, NoGo };

/// A part of the body in the technique's own frame: mm, as seen on the mat from above, x to the right, y from
/// head to foot, (0, 0) where the outline is held.
struct Zone {
    std::string name;
    ZoneKind kind = ZoneKind::Target;
    /// Which side it counts for; none for the middle.
    std::optional<Side> side;
    std::vector<MatPoint> corners;
    /// What is said when the tool is on a no-go zone: "Off the spine".
    std::string cue;
    bool operator==(const Zone&) const = default;
};

/// What is agreed for everybody; none = the technique does not ask for it.
struct TechniqueRules {
    std::optional<HoldRule> hold;
    std::optional<StrokeRule> stroke;
    std::optional<LoadRule> load;
    std::optional<SetRule> set;
    /// Each side in turn.
    bool each_side = false;
    /// Least part of the targets' length along the strokes that the tool has passed.
    std::optional<double> least_coverage_pct;
    /// How often the contact may be lost before a hold is long enough, or while rolling.
    std::optional<int> most_losses;
    /// Most of the pain scale (0-10), where nothing else is agreed with the client.
    int pain_limit = 5;
    /// On one place, for a percussion gun.
    std::optional<Band> percussion_s;
    bool operator==(const TechniqueRules&) const = default;
};

struct Technique {
    std::string id;
    std::string title;
    /// "upper back"
    std::string region;
    std::vector<Tool> tools;
    std::vector<SetUp> setups;
    std::string posture;
    std::vector<std::string> steps;
    std::vector<std::string> cautions;
    /// What is known and what is not, in plain words.
    std::string evidence;
    TechniqueRules rules;
    /// Of the body, for orientation; in the frame of the zones.
    std::vector<MatPoint> outline;
    std::vector<Zone> zones;
    bool operator==(const Technique&) const = default;
};

/// InvalidArgument names the key of the technique's file ("rules.hold.seconds") and what is wrong with it.
[[nodiscard]] Result<void> checkTechnique(const Technique& technique);

}  // namespace palpate
