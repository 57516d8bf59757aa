#include <cmath>
#include <string>
#include <utility>

#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "header_json.hpp"
#include "session_groups.hpp"
#include "stream_counters.hpp"
#include "utc_time.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::uint64_t kMaxTablePoints = 65536;

void writeTextUnlessEmpty(h5::AttributeWriter& out, std::string_view name, std::string_view value)
{
    if (!value.empty()) {
        out.text(name, value);
    }
}

void writeInfo(h5::AttributeWriter& out, const MeasurementInfo& info)
{
    writeTextUnlessEmpty(out, "session_id", info.session_id);
    writeTextUnlessEmpty(out, "mat_id", info.mat_id);
    writeTextUnlessEmpty(out, "mat_title", info.mat_title);
    writeTextUnlessEmpty(out, "mat_serial", info.mat_serial);
    writeTextUnlessEmpty(out, "mat_firmware", info.mat_firmware);
    writeTextUnlessEmpty(out, "technique", info.technique);
    writeTextUnlessEmpty(out, "client_code", info.client_code);
    writeTextUnlessEmpty(out, "source", info.source);
    writeTextUnlessEmpty(out, "software", info.software);
    if (info.setup) {
        out.text("setup", toString(*info.setup));
    }
    if (info.phase) {
        out.text("phase", toString(*info.phase));
    }
    if (info.side) {
        out.text("side", toString(*info.side));
    }
    if (info.started_at) {
        out.text("started_at", toIsoUtc(*info.started_at));
    }
}

template <typename T, typename Parse>
std::optional<T> readWord(hid_t group, std::string_view name, Parse parse)
{
    const auto text = h5::readText(group, name);
    const auto parsed = text ? parse(*text) : Result<T>{fail(ErrorCode::NotFound, "")};
    return parsed ? std::optional<T>{*parsed} : std::nullopt;
}

MeasurementInfo readInfo(hid_t group)
{
    const auto text = [group](std::string_view name) { return h5::readText(group, name).value_or(""); };
    MeasurementInfo info;
    info.session_id = text("session_id");
    info.mat_id = text("mat_id");
    info.mat_title = text("mat_title");
    info.mat_serial = text("mat_serial");
    info.mat_firmware = text("mat_firmware");
    info.technique = text("technique");
    info.client_code = text("client_code");
    info.source = text("source");
    info.software = text("software");
    info.setup = readWord<SetUp>(group, "setup", parseSetUp);
    info.phase = readWord<Phase>(group, "phase", parsePhase);
    info.side = readWord<Side>(group, "side", parseSide);
    if (const auto started_at = h5::readText(group, "started_at")) {
        info.started_at = parseIsoUtc(*started_at);
    }
    return info;
}

Result<void> writeCurve(hid_t group, const CalibrationCurve& curve)
{
    h5::AttributeWriter out{group};
    if (const auto* linear = std::get_if<LinearCalibration>(&curve)) {
        out.text("kind", "linear")
            .number("kpa_per_count", linear->kpa_per_count)
            .number("offset_kpa", linear->offset_kpa);
        return out.result();
    }
    if (const auto* power = std::get_if<PowerCalibration>(&curve)) {
        out.text("kind", "power").number("factor", power->factor).number("exponent", power->exponent);
        return out.result();
    }
    const auto& table = std::get<TableCalibration>(curve);
    out.text("kind", "table").number("zero_is_zero", static_cast<std::uint8_t>(table.zero_is_zero ? 1 : 0));
    if (!out.result()) {
        return out.result();
    }
    h5::TableWriter columns{group, nullptr};
    columns.column("table_counts", table.counts, "1", "counts of the points")
        .column("table_kpa", table.kpa, "kPa", "pressures of the points");
    return columns.result();
}

Result<CalibrationCurve> readCurve(hid_t group)
{
    const auto number = [group](std::string_view name) {
        return h5::readNumber<double>(group, name).value_or(std::nan(""));
    };
    const auto kind = h5::readText(group, "kind").value_or("");
    if (kind == "linear") {
        return LinearCalibration{.kpa_per_count = number("kpa_per_count"),
                                 .offset_kpa = number("offset_kpa")};
    }
    if (kind == "power") {
        return PowerCalibration{.factor = number("factor"), .exponent = number("exponent")};
    }
    if (kind != "table") {
        return fail(ErrorCode::Corrupt, fmt::format("calibration: the kind '{}' is not known", kind));
    }
    auto counts = h5::readColumn<double>(group, "table_counts", "1", kMaxTablePoints);
    if (!counts) {
        return fail(counts.error());
    }
    auto kpa = h5::readColumn<double>(group, "table_kpa", "kPa", kMaxTablePoints);
    if (!kpa) {
        return fail(kpa.error());
    }
    return TableCalibration{
        .counts = std::move(*counts),
        .kpa = std::move(*kpa),
        .zero_is_zero = h5::readNumber<std::uint8_t>(group, "zero_is_zero").value_or(0) != 0};
}

Result<CellArray<float>> readCells(hid_t group, std::string_view name, const MatGeometry& geometry)
{
    const auto values = h5::readGrid<float>(
        group, name, {static_cast<hsize_t>(geometry.rows()), static_cast<hsize_t>(geometry.cols())});
    if (!values) {
        return fail(values.error());
    }
    CellArray<float> cells(geometry.rows(), geometry.cols());
    std::copy(values->begin(), values->end(), cells.data());
    return cells;
}

void writeCreep(h5::AttributeWriter& out, const CreepModel& creep)
{
    out.number("creep_fast_share", creep.fast_share)
        .number("creep_fast_s", creep.fast_s)
        .number("creep_slow_share", creep.slow_share)
        .number("creep_slow_s", creep.slow_s);
}

std::optional<CreepModel> readCreep(hid_t group)
{
    const auto fast_share = h5::readNumber<double>(group, "creep_fast_share");
    if (!fast_share) {
        return std::nullopt;
    }
    const auto number = [group](std::string_view name) {
        return h5::readNumber<double>(group, name).value_or(std::nan(""));
    };
    return CreepModel{.fast_share = *fast_share,
                      .fast_s = number("creep_fast_s"),
                      .slow_share = number("creep_slow_share"),
                      .slow_s = number("creep_slow_s")};
}

void writeRecord(h5::AttributeWriter& out, const CalibrationRecord& record)
{
    writeTextUnlessEmpty(out, "made_at", record.made_at);
    out.number("from_kpa", record.from.kpa)
        .number("to_kpa", record.to.kpa)
        .number("residual_pct", record.residual_pct)
        .number("loads", static_cast<std::int32_t>(record.loads));
    if (record.cross_validation_pct) {
        out.number("cross_validation_pct", *record.cross_validation_pct);
    }
}

std::optional<CalibrationRecord> readRecord(hid_t group)
{
    const auto loads = h5::readNumber<std::int32_t>(group, "loads");
    if (!loads) {
        return std::nullopt;
    }
    const auto number = [group](std::string_view name) {
        return h5::readNumber<double>(group, name).value_or(std::nan(""));
    };
    return CalibrationRecord{.made_at = h5::readText(group, "made_at").value_or(""),
                             .from = Pressure{number("from_kpa")},
                             .to = Pressure{number("to_kpa")},
                             .residual_pct = number("residual_pct"),
                             .cross_validation_pct = h5::readNumber<double>(group, "cross_validation_pct"),
                             .loads = *loads};
}

Result<void> readTare(hid_t group, SessionHeader& header)
{
    if (!h5::exists(group, "tare_mean_kpa")) {
        return {};
    }
    auto mean_kpa = readCells(group, "tare_mean_kpa", header.geometry);
    if (!mean_kpa) {
        return fail(mean_kpa.error());
    }
    header.tare =
        Tare{.mean_kpa = std::move(*mean_kpa),
             .noise_sd = Pressure{h5::readNumber<double>(group, "tare_noise_sd_kpa").value_or(std::nan(""))},
             .frames = h5::readNumber<std::int32_t>(group, "tare_frames").value_or(0)};
    return {};
}

Result<void> readCalibration(hid_t file, SessionHeader& header)
{
    const auto group = h5::openGroup(file, "calibration");
    if (!group) {
        return fail(group.error());
    }
    if (header.samples == SampleKind::Counts) {
        auto curve = readCurve(group->get());
        if (!curve) {
            return fail(curve.error());
        }
        header.calibration.curve = std::move(*curve);
    }
    header.calibration.source = h5::readText(group->get(), "source").value_or("");
    header.calibration.ceiling_counts = h5::readNumber<std::uint16_t>(group->get(), "ceiling_counts");
    if (const auto ceiling_kpa = h5::readNumber<double>(group->get(), "ceiling_kpa")) {
        header.calibration.ceiling = Pressure{*ceiling_kpa};
    }
    header.calibration.creep = readCreep(group->get());
    header.calibration.record = readRecord(group->get());
    if (h5::exists(group->get(), "cell_gain")) {
        auto gain = readCells(group->get(), "cell_gain", header.geometry);
        if (!gain) {
            return fail(gain.error());
        }
        header.calibration.cell_gain = std::move(*gain);
    }
    return readTare(group->get(), header);
}

Result<MatGeometry> readGeometry(hid_t file, hid_t metadata, int rows, int cols)
{
    const auto pitch_x_mm = h5::readNumber<double>(metadata, "pitch_x_mm");
    const auto pitch_y_mm = h5::readNumber<double>(metadata, "pitch_y_mm");
    if (!pitch_x_mm || !pitch_y_mm) {
        return fail(ErrorCode::Corrupt, "metadata: pitch_x_mm or pitch_y_mm is missing");
    }
    std::vector<CellIndex> absent;
    if (h5::exists(file, "cell_present")) {
        const auto present = h5::readGrid<std::uint8_t>(
            file, "cell_present", {static_cast<hsize_t>(rows), static_cast<hsize_t>(cols)});
        if (!present) {
            return fail(present.error());
        }
        for (int i = 0; i < rows * cols; ++i) {
            if ((*present)[static_cast<std::size_t>(i)] == 0) {
                absent.push_back({.row = i / cols, .col = i % cols});
            }
        }
    }
    auto geometry = MatGeometry::create(rows, cols, Length{*pitch_x_mm}, Length{*pitch_y_mm}, absent);
    if (!geometry) {
        return fail(ErrorCode::Corrupt, "metadata: " + geometry.error().message);
    }
    return geometry;
}

}  // namespace

Result<void> writeMetadata(hid_t file, const SessionHeader& header, const SessionEnding& ending)
{
    const auto group = h5::createGroup(file, "metadata");
    if (!group) {
        return fail(group.error());
    }
    h5::AttributeWriter out{group->get()};
    writeInfo(out, header.info);
    out.text("samples", header.samples == SampleKind::Kpa ? "kpa" : "counts")
        .number("pitch_x_mm", header.geometry.pitchXMm())
        .number("pitch_y_mm", header.geometry.pitchYMm());
    if (header.nominal_rate) {
        out.number("nominal_rate_hz", header.nominal_rate->hz);
    }
    out.number("ended_on_purpose", static_cast<std::uint8_t>(ending.ended_on_purpose ? 1 : 0))
        .number("journal_damaged_records", ending.damaged_records)
        .number("journal_damaged_bytes", ending.damaged_bytes);
    forEachCounter(ending.stats,
                   [&out](std::string_view name, std::uint64_t count) { out.number(name, count); });
    return out.result();
}

Result<void> writeCalibration(hid_t file, const SessionHeader& header, const RootScales& scales)
{
    const auto group = h5::createGroup(file, "calibration");
    if (!group) {
        return fail(group.error());
    }
    const Calibration& calibration = header.calibration;
    h5::AttributeWriter out{group->get()};
    writeTextUnlessEmpty(out, "source", calibration.source);
    if (calibration.ceiling_counts) {
        out.number("ceiling_counts", *calibration.ceiling_counts);
    }
    if (calibration.ceiling) {
        out.number("ceiling_kpa", calibration.ceiling->kpa);
    }
    if (calibration.creep) {
        writeCreep(out, *calibration.creep);
    }
    if (calibration.record) {
        writeRecord(out, *calibration.record);
    }
    if (header.tare) {
        out.number("tare_noise_sd_kpa", header.tare->noise_sd.kpa)
            .number("tare_frames", static_cast<std::int32_t>(header.tare->frames));
    }
    auto result = out.result();
    const std::array<hsize_t, 2> shape{static_cast<hsize_t>(header.geometry.rows()),
                                       static_cast<hsize_t>(header.geometry.cols())};
    const h5::MapScales map{.y = scales.y, .x = scales.x};
    if (result && header.samples == SampleKind::Counts) {
        result = writeCurve(group->get(), calibration.curve);
    }
    if (result && calibration.cell_gain) {
        result = h5::writeMap(group->get(), "cell_gain", calibration.cell_gain->data(), shape, map, "1");
    }
    if (result && header.tare) {
        result = h5::writeMap(group->get(), "tare_mean_kpa", header.tare->mean_kpa.data(), shape, map, "kPa");
    }
    return result;
}

Result<SessionHeader> readHeader(hid_t file, int rows, int cols)
{
    const auto group = h5::openGroup(file, "metadata");
    if (!group) {
        return fail(group.error());
    }
    auto geometry = readGeometry(file, group->get(), rows, cols);
    if (!geometry) {
        return fail(geometry.error());
    }
    SessionHeader header{.info = readInfo(group->get()), .geometry = std::move(*geometry)};
    const auto samples = h5::readText(group->get(), "samples").value_or("");
    if (samples != "counts" && samples != "kpa") {
        return fail(ErrorCode::Corrupt, "metadata: samples is neither counts nor kpa");
    }
    header.samples = samples == "kpa" ? SampleKind::Kpa : SampleKind::Counts;
    if (const auto rate_hz = h5::readNumber<double>(group->get(), "nominal_rate_hz")) {
        header.nominal_rate = Frequency{*rate_hz};
    }
    if (auto read = readCalibration(file, header); !read) {
        return fail(read.error());
    }
    auto coaching = readCoaching(file);
    if (!coaching) {
        return fail(coaching.error());
    }
    header.coaching = std::move(*coaching);
    if (auto checked = checkHeader(header); !checked) {
        return fail(ErrorCode::Corrupt, checked.error().message);
    }
    return header;
}

Result<StoredEnding> readEnding(hid_t file)
{
    const auto group = h5::openGroup(file, "metadata");
    if (!group) {
        return fail(group.error());
    }
    StoredEnding ending;
    const hid_t id = group->get();
    ending.ended_on_purpose = h5::readNumber<std::uint8_t>(id, "ended_on_purpose").value_or(0) != 0;
    forEachCounter(ending.stats, [id](std::string_view name, std::uint64_t& count) {
        count = h5::readNumber<std::uint64_t>(id, name).value_or(0);
    });
    return ending;
}

}  // namespace palpate::session
