#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "palpate/core/setup_rules.hpp"
#include "palpate/session/saved_results.hpp"

#include "coach_group.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "results_origin.hpp"
#include "session_layout.hpp"
#include "stored_tables.hpp"
#include "time_lapse_group.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

std::optional<double> known(double value)
{
    return std::isnan(value) ? std::nullopt : std::optional{value};
}

/// The fields of metricColumns(), in its order.
using SetMetric = void (*)(FrameMetrics&, double);
constexpr std::array<SetMetric, 10> kSetMetrics{
    [](FrameMetrics& m, double v) { m.force_n = v; },
    [](FrameMetrics& m, double v) { m.contact_area_cm2 = v; },
    [](FrameMetrics& m, double v) { m.mean_kpa = known(v); },
    [](FrameMetrics& m, double v) { m.peak_kpa = v; },
    [](FrameMetrics& m, double v) { m.ppi_kpa = v; },
    [](FrameMetrics& m, double v) { m.gradient_kpa_cm = known(v); },
    [](FrameMetrics& m, double v) { m.cov_pct = known(v); },
    [](FrameMetrics& m, double v) { m.cop_x_mm = known(v); },
    [](FrameMetrics& m, double v) { m.cop_y_mm = known(v); },
    [](FrameMetrics& m, double v) { m.saturated_cells = v >= 0.0 && v <= 1e6 ? static_cast<int>(v) : 0; },
};
static_assert(kSetMetrics.size() == std::tuple_size_v<std::decay_t<decltype(metricColumns())>>);

/// The maps of mapColumns(), in its order.
constexpr std::array<CellArray<float> SessionMaps::*, 8> kMaps{
    &SessionMaps::peak_kpa,          &SessionMaps::mean_kpa,
    &SessionMaps::pti_kpa_s,         &SessionMaps::sustained_longest_s,
    &SessionMaps::sustained_total_s, &SessionMaps::time_above_s,
    &SessionMaps::sustained_kpa,     &SessionMaps::tenderness};
static_assert(kMaps.size() == std::tuple_size_v<std::decay_t<decltype(mapColumns())>>);

/// Numbers that must be there.
class Numbers final {
  public:
    explicit Numbers(hid_t group) : group_{group} {}

    template <typename T>
    Numbers& read(const char* name, T& value)
    {
        const auto stored = h5::readNumber<T>(group_, name);
        if (stored) {
            value = *stored;
        } else if (result_) {
            result_ = fail(ErrorCode::Corrupt, fmt::format("metrics: {} is missing", name));
        }
        return *this;
    }
    Numbers& read(const char* name, bool& value)
    {
        std::uint8_t stored = 0;
        read(name, stored);
        value = stored != 0;
        return *this;
    }
    [[nodiscard]] const Result<void>& result() const { return result_; }

  private:
    hid_t group_;
    Result<void> result_;
};

Result<void> readSettings(hid_t metrics, SessionResults& results)
{
    AnalysisSettings& settings = results.settings;
    bool contact_is_default = true;
    Numbers numbers{metrics};
    numbers.read("contact_kpa", results.contact.kpa)
        .read("contact_is_default", contact_is_default)
        .read("hold_kpa", settings.hold.kpa)
        .read("force_floor_n", settings.force_floor.n)
        .read("hold_window_min_s", settings.hold_window_min_s)
        .read("hold_window_max_s", settings.hold_window_max_s)
        .read("tool_weight_n", settings.tool_weight.n)
        .read("drops_first_trial", settings.drops_first_trial)
        .read("valid_frames", results.valid_frames)
        .read("duration_s", results.duration_s);
    if (!contact_is_default) {
        settings.contact = results.contact;
    }
    if (const auto rate_hz = h5::readNumber<double>(metrics, "rate_hz")) {
        results.rate = Frequency{*rate_hz};
    }
    const auto from_hz = h5::readNumber<double>(metrics, "percussion_from_hz");
    const auto to_hz = h5::readNumber<double>(metrics, "percussion_to_hz");
    if (from_hz && to_hz) {
        results.percussion_band = PercussionBand{.from_hz = *from_hz, .to_hz = *to_hz};
    }
    return numbers.result();
}

Result<void> readInvalidCells(hid_t metrics, SessionResults& results)
{
    if (!h5::exists(metrics, "invalid_cell_row")) {
        return {};
    }
    constexpr std::uint64_t kMostCells = std::uint64_t{kMaxMatRows} * kMaxMatCols;
    const auto row = h5::readColumn<std::int32_t>(metrics, "invalid_cell_row", "1", kMostCells);
    const auto col = h5::readColumn<std::int32_t>(metrics, "invalid_cell_col", "1", kMostCells);
    const auto kind = h5::readColumn<std::uint8_t>(metrics, "invalid_cell_kind", "1", kMostCells);
    const auto left_out = h5::readColumn<std::uint8_t>(metrics, "invalid_cell_left_out", "1", kMostCells);
    if (!row || !col || !kind || !left_out || col->size() != row->size() || kind->size() != row->size() ||
        left_out->size() != row->size()) {
        return fail(ErrorCode::Corrupt, "metrics: invalid cells are not whole");
    }
    for (std::size_t i = 0; i < row->size(); ++i) {
        if ((*kind)[i] > static_cast<std::uint8_t>(FaultKind::Listed)) {
            return fail(ErrorCode::Corrupt, "metrics: an unknown kind of an invalid cell");
        }
        const CellFault fault{.cell = {.row = (*row)[i], .col = (*col)[i]},
                              .kind = static_cast<FaultKind>((*kind)[i])};
        results.quality.invalid_cells.push_back(fault);
        if ((*left_out)[i] != 0) {
            results.settings.invalid_cells.push_back(fault);
        }
    }
    return {};
}

Result<void> readQuality(hid_t metrics, Quality& quality)
{
    const auto letter = h5::readText(metrics, "quality_grade").value_or("");
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'D') {
        return fail(ErrorCode::Corrupt, "metrics: quality_grade is not a grade");
    }
    quality.grade = static_cast<QualityGrade>(letter[0] - 'A');
    while (auto reason = h5::readText(metrics, fmt::format("quality_reason_{:02}", quality.reasons.size()))) {
        quality.reasons.push_back(std::move(*reason));
    }
    return Numbers{metrics}
        .read("saturated_fraction", quality.saturated_fraction)
        .read("lost_frames", quality.lost_frames)
        .read("junk_frames", quality.junk_frames)
        .result();
}

Result<std::vector<FrameMetrics>> readFrames(hid_t metrics, std::optional<SetUp> setup,
                                             const std::vector<FrameStamp>& stamps)
{
    const auto group = h5::openGroup(metrics, "frames");
    if (!group) {
        return fail(group.error());
    }
    const auto valid = h5::readColumn<std::uint8_t>(group->get(), "valid", "1", stamps.size());
    if (!valid || valid->size() != stamps.size()) {
        return fail(ErrorCode::Corrupt, "metrics/frames: valid is not one number per frame");
    }
    std::vector<FrameMetrics> frames(stamps.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        frames[i].sequence = stamps[i].sequence;
        frames[i].time_s = toSeconds(stamps[i].time);
        frames[i].valid = (*valid)[i] != 0;
    }
    for (std::size_t k = 0; k < kSetMetrics.size(); ++k) {
        const MetricColumn& column = metricColumns().at(k);
        const auto name = nameInSetUp(column.name, setup);
        if (!name) {
            continue;
        }
        const auto values = h5::readColumn<double>(group->get(), *name, column.unit, frames.size());
        if (!values || values->size() != frames.size()) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("metrics/frames: {} is not one number per frame", *name));
        }
        for (std::size_t i = 0; i < frames.size(); ++i) {
            kSetMetrics.at(k)(frames[i], (*values)[i]);
        }
    }
    return frames;
}

Result<std::vector<std::optional<MetricSummary>>> readSummary(hid_t metrics, std::optional<SetUp> setup)
{
    const auto group = h5::openGroup(metrics, "summary");
    if (!group) {
        return fail(group.error());
    }
    std::vector<std::optional<MetricSummary>> summaries;
    summaries.reserve(metricColumns().size());
    for (const MetricColumn& column : metricColumns()) {
        const auto name = nameInSetUp(column.name, setup);
        const auto part = [&](const char* suffix) {
            return name ? h5::readNumber<double>(group->get(), *name + suffix) : std::nullopt;
        };
        const auto mean = part("_mean");
        const auto max = part("_max");
        const auto min = part("_min");
        const auto sd = part("_sd");
        summaries.push_back(
            mean && max && min && sd
                ? std::optional{MetricSummary{.mean = *mean, .max = *max, .min = *min, .sd = *sd}}
                : std::nullopt);
    }
    return summaries;
}

template <typename T>
Result<CellArray<T>> readMap(hid_t group, std::string_view name, const MatGeometry& geometry)
{
    if (!h5::exists(group, name)) {
        return CellArray<T>{};
    }
    const auto values = h5::readGrid<T>(
        group, name, {static_cast<hsize_t>(geometry.rows()), static_cast<hsize_t>(geometry.cols())});
    if (!values) {
        return fail(values.error());
    }
    CellArray<T> map(geometry.rows(), geometry.cols());
    std::copy(values->begin(), values->end(), map.data());
    return map;
}

Result<void> readMaps(hid_t metrics, std::optional<SetUp> setup, const MatGeometry& geometry,
                      SessionResults& results)
{
    const auto group = h5::openGroup(metrics, "maps");
    if (!group) {
        return fail(group.error());
    }
    for (std::size_t i = 0; i < kMaps.size(); ++i) {
        const auto name = nameInSetUp(mapColumns().at(i).name, setup);
        if (!name) {
            continue;
        }
        auto map = readMap<float>(group->get(), *name, geometry);
        if (!map) {
            return fail(map.error());
        }
        results.maps.*kMaps.at(i) = std::move(*map);
    }
    auto saturated = readMap<std::uint8_t>(group->get(), "saturated", geometry);
    if (!saturated) {
        return fail(saturated.error());
    }
    results.saturated = std::move(*saturated);
    return {};
}

/// The set-up whose names the results bear.
std::optional<SetUp> setUpOfResults(hid_t metrics)
{
    const auto word = h5::readText(metrics, "setup");
    const auto setup = word ? parseSetUp(*word) : Result<SetUp>{fail(ErrorCode::NotFound, "")};
    return setup ? std::optional{*setup} : std::nullopt;
}

Result<void> readLists(hid_t metrics, const SessionReader& session, SessionResults& results)
{
    const std::optional<SetUp> setup = setUpOfResults(metrics);
    auto frames = readFrames(metrics, setup, session.stamps());
    if (!frames) {
        return fail(frames.error());
    }
    results.frames = std::move(*frames);
    auto summary = readSummary(metrics, setup);
    if (!summary) {
        return fail(summary.error());
    }
    results.summary = std::move(*summary);
    auto lapse = readTimeLapse(metrics);
    if (!lapse) {
        return fail(lapse.error());
    }
    results.time_lapse = std::move(*lapse);
    auto coach = readCoach(metrics);
    if (!coach) {
        return fail(coach.error());
    }
    results.coach = std::move(*coach);
    auto read = readMaps(metrics, setup, session.header().geometry, results);
    return read ? readTables(metrics, setup, results) : read;
}

}  // namespace

Result<SessionResults> loadResults(const SessionReader& session, const ResultsOrigin& wanted)
{
    const std::string path = session.path().string();
    const auto file = h5::openForReading(session.path());
    if (!file) {
        return fail(h5::inFile(path, file.error()));
    }
    const auto metrics = h5::openGroup(file->get(), "metrics");
    if (!metrics) {
        return fail(h5::inFile(path, metrics.error()));
    }
    if (readOrigin(metrics->get()) != wanted) {
        return fail(ErrorCode::NotFound,
                    fmt::format("{} holds no results of its present state and these settings", path));
    }
    SessionResults results;
    auto read = readSettings(metrics->get(), results);
    read = read ? readQuality(metrics->get(), results.quality) : read;
    read = read ? readInvalidCells(metrics->get(), results) : read;
    read = read ? readLists(metrics->get(), session, results) : read;
    if (!read) {
        return fail(h5::inFile(path, read.error()));
    }
    return results;
}

}  // namespace palpate::session
