#include "outcome_words.hpp"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include "display_text.hpp"

namespace palpate::gui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("outcomes", text);
}

}  // namespace

QString outcomeTitle(std::string_view name)
{
    if (name == kPainOutcome) {
        return tr("Pain rating");
    }
    if (name == "ppt_kpa") {
        return tr("Pressure pain threshold");
    }
    const QString words = fromUtf8(name);
    static const QRegularExpression kId(
        QStringLiteral("^([a-z0-9]+(?:_[a-z0-9]+)*?)(?:_(left|right))?_(?:deg|cm|mm|kg|n|kpa|s)$"));
    const QRegularExpressionMatch match = kId.match(words);
    if (!match.hasMatch()) {
        return words;
    }
    QString title = match.captured(1);
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    title[0] = title[0].toUpper();
    return match.captured(2).isEmpty() ? title : tr("%1, %2").arg(title, match.captured(2));
}

QString outcomeUnit(std::string_view unit)
{
    if (unit == "deg") {
        return QStringLiteral("°");
    }
    return unit == "0-10" ? tr("of 10") : fromUtf8(unit);
}

QString outcomeLine(const Outcome& outcome)
{
    const QString unit = outcomeUnit(outcome.unit);
    const QString gap = unit.isEmpty() || unit == QStringLiteral("°") ? QString() : QStringLiteral(" ");
    return QStringLiteral("%1   %2%3%4")
        .arg(outcomeTitle(outcome.name),
             QLocale::c().toString(outcome.value, 'g', QLocale::FloatingPointShortest), gap, unit);
}

std::vector<OutcomeMeasure> measuresOf(const std::vector<ErrorBand>& bands)
{
    std::vector<OutcomeMeasure> measures;
    measures.reserve(bands.size());
    for (const ErrorBand& band : bands) {
        const bool is_there =
            std::any_of(measures.begin(), measures.end(),
                        [&band](const OutcomeMeasure& one) { return one.name == band.measure; });
        if (!is_there && band.measure != kPainOutcome) {
            measures.push_back(
                {.name = band.measure, .unit = band.unit, .title = outcomeTitle(band.measure)});
        }
    }
    std::stable_sort(measures.begin(), measures.end(),
                     [](const OutcomeMeasure& a, const OutcomeMeasure& b) { return a.title < b.title; });
    return measures;
}

const OutcomeMeasure* findMeasure(const std::vector<OutcomeMeasure>& measures, const QString& words)
{
    const auto found = std::find_if(measures.begin(), measures.end(), [&words](const OutcomeMeasure& one) {
        return words.compare(measureLabel(one), Qt::CaseInsensitive) == 0 ||
               words.compare(one.title, Qt::CaseInsensitive) == 0 ||
               words.compare(fromUtf8(one.name), Qt::CaseInsensitive) == 0;
    });
    return found == measures.end() ? nullptr : &*found;
}

QString measureLabel(const OutcomeMeasure& measure)
{
    return QStringLiteral("%1 (%2)").arg(measure.title, outcomeUnit(measure.unit));
}

}  // namespace palpate::gui
