#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "palpate/core/error.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/units.hpp"

namespace palpate::live {

/// Refuses a recording for which there is next to no room: under 10 s at the mat's own rate, or under 1 MiB.
/// A file system that does not say how much is free refuses nothing.
[[nodiscard]] Result<void> checkRoom(const std::filesystem::path& session_path, const SessionHeader& header);

/// For how many seconds more the disk has room, at the pace at which this journal grew so far (free space
/// alone says nothing about who else uses it). None in the first two seconds, and where the file system does
/// not say.
[[nodiscard]] std::optional<double> roomLeftS(const std::filesystem::path& session_path,
                                              std::uint64_t journal_bytes, SessionTime recorded);

}  // namespace palpate::live
