#include "palpate/session/journal_writer.hpp"

#include <cerrno>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "palpate/session/session_regions.hpp"

#include "file_descriptor.hpp"
#include "header_json.hpp"
#include "journal_format.hpp"
#include "little_endian.hpp"
#include "text_rules.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palpate::session {

struct JournalWriter::State {
    std::filesystem::path path;
    FileDescriptor file;
    SessionHeader header;
    std::vector<std::uint8_t> bytes{};
    std::uint32_t next_number = 0;
    EndRecord counts{};
    std::uint64_t byte_count = 0;
    SessionTime last_time{0};
    std::uint64_t safe_frames = 0;
    SessionTime safe_time{0};
    bool ended = false;
    std::optional<Error> broken{};

    [[nodiscard]] Result<void> refuseWhenOver() const;
    template <typename Frame, typename Cells>
    Result<void> appendFrame(const Frame& frame, const Cells& cells, RecordType type);
    Result<void> writeRecord();
    Result<void> writeBytes();
    Result<void> sync();
    Error failureOf(int error_number);
};

namespace {

Result<void> checkPlace(const std::filesystem::path& session_path, bool overwrite)
{
    const auto folder = folderOf(session_path);
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        return fail(ErrorCode::NotFound,
                    fmt::format("folder {} does not exist: create it first", folder.string()));
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        return fail(ErrorCode::Io, fmt::format("folder {}: {}; choose a folder that you may write to",
                                               folder.string(), reasonOf(errno)));
    }
    if (std::filesystem::is_directory(session_path, error)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} is a folder: give the name of a file", session_path.string()));
    }
    if (!overwrite && std::filesystem::exists(std::filesystem::symlink_status(session_path, error))) {
        return fail(ErrorCode::AlreadyExists,
                    fmt::format("{} exists already: choose another name, or --force to replace it",
                                session_path.string()));
    }
    return {};
}

Error errorOfCreation(const std::filesystem::path& path, int error_number)
{
    if (error_number != EEXIST) {
        return {.code = ErrorCode::Io,
                .message = fmt::format("{}: {}", path.string(), reasonOf(error_number))};
    }
    const FileDescriptor existing = openFile(path, O_RDONLY);
    if (existing.isOpen() && !lockExclusively(existing)) {
        return {.code = ErrorCode::Busy,
                .message = fmt::format("{} is being recorded by another program: choose another name",
                                       path.string())};
    }
    return {.code = ErrorCode::AlreadyExists,
            .message = fmt::format("an unfinished recording exists: palpate recover '{}'", path.string())};
}

void putHeaderRecord(std::vector<std::uint8_t>& bytes, std::uint32_t number, const std::string& json)
{
    std::vector<std::uint8_t> record;
    beginRecord(record, number, RecordType::Header);
    ByteWriter{record}.putText(json);
    endRecord(record);
    ByteWriter{bytes}.putBytes(record.data(), record.size());
}

}  // namespace

std::filesystem::path journalPathOf(const std::filesystem::path& session_path)
{
    auto path = session_path;
    path += ".journal";
    return path;
}

Result<JournalWriter> JournalWriter::create(const std::filesystem::path& session_path,
                                            const SessionHeader& header, bool overwrite)
{
    if (auto checked = checkHeader(header); !checked) {
        return fail(checked.error());
    }
    if (auto checked = checkPlace(session_path, overwrite); !checked) {
        return fail(checked.error());
    }
    const auto path = journalPathOf(session_path);
    auto file = openFile(path, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.isOpen()) {
        return fail(errorOfCreation(path, errno));
    }
    if (!lockExclusively(file)) {
        ::unlink(path.c_str());
        return fail(ErrorCode::Busy,
                    fmt::format("{} was locked by another program: try again", path.string()));
    }
    auto state = std::make_unique<State>(State{.path = path, .file = std::move(file), .header = header});
    const std::string json = headerToJson(header);
    putPrologue(state->bytes);
    putHeaderRecord(state->bytes, state->next_number++, json);
    putHeaderRecord(state->bytes, state->next_number++, json);
    auto written = state->writeBytes();
    if (written) {
        written = state->sync();
    }
    if (written) {
        written = syncFolder(folderOf(path));
    }
    if (!written) {
        ::unlink(path.c_str());
        return fail(written.error());
    }
    return JournalWriter{std::move(state)};
}

JournalWriter::JournalWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
JournalWriter::JournalWriter(JournalWriter&&) noexcept = default;
JournalWriter& JournalWriter::operator=(JournalWriter&&) noexcept = default;
JournalWriter::~JournalWriter() = default;

Result<void> JournalWriter::State::refuseWhenOver() const
{
    if (broken) {
        return fail(*broken);
    }
    if (ended) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: the recording has ended, nothing can be added", path.string()));
    }
    if (next_number == std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} is full: start a new recording", path.string()));
    }
    return {};
}

Error JournalWriter::State::failureOf(int error_number)
{
    const bool full = error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG;
    const std::string reason = full ? std::string{"disk full"} : reasonOf(error_number);
    // Rounded down: never more than is safe.
    const double safe_s = std::floor(toSeconds(safe_time) * 1e3) / 1e3;
    broken = Error{.code = ErrorCode::Io,
                   .message = fmt::format("{}: {} frames up to {:.3f} s are safe in {}; {}, then 'palpate "
                                          "recover {}'",
                                          reason, safe_frames, safe_s, path.string(),
                                          full ? "free space" : "check the disk", path.string())};
    return *broken;
}

Result<void> JournalWriter::State::writeBytes()
{
    const int error_number = writeAll(file.get(), bytes.data(), bytes.size());
    if (error_number == 0) {
        byte_count += bytes.size();
        bytes.clear();
        return {};
    }
    // Whole records that reached the file are worth keeping: cut the half one off and make the rest safe.
    if (truncateFile(file.get(), byte_count) == 0 && syncData(file.get()) == 0) {
        safe_frames = counts.frames;
        safe_time = last_time;
    }
    return fail(failureOf(error_number));
}

Result<void> JournalWriter::State::writeRecord()
{
    endRecord(bytes);
    auto written = writeBytes();
    if (written) {
        ++next_number;
    }
    return written;
}

Result<void> JournalWriter::State::sync()
{
    if (broken) {
        return fail(*broken);
    }
    if (const int error_number = syncData(file.get()); error_number != 0) {
        return fail(failureOf(error_number));
    }
    safe_frames = counts.frames;
    safe_time = last_time;
    return {};
}

template <typename Frame, typename Cells>
Result<void> JournalWriter::State::appendFrame(const Frame& frame, const Cells& cells, RecordType type)
{
    if (auto ready = refuseWhenOver(); !ready) {
        return ready;
    }
    const auto& geometry = header.geometry;
    const bool right_kind = (type == RecordType::CountFrame) == (header.samples == SampleKind::Counts);
    if (!right_kind || cells.rows() != geometry.rows() || cells.cols() != geometry.cols()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: a frame of {} x {} {} does not belong into a session of {} x {} {}",
                                path.string(), cells.rows(), cells.cols(),
                                type == RecordType::CountFrame ? "counts" : "kPa", geometry.rows(),
                                geometry.cols(), header.samples == SampleKind::Counts ? "counts" : "kPa"));
    }
    bytes.clear();
    beginRecord(bytes, next_number, type);
    putStamp(bytes, frame.stamp);
    ByteWriter{bytes}.putBytes(cells.data(),
                               static_cast<std::size_t>(cells.size()) * sizeof(typename Cells::Scalar));
    auto written = writeRecord();
    if (written) {
        ++counts.frames;
        last_time = frame.stamp.time;
    }
    return written;
}

Result<void> JournalWriter::append(const RawFrame& frame)
{
    return state_->appendFrame(frame, frame.counts, RecordType::CountFrame);
}

Result<void> JournalWriter::append(const PressureFrame& frame)
{
    return state_->appendFrame(frame, frame.kpa, RecordType::KpaFrame);
}

Result<void> JournalWriter::append(const Gap& gap)
{
    if (auto ready = state_->refuseWhenOver(); !ready) {
        return ready;
    }
    state_->bytes.clear();
    beginRecord(state_->bytes, state_->next_number, RecordType::Gap);
    putGap(state_->bytes, gap);
    auto written = state_->writeRecord();
    state_->counts.gaps += written ? 1U : 0U;
    return written;
}

Result<void> JournalWriter::append(const Event& event)
{
    if (auto ready = state_->refuseWhenOver(); !ready) {
        return ready;
    }
    if (auto checked = checkEvent(event); !checked) {
        return checked;
    }
    if (auto checked = checkText("text of an event", event.text); !checked) {
        return checked;
    }
    state_->bytes.clear();
    beginRecord(state_->bytes, state_->next_number, RecordType::Event);
    putEvent(state_->bytes, event);
    auto written = state_->writeRecord();
    state_->counts.events += written ? 1U : 0U;
    return written;
}

Result<void> JournalWriter::append(const std::vector<Region>& regions)
{
    if (auto ready = state_->refuseWhenOver(); !ready) {
        return ready;
    }
    if (auto checked = checkRegions(regions); !checked) {
        return checked;
    }
    state_->bytes.clear();
    beginRecord(state_->bytes, state_->next_number, RecordType::Regions);
    putRegions(state_->bytes, regions);
    return state_->writeRecord();
}

Result<void> JournalWriter::appendEnd(const StreamStats& stats)
{
    if (auto ready = state_->refuseWhenOver(); !ready) {
        return ready;
    }
    state_->counts.stats = stats;
    state_->bytes.clear();
    beginRecord(state_->bytes, state_->next_number, RecordType::End);
    putEnd(state_->bytes, state_->counts);
    auto written = state_->writeRecord();
    state_->ended = written.has_value();
    return written;
}

Result<void> JournalWriter::sync()
{
    return state_->sync();
}

const std::filesystem::path& JournalWriter::path() const
{
    return state_->path;
}

std::uint64_t JournalWriter::frameCount() const
{
    return state_->counts.frames;
}

std::uint64_t JournalWriter::byteCount() const
{
    return state_->byte_count;
}

}  // namespace palpate::session
