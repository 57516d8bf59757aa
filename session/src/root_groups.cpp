#include "root_groups.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "palpate/core/version.hpp"

#include "format_version.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr hsize_t kMaxTimeChunk = 16384;
constexpr double kMaxTimeS = 1e9;

std::vector<double> centres(int count, double pitch_mm)
{
    std::vector<double> places_mm;
    places_mm.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        places_mm.push_back((i + 0.5) * pitch_mm);
    }
    return places_mm;
}

Result<h5::Handle> createScale(hid_t file, std::string_view name, std::uint64_t size, std::string_view units,
                               std::string_view long_name)
{
    auto scale = h5::createDataset(file, name, h5::numericType<double>(),
                                   {.size = {size}, .chunk = {std::min<hsize_t>(size, kMaxTimeChunk)}});
    if (!scale) {
        return scale;
    }
    if (auto made = h5::makeScale(*scale, name); !made) {
        return fail(made.error());
    }
    h5::AttributeWriter attributes{scale->get()};
    attributes.text("units", units).text("long_name", long_name);
    if (!attributes.result()) {
        return fail(attributes.result().error());
    }
    return scale;
}

Result<void> fillScale(const h5::Handle& scale, const std::vector<double>& values)
{
    if (H5Dwrite(scale.get(), h5::numericType<double>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
        return h5::failure(ErrorCode::Io, "a dimension scale cannot be written");
    }
    return {};
}

Result<void> linkTo(const h5::Handle& group, const char* name)
{
    const std::string target = std::string{"/"} + name;
    if (H5Lcreate_soft(target.c_str(), group.get(), name, H5P_DEFAULT, H5P_DEFAULT) < 0) {
        return h5::failure(ErrorCode::Io, fmt::format("link entry/data/{} cannot be made", name));
    }
    return {};
}

/// One checksum table has its own dimension: datasets can differ in frames per chunk.
std::string columnName(std::string_view dataset, std::string_view column)
{
    return fmt::format("{}_{}", dataset, column);
}

template <typename T, typename Value>
std::vector<T> columnOf(const std::vector<FrameStamp>& stamps, Value value)
{
    std::vector<T> column;
    column.reserve(stamps.size());
    for (const FrameStamp& stamp : stamps) {
        column.push_back(value(stamp));
    }
    return column;
}

/// Reads one column and gives its values to the frames, for which memory is taken once the first column was
/// read; `take` says whether a value is possible.
template <typename T, typename Take>
Result<void> fillFrom(hid_t file, std::string_view name, std::string_view units, std::uint64_t frames,
                      std::vector<FrameStamp>& stamps, Take take)
{
    const auto column = h5::readColumn<T>(file, name, units, frames);
    if (!column) {
        return fail(column.error());
    }
    if (column->size() != frames) {
        return fail(ErrorCode::Corrupt, "time, frame_seq, frame_quality and the frames differ in number");
    }
    stamps.resize(frames);
    for (std::size_t i = 0; i < stamps.size(); ++i) {
        if (!take(stamps[i], (*column)[i])) {
            return fail(ErrorCode::Corrupt, fmt::format("{}: frame {} has no valid {}", name, i, name));
        }
    }
    return {};
}

}  // namespace

Result<void> writeRootAttributes(hid_t file, const SessionHeader& header)
{
    const auto& info = header.info;
    const std::string mat = info.mat_title.empty() ? info.mat_id : info.mat_title;
    h5::AttributeWriter out{file};
    out.text("Conventions", kConventionsText)
        .text("palpate_format", kFormatVersionText)
        .text("software", softwareName())
        .text("session_id", info.session_id)
        .text("title", mat.empty() ? std::string{"Pressure session"} : "Pressure session, " + mat)
        .text("default", "entry")
        .text("disclaimer", "Measurement and documentation aid. Not a medical device.");
    return out.result();
}

Result<RootScales> createScales(hid_t file, const SessionHeader& header, std::uint64_t frames)
{
    const auto& geometry = header.geometry;
    auto time = createScale(file, "time", frames, "s", "time since the start of the session");
    if (!time) {
        return fail(time.error());
    }
    auto y = createScale(file, "y", static_cast<std::uint64_t>(geometry.rows()), "mm",
                         "place along a column, centre of the cell");
    if (!y) {
        return fail(y.error());
    }
    auto x = createScale(file, "x", static_cast<std::uint64_t>(geometry.cols()), "mm",
                         "place along a row, centre of the cell");
    if (!x) {
        return fail(x.error());
    }
    if (auto filled = fillScale(*y, centres(geometry.rows(), geometry.pitchYMm())); !filled) {
        return fail(filled.error());
    }
    if (auto filled = fillScale(*x, centres(geometry.cols(), geometry.pitchXMm())); !filled) {
        return fail(filled.error());
    }
    return RootScales{.time = std::move(*time), .y = std::move(*y), .x = std::move(*x)};
}

Result<void> writeMask(hid_t file, const MatGeometry& geometry, const RootScales& scales)
{
    if (geometry.presentCount() == geometry.cellCount()) {
        return {};
    }
    const auto dataset =
        h5::writeGrid(file, "cell_present", h5::numericType<std::uint8_t>(), geometry.presentMask().data(),
                      {static_cast<hsize_t>(geometry.rows()), static_cast<hsize_t>(geometry.cols())},
                      {.y = scales.y, .x = scales.x});
    if (!dataset) {
        return fail(dataset.error());
    }
    h5::AttributeWriter attributes{dataset->get()};
    attributes.text("units", "1")
        .text("long_name", "whether the mat has a cell here")
        .numbers("flag_values", std::vector<std::uint8_t>{0, 1})
        .text("flag_meanings", "absent present");
    return attributes.result();
}

Result<void> writeStamps(hid_t file, const std::vector<FrameStamp>& stamps, const RootScales& scales)
{
    // One column in memory at a time: a day's recording has millions of frames.
    const bool has_device_time = std::any_of(stamps.begin(), stamps.end(), [](const FrameStamp& stamp) {
        return stamp.device_time_us.has_value();
    });
    if (auto filled = fillScale(
            scales.time,
            columnOf<double>(stamps, [](const FrameStamp& stamp) { return toSeconds(stamp.time); }));
        !filled) {
        return filled;
    }
    h5::TableWriter table{file, &scales.time};
    table.column("frame_seq",
                 columnOf<std::uint64_t>(stamps, [](const FrameStamp& stamp) { return stamp.sequence; }), "1",
                 "frame counter of the device");
    if (has_device_time) {
        table.column(
            "device_time_us",
            columnOf<std::uint64_t>(
                stamps, [](const FrameStamp& stamp) { return stamp.device_time_us.value_or(kNoDeviceTime); }),
            "us", "the device's own clock", std::optional{kNoDeviceTime});
    }
    table.flags("frame_quality",
                columnOf<std::uint8_t>(stamps, [](const FrameStamp& stamp) { return stamp.quality; }),
                qualityFlags(), "what is known against a frame; 0 is good");
    return table.result();
}

Result<std::vector<FrameStamp>> readStamps(hid_t file, std::uint64_t frames)
{
    std::vector<FrameStamp> stamps;
    auto filled = fillFrom<double>(file, "time", "s", frames, stamps, [](FrameStamp& stamp, double time_s) {
        const bool is_time = std::isfinite(time_s) && std::abs(time_s) <= kMaxTimeS;
        stamp.time = is_time ? fromSeconds(time_s) : SessionTime{0};
        return is_time;
    });
    filled = filled ? fillFrom<std::uint64_t>(file, "frame_seq", "1", frames, stamps,
                                              [](FrameStamp& stamp, std::uint64_t sequence) {
                                                  stamp.sequence = sequence;
                                                  return true;
                                              })
                    : filled;
    filled = filled ? fillFrom<std::uint8_t>(file, "frame_quality", "1", frames, stamps,
                                             [](FrameStamp& stamp, std::uint8_t quality) {
                                                 stamp.quality = quality;
                                                 return true;
                                             })
                    : filled;
    if (filled && h5::exists(file, "device_time_us")) {
        filled = fillFrom<std::uint64_t>(file, "device_time_us", "us", frames, stamps,
                                         [](FrameStamp& stamp, std::uint64_t time_us) {
                                             if (time_us != kNoDeviceTime) {
                                                 stamp.device_time_us = time_us;
                                             }
                                             return true;
                                         });
    }
    return filled ? Result<std::vector<FrameStamp>>{std::move(stamps)} : fail(filled.error());
}

Result<h5::Handle> createIntegrity(hid_t file)
{
    auto group = h5::createGroup(file, "integrity");
    if (!group) {
        return group;
    }
    h5::AttributeWriter out{group->get()};
    out.text("algorithm", "CRC-32 (zlib)")
        .text("covers",
              "the values of each chunk as little-endian bytes before packing; of the last chunk only "
              "the frames that exist");
    if (!out.result()) {
        return fail(out.result().error());
    }
    return group;
}

Result<void> writeChecksums(hid_t group, std::string_view dataset,
                            const std::vector<std::uint32_t>& checksums, std::uint64_t chunk_frames)
{
    std::vector<std::uint64_t> first_frame;
    for (std::size_t chunk = 0; chunk < checksums.size(); ++chunk) {
        first_frame.push_back(chunk * chunk_frames);
    }
    h5::TableWriter table{group, nullptr};
    table.column(columnName(dataset, "first_frame"), first_frame, "1", "first frame of the chunk")
        .column(columnName(dataset, "crc32"), checksums, "1", "checksum of the chunk");
    return table.result();
}

Result<std::vector<std::uint32_t>> readChecksums(hid_t file, std::string_view dataset)
{
    const auto group = h5::openGroup(file, "integrity");
    if (!group) {
        return fail(group.error());
    }
    return h5::readColumn<std::uint32_t>(group->get(), columnName(dataset, "crc32"), "1", kMaxFrames);
}

Result<void> writeViewerLinks(hid_t file, bool has_counts)
{
    const auto entry = h5::createGroup(file, "entry");
    if (!entry) {
        return fail(entry.error());
    }
    const auto data = h5::createGroup(entry->get(), "data");
    if (!data) {
        return fail(data.error());
    }
    h5::AttributeWriter of_entry{entry->get()};
    of_entry.text("NX_class", "NXentry").text("default", "data");
    h5::AttributeWriter of_data{data->get()};
    of_data.text("NX_class", "NXdata").text("signal", "pressure").texts("axes", {"time", "y", "x"});
    if (has_counts) {
        of_data.texts("auxiliary_signals", {"counts"});
    }
    auto result = of_entry.result() ? of_data.result() : of_entry.result();
    for (const char* name : {"pressure", "time", "y", "x"}) {
        result = result ? linkTo(*data, name) : result;
    }
    return result && has_counts ? linkTo(*data, "counts") : result;
}

}  // namespace palpate::session
