#include "map_marks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <QStringList>

#include "place_rows.hpp"

namespace palpate::gui {

namespace {

constexpr double kEndOfTime = 1e18;
/// More durations than these in one label are counted.
constexpr qsizetype kMostDurations = 3;

/// A place on its way to a mark: what is known of it so far.
struct Gathered {
    MapMark mark;
    QString pain;
    QStringList durations;
    bool is_suggested = false;
    PlaceFlags flags = 0;
};

double radiusOf(double area_cm2)
{
    constexpr double kMm2PerCm2 = 100.0;
    return std::sqrt(std::max(0.0, area_cm2) * kMm2PerCm2 / std::numbers::pi);
}

QString secondsText(double seconds)
{
    return QStringLiteral("%1 s").arg(static_cast<int>(seconds));
}

Gathered& at(std::vector<Gathered>& places, MatPoint place, MapMark::Kind kind)
{
    const auto known = std::find_if(places.begin(), places.end(), [&](const Gathered& gathered) {
        return isSamePlace(gathered.mark.place, place);
    });
    if (known != places.end()) {
        return *known;
    }
    Gathered fresh;
    fresh.mark.kind = kind;
    fresh.mark.place = place;
    places.push_back(std::move(fresh));
    return places.back();
}

void addCourse(Gathered& gathered, const std::vector<PainReport>& reports)
{
    std::optional<int> first;
    std::optional<int> last;
    for (const PainReport& report : reports) {
        if (report.nrs.has_value()) {
            first = first.has_value() ? first : report.nrs;
            last = report.nrs;
        }
    }
    if (last.has_value()) {
        gathered.mark.nrs = last;
        gathered.pain = QStringLiteral("pain ") + courseText(first, last);
    }
}

QString labelOf(const Gathered& gathered)
{
    QStringList parts;
    if (gathered.durations.size() > kMostDurations) {
        parts << QStringLiteral("%1 holds").arg(gathered.durations.size());
    } else if (!gathered.durations.isEmpty()) {
        parts << gathered.durations.join(QStringLiteral(" + "));
    }
    if (!gathered.pain.isEmpty()) {
        parts << gathered.pain;
    } else if (gathered.mark.kind == MapMark::Kind::Reported) {
        parts << QStringLiteral("pain");
    }
    if (gathered.is_suggested) {
        parts << QStringLiteral("suggested");
    }
    if (const QString flags = flagWords(gathered.flags); !flags.isEmpty()) {
        parts << QStringLiteral("▲ ") + flags;
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

std::vector<MapMark> mapMarks(const MarkFacts& facts)
{
    std::vector<Gathered> places;
    for (const analysis::RunningHold& hold : facts.running) {
        Gathered& gathered = at(places, hold.place, MapMark::Kind::Running);
        gathered.mark.radius_mm = std::max(gathered.mark.radius_mm, hold.radius_mm);
        gathered.mark.held_s = std::max(gathered.mark.held_s, hold.duration_s);
        gathered.durations = {secondsText(gathered.mark.held_s)};
        gathered.flags |= hold.flags;
        addCourse(gathered, reportsAt(facts.spots, hold.place, hold.start_s, kEndOfTime));
    }
    for (const Spot& spot : facts.spots) {
        if (spot.evidence == SpotEvidence::Reported) {
            Gathered& gathered = at(places, spot.place, MapMark::Kind::Reported);
            if (gathered.mark.kind == MapMark::Kind::Reported) {
                gathered.mark.radius_mm = std::max(gathered.mark.radius_mm, radiusOf(spot.area_cm2));
                gathered.flags |= spot.flags;
                addCourse(gathered, spot.reports);
            }
        }
    }
    for (const Hold& hold : facts.holds) {
        Gathered& gathered = at(places, hold.place, MapMark::Kind::Hold);
        // A running hold tells of itself only.
        if (gathered.mark.kind != MapMark::Kind::Running) {
            gathered.durations << secondsText(hold.duration_s);
            gathered.flags |= hold.flags;
        }
    }
    for (const Spot& spot : facts.spots) {
        if (spot.evidence == SpotEvidence::Suggested) {
            Gathered& gathered = at(places, spot.place, MapMark::Kind::Suggested);
            if (gathered.mark.kind == MapMark::Kind::Suggested || gathered.mark.kind == MapMark::Kind::Hold) {
                gathered.mark.kind = MapMark::Kind::Suggested;
                gathered.mark.radius_mm = std::max(gathered.mark.radius_mm, radiusOf(spot.area_cm2));
                gathered.is_suggested = true;
                gathered.flags |= spot.flags;
            }
        }
    }
    std::vector<MapMark> marks;
    marks.reserve(places.size());
    for (Gathered& gathered : places) {
        gathered.mark.label = labelOf(gathered);
        gathered.mark.is_flagged = gathered.flags != 0;
        marks.push_back(std::move(gathered.mark));
    }
    std::stable_sort(marks.begin(), marks.end(),
                     [](const MapMark& a, const MapMark& b) { return a.kind < b.kind; });
    return marks;
}

}  // namespace palpate::gui
