#include "palpate/session/session_verification.hpp"

#include <utility>

#include "palpate/session/session_reader.hpp"

#include "frame_chunks.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "root_groups.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

template <typename T>
Result<void> verifyFrames(hid_t file, const char* name, const std::function<bool()>& cancelled,
                          SessionVerification& verification)
{
    auto checksums = readChecksums(file, name);
    if (!checksums) {
        return fail(checksums.error());
    }
    auto frames = FrameChunkReader<T>::open(file, name, std::move(*checksums));
    if (!frames) {
        return fail(frames.error());
    }
    const auto& shape = frames->shape();
    verification.frames = shape.frames;
    for (std::uint64_t first = 0; first < shape.frames; first += shape.chunk_frames) {
        if (cancelled && cancelled()) {
            return fail(ErrorCode::Cancelled, "the check was cancelled");
        }
        ++verification.chunks;
        if (const auto read = frames->frame(first); !read) {
            verification.damaged.push_back(read.error().message);
        }
    }
    return {};
}

Result<SessionVerification> verifyOpened(hid_t file, SampleKind samples,
                                         const std::function<bool()>& cancelled)
{
    SessionVerification verification;
    if (samples == SampleKind::Counts && !h5::exists(file, "counts")) {
        const auto verified = verifyFrames<std::uint16_t>(file, "pressure", cancelled, verification);
        return verified ? Result<SessionVerification>{std::move(verification)} : fail(verified.error());
    }
    auto verified = verifyFrames<float>(file, "pressure", cancelled, verification);
    if (verified && samples == SampleKind::Counts) {
        verified = verifyFrames<std::uint16_t>(file, "counts", cancelled, verification);
    }
    return verified ? Result<SessionVerification>{std::move(verification)} : fail(verified.error());
}

}  // namespace

Result<SessionVerification> verifySession(const std::filesystem::path& path,
                                          const std::function<bool()>& cancelled)
{
    // Everything but the frames is read here, with the checksums that HDF5 keeps of it.
    const auto session = SessionReader::open(path);
    if (!session) {
        return fail(session.error());
    }
    const auto file = h5::openForReading(path);
    if (!file) {
        return fail(h5::inFile(path.string(), file.error()));
    }
    auto verification = verifyOpened(file->get(), session->header().samples, cancelled);
    H5F_info2_t info{};
    constexpr unsigned kFirstWithChecksums = 2;
    if (verification && H5Fget_info2(file->get(), &info) >= 0) {
        verification->metadata_has_checksums = info.super.version >= kFirstWithChecksums;
    }
    return verification ? std::move(verification) : fail(h5::inFile(path.string(), verification.error()));
}

}  // namespace palpate::session
