#include "journal_format.hpp"

#include <cstring>
#include <string_view>
#include <utility>

#include "palpate/core/assert.hpp"
#include "palpate/session/session_regions.hpp"

#include "crc32.hpp"
#include "little_endian.hpp"
#include "region_points.hpp"
#include "stream_counters.hpp"

namespace palpate::session {

namespace {

constexpr std::uint8_t kHasFirst = 1;
constexpr std::uint8_t kHasSecond = 2;
constexpr std::size_t kLengthOffset = 12;
constexpr std::size_t kChecksummedFrom = 4;

FrameStamp getStamp(ByteReader& in)
{
    FrameStamp stamp;
    stamp.sequence = in.get<std::uint64_t>();
    stamp.time = SessionTime{in.get<std::int64_t>()};
    const auto device_time_us = in.get<std::uint64_t>();
    stamp.quality = in.get<std::uint8_t>();
    if ((in.get<std::uint8_t>() & kHasFirst) != 0) {
        stamp.device_time_us = device_time_us;
    }
    in.get<std::uint16_t>();
    return stamp;
}

template <typename Frame, typename Cell>
std::optional<JournalContent> getFrame(ByteReader& in, const SessionHeader& header,
                                       CellArray<Cell> Frame::*cells)
{
    Frame frame;
    frame.stamp = getStamp(in);
    (frame.*cells).resize(header.geometry.rows(), header.geometry.cols());
    in.getBytes((frame.*cells).data(), static_cast<std::size_t>((frame.*cells).size()) * sizeof(Cell));
    if (!in.ok() || in.remaining() != 0) {
        return std::nullopt;
    }
    return JournalContent{std::move(frame)};
}

std::optional<JournalContent> getGap(ByteReader& in)
{
    Gap gap;
    gap.from = SessionTime{in.get<std::int64_t>()};
    gap.to = SessionTime{in.get<std::int64_t>()};
    const auto missing = in.get<std::uint64_t>();
    const auto reason = in.get<std::uint8_t>();
    if ((in.get<std::uint8_t>() & kHasFirst) != 0) {
        gap.missing_frames = missing;
    }
    in.get<std::uint16_t>();
    if (!in.ok() || in.remaining() != 0 || reason < static_cast<int>(GapReason::SequenceJump) ||
        reason > static_cast<int>(GapReason::Damaged)) {
        return std::nullopt;
    }
    gap.reason = static_cast<GapReason>(reason);
    return JournalContent{gap};
}

std::optional<JournalContent> getEvent(ByteReader& in)
{
    Event event;
    event.time = SessionTime{in.get<std::int64_t>()};
    const auto x_mm = in.get<double>();
    const auto y_mm = in.get<double>();
    const auto nrs = in.get<std::int32_t>();
    const auto kind = in.get<std::uint8_t>();
    const auto has = in.get<std::uint8_t>();
    in.get<std::uint16_t>();
    if (!in.ok() || kind > static_cast<int>(EventKind::Stop)) {
        return std::nullopt;
    }
    event.kind = static_cast<EventKind>(kind);
    if ((has & kHasFirst) != 0) {
        event.nrs = nrs;
    }
    if ((has & kHasSecond) != 0) {
        event.place = MatPoint{.x_mm = x_mm, .y_mm = y_mm};
    }
    event.text = in.rest();
    return JournalContent{std::move(event)};
}

std::optional<Region> getRegion(ByteReader& in)
{
    RegionPoints stored;
    stored.kind = in.get<std::uint8_t>();
    std::string name(in.get<std::uint8_t>(), '\0');
    const std::size_t points = in.get<std::uint16_t>();
    if (points > kMaxPolygonPoints) {
        return std::nullopt;
    }
    in.getBytes(name.data(), name.size());
    for (std::size_t i = 0; i < points; ++i) {
        const auto x_mm = in.get<double>();
        const auto y_mm = in.get<double>();
        stored.points.push_back({.x_mm = x_mm, .y_mm = y_mm});
    }
    auto shape = shapeOf(stored);
    if (!in.ok() || !shape) {
        return std::nullopt;
    }
    return Region{.name = std::move(name), .shape = std::move(*shape)};
}

std::optional<JournalContent> getRegions(ByteReader& in)
{
    RegionList regions;
    const auto count = in.get<std::uint32_t>();
    if (count > kMaxRegions) {
        return std::nullopt;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        auto region = getRegion(in);
        if (!region) {
            return std::nullopt;
        }
        regions.push_back(std::move(*region));
    }
    if (!in.ok() || in.remaining() != 0 || !checkRegions(regions)) {
        return std::nullopt;
    }
    return JournalContent{std::move(regions)};
}

std::optional<JournalContent> getEnd(ByteReader& in)
{
    EndRecord end;
    forEachCounter(end.stats, [&in](std::string_view /*name*/, std::uint64_t& counter) {
        counter = in.get<std::uint64_t>();
    });
    end.frames = in.get<std::uint64_t>();
    end.gaps = in.get<std::uint64_t>();
    end.events = in.get<std::uint64_t>();
    if (!in.ok() || in.remaining() != 0) {
        return std::nullopt;
    }
    return JournalContent{end};
}

}  // namespace

void beginRecord(std::vector<std::uint8_t>& bytes, std::uint32_t number, RecordType type)
{
    ByteWriter out{bytes};
    out.put(kSyncWord);
    out.put(number);
    out.put(static_cast<std::uint32_t>(type));
    out.put(std::uint32_t{0});
}

void endRecord(std::vector<std::uint8_t>& bytes)
{
    PALPATE_ASSERT(bytes.size() >= kRecordHeadBytes);
    const auto length = static_cast<std::uint32_t>(bytes.size() - kRecordHeadBytes);
    std::memcpy(bytes.data() + kLengthOffset, &length, sizeof length);
    const std::uint32_t crc = crc32Of(bytes.data() + kChecksummedFrom, bytes.size() - kChecksummedFrom);
    ByteWriter{bytes}.put(crc);
}

void putPrologue(std::vector<std::uint8_t>& bytes)
{
    const std::size_t start = bytes.size();
    ByteWriter out{bytes};
    out.putBytes(kJournalMagic.data(), kJournalMagic.size());
    out.put(kJournalVersion);
    out.put(crc32Of(bytes.data() + start, kPrologueBytes - kRecordTailBytes));
}

void putStamp(std::vector<std::uint8_t>& bytes, const FrameStamp& stamp)
{
    ByteWriter out{bytes};
    out.put(stamp.sequence);
    out.put(std::int64_t{stamp.time.count()});
    out.put(stamp.device_time_us.value_or(0));
    out.put(stamp.quality);
    out.put(stamp.device_time_us ? kHasFirst : std::uint8_t{0});
    out.put(std::uint16_t{0});
}

void putGap(std::vector<std::uint8_t>& bytes, const Gap& gap)
{
    ByteWriter out{bytes};
    out.put(std::int64_t{gap.from.count()});
    out.put(std::int64_t{gap.to.count()});
    out.put(gap.missing_frames.value_or(0));
    out.put(static_cast<std::uint8_t>(gap.reason));
    out.put(gap.missing_frames ? kHasFirst : std::uint8_t{0});
    out.put(std::uint16_t{0});
}

void putEvent(std::vector<std::uint8_t>& bytes, const Event& event)
{
    ByteWriter out{bytes};
    out.put(std::int64_t{event.time.count()});
    out.put(event.place ? event.place->x_mm : 0.0);
    out.put(event.place ? event.place->y_mm : 0.0);
    out.put(std::int32_t{event.nrs.value_or(0)});
    out.put(static_cast<std::uint8_t>(event.kind));
    out.put(static_cast<std::uint8_t>((event.nrs ? kHasFirst : 0) | (event.place ? kHasSecond : 0)));
    out.put(std::uint16_t{0});
    out.putText(event.text);
}

void putEnd(std::vector<std::uint8_t>& bytes, const EndRecord& end)
{
    ByteWriter out{bytes};
    forEachCounter(end.stats, [&out](std::string_view /*name*/, std::uint64_t counter) { out.put(counter); });
    out.put(end.frames);
    out.put(end.gaps);
    out.put(end.events);
}

void putRegions(std::vector<std::uint8_t>& bytes, const RegionList& regions)
{
    ByteWriter out{bytes};
    out.put(static_cast<std::uint32_t>(regions.size()));
    for (const Region& region : regions) {
        const RegionPoints stored = pointsOf(region.shape);
        out.put(stored.kind);
        out.put(static_cast<std::uint8_t>(region.name.size()));
        out.put(static_cast<std::uint16_t>(stored.points.size()));
        out.putText(region.name);
        for (const MatPoint& point : stored.points) {
            out.put(point.x_mm);
            out.put(point.y_mm);
        }
    }
}

std::size_t framePayloadBytes(const SessionHeader& header)
{
    const std::size_t cell_bytes =
        header.samples == SampleKind::Counts ? sizeof(std::uint16_t) : sizeof(float);
    return kFrameStampBytes + static_cast<std::size_t>(header.geometry.cellCount()) * cell_bytes;
}

std::optional<JournalContent> decodePayload(RecordType type, std::span<const std::uint8_t> payload,
                                            const SessionHeader& header)
{
    ByteReader in{payload};
    switch (type) {
        case RecordType::CountFrame:
            return header.samples == SampleKind::Counts ? getFrame(in, header, &RawFrame::counts)
                                                        : std::nullopt;
        case RecordType::KpaFrame:
            return header.samples == SampleKind::Kpa ? getFrame(in, header, &PressureFrame::kpa)
                                                     : std::nullopt;
        case RecordType::Gap:
            return getGap(in);
        case RecordType::Event:
            return getEvent(in);
        case RecordType::End:
            return getEnd(in);
        case RecordType::Regions:
            return getRegions(in);
        case RecordType::Header:
            break;
    }
    return std::nullopt;
}

}  // namespace palpate::session
