#include "palpate/session/finalize.hpp"

#include <cerrno>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "palpate/core/assert.hpp"
#include "palpate/session/session_reader.hpp"

#include "file_descriptor.hpp"
#include "frame_checksum.hpp"
#include "frame_chunks.hpp"
#include "h5_file.hpp"
#include "journal_reader.hpp"
#include "journal_survey.hpp"
#include "part_file.hpp"
#include "root_groups.hpp"
#include "session_builder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace palpate::session {

namespace {

// Shares of the progress bar: looking through the journal, building the file, reading it back.
constexpr double kSurveyShare = 0.15;
constexpr double kBuildShare = 0.65;

void report(const Progress& progress, double share)
{
    if (progress) {
        progress(share);
    }
}

/// The first part of a progress bar.
Progress scaled(const Progress& progress, double share)
{
    return progress ? [&progress, share](double done) { progress(share * done); } : Progress{};
}

FinalizeReport reportOf(const JournalSurvey& survey, std::filesystem::path session_path)
{
    return {.session_path = std::move(session_path),
            .frames = survey.frames,
            .damaged_records = survey.ending.damaged_records,
            .damaged_bytes = survey.ending.damaged_bytes,
            .ended_on_purpose = survey.ending.ended_on_purpose,
            .duration_s = survey.first_time ? toSeconds(survey.last_time - *survey.first_time) : 0.0};
}

template <typename Frame>
Result<void> addFrame(Frame& frame, bool damage_before, SessionBuilder& builder, const MatGeometry& geometry,
                      std::vector<std::uint32_t>& checksums)
{
    if (damage_before) {
        frame.stamp.quality |= kFrameGapBefore;
    }
    checksums.push_back(checksumOf(frame, geometry));
    return builder.append(frame);
}

/// Builds the file and gives the checksum of every frame of the journal.
Result<std::vector<std::uint32_t>> build(JournalReader& journal, const JournalSurvey& survey,
                                         const std::filesystem::path& path, const Progress& progress)
{
    const SessionPlan plan{.frames = survey.frames,
                           .layout = layoutOf(journal.header(), survey.uses_fill_count)};
    auto builder = SessionBuilder::create(path, journal.header(), plan);
    if (!builder) {
        return fail(builder.error());
    }
    const MatGeometry& geometry = journal.header().geometry;
    std::vector<std::uint32_t> checksums;
    checksums.reserve(survey.frames);
    while (checksums.size() < survey.frames) {
        auto record = journal.next();
        if (!record) {
            return fail(record.error());
        }
        if (!*record) {
            return fail(ErrorCode::Io, "the journal changed while it was read");
        }
        const bool damage_before = (*record)->damage_before && !checksums.empty();
        Result<void> added;
        if (auto* raw = std::get_if<RawFrame>(&(*record)->content)) {
            added = addFrame(*raw, damage_before, *builder, geometry, checksums);
        } else if (auto* kpa = std::get_if<PressureFrame>(&(*record)->content)) {
            added = addFrame(*kpa, damage_before, *builder, geometry, checksums);
        }
        if (!added) {
            return fail(added.error());
        }
        report(progress, kSurveyShare + kBuildShare * static_cast<double>(checksums.size()) /
                                            static_cast<double>(survey.frames));
    }
    if (auto finished = builder->finish(survey.ending); !finished) {
        return fail(finished.error());
    }
    return checksums;
}

/// `pressure` beside `counts` is derived, but it is what most programs read: every chunk must unpack to the
/// bytes that were written.
Result<void> verifyDerived(const std::filesystem::path& path)
{
    const auto file = h5::openForReading(path);
    if (!file) {
        return fail(file.error());
    }
    auto checksums = readChecksums(file->get(), "pressure");
    if (!checksums) {
        return fail(checksums.error());
    }
    auto frames = FrameChunkReader<float>::open(file->get(), "pressure", std::move(*checksums));
    if (!frames) {
        return fail(frames.error());
    }
    for (std::uint64_t i = 0; i < frames->shape().frames; i += frames->shape().chunk_frames) {
        if (const auto read = frames->frame(i); !read) {
            return fail(read.error());
        }
    }
    return {};
}

Result<std::uint32_t> checksumInFile(SessionReader& session, std::uint64_t index)
{
    const MatGeometry& geometry = session.header().geometry;
    if (session.header().samples == SampleKind::Counts) {
        auto frame = session.readCounts(index);
        return frame ? Result<std::uint32_t>{checksumOf(std::move(*frame), geometry)} : fail(frame.error());
    }
    auto frame = session.readPressure(index);
    return frame ? Result<std::uint32_t>{checksumOf(std::move(*frame), geometry)} : fail(frame.error());
}

Result<void> verify(const std::filesystem::path& path, const std::vector<std::uint32_t>& checksums,
                    PressureLayout layout, const Progress& progress)
{
    auto session = SessionReader::openOwn(path);
    if (!session) {
        return fail(session.error());
    }
    if (session->frameCount() != checksums.size()) {
        return fail(ErrorCode::Io, fmt::format("{} of {} frames came back from the disk",
                                               session->frameCount(), checksums.size()));
    }
    for (std::uint64_t i = 0; i < checksums.size(); ++i) {
        const auto checksum = checksumInFile(*session, i);
        if (!checksum) {
            return fail(checksum.error());
        }
        if (*checksum != checksums[i]) {
            return fail(ErrorCode::Io, fmt::format("frame {} came back changed from the disk", i));
        }
        report(progress, kSurveyShare + kBuildShare +
                             (1.0 - kSurveyShare - kBuildShare) * static_cast<double>(i + 1) /
                                 static_cast<double>(checksums.size()));
    }
    return layout == PressureLayout::CountsBeside ? verifyDerived(path) : Result<void>{};
}

Result<std::filesystem::path> sessionPathOf(const std::filesystem::path& journal_path)
{
    if (journal_path.extension() != ".journal" || journal_path.stem().empty()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} is not a journal: its name must end in .journal", journal_path.string()));
    }
    auto path = journal_path;
    return path.replace_extension();
}

Result<FileDescriptor> lockJournal(const std::filesystem::path& journal_path)
{
    auto lock = openFile(journal_path, O_RDONLY);
    if (!lock.isOpen()) {
        const int error_number = errno;
        return fail(error_number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    fmt::format("{}: {}", journal_path.string(), reasonOf(error_number)));
    }
    if (!lockExclusively(lock)) {
        return fail(ErrorCode::Busy,
                    fmt::format("{} is still being recorded or recovered: wait until that is done",
                                journal_path.string()));
    }
    return lock;
}

/// The part of finalizeJournal() that can fail without leaving anything: build, verify, publish.
Result<void> buildAndPublish(const std::filesystem::path& journal_path,
                             const std::filesystem::path& session_path, const JournalSurvey& survey,
                             bool overwrite, const Progress& progress)
{
    auto part = PartFile::create(session_path);
    if (!part) {
        return fail(part.error());
    }
    auto journal = JournalReader::open(journal_path);
    if (!journal) {
        return fail(journal.error());
    }
    const auto checksums = build(*journal, survey, part->path(), progress);
    if (!checksums) {
        return fail(h5::inFile(part->path().string(), checksums.error()));
    }
    part->allowReading();
    const auto layout = layoutOf(journal->header(), survey.uses_fill_count);
    if (auto verified = verify(part->path(), *checksums, layout, progress); !verified) {
        return fail(verified.error());
    }
    return part->publish(overwrite);
}

}  // namespace

Result<FinalizeReport> finalizeJournal(const std::filesystem::path& journal_path, bool overwrite,
                                       const Progress& progress)
{
    const auto session_path = sessionPathOf(journal_path);
    if (!session_path) {
        return fail(session_path.error());
    }
    const auto lock = lockJournal(journal_path);
    if (!lock) {
        return fail(lock.error());
    }
    const auto survey = surveyJournal(journal_path, scaled(progress, kSurveyShare));
    if (!survey) {
        return fail(survey.error());
    }
    if (survey->frames == 0) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("no frame was recorded in {}: there is nothing to recover; "
                                "delete that file to record under this name again",
                                journal_path.string()));
    }
    std::error_code error;
    if (!overwrite && std::filesystem::exists(std::filesystem::symlink_status(*session_path, error))) {
        return fail(
            ErrorCode::AlreadyExists,
            fmt::format("{} exists already: move it away, or --force to replace it", session_path->string()));
    }
    if (auto done = buildAndPublish(journal_path, *session_path, *survey, overwrite, progress); !done) {
        return fail(
            done.error().code,
            fmt::format("{}; the recording is still whole in {}: when that is solved, palpate recover '{}'",
                        done.error().message, journal_path.string(), journal_path.string()));
    }
    if (::unlink(journal_path.c_str()) != 0) {
        return fail(ErrorCode::Io,
                    fmt::format("{} is complete, but its journal {} cannot be removed: {}; delete it by hand",
                                session_path->string(), journal_path.string(), reasonOf(errno)));
    }
    if (auto synced = syncFolder(folderOf(journal_path)); !synced) {
        return fail(synced.error());
    }
    report(progress, 1.0);
    return reportOf(*survey, *session_path);
}

Result<FinalizeReport> inspectJournal(const std::filesystem::path& journal_path)
{
    const auto session_path = sessionPathOf(journal_path);
    if (!session_path) {
        return fail(session_path.error());
    }
    const auto survey = surveyJournal(journal_path, {});
    if (!survey) {
        return fail(survey.error());
    }
    return reportOf(*survey, *session_path);
}

}  // namespace palpate::session
