#include "repeat_words.hpp"

#include <algorithm>
#include <utility>

#include <QCoreApplication>

#include "palpate/core/error_band.hpp"
#include "palpate/core/measure.hpp"

#include "display_text.hpp"
#include "setup_words.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {

namespace {

constexpr double kSmallP = 0.05;
constexpr std::size_t kLeastSubjects = 2;
constexpr int kWantedTrials = 3;

QString tr(const char* text)
{
    return QCoreApplication::translate("RepeatWords", text);
}

/// "0.92": of a number that is at most 1.
QString shareText(double share)
{
    QString text = QString::number(share, 'f', 2);
    return text.replace(QLatin1Char('-'), QStringLiteral("−"));
}

QString noteOf(const Reliability& reliability)
{
    const Agreement& agreement = reliability.agreement;
    if (!agreement.spread_p || !agreement.spread_slope || *agreement.spread_p >= kSmallP) {
        return {};
    }
    return *agreement.spread_slope > 0.0
               ? tr("Its error grows with the value: one band fits small and large values badly.")
               : tr("Its error shrinks with the value: one band fits small and large values badly.");
}

ReliabilityRow rowOf(const Reliability& reliability, std::optional<SetUp> setup)
{
    const QString unit = unitText(reliability.measure.unit);
    QString title = measureTitle(shownMeasure(reliability.measure, setup));
    if (!unit.isEmpty()) {
        title += QStringLiteral(" (%1)").arg(unit);
    }
    const Agreement& agreement = reliability.agreement;
    return {.measure = title,
            .mean = figureText(reliability.mean, reliability.sem),
            .sem = figureText(reliability.sem, reliability.sem),
            .mdc95 = QStringLiteral("± ") + figureText(reliability.mdc95, reliability.sem),
            .icc = QStringLiteral("%1\n(%2 to %3)")
                       .arg(shareText(reliability.icc), shareText(reliability.icc_low),
                            shareText(reliability.icc_high)),
            .bias = QStringLiteral("%1\n(%2 to %3)")
                        .arg(signedText(agreement.bias, reliability.sem),
                             signedText(agreement.lower_limit, reliability.sem),
                             signedText(agreement.upper_limit, reliability.sem)),
            .note = noteOf(reliability)};
}

}  // namespace

QString repeatSubjectText(const SessionChoice& choice)
{
    if (!choice.info || choice.info->client_code.empty()) {
        return {};
    }
    QString text = QString::fromStdString(choice.info->client_code);
    if (choice.info->side) {
        text += QLatin1Char(' ') + fromUtf8(toString(*choice.info->side));
    }
    return text;
}

QString tickedText(const std::vector<SessionChoice>& ticked)
{
    if (ticked.empty()) {
        return tr("Nothing is ticked yet.");
    }
    std::vector<std::pair<QString, int>> counts;
    for (const SessionChoice& choice : ticked) {
        const QString subject = repeatSubjectText(choice);
        const auto known = std::find_if(counts.begin(), counts.end(),
                                        [&](const auto& count) { return count.first == subject; });
        if (known == counts.end()) {
            counts.emplace_back(subject, 1);
        } else {
            ++known->second;
        }
    }
    QStringList parts;
    for (const auto& [subject, count] : counts) {
        parts << QStringLiteral("%1: %2").arg(subject).arg(count);
    }
    const QString text = parts.join(QStringLiteral(" · ")) + QStringLiteral(". ");
    const bool is_even = std::all_of(counts.begin(), counts.end(), [&](const auto& count) {
        return count.second == counts.front().second;
    });
    if (counts.size() < kLeastSubjects) {
        return text + tr("At least one more client or side is needed.");
    }
    if (!is_even) {
        return text + tr("Each needs as many as the others.");
    }
    return counts.front().second < kWantedTrials ? text + tr("Three of each or more tell it better.")
                                                 : text + tr("Ready.");
}

std::vector<ReliabilityRow> reliabilityRows(const live::Repeatability& repeatability)
{
    std::vector<ReliabilityRow> rows;
    rows.reserve(repeatability.measures.size());
    for (const Reliability& measure : repeatability.measures) {
        rows.push_back(rowOf(measure, repeatability.setup));
    }
    return rows;
}

QStringList refusedLines(const live::Repeatability& repeatability)
{
    std::vector<std::filesystem::path> files;
    for (const live::RepeatSubject& subject : repeatability.subjects) {
        files.insert(files.end(), subject.files.begin(), subject.files.end());
    }
    QStringList lines;
    for (const live::RefusedMeasure& refused : repeatability.refused) {
        lines << QStringLiteral("%1: %2").arg(
            measureTitle(shownMeasure(refused.measure, repeatability.setup)),
            withoutFolders(refused.why, files));
    }
    return lines;
}

QString repeatsText(const live::Repeatability& repeatability)
{
    QString text = tr("%1 clients or sites, %2 recordings each · mat %3")
                       .arg(repeatability.subjects.size())
                       .arg(repeatability.subjects.empty() ? 0 : repeatability.subjects.front().files.size())
                       .arg(QString::fromStdString(repeatability.mat));
    if (repeatability.setup) {
        text += QStringLiteral(" · ") + setUpTitle(repeatability.setup);
    }
    return text;
}

QString agreementText(const QString& measure, const Agreement& agreement, const QString& unit)
{
    return tr("%1, second minus first recording: %2 on average, 95 of 100 differences between %3 and %4")
        .arg(measure, withUnit(signedText(agreement.bias, agreement.sd), unit),
             signedText(agreement.lower_limit, agreement.sd),
             withUnit(signedText(agreement.upper_limit, agreement.sd), unit));
}

QString fewPairsText(const live::Repeatability& repeatability)
{
    if (repeatability.measures.empty() || repeatability.measures.front().pairs >= kLeastOwnPairs) {
        return {};
    }
    return tr("▲ %1 pairs decide nothing yet: the bands are shown, but published ones are used until there "
              "are %2. Record one more client or one more time.")
        .arg(repeatability.measures.front().pairs)
        .arg(kLeastOwnPairs);
}

QString withoutFolders(const std::string& message, const std::vector<std::filesystem::path>& files)
{
    QString text = QString::fromStdString(message);
    for (const std::filesystem::path& file : files) {
        text.replace(QString::fromStdString(file.string()), QString::fromStdString(file.filename().string()));
    }
    return text;
}

}  // namespace palpate::gui
