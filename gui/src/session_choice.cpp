#include "session_choice.hpp"

#include <QDateTime>
#include <QStringList>

#include "display_text.hpp"

namespace palpate::gui {

QString clientText(const SessionChoice& choice)
{
    const bool has_code = choice.info && !choice.info->client_code.empty();
    return QString::fromStdString(has_code ? choice.info->client_code : choice.path.filename().string());
}

QString techniqueText(const SessionChoice& choice)
{
    if (!choice.info) {
        return {};
    }
    QString text = choice.technique_title.isEmpty() ? QString::fromStdString(choice.info->technique)
                                                    : choice.technique_title;
    if (choice.info->side) {
        const QString side = fromUtf8(toString(*choice.info->side));
        text += text.isEmpty() ? side : QStringLiteral(", ") + side;
    }
    return text;
}

QString phaseText(const SessionChoice& choice)
{
    return choice.info && choice.info->phase ? fromUtf8(toString(*choice.info->phase)) : QString();
}

QString begunText(const MeasurementInfo& info)
{
    if (!info.started_at) {
        return {};
    }
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(info.started_at->time_since_epoch()).count();
    return QDateTime::fromSecsSinceEpoch(seconds).toString(QStringLiteral("d MMM yyyy, hh:mm"));
}

QString choiceLine(const SessionChoice& choice)
{
    QStringList parts{clientText(choice)};
    for (const QString& part :
         {techniqueText(choice), phaseText(choice), choice.info ? begunText(*choice.info) : choice.problem}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    return parts.join(QStringLiteral(" · "));
}

bool isOtherWayRound(const MeasurementInfo& first, const MeasurementInfo& second)
{
    if (first.phase && second.phase && *first.phase != *second.phase) {
        if (*first.phase == Phase::After || *second.phase == Phase::Before) {
            return true;
        }
        if (*first.phase == Phase::Before || *second.phase == Phase::After) {
            return false;
        }
    }
    return first.started_at && second.started_at && *second.started_at < *first.started_at;
}

}  // namespace palpate::gui
