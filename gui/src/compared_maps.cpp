#include "compared_maps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "display_text.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {

namespace {

/// Of a map that is no pressure: of its own highest value.
constexpr double kLeastShare = 0.02;
constexpr double kMostP = 0.05;

double highestFinite(const CellArray<float>& values)
{
    double highest = 0.0;
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        const auto value = static_cast<double>(values.data()[i]);
        highest = std::isfinite(value) ? std::max(highest, value) : highest;
    }
    return highest;
}

CellArray<float> withoutEmptyCells(const MapDifference& map, double contact)
{
    CellArray<float> shown = map.difference;
    for (Eigen::Index i = 0; i < shown.size(); ++i) {
        const auto before = static_cast<double>(map.before.data()[i]);
        const auto after = static_cast<double>(map.after.data()[i]);
        if (!(before >= contact) && !(after >= contact)) {
            shown.data()[i] = std::numeric_limits<float>::quiet_NaN();
        }
    }
    return shown;
}

/// Of the peaks whatever map is shown, so that choosing another one moves nothing.
std::optional<ShownPart> loadedPart(const live::SessionComparison& compared, const MatGeometry& grid)
{
    const auto loaded = [](const live::ComparedSession& session) {
        return loadedPlaces(session.results.maps.peak_kpa, session.header.geometry, session.results.contact);
    };
    std::vector<MatPoint> places = loaded(compared.before);
    for (const MatPoint place : loaded(compared.after)) {
        places.push_back(onFirstMat(*compared.comparison.alignment, compared.before.header.geometry,
                                    compared.after.header.geometry, place));
    }
    for (const SpotChange& spot : compared.comparison.spots) {
        if (spot.before) {
            places.push_back(spot.before->place);
        }
        if (spot.after_on_before) {
            places.push_back(*spot.after_on_before);
        }
    }
    return partAround(places, grid);
}

QString valueText(float value, const QString& unit)
{
    return std::isnan(value) ? QStringLiteral("–") : withUnit(figureText(static_cast<double>(value)), unit);
}

}  // namespace

const std::vector<std::string_view>& comparedMapNames()
{
    static const std::vector<std::string_view> names{"peak_kpa", "mean_kpa", "pti_kpa_s",
                                                     "sustained_longest_s", "tenderness"};
    return names;
}

QStringList comparedMapTitles()
{
    return {QStringLiteral("Peak"), QStringLiteral("Mean"), QStringLiteral("Time integral"),
            QStringLiteral("Sustained"), QStringLiteral("Tender spots")};
}

std::optional<ComparedMaps> comparedMaps(const live::SessionComparison& compared)
{
    const Comparison& comparison = compared.comparison;
    if (!comparison.map.has_value()) {
        return std::nullopt;
    }
    const MapDifference& map = *comparison.map;
    const auto& names = comparedMapNames();
    const auto at = std::find(names.begin(), names.end(), map.map);
    const bool is_pressure = map.unit == "kPa";
    const double contact =
        is_pressure ? std::max(compared.before.results.contact.kpa, compared.after.results.contact.kpa)
                    : kLeastShare * std::max(highestFinite(map.before), highestFinite(map.after));
    ComparedMaps maps{.grid = map.grid,
                      .map = at == names.end() ? 0 : static_cast<int>(at - names.begin()),
                      .unit = unitText(map.unit),
                      .before = map.before,
                      .after = map.after,
                      .difference = withoutEmptyCells(map, contact),
                      .contact = contact,
                      .is_pressure = is_pressure,
                      .spots = comparison.spots,
                      .clusters = {},
                      .loaded = loadedPart(compared, map.grid)};
    if (comparison.map_test.has_value()) {
        maps.clusters = clusterEdges(*comparison.map_test, map.grid, kMostP);
    }
    return maps;
}

QString valuesAt(const ComparedMaps& maps, MatPoint place)
{
    const auto row = static_cast<Eigen::Index>(std::floor(place.y_mm / maps.grid.pitchYMm()));
    const auto col = static_cast<Eigen::Index>(std::floor(place.x_mm / maps.grid.pitchXMm()));
    if (row < 0 || col < 0 || row >= maps.before.rows() || col >= maps.before.cols()) {
        return {};
    }
    const float before = maps.before(row, col);
    const float after = maps.after(row, col);
    const QString change =
        std::isnan(before) || std::isnan(after)
            ? QStringLiteral("–")
            : withUnit(signedText(static_cast<double>(after) - static_cast<double>(before)), maps.unit);
    return QStringLiteral("%1 · before %2 · after %3 · change %4")
        .arg(placeText(place), valueText(before, maps.unit), valueText(after, maps.unit), change);
}

}  // namespace palpate::gui
