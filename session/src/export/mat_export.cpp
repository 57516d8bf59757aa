#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "palpate/core/version.hpp"
#include "palpate/session/frame_export.hpp"

#include "export/mat_variables.hpp"
#include "export/part_stream.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

template <typename Item, typename Value>
std::vector<double> columnOf(const std::vector<Item>& items, Value value)
{
    std::vector<double> column;
    column.reserve(items.size());
    for (const Item& item : items) {
        column.push_back(value(item));
    }
    return column;
}

std::vector<double> centres(int count, double pitch_mm)
{
    std::vector<double> places;
    places.reserve(static_cast<std::size_t>(count));
    for (int k = 0; k < count; ++k) {
        places.push_back((k + 0.5) * pitch_mm);
    }
    return places;
}

void writeFacts(MatVariables& out, const SessionReader& session)
{
    const auto& header = session.header();
    const auto& geometry = header.geometry;
    out.text("units",
             "pressure_kpa: kPa (row, column, frame); time_s: s; x_mm, y_mm: mm; NaN: does not exist");
    out.text("software", softwareName());
    out.text("setup", header.info.setup ? toString(*header.info.setup) : "");
    out.numbers("time_s",
                columnOf(session.stamps(), [](const FrameStamp& stamp) { return toSeconds(stamp.time); }));
    out.numbers("x_mm", centres(geometry.cols(), geometry.pitchXMm()));
    out.numbers("y_mm", centres(geometry.rows(), geometry.pitchYMm()));
    const Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic> present = geometry.presentMask();
    out.matrix("cell_present", geometry.rows(), geometry.cols(),
               {present.data(), static_cast<std::size_t>(present.size())});
    const auto& events = session.events();
    out.numbers("event_time_s", columnOf(events, [](const Event& event) { return toSeconds(event.time); }));
    out.numbers("event_kind",
                columnOf(events, [](const Event& event) { return static_cast<double>(event.kind); }));
    out.text("event_kinds", "0 pain, 1 note, 2 marker, 3 stop");
    out.numbers("event_nrs",
                columnOf(events, [](const Event& event) { return event.nrs ? *event.nrs : kNone; }));
    out.numbers("event_x_mm",
                columnOf(events, [](const Event& event) { return event.place ? event.place->x_mm : kNone; }));
    out.numbers("event_y_mm",
                columnOf(events, [](const Event& event) { return event.place ? event.place->y_mm : kNone; }));
}

/// Column-major, absent cells not-a-number.
class FrameColumns final {
  public:
    explicit FrameColumns(const MatGeometry& geometry)
        : geometry_{geometry}, kpa_(geometry.rows(), geometry.cols())
    {}

    [[nodiscard]] std::span<const float> of(const PressureFrame& frame)
    {
        kpa_ = (geometry_.presentMask() != 0).select(frame.kpa, std::numeric_limits<float>::quiet_NaN());
        return {kpa_.data(), static_cast<std::size_t>(kpa_.size())};
    }

  private:
    const MatGeometry& geometry_;
    Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic> kpa_;
};

}  // namespace

Result<void> exportMat(const SessionReader& session, const PressureAt& pressure,
                       const std::filesystem::path& path, bool overwrite)
{
    auto stream = PartStream::create(path, overwrite);
    if (!stream) {
        return fail(std::move(stream.error()));
    }
    MatVariables out{*stream};
    out.header(fmt::format("MATLAB 5.0 MAT-file, written by {}", softwareName()));
    writeFacts(out, session);
    const auto& geometry = session.header().geometry;
    FrameColumns columns{geometry};
    const auto frame_bytes = static_cast<std::uint64_t>(geometry.cellCount()) * sizeof(float);
    const auto frames_at_once = MatVariables::kMostBytes / frame_bytes;
    int part = 1;
    for (std::uint64_t first = 0; first < session.frameCount(); first += frames_at_once, ++part) {
        const auto count = std::min(frames_at_once, session.frameCount() - first);
        out.beginArray(part == 1 ? std::string{"pressure_kpa"} : fmt::format("pressure_kpa_{}", part),
                       {static_cast<std::uint32_t>(geometry.rows()),
                        static_cast<std::uint32_t>(geometry.cols()), static_cast<std::uint32_t>(count)});
        for (std::uint64_t i = first; i < first + count && !stream->hasFailed(); ++i) {
            const auto frame = pressure(i);
            if (!frame) {
                return fail(frame.error());
            }
            out.values(columns.of(*frame));
        }
        out.endArray();
    }
    return stream->publish();
}

}  // namespace palpate::session
