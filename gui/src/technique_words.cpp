#include "technique_words.hpp"

#include <QObject>

#include "display_text.hpp"

namespace palpate::gui {

QString toolTitle(Tool tool)
{
    switch (tool) {
        case Tool::FoamRoller:
            return QObject::tr("Foam roller");
        case Tool::Ball:
            return QObject::tr("Ball");
        case Tool::PercussionGun:
            return QObject::tr("Percussion gun");
    }
    return {};
}

QString toolsTitle(const std::vector<Tool>& tools)
{
    QString words;
    for (std::size_t i = 0; i < tools.size(); ++i) {
        const QString tool = i == 0 ? toolTitle(tools[i]) : toolTitle(tools[i]).toLower();
        words += i == 0 ? QString() : i + 1 == tools.size() ? QObject::tr(" or ") : QStringLiteral(", ");
        words += tool;
    }
    return words;
}

QString timingTitle(Timing timing)
{
    switch (timing) {
        case Timing::BeforeWorkout:
            return QObject::tr("Before a workout");
        case Timing::AfterWorkout:
            return QObject::tr("After a workout");
        case Timing::RestDay:
            return QObject::tr("Rest day");
        case Timing::PainManagement:
            return QObject::tr("Pain management");
        case Timing::InjuryRecovery:
            return QObject::tr("Injury recovery");
    }
    return {};
}

QString ruleTitle(RuleKind rule)
{
    const QString words = fromUtf8(toString(rule)).replace(QLatin1Char('_'), QLatin1Char(' '));
    return words.left(1).toUpper() + words.mid(1);
}

QString unitWords(StrokeUnit unit)
{
    return unit == StrokeUnit::Seconds ? QStringLiteral("s") : QStringLiteral("mm/s");
}

QString unitWords(LoadUnit unit)
{
    switch (unit) {
        case LoadUnit::Newton:
            return QStringLiteral("N");
        case LoadUnit::BodyWeightPct:
            return QObject::tr("% of body weight");
        case LoadUnit::OwnThresholdPct:
            return QObject::tr("% of own threshold");
    }
    return {};
}

QString bandWords(const Band& band, const QString& unit)
{
    if (band.min && band.max) {
        return QObject::tr("%1 to %2 %3").arg(QString::number(*band.min), QString::number(*band.max), unit);
    }
    if (band.max) {
        return QObject::tr("at most %1 %2").arg(QString::number(*band.max), unit);
    }
    return band.min ? QObject::tr("at least %1 %2").arg(QString::number(*band.min), unit) : QString();
}

QStringList ruleLines(const TechniqueRules& rules)
{
    QStringList lines;
    const QString seconds = QStringLiteral("s");
    if (rules.hold) {
        QString line = QObject::tr("Hold a tender spot %1").arg(bandWords(rules.hold->seconds, seconds));
        if (rules.hold->least_holds > 0) {
            line += rules.each_side ? QObject::tr("; at least %1 on each side").arg(rules.hold->least_holds)
                                    : QObject::tr("; at least %1").arg(rules.hold->least_holds);
        }
        lines += line;
    }
    if (rules.stroke) {
        const QString band = bandWords(rules.stroke->band, unitWords(rules.stroke->unit));
        lines += rules.stroke->unit == StrokeUnit::Seconds ? QObject::tr("One way takes %1").arg(band)
                                                           : QObject::tr("Roll at %1").arg(band);
    }
    if (rules.load) {
        lines += QObject::tr("Load: %1").arg(bandWords(rules.load->band, unitWords(rules.load->unit)));
    }
    if (rules.set) {
        QString line = (rules.set->sets == 1 ? QObject::tr("%1 set of %2") : QObject::tr("%1 sets of %2"))
                           .arg(rules.set->sets)
                           .arg(bandWords(rules.set->seconds, seconds));
        if (rules.set->rest_s > 0.0) {
            line += QObject::tr("; %1 s rest between them").arg(QString::number(rules.set->rest_s));
        }
        lines += line;
    }
    if (rules.percussion_s) {
        lines += QObject::tr("Percussion gun: %1 on one place").arg(bandWords(*rules.percussion_s, seconds));
    }
    return lines;
}

}  // namespace palpate::gui
