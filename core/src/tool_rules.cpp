#include "palpate/core/tool_rules.hpp"

namespace palpate {

Coaching withRulesOfTool(Coaching coaching)
{
    if (coaching.tool != Tool::PercussionGun) {
        return coaching;
    }
    constexpr double kCountsFromS = 5.0;
    TechniqueRules& rules = coaching.technique.rules;
    rules.hold.reset();
    if (rules.percussion_s) {
        rules.hold =
            HoldRule{.seconds = *rules.percussion_s, .counts_from_s = kCountsFromS, .least_holds = 0};
    }
    rules.stroke.reset();
    rules.load.reset();
    rules.least_coverage_pct.reset();
    rules.most_losses.reset();
    return coaching;
}

}  // namespace palpate
