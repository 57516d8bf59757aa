#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "palpate/core/setup_rules.hpp"
#include "palpate/core/version.hpp"
#include "palpate/session/frame_export.hpp"

#include "export/metric_definitions.hpp"
#include "export/output_folder.hpp"
#include "export/text_file.hpp"
#include "export/tsv_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace palpate::session {

namespace {

using Json = nlohmann::ordered_json;

/// A column of *_motion.tsv and its row of *_channels.tsv, in the words of BIDS.
struct Channel {
    std::string name;
    std::string_view component;
    std::string_view type;
    std::string_view point;
    std::string_view units;
    std::string_view description;
    std::optional<double> (*value)(const FrameMetrics&);
};

struct KnownChannel {
    std::string_view name;
    std::string_view component;
    std::string_view type;
    std::string_view point;
    std::string_view units;
    std::optional<double> (*value)(const FrameMetrics&);
};

constexpr std::array kMetrics{
    KnownChannel{"cop_x_mm", "x", "POS", "center_of_pressure", "mm",
                 [](const FrameMetrics& f) { return f.cop_x_mm; }},
    KnownChannel{"cop_y_mm", "y", "POS", "center_of_pressure", "mm",
                 [](const FrameMetrics& f) { return f.cop_y_mm; }},
    KnownChannel{"force_n", "n/a", "MISC", "n/a", "N",
                 [](const FrameMetrics& f) { return std::optional{f.force_n}; }},
    KnownChannel{"contact_area_cm2", "n/a", "MISC", "n/a", "cm^2",
                 [](const FrameMetrics& f) { return std::optional{f.contact_area_cm2}; }},
    KnownChannel{"peak_kpa", "n/a", "MISC", "n/a", "kPa",
                 [](const FrameMetrics& f) { return std::optional{f.peak_kpa}; }}};

std::vector<Channel> channelsIn(std::optional<SetUp> setup)
{
    std::vector<Channel> channels{{"latency_s", "n/a", "LATENCY", "n/a", "s",
                                   "time of the frame since the start of the session",
                                   [](const FrameMetrics& frame) { return std::optional{frame.time_s}; }}};
    for (const KnownChannel& known : kMetrics) {
        if (auto name = nameInSetUp(known.name, setup)) {
            channels.push_back({std::move(*name), known.component, known.type, known.point, known.units,
                                metricDefinition(known.name), known.value});
        }
    }
    channels.push_back({"valid", "n/a", "MISC", "n/a", "n/a", "1, or 0 for a frame rejected as junk",
                        [](const FrameMetrics& frame) { return std::optional{frame.valid ? 1.0 : 0.0}; }});
    return channels;
}

/// BIDS labels are letters and digits.
std::string labelOf(std::string_view text, std::string_view otherwise)
{
    std::string label;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            label.push_back(c);
        }
    }
    return label.empty() ? std::string{otherwise} : label;
}

bool isMotionFile(const std::string& name)
{
    return name.ends_with("_motion.tsv") || name.ends_with("_motion.json") || name.ends_with("_channels.tsv");
}

std::string motionJson(const SessionReader& session, const SessionResults& results, const std::string& task,
                       const std::vector<Channel>& channels)
{
    const auto& info = session.header().info;
    const auto& geometry = session.header().geometry;
    Json json{{"TaskName", task},
              {"SamplingFrequency", results.rate ? Json(results.rate->hz) : Json("n/a")},
              {"SamplingFrequencyEffective", results.rate ? Json(results.rate->hz) : Json("n/a")},
              {"RecordingDuration", results.duration_s},
              {"RecordingType", session.gaps().empty() ? "continuous" : "discontinuous"},
              {"MissingValues", "n/a"},
              {"MotionChannelCount", channels.size()},
              {"POSChannelCount", 2},
              {"LATENCYChannelCount", 1},
              {"MISCChannelCount", channels.size() - 3},
              {"TrackedPointsCount", 1},
              {"TrackingSystemName", "mat"},
              {"DeviceDescription",
               fmt::format("pressure mat {}, {} x {} cells, {} x {} mm apart", info.mat_id, geometry.rows(),
                           geometry.cols(), geometry.pitchXMm(), geometry.pitchYMm())},
              {"SpatialAxes",
               "x along a row of the mat, y along a column; (0, 0) is the outer corner of row 0, column 0"},
              {"SetUp", info.setup ? Json(toString(*info.setup)) : Json("n/a")},
              {"SoftwareVersions", softwareName()}};
    for (const Channel& channel : channels) {
        json["Columns"].push_back(channel.name);
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<void> writeText(const OutputFolder& output, const std::string& name, std::string_view text)
{
    TextFile file{output.pathOf(name)};
    file.append(text);
    return file.finish();
}

std::string channelsTsv(const std::vector<Channel>& channels, const SessionResults& results)
{
    const auto rate = tsvNumber(results.rate ? std::optional{results.rate->hz} : std::nullopt);
    std::string text =
        tsvLine({"name", "component", "type", "tracked_point", "units", "sampling_frequency", "description"});
    for (const Channel& channel : channels) {
        text += tsvLine({channel.name, std::string{channel.component}, std::string{channel.type},
                         std::string{channel.point}, std::string{channel.units}, rate,
                         tsvText(channel.description)});
    }
    return text;
}

/// Without a header line, as BIDS asks: the names are those of *_channels.tsv.
Result<void> writeMotion(const OutputFolder& output, const std::string& name, const SessionResults& results,
                         const std::vector<Channel>& channels)
{
    TextFile file{output.pathOf(name)};
    for (const FrameMetrics& frame : results.frames) {
        for (std::size_t k = 0; k < channels.size(); ++k) {
            file.append(tsvNumber(channels[k].value(frame)));
            file.append(k + 1 < channels.size() ? "\t" : "\n");
        }
        file.flushWhenFull();
    }
    return file.finish();
}

}  // namespace

Result<void> exportMotion(const SessionReader& session, const SessionResults& results,
                          const std::filesystem::path& folder, bool overwrite)
{
    auto output = OutputFolder::create(folder, overwrite, isMotionFile);
    if (!output) {
        return fail(std::move(output.error()));
    }
    const auto& info = session.header().info;
    const auto task = labelOf(info.technique, "pressure");
    const auto name = fmt::format("sub-{}_task-{}_tracksys-mat", labelOf(info.client_code, "unknown"), task);
    const auto channels = channelsIn(info.setup);
    auto written = writeMotion(*output, name + "_motion.tsv", results, channels);
    written = written
                  ? writeText(*output, name + "_motion.json", motionJson(session, results, task, channels))
                  : written;
    written = written ? writeText(*output, name + "_channels.tsv", channelsTsv(channels, results)) : written;
    return written ? output->publish() : written;
}

}  // namespace palpate::session
