#include "palpate/live/session_comparison.hpp"

#include <algorithm>
#include <future>
#include <utility>

#include "palpate/analysis/change_verdicts.hpp"
#include "palpate/analysis/comparability.hpp"
#include "palpate/analysis/map_difference.hpp"
#include "palpate/analysis/map_registration.hpp"
#include "palpate/analysis/map_test.hpp"
#include "palpate/analysis/press_maps.hpp"
#include "palpate/analysis/session_values.hpp"
#include "palpate/analysis/smooth_map.hpp"
#include "palpate/analysis/spot_pairs.hpp"
#include "palpate/core/mat_name.hpp"
#include "palpate/live/stored_results.hpp"
#include "palpate/session/session_reader.hpp"

#include "session_presses.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

using Cancelled = std::function<bool()>;

Result<ComparedSession> load(const std::filesystem::path& path, const AnalysisSettings& settings,
                             const Cancelled& cancelled)
{
    auto reader = session::SessionReader::open(path);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    auto results = resultsOf(*reader, settings, cancelled);
    if (!results) {
        return fail(std::move(results.error()));
    }
    return ComparedSession{.path = path,
                           .header = reader->header(),
                           .results = std::move(*results),
                           .events = reader->events(),
                           .outcomes = reader->outcomes()};
}

struct Pair {
    ComparedSession before;
    ComparedSession after;
};

/// Both at once: each one's reading and analysis wait for each other now and then.
Result<Pair> loadPair(const std::filesystem::path& before, const std::filesystem::path& after,
                      const AnalysisSettings& settings, const Cancelled& cancelled)
{
    auto first = std::async(std::launch::async, [&] { return load(before, settings, cancelled); });
    auto second = load(after, settings, cancelled);
    auto loaded = first.get();
    if (!loaded) {
        return fail(std::move(loaded.error()));
    }
    if (!second) {
        return fail(std::move(second.error()));
    }
    return Pair{.before = std::move(*loaded), .after = std::move(*second)};
}

/// Both or neither.
Result<std::optional<Pair>> loadOptionalPair(const std::optional<std::filesystem::path>& before,
                                             const std::optional<std::filesystem::path>& after,
                                             std::string_view what, const AnalysisSettings& settings,
                                             const Cancelled& cancelled)
{
    if (before.has_value() != after.has_value()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("the {} needs two recordings, one before and one after", what));
    }
    if (!before) {
        return std::optional<Pair>{};
    }
    return loadPair(*before, *after, settings, cancelled).map([](Pair pair) {
        return std::optional<Pair>{std::move(pair)};
    });
}

std::vector<Landmark> storedLandmarks(const Pair& pair)
{
    return landmarksOf(pair.before.events, pair.after.events);
}

std::vector<Landmark> landmarksFor(const ComparisonRequest& request, const Pair& pair)
{
    if (!request.uses_landmarks) {
        return {};
    }
    return request.landmarks.empty() ? storedLandmarks(pair) : request.landmarks;
}

const MapColumn* findMap(std::string_view name)
{
    const auto& columns = mapColumns();
    const auto* const found = std::find_if(columns.begin(), columns.end(),
                                           [name](const MapColumn& column) { return column.name == name; });
    return found == columns.end() ? nullptr : found;
}

analysis::PlacedMap peakOf(const ComparedSession& session)
{
    return {.mat = session.header.geometry,
            .kpa = session.results.maps.peak_kpa,
            .contact = session.results.contact};
}

std::optional<Alignment> align(const Pair& pair, bool mirrors, const std::vector<Landmark>& landmarks)
{
    return analysis::alignMaps(peakOf(pair.before), peakOf(pair.after), {.mirrors = mirrors},
                               placePairs(landmarks));
}

std::optional<MapDifference> differenceOf(const ComparedSession& before, const ComparedSession& after,
                                          const std::optional<Alignment>& alignment, const MapColumn& map)
{
    if (!alignment || !alignment->isTrustworthy()) {
        return std::nullopt;
    }
    return analysis::mapDifference(map.values(before.results.maps), before.header.geometry,
                                   map.values(after.results.maps), after.header.geometry, *alignment, map);
}

std::vector<SpotChange> spotsOf(const Pair& pair, const std::optional<Alignment>& alignment)
{
    if (!alignment || !alignment->isTrustworthy()) {
        return {};
    }
    return analysis::pairSpots(pair.before.results.spots, pair.before.header.geometry,
                               pair.after.results.spots, pair.after.header.geometry,
                               pair.after.results.maps.peak_kpa, *alignment);
}

std::vector<SessionValue> valuesOf(const std::optional<Spot>& spot)
{
    return spot ? analysis::spotValues(*spot) : std::vector<SessionValue>{};
}

bool isReported(const std::optional<Spot>& spot)
{
    return spot && spot->evidence == SpotEvidence::Reported;
}

/// The first place of the control site whose threshold or rating is there both times.
const SpotChange* controlSpot(const std::vector<SpotChange>& spots)
{
    const auto found = std::find_if(spots.begin(), spots.end(),
                                    [](const SpotChange& spot) { return spot.before && spot.after; });
    return found == spots.end() ? nullptr : &*found;
}

/// Everything that a control site says.
struct Control {
    std::vector<SessionValue> before;
    std::vector<SessionValue> after;
    std::vector<SessionValue> spot_before;
    std::vector<SessionValue> spot_after;
};

Control controlOf(const std::optional<Pair>& pair)
{
    Control control;
    if (!pair) {
        return control;
    }
    control.before = analysis::sessionValues(pair->before.results, {});
    control.after = analysis::sessionValues(pair->after.results, {});
    const std::vector<SpotChange> spots = spotsOf(*pair, align(*pair, false, storedLandmarks(*pair)));
    if (const SpotChange* const spot = controlSpot(spots)) {
        control.spot_before = valuesOf(spot->before);
        control.spot_after = valuesOf(spot->after);
    }
    return control;
}

/// Mean force while the weight lay there; none where nothing did.
std::optional<double> referenceForce(const ComparedSession& session)
{
    for (const SessionValue& value : analysis::sessionValues(session.results, {})) {
        if (value.measure.name == "force_n") {
            return value.value;
        }
    }
    return std::nullopt;
}

Result<std::optional<ComparabilityReason>> driftOf(const std::optional<Pair>& reference)
{
    if (!reference) {
        return std::optional<ComparabilityReason>{};
    }
    const auto before_n = referenceForce(reference->before);
    const auto after_n = referenceForce(reference->after);
    if (!before_n || !after_n) {
        const auto& empty = before_n ? reference->after.path : reference->before.path;
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: no weight lies on the mat: record the reference weight again", empty.string()));
    }
    return analysis::driftReason(*before_n, *after_n);
}

void judge(Comparison& comparison, const Pair& pair, const Control& control,
           const std::vector<ErrorBand>& bands)
{
    const MeasurementInfo& info = pair.before.header.info;
    const auto prevents = std::find_if(comparison.reasons.begin(), comparison.reasons.end(),
                                       [](const ComparabilityReason& reason) { return reason.prevents; });
    const analysis::JudgedBy by{
        .bands = &bands,
        .context = {.mat_id = matNameOf(pair.before.header),
                    .setup = info.setup,
                    .technique = info.technique},
        .hindrance = prevents == comparison.reasons.end() ? std::string{} : prevents->what};
    for (const SpotChange& spot : comparison.spots) {
        if (!isReported(spot.before) && !isReported(spot.after)) {
            continue;
        }
        auto changes = analysis::judgeChanges(valuesOf(spot.before), valuesOf(spot.after),
                                              control.spot_before, control.spot_after, by, spot.name);
        std::move(changes.begin(), changes.end(), std::back_inserter(comparison.metrics));
    }
    auto changes = analysis::judgeChanges(analysis::sessionValues(pair.before.results, pair.before.outcomes),
                                          analysis::sessionValues(pair.after.results, pair.after.outcomes),
                                          control.before, control.after, by);
    std::move(changes.begin(), changes.end(), std::back_inserter(comparison.metrics));
    std::stable_partition(comparison.metrics.begin(), comparison.metrics.end(),
                          [](const MetricChange& change) { return !change.is_dose; });
}

Comparison compare(const Pair& pair, const ComparisonRequest& request, const MapColumn& map,
                   const Control& control, const std::optional<ComparabilityReason>& drift)
{
    Comparison comparison;
    comparison.reasons = analysis::comparabilityOf(
        {.header = &pair.before.header, .results = &pair.before.results},
        {.header = &pair.after.header, .results = &pair.after.results}, request.mirrors);
    comparison.alignment = align(pair, request.mirrors, landmarksFor(request, pair));
    for (const auto& reason : {drift, analysis::placementReason(comparison.alignment)}) {
        if (reason) {
            comparison.reasons.push_back(*reason);
        }
    }
    std::stable_partition(comparison.reasons.begin(), comparison.reasons.end(),
                          [](const ComparabilityReason& reason) { return reason.prevents; });
    comparison.is_comparable =
        std::none_of(comparison.reasons.begin(), comparison.reasons.end(),
                     [](const ComparabilityReason& reason) { return reason.prevents; });
    comparison.spots = spotsOf(pair, comparison.alignment);
    comparison.map = differenceOf(pair.before, pair.after, comparison.alignment, map);
    judge(comparison, pair, control, request.bands);
    summarize(comparison);
    return comparison;
}

std::size_t countOf(const ComparedSession& session)
{
    return analysis::countPresses(session.results.frames, session.results.settings.hold);
}

/// Both sessions' presses in pairs, the second one's on the first one's cells.
Result<void> testMaps(const Pair& pair, const Cancelled& cancelled, Comparison& comparison)
{
    if (!comparison.alignment || !comparison.alignment->isTrustworthy()) {
        comparison.map_test_refusal = "the two loads do not lie on each other";
        return {};
    }
    // Without enough of them the frames need not be read once more.
    const std::size_t presses_before = countOf(pair.before);
    const std::size_t presses_after = countOf(pair.after);
    if (std::min(presses_before, presses_after) < static_cast<std::size_t>(analysis::kLeastMapPairs)) {
        comparison.map_test_refusal =
            fmt::format("presses before: {}, after: {}; a map test needs at least {} of each", presses_before,
                        presses_after, analysis::kLeastMapPairs);
        return {};
    }
    auto first = std::async(std::launch::async, [&] { return pressesOf(pair.before, cancelled); });
    const auto after = pressesOf(pair.after, cancelled);
    const auto before = first.get();
    if (!before || !after) {
        return fail(before ? after.error() : before.error());
    }
    const std::size_t pairs = std::min(before->size(), after->size());
    std::vector<CellArray<float>> before_maps;
    std::vector<CellArray<float>> after_maps;
    before_maps.reserve(pairs);
    after_maps.reserve(pairs);
    for (std::size_t i = 0; i < pairs; ++i) {
        // Smoothed as the other one is on its way to these cells.
        before_maps.push_back(analysis::smoothed((*before)[i].peak_kpa));
        after_maps.push_back(analysis::onFirstGrid((*after)[i].peak_kpa, pair.after.header.geometry,
                                                   pair.before.header.geometry, *comparison.alignment));
    }
    analysis::MapTestSettings settings{.contact = pair.before.results.contact};
    if (!before_maps.empty() && analysis::liesElsewhere(*comparison.alignment, pair.before.header.geometry)) {
        settings.tolerance_kpa = analysis::layingTolerance(analysis::meanOf(before_maps));
    }
    auto test = analysis::testMaps(before_maps, after_maps, pair.before.header.geometry, settings);
    if (test) {
        comparison.map_test = std::move(*test);
    } else {
        comparison.map_test_refusal = test.error().message;
    }
    return {};
}

}  // namespace

Result<SessionComparison> compareSessions(const ComparisonRequest& request, const Cancelled& cancelled)
{
    const MapColumn* const map = findMap(request.map);
    if (map == nullptr) {
        return fail(ErrorCode::InvalidArgument, fmt::format("there is no map '{}'", request.map));
    }
    auto pair = loadPair(request.before, request.after, request.settings, cancelled);
    if (!pair) {
        return fail(std::move(pair.error()));
    }
    const auto control = loadOptionalPair(request.control_before, request.control_after, "control site",
                                          request.settings, cancelled);
    if (!control) {
        return fail(control.error());
    }
    const auto reference = loadOptionalPair(request.reference_before, request.reference_after,
                                            "reference weight", request.settings, cancelled);
    if (!reference) {
        return fail(reference.error());
    }
    const auto drift = driftOf(*reference);
    if (!drift) {
        return fail(drift.error());
    }
    Comparison comparison = compare(*pair, request, *map, controlOf(*control), *drift);
    if (request.tests_maps) {
        if (auto tested = testMaps(*pair, cancelled, comparison); !tested) {
            return fail(std::move(tested.error()));
        }
    }
    return SessionComparison{.before = std::move(pair->before),
                             .after = std::move(pair->after),
                             .comparison = std::move(comparison)};
}

std::optional<MapDifference> differenceOf(const SessionComparison& compared, std::string_view map)
{
    const MapColumn* const column = findMap(map);
    return column == nullptr
               ? std::nullopt
               : differenceOf(compared.before, compared.after, compared.comparison.alignment, *column);
}

}  // namespace palpate::live
