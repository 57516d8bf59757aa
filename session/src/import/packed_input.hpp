#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "palpate/core/error.hpp"

#include "import/input_bytes.hpp"

namespace palpate::session {

/// What may come out of a packed file: the limits against files made to fill the disk.
inline constexpr std::uint64_t kMaxUnpackedBytes = std::uint64_t{16} << 30U;
inline constexpr std::uint64_t kMaxUnpackedRatio = 400;
/// The ratio counts from here on: a short recording of an empty mat packs well.
inline constexpr std::uint64_t kRatioCountsFromBytes = std::uint64_t{16} << 20U;
inline constexpr std::size_t kMaxZipEntries = 10'000;

/// The bytes of the recording in a file, as a stream: those of a gzip file unpacked, those of the one file in
/// a .zip, or of the one that `member` names (its name, or a part that only one has), and any other file as
/// it is. Nothing is ever unpacked onto the disk. InvalidArgument names the files where several could be
/// meant; Corrupt where the packed file is damaged, encrypted or would unpack to more than the limits.
[[nodiscard]] Result<InputBytes> openPackedInput(const std::filesystem::path& path,
                                                 const std::optional<std::string>& member);

}  // namespace palpate::session
