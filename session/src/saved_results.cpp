#include "palpate/session/saved_results.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "palpate/core/version.hpp"

#include "changed_copy.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Scales {
    h5::Handle time;
    h5::Handle y;
    h5::Handle x;
};

/// All values of one field, with not-a-number for what does not exist.
template <typename Row, typename Field>
std::vector<double> columnOf(const std::vector<Row>& rows, Field field)
{
    std::vector<double> values;
    values.reserve(rows.size());
    for (const Row& row : rows) {
        values.push_back(field(row));
    }
    return values;
}

template <typename Row, typename Field>
std::vector<std::uint8_t> codesOf(const std::vector<Row>& rows, Field field)
{
    std::vector<std::uint8_t> values;
    values.reserve(rows.size());
    for (const Row& row : rows) {
        values.push_back(static_cast<std::uint8_t>(field(row)));
    }
    return values;
}

h5::Flags shapeFlags()
{
    return {
        .values = {static_cast<std::uint8_t>(PatchShape::Ball), static_cast<std::uint8_t>(PatchShape::Bar),
                   static_cast<std::uint8_t>(PatchShape::Body)},
        .meanings = "ball bar body"};
}

h5::Flags windowFlags()
{
    return {.values = {static_cast<std::uint8_t>(InWindow::Short), static_cast<std::uint8_t>(InWindow::In),
                       static_cast<std::uint8_t>(InWindow::Long)},
            .meanings = "short in long"};
}

Result<void> writeSettings(hid_t group, const SessionResults& results)
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
        .number("valid_frames", results.valid_frames)
        .number("duration_s", results.duration_s);
    if (results.rate) {
        out.number("rate_hz", results.rate->hz);
    }
    if (!settings.invalid_cells.empty()) {
        std::vector<std::int32_t> rows;
        std::vector<std::int32_t> cols;
        for (const CellFault& fault : settings.invalid_cells) {
            rows.push_back(fault.cell.row);
            cols.push_back(fault.cell.col);
        }
        h5::TableWriter table{group, nullptr};
        table.column("invalid_cell_row", rows, "1", "row of a cell that takes part in nothing")
            .column("invalid_cell_col", cols, "1", "its column");
        if (!table.result()) {
            return table.result();
        }
    }
    return out.result();
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

Result<void> writeFrames(hid_t metrics, const SessionResults& results, const Scales& scales)
{
    const auto group = h5::createGroup(metrics, "frames");
    if (!group) {
        return fail(group.error());
    }
    h5::TableWriter table{group->get(), &scales.time};
    table.flags("valid", codesOf(results.frames, [](const FrameMetrics& m) { return m.valid ? 1 : 0; }),
                {.values = {0, 1}, .meanings = "rejected valid"}, "whether the frame takes part in results");
    for (const MetricColumn& column : metricColumns()) {
        table.column(column.name,
                     columnOf(results.frames,
                              [&column](const FrameMetrics& m) { return column.value(m).value_or(kNan); }),
                     column.unit, column.name, std::optional{kNan});
    }
    return table.result();
}

Result<void> writeSummary(hid_t metrics, const SessionResults& results)
{
    const auto group = h5::createGroup(metrics, "summary");
    if (!group) {
        return fail(group.error());
    }
    h5::AttributeWriter out{group->get()};
    const auto& columns = metricColumns();
    for (std::size_t i = 0; i < columns.size() && i < results.summary.size(); ++i) {
        if (const auto& summary = results.summary[i]) {
            const std::string name{columns[i].name};
            out.number(name + "_mean", summary->mean)
                .number(name + "_max", summary->max)
                .number(name + "_min", summary->min)
                .number(name + "_sd", summary->sd);
        }
    }
    return out.result();
}

Result<void> writeMaps(hid_t metrics, const SessionMaps& maps, const Scales& scales,
                       std::array<hsize_t, 2> shape)
{
    const auto group = h5::createGroup(metrics, "maps");
    if (!group) {
        return fail(group.error());
    }
    for (const MapColumn& column : mapColumns()) {
        const CellArray<float>& values = column.values(maps);
        if (values.size() == 0) {
            continue;
        }
        if (static_cast<hsize_t>(values.rows()) != shape[0] ||
            static_cast<hsize_t>(values.cols()) != shape[1]) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("the map {} of {} x {} is not of this session's mat", column.name,
                                    values.rows(), values.cols()));
        }
        if (auto written = h5::writeMap(group->get(), column.name, values.data(), shape,
                                        {.y = scales.y, .x = scales.x}, column.unit);
            !written) {
            return written;
        }
    }
    return {};
}

Result<void> writeHolds(hid_t metrics, const std::vector<Hold>& holds)
{
    const auto group = h5::createGroup(metrics, "holds");
    if (!group) {
        return fail(group.error());
    }
    if (holds.empty()) {
        return {};
    }
    h5::TableWriter table{group->get(), nullptr};
    table.column("start_s", columnOf(holds, [](const Hold& h) { return h.start_s; }), "s", "start")
        .column("end_s", columnOf(holds, [](const Hold& h) { return h.end_s; }), "s", "end")
        .column("duration_s", columnOf(holds, [](const Hold& h) { return h.duration_s; }), "s", "duration")
        .column("x_mm", columnOf(holds, [](const Hold& h) { return h.place.x_mm; }), "mm",
                "place along a row")
        .column("y_mm", columnOf(holds, [](const Hold& h) { return h.place.y_mm; }), "mm",
                "place along a column")
        .flags("shape", codesOf(holds, [](const Hold& h) { return h.shape; }), shapeFlags(),
               "shape of the patch")
        .column("mean_n", columnOf(holds, [](const Hold& h) { return h.mean_n; }), "N", "mean patch force")
        .column("cv_pct", columnOf(holds, [](const Hold& h) { return h.cv_pct; }), "%", "steadiness")
        .column("mean_kpa", columnOf(holds, [](const Hold& h) { return h.mean_kpa; }), "kPa", "mean pressure")
        .column("peak_kpa", columnOf(holds, [](const Hold& h) { return h.peak_kpa; }), "kPa", "peak pressure")
        .flags("in_window", codesOf(holds, [](const Hold& h) { return h.in_window; }), windowFlags(),
               "duration within the technique's window")
        .column("drift_pct", columnOf(holds, [](const Hold& h) { return h.drift_pct.value_or(kNan); }), "%",
                "drift of the force, raw", std::optional{kNan});
    return table.result();
}

Result<void> writeStrokes(hid_t metrics, const std::vector<Stroke>& strokes)
{
    const auto group = h5::createGroup(metrics, "strokes");
    if (!group) {
        return fail(group.error());
    }
    if (strokes.empty()) {
        return {};
    }
    h5::TableWriter table{group->get(), nullptr};
    table.column("start_s", columnOf(strokes, [](const Stroke& s) { return s.start_s; }), "s", "start")
        .column("end_s", columnOf(strokes, [](const Stroke& s) { return s.end_s; }), "s", "end")
        .column("length_mm", columnOf(strokes, [](const Stroke& s) { return s.length_mm; }), "mm", "length")
        .column("duration_s", columnOf(strokes, [](const Stroke& s) { return s.duration_s; }), "s",
                "duration")
        .column("speed_mm_s", columnOf(strokes, [](const Stroke& s) { return s.speed_mm_s; }), "mm/s",
                "speed")
        .flags("shape", codesOf(strokes, [](const Stroke& s) { return s.shape; }), shapeFlags(),
               "shape of the patch");
    return table.result();
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

Result<void> replaceMetrics(hid_t file, const SessionResults& results)
{
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
    auto written = writeSettings(id, results);
    written = written ? writeQuality(id, results.quality) : written;
    written = written ? writeFrames(id, results, *scales) : written;
    written = written ? writeSummary(id, results) : written;
    written = written ? writeMaps(id, results.maps, *scales, {(*sizes)[1], (*sizes)[2]}) : written;
    written = written ? writeHolds(id, results.holds) : written;
    return written ? writeStrokes(id, results.strokes) : written;
}

}  // namespace

Result<void> saveResults(const std::filesystem::path& path, const SessionResults& results)
{
    for (const std::string& reason : results.quality.reasons) {
        if (auto checked = checkText("reason of a quality grade", reason); !checked) {
            return checked;
        }
    }
    return changeByCopy(path, [&results](hid_t file) { return replaceMetrics(file, results); });
}

}  // namespace palpate::session
