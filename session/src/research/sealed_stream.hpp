#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "file_descriptor.hpp"

#include <sodium/crypto_secretstream_xchacha20poly1305.h>

namespace palpate::session {

// A stream of bytes that only a passphrase opens (docs/formats.md, "Sealed package"): libsodium's
// secretstream in blocks, its key made from the passphrase by Argon2id. Every block is checked before its
// bytes are given out, and the last one is marked: what is missing, moved, changed or added is found.

inline constexpr std::size_t kSealedHeaderBytes = 60;
inline constexpr std::size_t kSealedBlockBytes = std::size_t{1} << 16U;
inline constexpr std::size_t kLeastPassphraseBytes = 8;

class SealedWriter final {
  public:
    /// `name` stands in errors. InvalidArgument for a passphrase of fewer than 8 bytes.
    [[nodiscard]] static Result<SealedWriter> create(int descriptor, const std::string& name,
                                                     std::string_view passphrase);

    [[nodiscard]] Result<void> write(std::span<const unsigned char> bytes);
    /// Marks the end. Without it the stream is refused as cut.
    [[nodiscard]] Result<void> finish();

  private:
    SealedWriter(int descriptor, std::string name) : descriptor_{descriptor}, name_{std::move(name)} {}
    [[nodiscard]] Result<void> writeBlock(unsigned char tag);

    int descriptor_;
    std::string name_;
    crypto_secretstream_xchacha20poly1305_state state_{};
    std::array<unsigned char, kSealedHeaderBytes> header_{};
    std::vector<unsigned char> block_;
};

class SealedReader final {
  public:
    /// Corrupt where it is no sealed file; UnsupportedVersion names the version.
    [[nodiscard]] static Result<SealedReader> open(const std::filesystem::path& path,
                                                   std::string_view passphrase);

    /// The next block, valid until the next call; nothing after the last. Corrupt at the first byte that is
    /// not as it was written.
    [[nodiscard]] Result<std::optional<std::span<const unsigned char>>> next();

  private:
    SealedReader(FileDescriptor file, std::string name) : file_{std::move(file)}, name_{std::move(name)} {}

    FileDescriptor file_;
    std::string name_;
    std::uint64_t offset_ = kSealedHeaderBytes;
    bool is_finished_ = false;
    crypto_secretstream_xchacha20poly1305_state state_{};
    std::array<unsigned char, kSealedHeaderBytes> header_{};
    std::vector<unsigned char> sealed_;
    std::vector<unsigned char> plain_;
};

}  // namespace palpate::session
