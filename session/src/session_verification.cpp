#include "palpate/session/session_verification.hpp"

#include <utility>

#include "palpate/session/session_reader.hpp"

#include "checked_frames.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

template <typename T>
Result<void> addFrames(hid_t file, const char* name, const std::function<bool()>& cancelled,
                       SessionVerification& verification)
{
    const auto checked = checkFrames<T>(file, name, cancelled);
    if (!checked) {
        return fail(checked.error());
    }
    verification.frames = checked->frames;
    verification.chunks += checked->chunks;
    verification.damaged.insert(verification.damaged.end(), checked->damaged.begin(), checked->damaged.end());
    return {};
}

Result<SessionVerification> verifyOpened(hid_t file, SampleKind samples,
                                         const std::function<bool()>& cancelled)
{
    SessionVerification verification;
    const bool has_counts = h5::exists(file, "counts");
    auto added = samples == SampleKind::Counts && !has_counts
                     ? addFrames<std::uint16_t>(file, "pressure", cancelled, verification)
                     : addFrames<float>(file, "pressure", cancelled, verification);
    if (added && samples == SampleKind::Counts && has_counts) {
        added = addFrames<std::uint16_t>(file, "counts", cancelled, verification);
    }
    return added ? Result<SessionVerification>{std::move(verification)} : fail(added.error());
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
