#pragma once

#include <string_view>
#include <vector>

#include <QString>
#include <QStringList>

#include "palpate/core/comparison.hpp"

namespace palpate::gui {

/// "cm²", "°", "0–10"; empty for a plain number.
[[nodiscard]] QString unitText(std::string_view unit);
/// "12.1 kPa"
[[nodiscard]] QString withUnit(const QString& figure, const QString& unit);
/// "+84", "−3.2", "0.0"; "−0.03" for an error of 0.05.
[[nodiscard]] QString signedText(double value, double error = 0.0);

/// "Threshold, spot 1", "Peak pressure under the tool", "Neck turn left": the metric in words, with its
/// place. An outcome that the program does not know keeps its own words.
[[nodiscard]] QString measureTitle(const Measure& measure);

/// How a line of the verdict table reads at a glance; always with its mark and word.
enum class VerdictTone { Clear, Quiet, Look };

/// One measure, ready for the screen.
struct VerdictRow {
    /// With its unit.
    QString measure;
    QString before;
    QString after;
    /// What is judged; with a control site, both numbers under it.
    QString change;
    QString band;
    QString verdict;
    /// Why, in a sentence or two.
    QString reason;
    VerdictTone tone = VerdictTone::Quiet;
    bool operator==(const VerdictRow&) const = default;
};

/// Measures that have a value in either session: clear changes first, doses last, else in their order.
[[nodiscard]] std::vector<VerdictRow> verdictRows(const std::vector<MetricChange>& metrics);
/// Any change is judged minus that of a control site.
[[nodiscard]] bool hasControl(const std::vector<MetricChange>& metrics);
/// Where the error bands come from, each once.
[[nodiscard]] QStringList bandSources(const std::vector<MetricChange>& metrics);

}  // namespace palpate::gui
