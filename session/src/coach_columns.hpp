#pragma once

#include <span>

#include "palpate/core/coach_results.hpp"

#include "result_columns.hpp"

// The tables of the coach, once for all files.

namespace palpate::session {

[[nodiscard]] std::span<const ResultColumn<RuleScore>> adherenceColumns();
[[nodiscard]] std::span<const ResultColumn<CoachCue>> cueColumns();
[[nodiscard]] std::span<const ResultColumn<SiteDose>> siteColumns();
[[nodiscard]] std::span<const ResultColumn<SetDone>> setColumns();

/// Calls `visit(name, columns, rows)` for every table of the coach. They are true in every set-up.
template <typename Visit>
void forEachCoachTable(const CoachResults& coach, Visit visit)
{
    visit("adherence", adherenceColumns(), coach.adherence);
    visit("cues", cueColumns(), coach.cues);
    visit("sites", siteColumns(), coach.sites);
    visit("sets", setColumns(), coach.sets);
}

}  // namespace palpate::session
