#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "palpate/live/repeatability.hpp"

#include "session_choice.hpp"

namespace palpate::gui {

/// "A left": whose repeat the recording is, as live::repeatabilityOf() groups them; empty without a client
/// code, and then it cannot be one.
[[nodiscard]] QString repeatSubjectText(const SessionChoice& choice);
/// "A left: 3 · B: 2. Each needs as many.": what is ticked, and what it still lacks.
[[nodiscard]] QString tickedText(const std::vector<SessionChoice>& ticked);

/// One measure that was judged, ready for the screen.
struct ReliabilityRow {
    /// With its unit.
    QString measure;
    QString mean;
    QString sem;
    QString mdc95;
    QString icc;
    QString bias;
    /// Where one band does not fit small and large values; else empty.
    QString note;
    bool operator==(const ReliabilityRow&) const = default;
};
[[nodiscard]] std::vector<ReliabilityRow> reliabilityRows(const live::Repeatability& repeatability);
/// "Peak pressure: a.h5 does not have it"
[[nodiscard]] QStringList refusedLines(const live::Repeatability& repeatability);
/// "2 clients or sites, 3 recordings each · sim-64x32 · tool on the mat"
[[nodiscard]] QString repeatsText(const live::Repeatability& repeatability);
/// "Bland–Altman ..." is painted; this says it: bias, limits, number of points.
[[nodiscard]] QString agreementText(const QString& measure, const Agreement& agreement, const QString& unit);
/// That there are too few pairs to decide; empty where there are enough.
[[nodiscard]] QString fewPairsText(const live::Repeatability& repeatability);
/// Without the folders of these files, which a message names in full.
[[nodiscard]] QString withoutFolders(const std::string& message,
                                     const std::vector<std::filesystem::path>& files);

}  // namespace palpate::gui
