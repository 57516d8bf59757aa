#include "place_rows.hpp"

#include <algorithm>
#include <cmath>

#include <QStringList>

#include "palpate/core/mat_plane.hpp"

#include "display_text.hpp"
#include "region_places.hpp"

namespace palpate::gui {

namespace {

/// A word about a hold comes a moment after it at times.
constexpr double kWordAfterEndSeconds = 2.0;
constexpr double kSamePlaceMm = 25.0;

void addReports(PlaceRow& row, const std::vector<PainReport>& reports)
{
    for (const PainReport& report : reports) {
        if (report.nrs.has_value()) {
            row.first_nrs = row.first_nrs.has_value() ? row.first_nrs : report.nrs;
            row.last_nrs = report.nrs;
        }
    }
}

void addThreshold(PlaceRow& row, const std::vector<Spot>& spots)
{
    for (const Spot& spot : spots) {
        if (spot.evidence == SpotEvidence::Reported && isSamePlace(spot.place, row.place)) {
            row.ppt_kpa = spot.ppt_kpa;
            row.ppt_n = spot.ppt_n;
            return;
        }
    }
}

PlaceRow runningRow(const analysis::RunningHold& hold)
{
    PlaceRow row;
    row.kind = PlaceRow::Kind::RunningHold;
    row.start_s = hold.start_s;
    row.held_s = hold.duration_s;
    row.place = hold.place;
    row.force_n = hold.force_n;
    row.flags = hold.flags;
    return row;
}

PlaceRow holdRow(const Hold& hold)
{
    PlaceRow row;
    row.start_s = hold.start_s;
    row.held_s = hold.duration_s;
    row.place = hold.place;
    row.force_n = hold.mean_n;
    row.force_sd_n = hold.mean_n * hold.cv_pct / 100.0;
    if (hold.corrected_mean_n.has_value()) {
        row.creep_n = std::abs(hold.mean_n - *hold.corrected_mean_n) / 2.0;
    }
    row.flags = hold.flags;
    return row;
}

PlaceRow spotRow(const Spot& spot)
{
    PlaceRow row;
    row.place = spot.place;
    row.flags = spot.flags;
    row.ppt_kpa = spot.ppt_kpa;
    row.ppt_n = spot.ppt_n;
    row.held_s = spot.sustained_s;
    if (spot.evidence == SpotEvidence::Suggested) {
        row.kind = PlaceRow::Kind::Suggested;
        return row;
    }
    row.kind = PlaceRow::Kind::Reported;
    addReports(row, spot.reports);
    if (!spot.reports.empty()) {
        row.start_s = spot.reports.front().time_s;
        row.force_n = spot.reports.back().force_n;
    }
    return row;
}

/// Running ones, then the latest, then what has no time.
bool isBefore(const PlaceRow& a, const PlaceRow& b)
{
    const bool a_runs = a.kind == PlaceRow::Kind::RunningHold;
    const bool b_runs = b.kind == PlaceRow::Kind::RunningHold;
    if (a_runs != b_runs) {
        return a_runs;
    }
    return a.start_s > b.start_s;
}

}  // namespace

bool isSamePlace(MatPoint a, MatPoint b)
{
    return distanceMm(a, b) <= kSamePlaceMm;
}

std::vector<PainReport> reportsAt(const std::vector<Spot>& spots, MatPoint place, double from_s, double to_s)
{
    std::vector<PainReport> reports;
    for (const Spot& spot : spots) {
        if (spot.evidence != SpotEvidence::Reported || !isSamePlace(spot.place, place)) {
            continue;
        }
        std::copy_if(
            spot.reports.begin(), spot.reports.end(), std::back_inserter(reports),
            [&](const PainReport& report) { return report.time_s >= from_s && report.time_s <= to_s; });
    }
    std::stable_sort(reports.begin(), reports.end(),
                     [](const PainReport& a, const PainReport& b) { return a.time_s < b.time_s; });
    return reports;
}

std::vector<PlaceRow> placeRows(const PlaceFacts& facts)
{
    std::vector<PlaceRow> rows;
    rows.reserve(facts.running.size() + facts.holds.size() + facts.spots.size());
    std::transform(facts.running.begin(), facts.running.end(), std::back_inserter(rows), runningRow);
    std::transform(facts.holds.begin(), facts.holds.end(), std::back_inserter(rows), holdRow);
    for (PlaceRow& row : rows) {
        const double start_s = row.start_s.value_or(0.0);
        const double end_s = start_s + row.held_s.value_or(0.0) + kWordAfterEndSeconds;
        addReports(row, reportsAt(facts.spots, row.place, start_s, end_s));
        addThreshold(row, facts.spots);
    }
    const std::size_t holds = rows.size();
    for (const Spot& spot : facts.spots) {
        const bool is_held =
            std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(holds),
                        [&spot](const PlaceRow& row) { return isSamePlace(row.place, spot.place); });
        if (!is_held) {
            rows.push_back(spotRow(spot));
        }
    }
    for (PlaceRow& row : rows) {
        row.region = regionNameAt(facts.regions, row.place);
    }
    std::stable_sort(rows.begin(), rows.end(), isBefore);
    return rows;
}

WindowWords windowWords(const PlaceRow& row, const AnalysisSettings& settings)
{
    switch (row.kind) {
        case PlaceRow::Kind::RunningHold:
            return {.text = QStringLiteral("running"), .as_asked = false};
        case PlaceRow::Kind::Reported:
            return {.text = QStringLiteral("● reported"), .as_asked = false};
        case PlaceRow::Kind::Suggested:
            return {.text = QStringLiteral("◌ suggested"), .as_asked = false};
        case PlaceRow::Kind::Hold:
            break;
    }
    const double low = settings.hold_window_min_s;
    const double high = settings.hold_window_max_s;
    const double held_s = row.held_s.value_or(0.0);
    if (held_s < low) {
        return {.text = QStringLiteral("▲ short by %1 s").arg(static_cast<int>(std::ceil(low - held_s))),
                .as_asked = false};
    }
    if (held_s > high) {
        return {.text = QStringLiteral("▲ over by %1 s").arg(static_cast<int>(std::ceil(held_s - high))),
                .as_asked = false};
    }
    return {.text = QStringLiteral("✓ %1–%2 s").arg(std::lround(low)).arg(std::lround(high)),
            .as_asked = true};
}

QString flagWords(PlaceFlags flags)
{
    QStringList words;
    for (const std::string_view word : wordsOf(flags)) {
        words << (word == "saturated" ? QStringLiteral("at least") : fromUtf8(word));
    }
    return words.join(QStringLiteral(", "));
}

QString courseText(std::optional<int> first_nrs, std::optional<int> last_nrs)
{
    if (!first_nrs.has_value()) {
        return {};
    }
    return first_nrs == last_nrs ? QString::number(*first_nrs)
                                 : QStringLiteral("%1 → %2").arg(*first_nrs).arg(last_nrs.value_or(0));
}

}  // namespace palpate::gui
