#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/session_header.hpp"

#include "h5_handle.hpp"
#include "session_layout.hpp"

namespace palpate::session {

// What lies at the root of a session file beside the frames themselves, and the groups that serve viewers and
// checks.

/// Attributes of the file: conventions, format version, disclaimer.
[[nodiscard]] Result<void> writeRootAttributes(hid_t file, const SessionHeader& header);

/// `time`, `y` and `x`. The times are written by writeStamps().
[[nodiscard]] Result<RootScales> createScales(hid_t file, const SessionHeader& header, std::uint64_t frames);

/// `cell_present`, where the mat has absent cells.
[[nodiscard]] Result<void> writeMask(hid_t file, const MatGeometry& geometry, const RootScales& scales);

/// `time`, `frame_seq`, `device_time_us` (if any frame has one), `frame_quality`.
[[nodiscard]] Result<void> writeStamps(hid_t file, const std::vector<FrameStamp>& stamps,
                                       const RootScales& scales);
/// Reads them back; `frames` of each.
[[nodiscard]] Result<std::vector<FrameStamp>> readStamps(hid_t file, std::uint64_t frames);

/// One checksum per chunk of `dataset` into the group `integrity`.
[[nodiscard]] Result<void> writeChecksums(hid_t group, std::string_view dataset,
                                          const std::vector<std::uint32_t>& checksums,
                                          std::uint64_t chunk_frames);
[[nodiscard]] Result<std::vector<std::uint32_t>> readChecksums(hid_t file, std::string_view dataset);
/// The group itself, with the name of the algorithm.
[[nodiscard]] Result<h5::Handle> createIntegrity(hid_t file);

/// `entry/data`: links by which viewers of NeXus files find the frames.
[[nodiscard]] Result<void> writeViewerLinks(hid_t file, bool has_counts);

}  // namespace palpate::session
