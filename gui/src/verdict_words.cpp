#include "verdict_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "display_text.hpp"

namespace palpate::gui {

namespace {

using Title = std::pair<std::string_view, const char*>;

constexpr std::array<Title, 8> kUnits{{{"cm2", "cm²"},
                                       {"1", ""},
                                       {"deg", "°"},
                                       {"0-10", "of 10"},
                                       {"pct", "%"},
                                       {"kPa/cm", "kPa/cm"},
                                       {"kPa s", "kPa s"},
                                       {"mm2", "mm²"}}};

QString capitalised(const QString& words)
{
    return words.left(1).toUpper() + words.mid(1);
}

/// "neck_turn_left_deg" without its unit, which stands beside it anyway.
std::string_view withoutUnit(std::string_view name, std::string_view unit)
{
    const bool ends_with_it = !unit.empty() && name.size() > unit.size() + 1 && name.ends_with(unit) &&
                              name[name.size() - unit.size() - 1] == '_';
    return ends_with_it ? name.substr(0, name.size() - unit.size() - 1) : name;
}

/// What the words of the measure do not say already.
QString statisticText(const Measure& measure, const QString& words)
{
    if (measure.statistic == "mean" && !words.startsWith(QStringLiteral("mean"))) {
        return QStringLiteral(", mean");
    }
    if (measure.statistic == "max" && !words.startsWith(QStringLiteral("peak"))) {
        return QStringLiteral(", highest");
    }
    return {};
}

/// As close as a change of it is judged.
double errorOf(const MetricChange& metric)
{
    return metric.mdc95.value_or(0.0);
}

/// Of a count or a rating, which has no decimals of its own.
bool isWhole(const MetricChange& metric, double value)
{
    return (metric.measure.unit == "1" || metric.measure.unit == "0-10") &&
           std::abs(std::round(value) - value) < 1e-9;
}

QString valueText(const MetricChange& metric, const std::optional<double>& value)
{
    if (!value) {
        return figureText(value);
    }
    const QString figure =
        isWhole(metric, *value) ? QString::number(std::lround(*value)) : figureText(*value, errorOf(metric));
    return (metric.is_at_least ? QStringLiteral("≥ ") : QString()) + figure;
}

QString changeOf(const MetricChange& metric, double change)
{
    return isWhole(metric, change) ? signedText(change).remove(QStringLiteral(".0"))
                                   : signedText(change, errorOf(metric));
}

QString changeText(const MetricChange& metric)
{
    if (!metric.judgedChange().has_value()) {
        return QStringLiteral("–");
    }
    QString text = changeOf(metric, *metric.judgedChange());
    if (metric.net_change && metric.change && metric.control_change) {
        text += QStringLiteral("\n(%1 − %2)")
                    .arg(signedText(*metric.change, errorOf(metric)),
                         signedText(*metric.control_change, errorOf(metric)));
    }
    return text;
}

QString verdictText(const MetricChange& metric)
{
    if (metric.is_dose) {
        return QStringLiteral("dose, not outcome");
    }
    if (!metric.verdict.has_value()) {
        return QStringLiteral("not judged");
    }
    const QString word = fromUtf8(toString(*metric.verdict));
    switch (*metric.verdict) {
        case Verdict::ClearChange:
            return QStringLiteral("◆ ") + word;
        case Verdict::WithinError:
            return QStringLiteral("≈ ") + word;
        case Verdict::NotComparable:
            break;
    }
    return QStringLiteral("▲ ") + word;
}

QString reasonText(const MetricChange& metric)
{
    QStringList parts;
    if (metric.band_gap) {
        parts << QStringLiteral("%1: measure it with repeats, under “Error bands…”.")
                     .arg(fromUtf8(inWords(*metric.band_gap)));
    } else if (!metric.reason.empty()) {
        parts << QString::fromStdString(metric.reason);
    }
    if (metric.net_change && metric.change && metric.control_change) {
        parts << QStringLiteral("Treated site %1, control site %2.")
                     .arg(signedText(*metric.change, errorOf(metric)),
                          signedText(*metric.control_change, errorOf(metric)));
    }
    if (metric.minimal_important) {
        parts << QStringLiteral("A change that matters to clients: %1 or more.")
                     .arg(figureText(*metric.minimal_important));
    }
    return parts.join(QLatin1Char(' '));
}

VerdictTone toneOf(const MetricChange& metric)
{
    if (metric.is_dose || !metric.verdict) {
        return VerdictTone::Quiet;
    }
    switch (*metric.verdict) {
        case Verdict::ClearChange:
            return VerdictTone::Clear;
        case Verdict::NotComparable:
            return VerdictTone::Look;
        case Verdict::WithinError:
            break;
    }
    return VerdictTone::Quiet;
}

int rankOf(const MetricChange& metric)
{
    constexpr int kUnjudged = 2;
    constexpr int kDose = 3;
    if (metric.is_dose) {
        return kDose;
    }
    if (!metric.verdict) {
        return kUnjudged;
    }
    return *metric.verdict == Verdict::ClearChange ? 0 : 1;
}

VerdictRow rowOf(const MetricChange& metric)
{
    const QString unit = unitText(metric.measure.unit);
    QString measure = measureTitle(metric.measure);
    if (!unit.isEmpty()) {
        measure += QStringLiteral(" (%1)").arg(unit);
    }
    return {.measure = measure,
            .before = valueText(metric, metric.before),
            .after = valueText(metric, metric.after),
            .change = changeText(metric),
            .band = metric.mdc95 ? QStringLiteral("± ") + figureText(*metric.mdc95, *metric.mdc95)
                                 : QStringLiteral("–"),
            .verdict = verdictText(metric),
            .reason = reasonText(metric),
            .tone = toneOf(metric)};
}

}  // namespace

QString unitText(std::string_view unit)
{
    for (const Title& title : kUnits) {
        if (title.first == unit) {
            return QString::fromUtf8(title.second);
        }
    }
    return fromUtf8(unit);
}

QString withUnit(const QString& figure, const QString& unit)
{
    return unit.isEmpty() ? figure : figure + QLatin1Char(' ') + unit;
}

QString signedText(double value, double error)
{
    QString figure = figureText(std::abs(value), error);
    if (figure == figureText(0.0, error)) {
        return figure;
    }
    return (value < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + figure;
}

QString measureTitle(const Measure& measure)
{
    const bool is_outcome = measure.scope == ValueScope::Outcome;
    const QString words = QString::fromStdString(wordsOfMeasure(
        is_outcome ? withoutUnit(measure.name, measure.unit) : std::string_view{measure.name}));
    const QString place =
        measure.place.empty() ? QString() : QStringLiteral(", ") + QString::fromStdString(measure.place);
    return capitalised(words) + statisticText(measure, words) + place;
}

std::vector<VerdictRow> verdictRows(const std::vector<MetricChange>& metrics)
{
    std::vector<const MetricChange*> shown;
    shown.reserve(metrics.size());
    for (const MetricChange& metric : metrics) {
        if (metric.before || metric.after) {
            shown.push_back(&metric);
        }
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const MetricChange* a, const MetricChange* b) { return rankOf(*a) < rankOf(*b); });
    std::vector<VerdictRow> rows;
    rows.reserve(shown.size());
    for (const MetricChange* const metric : shown) {
        rows.push_back(rowOf(*metric));
    }
    return rows;
}

bool hasControl(const std::vector<MetricChange>& metrics)
{
    return std::any_of(metrics.begin(), metrics.end(),
                       [](const MetricChange& metric) { return metric.net_change.has_value(); });
}

QStringList bandSources(const std::vector<MetricChange>& metrics)
{
    QStringList sources;
    for (const MetricChange& metric : metrics) {
        const QString source = QString::fromStdString(metric.mdc_source);
        if (metric.mdc95 && !source.isEmpty() && !sources.contains(source)) {
            sources << source;
        }
    }
    return sources;
}

}  // namespace palpate::gui
