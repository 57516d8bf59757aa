#include "palpate/session/recalibrate.hpp"

#include <string>
#include <utility>

#include "palpate/session/session_reader.hpp"

#include "h5_file.hpp"
#include "header_json.hpp"
#include "part_file.hpp"
#include "session_builder.hpp"
#include "session_contents.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

Result<void> build(SessionReader& session, const SessionHeader& header, const SessionEnding& ending,
                   const std::filesystem::path& path)
{
    const auto fill_count = usesFillCount(session, header);
    if (!fill_count) {
        return fail(fill_count.error());
    }
    auto builder = SessionBuilder::create(
        path, header, {.frames = session.frameCount(), .layout = layoutOf(header, *fill_count)});
    if (!builder) {
        return fail(builder.error());
    }
    for (std::uint64_t i = 0; i < session.frameCount(); ++i) {
        const auto frame = session.readCounts(i);
        if (!frame) {
            return fail(frame.error());
        }
        if (auto appended = builder->append(*frame); !appended) {
            return appended;
        }
    }
    return builder->finish(ending);
}

/// Raw counts are kept for ever.
Result<void> checkSameCounts(SessionReader& before, const std::filesystem::path& path)
{
    auto after = SessionReader::openOwn(path);
    if (!after) {
        return fail(after.error());
    }
    const auto& present = before.header().geometry.presentMask();
    for (std::uint64_t i = 0; i < before.frameCount(); ++i) {
        const auto was = before.readCounts(i);
        const auto is = after->readCounts(i);
        if (!was || !is) {
            return fail(was ? is.error() : was.error());
        }
        if ((was->counts != is->counts && present != 0).any()) {
            return fail(ErrorCode::Io,
                        fmt::format("{}: frame {} came back changed from the disk", path.string(), i));
        }
    }
    return {};
}

}  // namespace

Result<void> recalibrateSession(const std::filesystem::path& path, const Calibration& calibration,
                                const std::optional<Tare>& tare, const std::filesystem::path& target,
                                bool overwrite)
{
    auto session = SessionReader::open(path);
    if (!session) {
        return fail(session.error());
    }
    if (session->header().samples != SampleKind::Counts) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} holds kPa of another program, no counts: it cannot be calibrated again",
                                path.string()));
    }
    SessionHeader header = session->header();
    header.calibration = calibration;
    header.tare = tare;
    if (auto checked = checkHeader(header); !checked) {
        return fail(checked.error().code, fmt::format("{}: {}", path.string(), checked.error().message));
    }
    const auto ending = storedEnding(*session);
    if (!ending) {
        return fail(ending.error());
    }
    auto part = PartFile::create(target);
    if (!part) {
        return fail(part.error());
    }
    if (auto built = build(*session, header, *ending, part->path()); !built) {
        return fail(h5::inFile(part->path().string(), built.error()));
    }
    part->allowReading();
    if (auto checked = checkSameCounts(*session, part->path()); !checked) {
        return checked;
    }
    std::error_code error;
    const bool is_same = std::filesystem::equivalent(path, target, error);
    return part->publish(overwrite || is_same);
}

}  // namespace palpate::session
