#pragma once

#include <QString>
#include <QStringList>

#include "palpate/core/coach_results.hpp"
#include "palpate/core/technique.hpp"

namespace palpate::gui {

/// "Foam roller"
[[nodiscard]] QString toolTitle(Tool tool);
/// "Foam roller or percussion gun"
[[nodiscard]] QString toolsTitle(const std::vector<Tool>& tools);
/// "Pain management"
[[nodiscard]] QString timingTitle(Timing timing);
/// "Stroke time"
[[nodiscard]] QString ruleTitle(RuleKind rule);
/// "s", "mm/s", "N", "% of body weight", "% of own threshold"
[[nodiscard]] QString unitWords(StrokeUnit unit);
[[nodiscard]] QString unitWords(LoadUnit unit);
/// "2 to 4 s", "at most 60 s", "at least 30 s"; empty without either end.
[[nodiscard]] QString bandWords(const Band& band, const QString& unit);
/// What a technique asks for, a line for each rule: "Hold 30 to 90 s, at least 1 on each side".
[[nodiscard]] QStringList ruleLines(const TechniqueRules& rules);

}  // namespace palpate::gui
