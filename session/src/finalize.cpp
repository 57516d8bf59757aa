#include "palpate/session/finalize.hpp"

#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "palpate/core/assert.hpp"

#include "file_descriptor.hpp"
#include "frame_checksum.hpp"
#include "h5_file.hpp"
#include "journal_reader.hpp"
#include "journal_survey.hpp"
#include "part_file.hpp"
#include "read_back.hpp"
#include "session_builder.hpp"
#include "session_layout.hpp"

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

/// A part of a progress bar, from `from` to `to`.
Progress scaled(const Progress& progress, double from, double to)
{
    return progress ? [&progress, from, to](double done) { progress(from + (to - from) * done); }
                    : Progress{};
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
    if (!isStillAt(lock, journal_path)) {
        return fail(ErrorCode::NotFound,
                    fmt::format("{} was finished by another program meanwhile", journal_path.string()));
    }
    return lock;
}

Error withJournalKept(const Error& error, const std::filesystem::path& journal_path)
{
    return {.code = error.code,
            .message = fmt::format(
                "{}; the recording is still whole in {}: when that is solved, palpate recover '{}'",
                error.message, journal_path.string(), journal_path.string())};
}

/// The part of finalizeJournal() that can fail without leaving anything: build, verify, publish.
Result<void> buildAndPublish(const std::filesystem::path& journal_path,
                             const std::filesystem::path& session_path, const JournalSurvey& survey,
                             bool overwrite, const Progress& progress)
{
    auto part = PartFile::create(session_path);
    if (!part) {
        return fail(withJournalKept(part.error(), journal_path));
    }
    auto journal = JournalReader::open(journal_path);
    if (!journal) {
        return fail(withJournalKept(journal.error(), journal_path));
    }
    const auto checksums = build(*journal, survey, part->path(), progress);
    if (!checksums) {
        return fail(withJournalKept(h5::inFile(part->path().string(), checksums.error()), journal_path));
    }
    part->allowReading();
    const auto layout = layoutOf(journal->header(), survey.uses_fill_count);
    const auto verified =
        readBack(part->path(), *checksums, layout, scaled(progress, kSurveyShare + kBuildShare, 1.0));
    if (!verified) {
        return fail(withJournalKept(verified.error(), journal_path));
    }
    auto published = part->publish(overwrite);
    if (!published && !part->isPublished()) {
        return fail(withJournalKept(published.error(), journal_path));
    }
    return published;
}

/// The session is there and safe: the journal has done its work.
Result<void> removeJournal(const std::filesystem::path& journal_path,
                           const std::filesystem::path& session_path)
{
    if (::unlink(journal_path.c_str()) != 0) {
        return fail(ErrorCode::Io,
                    fmt::format("{} is complete, but its journal {} cannot be removed: {}; delete it by hand",
                                session_path.string(), journal_path.string(), reasonOf(errno)));
    }
    // A failure loses nothing: at worst the journal is back after a power cut, and recover finds the session.
    static_cast<void>(syncFolder(folderOf(journal_path)));
    return {};
}

Error errorOfOtherSession(const std::filesystem::path& journal_path,
                          const std::filesystem::path& session_path)
{
    return {.code = ErrorCode::AlreadyExists,
            .message = fmt::format("{} exists already and is another recording than {}: move it away, or "
                                   "--force to replace it, then palpate recover '{}'",
                                   session_path.string(), journal_path.string(), journal_path.string())};
}

/// The session under its name, then the journal away; what was named before the program was stopped is not
/// made again.
Result<void> finish(const std::filesystem::path& journal_path, const std::filesystem::path& session_path,
                    const JournalSurvey& survey, bool overwrite, const Progress& progress)
{
    std::error_code error;
    const bool exists = std::filesystem::exists(std::filesystem::symlink_status(session_path, error));
    if (exists && !overwrite) {
        if (!isFinishedFileOf(journal_path, session_path)) {
            return fail(errorOfOtherSession(journal_path, session_path));
        }
        if (auto synced = syncFolder(folderOf(session_path)); !synced) {
            return synced;
        }
    } else if (auto done = buildAndPublish(journal_path, session_path, survey, overwrite, progress); !done) {
        return done;
    }
    return removeJournal(journal_path, session_path);
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
    const auto survey = surveyJournal(journal_path, scaled(progress, 0.0, kSurveyShare));
    if (!survey) {
        return fail(survey.error());
    }
    if (survey->frames == 0) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("no frame was recorded in {}: there is nothing to recover; "
                                "delete that file to record under this name again",
                                journal_path.string()));
    }
    if (auto done = finish(journal_path, *session_path, *survey, overwrite, progress); !done) {
        return fail(done.error());
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

Error withoutRecovery(const Error& error, const std::filesystem::path& session_path)
{
    const std::string_view message = error.message;
    const auto after_complete = message.find("; ", message.find(" is complete, but "));
    if (message.find(" is complete, but ") != std::string_view::npos) {
        return {.code = error.code, .message = std::string{message.substr(0, after_complete)}};
    }
    if (message.find("palpate recover") == std::string_view::npos) {
        return error;
    }
    const auto kept = message.find("; the recording is still whole");
    const auto reason = message.substr(0, kept == std::string_view::npos ? message.find(": ") : kept);
    return {.code = error.code,
            .message = fmt::format("{} was not written ({}) and nothing of it is kept: make room or choose "
                                   "another place, then try again",
                                   session_path.string(), reason)};
}

}  // namespace palpate::session
