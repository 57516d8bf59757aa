#include "journal_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "crc32.hpp"
#include "header_json.hpp"
#include "little_endian.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

namespace palpate::session {

namespace {

constexpr std::size_t kWindowBytes = std::size_t{256} * 1024;
/// Where the first header record must start, however damaged the beginning is.
constexpr std::uint64_t kMaxHeaderOffset = 2 * kMaxHeaderBytes;

/// Stands in until the header record is read.
SessionHeader emptyHeader()
{
    return SessionHeader{.geometry = *MatGeometry::create(1, 1, Length{1.0}, Length{1.0})};
}

bool allZero(const std::uint8_t* data, std::size_t size)
{
    return std::all_of(data, data + size, [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

JournalReader::JournalReader(std::filesystem::path path, FileDescriptor file, std::uint64_t file_bytes)
    : path_(std::move(path)), file_(std::move(file)), file_bytes_(file_bytes), header_(emptyHeader())
{}

Result<JournalReader> JournalReader::open(const std::filesystem::path& path)
{
    auto file = openFile(path, O_RDONLY);
    if (!file.isOpen()) {
        const int error_number = errno;
        return fail(error_number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    fmt::format("{}: {}", path.string(), reasonOf(error_number)));
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return fail(ErrorCode::Io, fmt::format("{} is not a file that can be read", path.string()));
    }
    JournalReader reader{path, std::move(file), static_cast<std::uint64_t>(status.st_size)};
    if (auto read = reader.readPrologue(); !read) {
        return fail(read.error());
    }
    if (auto read = reader.readHeader(); !read) {
        return fail(read.error());
    }
    return reader;
}

Result<void> JournalReader::readPrologue()
{
    const auto span = bytesAt(0, kPrologueBytes);
    if (!span) {
        return fail(span.error());
    }
    if (span->size < kPrologueBytes) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("{} is too short for a Palpate journal: nothing was recorded in it; delete that "
                        "file to record under this name again",
                        path_.string()));
    }
    ByteReader in{{span->data + kJournalMagic.size(), kPrologueBytes - kJournalMagic.size()}};
    const auto version = in.get<std::uint32_t>();
    const auto crc = in.get<std::uint32_t>();
    const bool intact = std::memcmp(span->data, kJournalMagic.data(), kJournalMagic.size()) == 0 &&
                        crc == crc32Of(span->data, kPrologueBytes - kRecordTailBytes);
    if (intact && (version < kOldestJournalVersion || version > kJournalVersion)) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("{} is a journal of version {}, this program reads up to version {}: use a newer "
                        "palpate",
                        path_.string(), version, kJournalVersion));
    }
    // A damaged beginning must not cost the frames: the search for the header record decides.
    damage_.bytes += intact ? 0 : kPrologueBytes;
    position_ = kPrologueBytes;
    return {};
}

Result<void> JournalReader::readHeader()
{
    const auto record = nextRecord();
    if (!record) {
        return fail(record.error());
    }
    if (!*record) {
        return fail(ErrorCode::Corrupt, fmt::format("{} is not a Palpate journal, or its beginning is "
                                                    "damaged: no header record was found",
                                                    path_.string()));
    }
    const auto payload = (*record)->payload;
    auto header =
        headerFromJson(std::string_view{reinterpret_cast<const char*>(payload.data()), payload.size()});
    if (!header) {
        return fail(header.error().code, fmt::format("{}: {}", path_.string(), header.error().message));
    }
    header_ = std::move(*header);
    has_header_ = true;
    damage_before_next_ = false;
    return {};
}

Result<JournalReader::Span> JournalReader::bytesAt(std::uint64_t offset, std::size_t size)
{
    const std::uint64_t in_file = offset < file_bytes_ ? file_bytes_ - offset : 0;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, in_file));
    const bool inside = offset >= window_offset_ && offset + wanted <= window_offset_ + window_.size();
    if (!inside) {
        const auto to_read =
            static_cast<std::size_t>(std::min<std::uint64_t>(std::max(wanted, kWindowBytes), in_file));
        window_.resize(to_read);
        std::size_t bytes_read = 0;
        if (const int error_number = readAt(file_.get(), window_.data(), to_read, offset, bytes_read);
            error_number != 0) {
            return fail(ErrorCode::Io,
                        fmt::format("{}: byte {}: {}", path_.string(), offset, reasonOf(error_number)));
        }
        window_.resize(bytes_read);
        window_offset_ = offset;
    }
    const auto skipped = static_cast<std::size_t>(offset - window_offset_);
    return Span{.data = window_.data() + skipped, .size = std::min(wanted, window_.size() - skipped)};
}

bool JournalReader::lengthFits(RecordType type, std::uint64_t length) const
{
    switch (type) {
        case RecordType::Header:
            return length <= kMaxHeaderBytes;
        case RecordType::CountFrame:
        case RecordType::KpaFrame:
            return has_header_ && length == framePayloadBytes(header_);
        case RecordType::Gap:
        case RecordType::Event:
        case RecordType::End:
            return has_header_ && length <= kMaxSmallRecordBytes;
        case RecordType::Regions:
            return has_header_ && length <= kMaxRegionsBytes;
    }
    return false;
}

Result<std::optional<JournalReader::Record>> JournalReader::recordAt(std::uint64_t offset)
{
    const auto head = bytesAt(offset, kRecordHeadBytes);
    if (!head) {
        return fail(head.error());
    }
    ByteReader in{{head->data, head->size}};
    const auto sync = in.get<std::uint32_t>();
    const auto number = in.get<std::uint32_t>();
    const auto type = static_cast<RecordType>(in.get<std::uint32_t>());
    const std::uint64_t length = in.get<std::uint32_t>();
    const std::uint64_t total = kRecordHeadBytes + length + kRecordTailBytes;
    if (!in.ok() || sync != kSyncWord || number < expected_number_ || !lengthFits(type, length) ||
        total > file_bytes_ - offset) {
        return std::optional<Record>{};
    }
    const auto whole = bytesAt(offset, static_cast<std::size_t>(total));
    if (!whole) {
        return fail(whole.error());
    }
    if (whole->size < total) {
        return std::optional<Record>{};
    }
    const std::size_t checked = whole->size - sizeof sync - kRecordTailBytes;
    std::uint32_t crc = 0;
    std::memcpy(&crc, whole->data + whole->size - kRecordTailBytes, sizeof crc);
    if (crc != crc32Of(whole->data + sizeof sync, checked)) {
        return std::optional<Record>{};
    }
    return std::optional<Record>{
        Record{.number = number,
               .type = type,
               .payload = {whole->data + kRecordHeadBytes, static_cast<std::size_t>(length)}}};
}

Result<std::uint64_t> JournalReader::nextSyncWord(std::uint64_t from)
{
    std::array<std::uint8_t, sizeof kSyncWord> pattern{};
    std::memcpy(pattern.data(), &kSyncWord, sizeof kSyncWord);
    std::uint64_t offset = from;
    while (offset + pattern.size() <= file_bytes_) {
        const auto span = bytesAt(offset, kWindowBytes);
        if (!span) {
            return fail(span.error());
        }
        if (span->size < pattern.size()) {
            break;
        }
        const auto* end = span->data + span->size;
        const auto* found = std::search(span->data, end, pattern.begin(), pattern.end());
        if (found != end) {
            return offset + static_cast<std::uint64_t>(found - span->data);
        }
        offset += span->size - (pattern.size() - 1);
    }
    return file_bytes_;
}

Result<std::optional<JournalReader::Record>> JournalReader::nextRecord()
{
    const std::uint64_t start = position_;
    std::uint64_t offset = start;
    while (offset < file_bytes_ && (has_header_ || offset <= kMaxHeaderOffset)) {
        auto record = recordAt(offset);
        if (!record) {
            return record;
        }
        if (*record) {
            const std::uint64_t missing = (*record)->number - expected_number_;
            const bool skipped = offset > start;
            damage_.bytes += offset - start;
            damage_.records += skipped ? std::max<std::uint64_t>(missing, 1) : missing;
            // Only the second copy of the header was lost: no frame is missing.
            const bool only_copy = expected_number_ == 1 && (*record)->number == 2;
            damage_before_next_ = damage_before_next_ || ((skipped || missing > 0) && !only_copy);
            expected_number_ = std::uint64_t{(*record)->number} + 1;
            position_ = offset + kRecordHeadBytes + (*record)->payload.size() + kRecordTailBytes;
            return record;
        }
        const auto next = nextSyncWord(offset + 1);
        if (!next) {
            return fail(next.error());
        }
        offset = *next;
    }
    if (auto counted = countTail(start); !counted) {
        return fail(counted.error());
    }
    return std::optional<Record>{};
}

Result<void> JournalReader::countTail(std::uint64_t from)
{
    position_ = file_bytes_;
    if (from >= file_bytes_) {
        return {};
    }
    const auto cut = endsInCutRecord(from);
    if (!cut) {
        return fail(cut.error());
    }
    damage_.bytes += file_bytes_ - from;
    damage_.records += *cut ? 0U : 1U;
    return {};
}

Result<bool> JournalReader::zerosFrom(std::uint64_t offset)
{
    while (offset < file_bytes_) {
        const auto span = bytesAt(offset, kWindowBytes);
        if (!span) {
            return fail(span.error());
        }
        if (span->size == 0) {
            break;
        }
        if (!allZero(span->data, span->size)) {
            return false;
        }
        offset += span->size;
    }
    return true;
}

/// True for the ends a recording can have that was cut off: a record that goes on past the end of the file,
/// and space that was reserved or not yet written when the power went, which reads as zeros from anywhere in
/// a record on.
Result<bool> JournalReader::endsInCutRecord(std::uint64_t from)
{
    const auto span = bytesAt(from, kRecordHeadBytes);
    if (!span) {
        return fail(span.error());
    }
    const std::vector<std::uint8_t> head{span->data, span->data + span->size};
    const auto written =
        std::find_if(head.rbegin(), head.rend(), [](std::uint8_t byte) { return byte != 0; });
    const auto known = std::min(static_cast<std::size_t>(head.rend() - written), sizeof kSyncWord);
    if (std::memcmp(head.data(), &kSyncWord, known) != 0) {
        return false;
    }
    if (head.size() < kRecordHeadBytes) {
        return true;
    }
    ByteReader in{{head.data(), head.size()}};
    const auto sync = in.get<std::uint32_t>();
    const auto number = in.get<std::uint32_t>();
    const auto type = static_cast<RecordType>(in.get<std::uint32_t>());
    const std::uint64_t length = in.get<std::uint32_t>();
    if (sync != kSyncWord || number != expected_number_ || !lengthFits(type, length)) {
        return zerosFrom(from + kRecordHeadBytes);
    }
    const std::uint64_t end = from + kRecordHeadBytes + length + kRecordTailBytes;
    return end > file_bytes_ ? Result<bool>{true} : zerosFrom(end - 1);
}

Result<std::optional<JournalRecord>> JournalReader::next()
{
    while (true) {
        const auto record = nextRecord();
        if (!record) {
            return fail(record.error());
        }
        if (!*record) {
            return std::optional<JournalRecord>{};
        }
        if ((*record)->type == RecordType::Header) {
            continue;
        }
        auto content = decodePayload((*record)->type, (*record)->payload, header_);
        if (!content) {
            // The checksum is right but the content is not what this version writes.
            ++damage_.records;
            damage_.bytes += kRecordHeadBytes + (*record)->payload.size() + kRecordTailBytes;
            damage_before_next_ = true;
            continue;
        }
        return std::optional<JournalRecord>{JournalRecord{
            .content = std::move(*content), .damage_before = std::exchange(damage_before_next_, false)}};
    }
}

}  // namespace palpate::session
