#pragma once

#include <QString>
#include <QStringList>

#include "palpate/live/session_comparison.hpp"

namespace palpate::gui {

/// "P-0417 · Upper back"
[[nodiscard]] QString comparedTitle(const live::SessionComparison& compared);
/// "Before 14 Nov 2026, 09:12 · After 14 Nov 2026, 09:41"
[[nodiscard]] QString comparedSubtitle(const live::SessionComparison& compared, bool has_control);
/// Where both are stored, whole: "Before: /…/a.h5", and the other one in the next line.
[[nodiscard]] QString comparedFiles(const live::SessionComparison& compared);
/// What a map shows and how the second session was laid over the first: "Highest pressure of each cell ·
/// after moved by 6 mm, turned by 1.2°, overlap 97 %". `map`: index of comparedMapNames().
[[nodiscard]] QString comparedCaption(const live::SessionComparison& compared, int map);
/// What the maps as a whole say: load that lies elsewhere, the map test or why there is none.
[[nodiscard]] QStringList mapNotes(const Comparison& comparison);
/// That the mat is steady, where a reference weight says so; a drift is among the reasons.
[[nodiscard]] QStringList referenceNotes(const Comparison& comparison, bool has_reference);
/// One session is of the left side and the other one of the right.
[[nodiscard]] bool areSidesOpposite(const live::SessionComparison& compared);

}  // namespace palpate::gui
