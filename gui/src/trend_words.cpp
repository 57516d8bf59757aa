#include "trend_words.hpp"

#include <algorithm>
#include <cmath>

#include <QDateTime>

#include "palpate/core/measure.hpp"

#include "display_text.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {

namespace {

QString titleWithoutUnit(const Trend& trend, std::optional<SetUp> setup)
{
    return measureTitle(shownMeasure(trend.measure, setup));
}

/// Three figures, signed: a slope may be small.
QString slopeText(double value)
{
    constexpr double kPlain = 100.0;
    QString figure =
        std::abs(value) >= kPlain ? figureText(std::abs(value)) : QString::number(std::abs(value), 'g', 3);
    if (figure == QStringLiteral("0")) {
        return figure;
    }
    return (value < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + figure;
}

QString pText(double p)
{
    constexpr double kLeast = 0.001;
    return p < kLeast ? QStringLiteral("p < 0.001")
                      : QStringLiteral("p = %1").arg(QString::number(p, 'g', 2));
}

bool has(const Trend& trend, bool (*wanted)(const TrendPoint&))
{
    return std::any_of(trend.points.begin(), trend.points.end(), wanted);
}

bool isShown(const TrendPoint& point)
{
    return point.value && !point.is_treatment;
}

/// A rating changes by points, not by "of 10".
QString wordOfUnit(const Trend& trend)
{
    return trend.measure.unit == "0-10" ? QStringLiteral("points") : unitText(trend.measure.unit);
}

QString sentence(QString text)
{
    text = text.left(1).toUpper() + text.mid(1);
    return text.isEmpty() || text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

}  // namespace

QString trendTitle(const Trend& trend, std::optional<SetUp> setup)
{
    const QString unit = unitText(trend.measure.unit);
    const QString title = titleWithoutUnit(trend, setup);
    return unit.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, unit);
}

QString trendHeadline(const Trend& trend, std::optional<SetUp> setup)
{
    if (visitsWithValue(trend) < 2) {
        return QStringLiteral("Not enough visits for a trend");
    }
    const QString title = titleWithoutUnit(trend, setup);
    if (!trend.verdict) {
        return QStringLiteral("%1: not judged").arg(title);
    }
    switch (*trend.verdict) {
        case Verdict::ClearChange:
            return trend.change.value_or(0.0) < 0.0
                       ? QStringLiteral("%1: clearly lower than at the first visit").arg(title)
                       : QStringLiteral("%1: clearly higher than at the first visit").arg(title);
        case Verdict::WithinError:
            return QStringLiteral("%1: no change beyond the error of measurement").arg(title);
        case Verdict::NotComparable:
            break;
    }
    return QStringLiteral("%1: the visits cannot be compared").arg(title);
}

QString slopeLine(const Trend& trend)
{
    if (!trend.slope_per_week) {
        constexpr std::size_t kLeastVisits = 3;
        return visitsWithValue(trend) < kLeastVisits
                   ? QStringLiteral("A slope needs three visits with a value.")
                   : QStringLiteral("All visits within a day: no slope per week.");
    }
    QString text = QStringLiteral("Slope %1 per week")
                       .arg(withUnit(slopeText(*trend.slope_per_week), wordOfUnit(trend)));
    text += trend.slope_95 ? QStringLiteral(" (95 %: %1 to %2)")
                                 .arg(slopeText(trend.slope_95->low), slopeText(trend.slope_95->high))
                           : QStringLiteral(" (an interval needs five visits)");
    if (trend.kendall_p) {
        text += QStringLiteral(", Kendall ") + pText(*trend.kendall_p);
    }
    return text + QLatin1Char('.');
}

QString verdictLine(const Trend& trend)
{
    if (!trend.verdict || !trend.change || !trend.mdc95) {
        return sentence(QString::fromStdString(trend.reason));
    }
    const QString place =
        *trend.verdict == Verdict::ClearChange ? QStringLiteral("over") : QStringLiteral("within");
    return QStringLiteral("From the first to the last visit %1, %2 the error band of ± %3. Band: %4")
        .arg(withUnit(signedText(*trend.change, *trend.mdc95), wordOfUnit(trend)), place,
             withUnit(figureText(*trend.mdc95, *trend.mdc95), wordOfUnit(trend)),
             sentence(QString::fromStdString(trend.mdc_source)));
}

QString legendLine(const Trend& trend)
{
    QStringList parts;
    if (has(trend, [](const TrendPoint& point) { return isShown(point) && point.phase == Phase::Before; })) {
        parts << QStringLiteral("● before");
    }
    if (has(trend, [](const TrendPoint& point) { return isShown(point) && point.phase == Phase::After; })) {
        parts << QStringLiteral("○ after");
    }
    if (has(trend, [](const TrendPoint& point) {
            return isShown(point) && point.phase != Phase::Before && point.phase != Phase::After;
        })) {
        parts << QStringLiteral("◇ other");
    }
    if (has(trend, [](const TrendPoint& point) { return isShown(point) && point.is_at_least; })) {
        parts << QStringLiteral("↑ at least");
    }
    if (trend.mdc95 && visitsWithValue(trend) > 0) {
        parts << QStringLiteral("band: first value ± error");
    }
    if (trend.start_value && trend.slope_per_week) {
        parts << QStringLiteral("dashed: slope");
    }
    return parts.join(QStringLiteral("   "));
}

QString spokenTrend(const Trend& trend, std::optional<SetUp> setup)
{
    QStringList visits;
    for (const TrendPoint& point : trend.points) {
        const QString phase = visitPhase(point);
        QString said = visitTime(point.time) + (phase.isEmpty() ? QString() : QStringLiteral(", ") + phase);
        if (!point.is_treatment) {
            said +=
                QStringLiteral(": ") + (point.value ? visitValue(point, trend) : QStringLiteral("no value"));
        }
        visits << said;
    }
    return QStringList{trendTitle(trend, setup) + QLatin1Char('.'), sentence(trendHeadline(trend, setup)),
                       slopeLine(trend), verdictLine(trend), visits.join(QStringLiteral("; "))}
        .join(QLatin1Char(' '));
}

QString visitTime(std::chrono::system_clock::time_point time)
{
    return QDateTime::fromSecsSinceEpoch(
               std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count())
        .toString(QStringLiteral("d MMM yyyy, hh:mm"));
}

QString visitPhase(const TrendPoint& point)
{
    if (point.is_treatment) {
        return QStringLiteral("treatment");
    }
    return point.phase ? fromUtf8(toString(*point.phase)) : QString();
}

QString visitValue(const TrendPoint& point, const Trend& trend)
{
    if (!point.value) {
        return figureText(point.value);
    }
    const bool is_whole = (trend.measure.unit == "1" || trend.measure.unit == "0-10") &&
                          std::abs(std::round(*point.value) - *point.value) < 1e-9;
    return (point.is_at_least ? QStringLiteral("≥ ") : QString()) +
           (is_whole ? QString::number(std::lround(*point.value))
                     : figureText(*point.value, trend.mdc95.value_or(0.0)));
}

std::size_t visitsWithValue(const Trend& trend)
{
    return static_cast<std::size_t>(std::count_if(trend.points.begin(), trend.points.end(), isShown));
}

int firstTrendToShow(const std::vector<Trend>& trends)
{
    const auto index_of = [&trends](auto wanted) {
        const auto found = std::find_if(trends.begin(), trends.end(), wanted);
        return found != trends.end() ? static_cast<int>(found - trends.begin()) : -1;
    };
    const int judged = index_of([](const Trend& trend) { return trend.verdict.has_value(); });
    if (judged >= 0) {
        return judged;
    }
    return std::max(0, index_of([](const Trend& trend) { return visitsWithValue(trend) >= 2; }));
}

}  // namespace palpate::gui
