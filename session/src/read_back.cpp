#include "read_back.hpp"

#include <string>
#include <utility>
#include <variant>

#include "palpate/session/session_reader.hpp"

#include "checked_frames.hpp"
#include "frame_checksum.hpp"
#include "h5_file.hpp"
#include "journal_reader.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// `pressure` beside `counts` is derived, but it is what most programs read: every chunk must unpack to the
/// bytes that were written.
Result<void> verifyDerived(const std::filesystem::path& path)
{
    const auto file = h5::openForReading(path);
    if (!file) {
        return fail(file.error());
    }
    const auto checked = checkFrames<float>(file->get(), "pressure", {});
    if (!checked) {
        return fail(checked.error());
    }
    return checked->damaged.empty() ? Result<void>{} : fail(ErrorCode::Corrupt, checked->damaged.front());
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

template <typename Frame>
bool isStored(Frame frame, bool damage_before, std::uint64_t index, SessionReader& session)
{
    if (damage_before && index > 0) {
        frame.stamp.quality |= kFrameGapBefore;
    }
    const auto stored = checksumInFile(session, index);
    return stored && *stored == checksumOf(std::move(frame), session.header().geometry);
}

}  // namespace

Result<void> readBack(const std::filesystem::path& path, const std::vector<std::uint32_t>& checksums,
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
        if (progress) {
            progress(static_cast<double>(i + 1) / static_cast<double>(checksums.size()));
        }
    }
    return layout == PressureLayout::CountsBeside ? verifyDerived(path) : Result<void>{};
}

bool isFinishedFileOf(const std::filesystem::path& journal_path, const std::filesystem::path& session_path)
{
    auto journal = JournalReader::open(journal_path);
    auto session = SessionReader::open(session_path);
    if (!journal || !session) {
        return false;
    }
    const SessionHeader& recorded = journal->header();
    const SessionHeader& stored = session->header();
    if (recorded.info.session_id.empty() || recorded.info.session_id != stored.info.session_id ||
        recorded.geometry != stored.geometry || recorded.samples != stored.samples) {
        return false;
    }
    std::uint64_t frames = 0;
    while (true) {
        const auto record = journal->next();
        if (!record || !*record) {
            return record && frames == session->frameCount();
        }
        const auto* raw = std::get_if<RawFrame>(&(*record)->content);
        const auto* kpa = std::get_if<PressureFrame>(&(*record)->content);
        if (raw == nullptr && kpa == nullptr) {
            continue;
        }
        const bool damage_before = (*record)->damage_before;
        if (frames >= session->frameCount() ||
            !(raw != nullptr ? isStored(*raw, damage_before, frames, *session)
                             : isStored(*kpa, damage_before, frames, *session))) {
            return false;
        }
        ++frames;
    }
}

}  // namespace palpate::session
