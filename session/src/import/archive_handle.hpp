#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <archive.h>

namespace palpate::session {

struct ArchiveCloser {
    void operator()(archive* handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, ArchiveCloser>;

/// "damaged (Truncated ZIP file body)": the library's own words behind ours, on one line.
[[nodiscard]] std::string archiveMessage(archive* handle, const std::string& what);

/// What more than the limits of packed_input.hpp means; empty while `unpacked` of `packed` bytes are allowed.
[[nodiscard]] std::string unpackedTooMuch(std::uint64_t unpacked, std::uint64_t packed);

}  // namespace palpate::session
