#include "disk_room.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

namespace palpate::live {

namespace {

constexpr double kLeastSeconds = 10.0;
constexpr double kLeastBytes = 1 << 20;
// Sync word, number, type, length, stamp and checksum of a frame's record.
constexpr double kFrameOverheadBytes = 48.0;
// The header's two copies are no part of the pace.
constexpr double kSettledSeconds = 2.0;

std::filesystem::path folderOf(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

std::optional<double> freeBytes(const std::filesystem::path& folder)
{
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return error ? std::nullopt : std::optional{static_cast<double>(space.available)};
}

}  // namespace

Result<void> checkRoom(const std::filesystem::path& session_path, const SessionHeader& header)
{
    const auto folder = folderOf(session_path);
    const auto available = freeBytes(folder);
    const double frame_bytes =
        static_cast<double>(header.geometry.cellCount()) * sizeof(std::uint16_t) + kFrameOverheadBytes;
    const double rate_hz = header.nominal_rate ? header.nominal_rate->hz : 0.0;
    const double needed = std::max(kLeastBytes, kLeastSeconds * rate_hz * frame_bytes);
    if (available && *available < needed) {
        return fail(ErrorCode::Io,
                    fmt::format("disk full: only {:.1f} MB are free in {}, not enough for {:.0f} "
                                "s of this mat: free space, or choose another folder",
                                *available / 1e6, folder.string(), kLeastSeconds));
    }
    return {};
}

std::optional<double> roomLeftS(const std::filesystem::path& session_path, std::uint64_t journal_bytes,
                                SessionTime recorded)
{
    const double seconds = toSeconds(recorded);
    if (seconds < kSettledSeconds || journal_bytes == 0) {
        return std::nullopt;
    }
    const auto available = freeBytes(folderOf(session_path));
    return available ? std::optional{*available * seconds / static_cast<double>(journal_bytes)}
                     : std::nullopt;
}

}  // namespace palpate::live
