#include "review_words.hpp"

#include <algorithm>
#include <cmath>

#include <QDateTime>

#include "palpate/core/setup_rules.hpp"

#include "display_text.hpp"
#include "quality_panel.hpp"
#include "setup_words.hpp"

namespace palpate::gui {

namespace {

QString startText(const MeasurementInfo& info)
{
    if (!info.started_at.has_value()) {
        return {};
    }
    const auto since = info.started_at->time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since).count();
    return QDateTime::fromSecsSinceEpoch(seconds).toString(QStringLiteral("d MMM yyyy, hh:mm"));
}

void addFact(QString& facts, const QString& name, const QString& value)
{
    if (!value.isEmpty()) {
        facts +=
            QStringLiteral("<tr><td style='padding-right:12px; white-space:nowrap'>%1</td><td>%2</td></tr>")
                .arg(name, value.toHtmlEscaped());
    }
}

}  // namespace

QStringList mapTitles()
{
    return {QStringLiteral("Frame"),         QStringLiteral("Peak"),      QStringLiteral("Mean"),
            QStringLiteral("Time integral"), QStringLiteral("Sustained"), QStringLiteral("Tender spots")};
}

QString mapCaption(ReviewMap map, std::optional<SetUp> setup)
{
    const QString felt = whereFelt(setup);
    const QString where = felt.isEmpty() ? felt : QStringLiteral(", ") + felt;
    switch (map) {
        case ReviewMap::Frame:
            return QStringLiteral("Pressure at this moment") + where;
        case ReviewMap::Peak:
            return QStringLiteral("Highest pressure of each cell") + where;
        case ReviewMap::Mean:
            return QStringLiteral("Mean pressure of each cell over time") + where;
        case ReviewMap::TimeIntegral:
            return QStringLiteral("Pressure times time of each cell") + where;
        case ReviewMap::Sustained:
            return QStringLiteral("Longest time each cell was held");
        case ReviewMap::Tenderness:
            return QStringLiteral("Reported spots: mean rating, 0 to 10");
    }
    return {};
}

QString mapUnit(ReviewMap map)
{
    switch (map) {
        case ReviewMap::TimeIntegral:
            return QStringLiteral("kPa s");
        case ReviewMap::Sustained:
            return QStringLiteral("s");
        case ReviewMap::Tenderness:
            return QStringLiteral("pain");
        case ReviewMap::Frame:
        case ReviewMap::Peak:
        case ReviewMap::Mean:
            break;
    }
    return QStringLiteral("kPa");
}

QString sessionHeadline(const SessionResults& results)
{
    const auto in_window = std::count_if(results.holds.begin(), results.holds.end(),
                                         [](const Hold& hold) { return hold.in_window == InWindow::In; });
    const auto holds = results.holds.size();
    if (holds == 0 && !results.strokes.empty()) {
        return QStringLiteral("%1 strokes, no hold").arg(results.strokes.size());
    }
    if (holds == 0) {
        return QStringLiteral("No hold of 5 s or longer");
    }
    return QStringLiteral("%1 %2, %3 of %4–%5 s")
        .arg(holds)
        .arg(holds == 1 ? QStringLiteral("hold") : QStringLiteral("holds"))
        .arg(in_window)
        .arg(std::lround(results.settings.hold_window_min_s))
        .arg(std::lround(results.settings.hold_window_max_s));
}

QString sessionFacts(const ReviewSession& session, const SessionResults& results)
{
    QStringList parts{durationText(results.duration_s)};
    if (results.rate.has_value()) {
        parts << figureText(results.rate->hz) + QStringLiteral(" Hz");
    }
    parts << QStringLiteral("%L1 frames").arg(session.times_s.size());
    parts << QStringLiteral("%1 lost").arg(session.lost_frames);
    if (results.quality.junk_frames > 0) {
        parts << QStringLiteral("%1 junk left out").arg(results.quality.junk_frames);
    }
    return parts.join(QStringLiteral(" · "));
}

QString recordingFacts(const ReviewSession& session, const SessionResults& results)
{
    const MatGeometry& mat = session.header.geometry;
    QString facts = QStringLiteral("<table cellspacing='0' cellpadding='1'>");
    addFact(facts, QStringLiteral("Quality"), fromUtf8(toString(results.quality.grade)));
    for (const QString& line : qualityLines(results.quality)) {
        addFact(facts, QString(), line);
    }
    addFact(facts, QStringLiteral("Set-up"), fromUtf8(meaningOf(session.header.info.setup)));
    addFact(facts, QStringLiteral("Begun"), startText(session.header.info));
    addFact(facts, QStringLiteral("Mat"),
            QStringLiteral("%1 × %2 cells, %3 × %4 mm")
                .arg(mat.rows())
                .arg(mat.cols())
                .arg(std::lround(mat.widthMm()))
                .arg(std::lround(mat.heightMm())));
    addFact(facts, QString(), QString::fromStdString(session.header.info.mat_title));
    addFact(facts, QStringLiteral("Calibration"), QString::fromStdString(session.header.calibration.source));
    addFact(facts, QStringLiteral("Tare"),
            session.header.tare ? QStringLiteral("%1 frames").arg(session.header.tare->frames)
                                : QStringLiteral("none"));
    addFact(facts, QStringLiteral("Contact from"), figureText(results.contact.kpa) + QStringLiteral(" kPa"));
    addFact(facts, QStringLiteral("Hold from"),
            figureText(results.settings.hold.kpa) + QStringLiteral(" kPa"));
    if (results.coach && results.coach->breaths_per_minute) {
        addFact(facts, QStringLiteral("Breath"),
                QStringLiteral("about %1 a minute (exploratory: estimated from slow changes of the load)")
                    .arg(std::lround(*results.coach->breaths_per_minute)));
    }
    addFact(facts, QStringLiteral("File"),
            QStringLiteral("%1, %2").arg(QString::fromStdString(session.path.filename().string()),
                                         sizeText(session.file_bytes)));
    addFact(facts, QStringLiteral("Source"), QString::fromStdString(session.header.info.source));
    addFact(facts, QStringLiteral("Ended"),
            session.ended_on_purpose ? QString() : QStringLiteral("cut off, recovered"));
    return facts + QStringLiteral("</table>");
}

QString eventLine(const Event& event)
{
    QString line = shortClockText(toSeconds(event.time)) + QStringLiteral("   ");
    line += fromUtf8(toString(event.kind));
    if (event.nrs.has_value()) {
        line += QStringLiteral(" %1").arg(*event.nrs);
    }
    if (event.place.has_value()) {
        line += QStringLiteral(" at ") + placeText(*event.place);
    }
    if (!event.text.empty()) {
        line += QStringLiteral(": ") + QString::fromStdString(event.text);
    }
    return line;
}

QString sessionSubtitle(const MeasurementInfo& info, const QString& technique_title)
{
    QStringList parts{setUpTitle(info.setup)};
    if (!technique_title.isEmpty()) {
        parts << technique_title;
    } else if (!info.technique.empty()) {
        parts << QString::fromStdString(info.technique);
    }
    if (info.side) {
        parts << fromUtf8(toString(*info.side));
    }
    if (info.phase) {
        parts << fromUtf8(toString(*info.phase));
    }
    if (const QString begun = startText(info); !begun.isEmpty()) {
        parts << begun;
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace palpate::gui
