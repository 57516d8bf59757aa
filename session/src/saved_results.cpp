#include "palpate/session/saved_results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "palpate/core/setup_rules.hpp"
#include "palpate/core/version.hpp"

#include "changed_copy.hpp"
#include "coach_group.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "result_column_writer.hpp"
#include "result_columns.hpp"
#include "results_origin.hpp"
#include "session_groups.hpp"
#include "text_rules.hpp"
#include "time_lapse_group.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Scales {
    h5::Handle time;
    h5::Handle y;
    h5::Handle x;
};

Result<void> writeSettings(hid_t group, const SessionResults& results, std::optional<SetUp> setup)
{
    const AnalysisSettings& settings = results.settings;
    h5::AttributeWriter out{group};
    out.text("software", softwareName())
        .number("contact_kpa", results.contact.kpa)
        .number("hold_kpa", settings.hold.kpa)
        .number("force_floor_n", settings.force_floor.n)
        .number("hold_window_min_s", settings.hold_window_min_s)
        .number("hold_window_max_s", settings.hold_window_max_s)
        .number("contact_is_default", static_cast<std::uint8_t>(settings.contact ? 0 : 1))
        .number("tool_weight_n", settings.tool_weight.n)
        .number("drops_first_trial", static_cast<std::uint8_t>(settings.drops_first_trial ? 1 : 0))
        .number("valid_frames", results.valid_frames)
        .number("duration_s", results.duration_s);
    if (results.rate) {
        out.number("rate_hz", results.rate->hz);
    }
    if (results.percussion_band) {
        out.number("percussion_from_hz", results.percussion_band->from_hz)
            .number("percussion_to_hz", results.percussion_band->to_hz);
    }
    if (setup) {
        out.text("setup", toString(*setup));
    }
    return out.result();
}

h5::Flags faultFlags()
{
    return {
        .values = {static_cast<std::uint8_t>(FaultKind::Hot), static_cast<std::uint8_t>(FaultKind::Dead),
                   static_cast<std::uint8_t>(FaultKind::Stuck), static_cast<std::uint8_t>(FaultKind::Listed)},
        .meanings = "hot dead stuck listed"};
}

Result<void> writeInvalidCells(hid_t group, const SessionResults& results)
{
    const std::vector<CellFault>& faults = results.quality.invalid_cells;
    const std::vector<CellFault>& given = results.settings.invalid_cells;
    if (faults.empty()) {
        return {};
    }
    std::vector<std::int32_t> rows;
    std::vector<std::int32_t> cols;
    std::vector<std::uint8_t> kinds;
    std::vector<std::uint8_t> left_out;
    for (const CellFault& fault : faults) {
        rows.push_back(fault.cell.row);
        cols.push_back(fault.cell.col);
        kinds.push_back(static_cast<std::uint8_t>(fault.kind));
        const bool is_given = std::find(given.begin(), given.end(), fault) != given.end();
        left_out.push_back(static_cast<std::uint8_t>(is_given ? 1 : 0));
    }
    h5::Flags flags = faultFlags();
    h5::TableWriter table{group, nullptr};
    table.column("invalid_cell_row", rows, "1", "row of a cell that takes part in nothing")
        .column("invalid_cell_col", cols, "1", "its column")
        .flags("invalid_cell_kind", kinds, flags, "why it takes part in nothing")
        .flags("invalid_cell_left_out", left_out, {.values = {0, 1}, .meanings = "when_found from_the_start"},
               "from when on it took part in nothing");
    return table.result();
}

Result<void> writeQuality(hid_t group, const Quality& quality)
{
    h5::AttributeWriter out{group};
    out.text("quality_grade", toString(quality.grade))
        .number("saturated_fraction", quality.saturated_fraction)
        .number("lost_frames", quality.lost_frames)
        .number("junk_frames", quality.junk_frames);
    for (std::size_t i = 0; i < quality.reasons.size(); ++i) {
        out.text(fmt::format("quality_reason_{:02}", i), quality.reasons[i]);
    }
    return out.result();
}

Result<void> writeFrames(hid_t metrics, const SessionResults& results, std::optional<SetUp> setup,
                         const Scales& scales)
{
    const auto group = h5::createGroup(metrics, "frames");
    if (!group) {
        return fail(group.error());
    }
    std::vector<std::uint8_t> valid;
    valid.reserve(results.frames.size());
    for (const FrameMetrics& frame : results.frames) {
        valid.push_back(frame.valid ? 1 : 0);
    }
    h5::TableWriter table{group->get(), &scales.time};
    table.flags("valid", valid, {.values = {0, 1}, .meanings = "rejected valid"},
                "whether the frame takes part in results");
    std::vector<double> values(results.frames.size());
    for (const MetricColumn& column : metricColumns()) {
        const auto name = nameInSetUp(column.name, setup);
        if (!name) {
            continue;
        }
        std::transform(results.frames.begin(), results.frames.end(), values.begin(),
                       [&column](const FrameMetrics& m) { return column.value(m).value_or(kNan); });
        table.column(*name, values, column.unit, *name, std::optional{kNan});
    }
    return table.result();
}

Result<void> writeSummary(hid_t metrics, const SessionResults& results, std::optional<SetUp> setup)
{
    const auto group = h5::createGroup(metrics, "summary");
    if (!group) {
        return fail(group.error());
    }
    h5::AttributeWriter out{group->get()};
    const auto& columns = metricColumns();
    for (std::size_t i = 0; i < columns.size() && i < results.summary.size(); ++i) {
        const auto name = nameInSetUp(columns[i].name, setup);
        const auto& summary = results.summary[i];
        if (name && summary) {
            out.number(*name + "_mean", summary->mean)
                .number(*name + "_max", summary->max)
                .number(*name + "_min", summary->min)
                .number(*name + "_sd", summary->sd);
        }
    }
    return out.result();
}

using MapShape = std::array<hsize_t, 2>;

template <typename Map>
bool hasShape(const Map& map, const MapShape& shape)
{
    return static_cast<hsize_t>(map.rows()) == shape[0] && static_cast<hsize_t>(map.cols()) == shape[1];
}

Result<void> writeSaturated(hid_t group, const CellMask& saturated, const MapShape& shape,
                            const h5::MapScales& scales)
{
    const auto dataset =
        h5::writeGrid(group, "saturated", h5::numericType<std::uint8_t>(), saturated.data(), shape, scales);
    if (!dataset) {
        return fail(dataset.error());
    }
    h5::AttributeWriter attributes{dataset->get()};
    attributes.text("units", "1").text("long_name", "1: at the ceiling, pressures of the cell are at least");
    return attributes.result();
}

Result<void> writeMaps(hid_t metrics, const SessionResults& results, std::optional<SetUp> setup,
                       const Scales& scales, const MapShape& shape)
{
    const auto group = h5::createGroup(metrics, "maps");
    if (!group) {
        return fail(group.error());
    }
    const h5::MapScales map_scales{.y = scales.y, .x = scales.x};
    for (const MapColumn& column : mapColumns()) {
        const CellArray<float>& values = column.values(results.maps);
        const auto name = nameInSetUp(column.name, setup);
        if (values.size() == 0 || !name) {
            continue;
        }
        if (!hasShape(values, shape)) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("the map {} of {} x {} is not of this session's mat", column.name,
                                    values.rows(), values.cols()));
        }
        if (auto written = h5::writeMap(group->get(), *name, values.data(), shape, map_scales, column.unit);
            !written) {
            return written;
        }
    }
    return hasShape(results.saturated, shape)
               ? writeSaturated(group->get(), results.saturated, shape, map_scales)
               : Result<void>{};
}

/// What was computed per region stands beside the regions with which it was.
Result<h5::Handle> createTableGroup(hid_t metrics, std::string_view name, const SessionResults& results)
{
    if (name != "regions") {
        return h5::createGroup(metrics, name);
    }
    if (auto written = writeRegions(metrics, results.settings.regions); !written) {
        return fail(written.error());
    }
    return h5::openGroup(metrics, name);
}

/// The dimension of a table that is there already.
Result<std::optional<h5::Handle>> scaleOf(const h5::Handle& group, std::string_view name)
{
    if (name != "regions") {
        return std::optional<h5::Handle>{};
    }
    auto scale = h5::openDataset(group.get(), "first_point");
    if (!scale) {
        return fail(scale.error());
    }
    return std::optional{std::move(*scale)};
}

template <typename Row>
Result<void> writeResultTable(hid_t metrics, std::string_view name,
                              std::span<const ResultColumn<Row>> columns, const std::vector<Row>& rows,
                              const SessionResults& results, std::optional<SetUp> setup)
{
    const auto group = createTableGroup(metrics, name, results);
    if (!group) {
        return fail(group.error());
    }
    if (rows.empty()) {
        return {};
    }
    const auto scale = scaleOf(*group, name);
    if (!scale) {
        return fail(scale.error());
    }
    h5::TableWriter table{group->get(), scale->has_value() ? &**scale : nullptr};
    for (const ResultColumn<Row>& column : columns) {
        if (const auto shown = shownName(column.name, column.rule, setup)) {
            std::visit(ColumnWriter<Row>{table, rows, *shown, column}, column.value);
        }
    }
    return table.result();
}

Result<void> writeTables(hid_t metrics, const SessionResults& results, std::optional<SetUp> setup)
{
    Result<void> written;
    forEachTable(results, setup, [&](std::string_view name, auto columns, const auto& rows) {
        if (written) {
            written = writeResultTable(metrics, name, columns, rows, results, setup);
        }
    });
    return written;
}

std::optional<SetUp> setUpOf(hid_t file)
{
    const auto metadata = h5::openGroup(file, "metadata");
    const auto word = metadata ? h5::readText(metadata->get(), "setup") : std::nullopt;
    const auto setup = word ? parseSetUp(*word) : Result<SetUp>{fail(ErrorCode::NotFound, "")};
    return setup ? std::optional{*setup} : std::nullopt;
}

Result<std::array<hsize_t, 3>> sizesOf(const Scales& scales)
{
    std::array<hsize_t, 3> sizes{};
    const std::array<const h5::Handle*, 3> handles{&scales.time, &scales.y, &scales.x};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto shape = h5::checkedShape(*handles.at(i), "time, y or x", h5::numericType<double>());
        if (!shape || shape->size() != 1) {
            return fail(ErrorCode::Corrupt, "time, y or x is not a list of numbers");
        }
        sizes.at(i) = shape->front();
    }
    return sizes;
}

Result<Scales> openScales(hid_t file)
{
    auto time = h5::openDataset(file, "time");
    if (!time) {
        return fail(time.error());
    }
    auto y = h5::openDataset(file, "y");
    if (!y) {
        return fail(y.error());
    }
    auto x = h5::openDataset(file, "x");
    if (!x) {
        return fail(x.error());
    }
    return Scales{.time = std::move(*time), .y = std::move(*y), .x = std::move(*x)};
}

/// Earlier results hang on the scales of the root; those must forget them first.
Result<void> removeMetrics(hid_t file, const Scales& scales)
{
    const auto metrics = h5::openGroup(file, "metrics");
    if (!metrics) {
        return fail(metrics.error());
    }
    for (const char* name : {"frames", "maps"}) {
        if (!h5::exists(metrics->get(), name)) {
            continue;
        }
        const auto group = h5::openGroup(metrics->get(), name);
        if (!group) {
            return fail(group.error());
        }
        for (const h5::Handle* scale : {&scales.time, &scales.y, &scales.x}) {
            if (auto detached = h5::detachAll(*group, *scale); !detached) {
                return detached;
            }
        }
    }
    if (H5Ldelete(file, "metrics", H5P_DEFAULT) < 0) {
        return h5::failure(ErrorCode::Io, "metrics cannot be replaced");
    }
    return {};
}

Result<Pitches> pitchesOf(hid_t file)
{
    const auto metadata = h5::openGroup(file, "metadata");
    if (!metadata) {
        return fail(metadata.error());
    }
    const auto x_mm = h5::readNumber<double>(metadata->get(), "pitch_x_mm");
    const auto y_mm = h5::readNumber<double>(metadata->get(), "pitch_y_mm");
    if (!x_mm || !y_mm) {
        return fail(ErrorCode::Corrupt, "metadata: the distance of the cells is missing");
    }
    return Pitches{.x_mm = *x_mm, .y_mm = *y_mm};
}

Result<void> replaceMetrics(hid_t file, const SessionResults& results,
                            const std::optional<ResultsOrigin>& origin)
{
    const auto pitches = pitchesOf(file);
    if (!pitches) {
        return fail(pitches.error());
    }
    const auto scales = openScales(file);
    if (!scales) {
        return fail(scales.error());
    }
    const auto sizes = sizesOf(*scales);
    if (!sizes) {
        return fail(sizes.error());
    }
    if (results.frames.size() != (*sizes)[0]) {
        return fail(ErrorCode::InvalidArgument, fmt::format("results of {} frames for a session of {}",
                                                            results.frames.size(), (*sizes)[0]));
    }
    if (auto removed = removeMetrics(file, *scales); !removed) {
        return removed;
    }
    const auto group = h5::createGroup(file, "metrics");
    if (!group) {
        return fail(group.error());
    }
    const hid_t id = group->get();
    const std::optional<SetUp> setup = setUpOf(file);
    auto written = writeSettings(id, results, setup);
    written = written ? writeQuality(id, results.quality) : written;
    written = written && origin ? writeOrigin(id, *origin) : written;
    written = written ? writeInvalidCells(id, results) : written;
    written = written ? writeFrames(id, results, setup, *scales) : written;
    written = written ? writeTimeLapse(id, results.time_lapse, *pitches) : written;
    written = written ? writeSummary(id, results, setup) : written;
    written = written ? writeMaps(id, results, setup, *scales, {(*sizes)[1], (*sizes)[2]}) : written;
    written = written ? writeTables(id, results, setup) : written;
    return written && results.coach ? writeCoach(id, *results.coach) : written;
}

}  // namespace

Result<void> saveResults(const std::filesystem::path& path, const SessionResults& results,
                         const std::optional<ResultsOrigin>& origin)
{
    for (const std::string& reason : results.quality.reasons) {
        if (auto checked = checkText("reason of a quality grade", reason); !checked) {
            return checked;
        }
    }
    if (results.coach) {
        if (auto checked = checkCoachTexts(*results.coach); !checked) {
            return checked;
        }
    }
    return changeByCopy(path, [&](hid_t file) { return replaceMetrics(file, results, origin); });
}

}  // namespace palpate::session
