#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/stream_stats.hpp"

// The journal, version 3 (schemas/journal-format.md). All numbers little-endian.
//
//   file     = prologue record*
//   prologue = magic[8] version:u32 crc:u32                     crc over magic and version
//   record   = sync:u32 number:u32 type:u32 length:u32 payload[length] crc:u32
//                                                               crc over number to the end of the payload
//
// Numbers run from 0 without a hole, so a record that is lost, repeated or moved is noticed. Records 0 and 1
// both hold the header, so that no single damaged place makes the frames unreadable.

namespace palpate::session {

inline constexpr std::array<std::uint8_t, 8> kJournalMagic{0x89, 'P', 'L', 'J', 0x0D, 0x0A, 0x1A, 0x0A};
inline constexpr std::uint32_t kJournalVersion = 3;
/// Version 1 has no regions, version 2 no coaching and no event of kind stop.
inline constexpr std::uint32_t kOldestJournalVersion = 1;
inline constexpr std::size_t kPrologueBytes = 16;
/// Bytes D5 50 4C 52 in the file.
inline constexpr std::uint32_t kSyncWord = 0x524C50D5;
/// Before and after the payload.
inline constexpr std::size_t kRecordHeadBytes = 16;
inline constexpr std::size_t kRecordTailBytes = 4;
inline constexpr std::size_t kFrameStampBytes = 28;
/// Gains and tare of a mat of 1024 x 1024 cells as text.
inline constexpr std::size_t kMaxHeaderBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kMaxSmallRecordBytes = 8192;
/// 64 regions with names of 80 bytes and 256 points each take less.
inline constexpr std::size_t kMaxRegionsBytes = std::size_t{512} * 1024;

enum class RecordType : std::uint32_t {
    Header = 1,
    CountFrame = 2,
    KpaFrame = 3,
    Gap = 4,
    Event = 5,
    End = 6,
    Regions = 7,
};

/// The last record of a recording that ended on purpose.
struct EndRecord {
    StreamStats stats;
    std::uint64_t frames = 0;
    std::uint64_t gaps = 0;
    std::uint64_t events = 0;
};

/// All regions from here on.
using RegionList = std::vector<Region>;

using JournalContent = std::variant<RawFrame, PressureFrame, Gap, Event, EndRecord, RegionList>;

/// Starts a record in an empty buffer; the payload is appended, then endRecord() seals it.
void beginRecord(std::vector<std::uint8_t>& bytes, std::uint32_t number, RecordType type);
void endRecord(std::vector<std::uint8_t>& bytes);

void putPrologue(std::vector<std::uint8_t>& bytes);
void putStamp(std::vector<std::uint8_t>& bytes, const FrameStamp& stamp);
void putGap(std::vector<std::uint8_t>& bytes, const Gap& gap);
void putEvent(std::vector<std::uint8_t>& bytes, const Event& event);
void putEnd(std::vector<std::uint8_t>& bytes, const EndRecord& end);
void putRegions(std::vector<std::uint8_t>& bytes, const RegionList& regions);

/// Nothing when the payload does not fit its type or the mat.
[[nodiscard]] std::optional<JournalContent> decodePayload(RecordType type,
                                                          std::span<const std::uint8_t> payload,
                                                          const SessionHeader& header);

/// Bytes of a frame record's payload.
[[nodiscard]] std::size_t framePayloadBytes(const SessionHeader& header);

}  // namespace palpate::session
