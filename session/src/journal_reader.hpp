#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "palpate/core/error.hpp"

#include "file_descriptor.hpp"
#include "journal_format.hpp"

namespace palpate::session {

/// What of a journal could not be read.
struct JournalDamage {
    /// Whole records that are lost; a record cut off by the end of the file is not one of them.
    std::uint64_t records = 0;
    /// Everything that belongs to no valid record, the cut-off tail included.
    std::uint64_t bytes = 0;
};

/// A record with the knowledge whether something before it is lost.
struct JournalRecord {
    JournalContent content;
    bool damage_before = false;
};

/// Reads a journal from front to back in bounded memory (one record and 256 KiB). A damaged record is counted
/// and skipped: reading goes on at the next place where a valid record starts. The journal may grow
/// meanwhile; only what was there at open() is read.
class JournalReader final {
  public:
    /// NotFound, Io, UnsupportedVersion, or Corrupt when no header record is found.
    [[nodiscard]] static Result<JournalReader> open(const std::filesystem::path& path);

    [[nodiscard]] const SessionHeader& header() const { return header_; }
    /// Nothing at the end. Io when the disk cannot be read.
    [[nodiscard]] Result<std::optional<JournalRecord>> next();
    /// Complete after next() gave nothing.
    [[nodiscard]] const JournalDamage& damage() const { return damage_; }
    [[nodiscard]] std::uint64_t position() const { return position_; }
    [[nodiscard]] std::uint64_t fileBytes() const { return file_bytes_; }

  private:
    struct Span {
        const std::uint8_t* data = nullptr;
        std::size_t size = 0;
    };
    struct Record {
        std::uint32_t number = 0;
        RecordType type = RecordType::Header;
        std::span<const std::uint8_t> payload{};
    };

    JournalReader(std::filesystem::path path, FileDescriptor file, std::uint64_t file_bytes);

    Result<void> readPrologue();
    Result<void> readHeader();
    Result<Span> bytesAt(std::uint64_t offset, std::size_t size);
    Result<std::optional<Record>> recordAt(std::uint64_t offset);
    Result<std::optional<Record>> nextRecord();
    Result<std::uint64_t> nextSyncWord(std::uint64_t from);
    Result<bool> zerosFrom(std::uint64_t offset);
    Result<bool> endsInCutRecord(std::uint64_t from);
    Result<void> countTail(std::uint64_t from);
    [[nodiscard]] bool lengthFits(RecordType type, std::uint64_t length) const;

    std::filesystem::path path_;
    FileDescriptor file_;
    std::uint64_t file_bytes_;
    std::uint64_t position_ = 0;
    std::uint64_t expected_number_ = 0;
    std::vector<std::uint8_t> window_;
    std::uint64_t window_offset_ = 0;
    bool has_header_ = false;
    bool damage_before_next_ = false;
    SessionHeader header_;
    JournalDamage damage_;
};

}  // namespace palpate::session
