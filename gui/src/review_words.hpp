#pragma once

#include <optional>

#include <QString>
#include <QStringList>

#include "review_session.hpp"

namespace palpate::gui {

/// Titles of the maps in the order of ReviewMap.
[[nodiscard]] QStringList mapTitles();
/// "Highest pressure of each cell, under the tool"
[[nodiscard]] QString mapCaption(ReviewMap map, std::optional<SetUp> setup);
[[nodiscard]] QString mapUnit(ReviewMap map);

/// The sentence on top: "3 holds, 2 of them 30–90 s".
[[nodiscard]] QString sessionHeadline(const SessionResults& results);
/// "92.3 s · 20 Hz · 1,846 frames · 0 lost"
[[nodiscard]] QString sessionFacts(const ReviewSession& session, const SessionResults& results);
/// Lines of name and value: mat, file, calibration, thresholds.
[[nodiscard]] QString recordingFacts(const ReviewSession& session, const SessionResults& results);
/// "0:55  pain 5 at 263, 1338 mm"
[[nodiscard]] QString eventLine(const Event& event);
/// Set-up, technique, side, phase, beginning; what is not known is left out. `technique_title`: empty where
/// only its id is known.
[[nodiscard]] QString sessionSubtitle(const MeasurementInfo& info, const QString& technique_title);

}  // namespace palpate::gui
