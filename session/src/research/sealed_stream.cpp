#include "research/sealed_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium/core.h>
#include <sodium/crypto_pwhash_argon2id.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

namespace palpate::session {

namespace {

constexpr std::string_view kMagic = "PALPSEAL";
constexpr unsigned char kVersion = 1;
// Where the parts of the header begin.
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kMemoryAt = 12;
constexpr std::size_t kPassesAt = 16;
constexpr std::size_t kSaltAt = 20;
constexpr std::size_t kStreamAt = 36;
static_assert(kSaltAt + crypto_pwhash_argon2id_SALTBYTES == kStreamAt);
static_assert(kStreamAt + crypto_secretstream_xchacha20poly1305_HEADERBYTES == kSealedHeaderBytes);

constexpr std::uint32_t kMemoryKib = 256 * 1024;
constexpr std::uint32_t kPasses = 3;
/// What a foreign file may ask of this computer.
constexpr std::uint32_t kMostMemoryKib = 1024 * 1024;
constexpr std::uint32_t kMostPasses = 16;
constexpr std::size_t kTagBytes = crypto_secretstream_xchacha20poly1305_ABYTES;

using Header = std::array<unsigned char, kSealedHeaderBytes>;

void putNumber(Header& header, std::size_t at, std::uint32_t value)
{
    for (std::size_t k = 0; k < sizeof value; ++k) {
        header.at(at + k) = static_cast<unsigned char>((value >> (8U * k)) & 0xFFU);
    }
}

std::uint32_t numberAt(const Header& header, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < sizeof value; ++k) {
        value |= static_cast<std::uint32_t>(header.at(at + k)) << (8U * k);
    }
    return value;
}

/// Wiped at the end of its life.
class Key final {
  public:
    Key() = default;
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    ~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }

    [[nodiscard]] bool make(const Header& header, std::string_view passphrase)
    {
        return crypto_pwhash_argon2id(bytes_.data(), bytes_.size(), passphrase.data(), passphrase.size(),
                                      header.data() + kSaltAt, numberAt(header, kPassesAt),
                                      std::size_t{numberAt(header, kMemoryAt)} * 1024U,
                                      crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0;
    }
    [[nodiscard]] const unsigned char* data() const { return bytes_.data(); }

  private:
    std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> bytes_{};
};

tl::unexpected<Error> failMemory(const std::string& name)
{
    return fail(ErrorCode::Io, fmt::format("{}: there is not enough free memory to make a key from the "
                                           "passphrase; close other programs",
                                           name));
}

}  // namespace

Result<SealedWriter> SealedWriter::create(int descriptor, const std::string& name,
                                          std::string_view passphrase)
{
    if (passphrase.size() < kLeastPassphraseBytes) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a passphrase needs at least {} characters; several words are best",
                                kLeastPassphraseBytes));
    }
    if (sodium_init() < 0) {
        return failMemory(name);
    }
    SealedWriter writer{descriptor, name};
    Header& header = writer.header_;
    std::copy(kMagic.begin(), kMagic.end(), header.begin());
    header.at(kVersionAt) = kVersion;
    putNumber(header, kMemoryAt, kMemoryKib);
    putNumber(header, kPassesAt, kPasses);
    randombytes_buf(header.data() + kSaltAt, crypto_pwhash_argon2id_SALTBYTES);
    Key key;
    if (!key.make(header, passphrase)) {
        return failMemory(name);
    }
    crypto_secretstream_xchacha20poly1305_init_push(&writer.state_, header.data() + kStreamAt, key.data());
    if (const int number = writeAll(descriptor, header.data(), header.size()); number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", name, reasonOf(number)));
    }
    writer.block_.reserve(kSealedBlockBytes);
    return writer;
}

Result<void> SealedWriter::write(std::span<const unsigned char> bytes)
{
    while (!bytes.empty()) {
        // A full block waits until it is known not to be the last.
        if (block_.size() == kSealedBlockBytes) {
            if (auto written = writeBlock(0); !written) {
                return written;
            }
        }
        const auto taken = bytes.first(std::min(bytes.size(), kSealedBlockBytes - block_.size()));
        block_.insert(block_.end(), taken.begin(), taken.end());
        bytes = bytes.subspan(taken.size());
    }
    return {};
}

Result<void> SealedWriter::finish()
{
    return writeBlock(crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

Result<void> SealedWriter::writeBlock(unsigned char tag)
{
    std::vector<unsigned char> sealed(block_.size() + kTagBytes);
    crypto_secretstream_xchacha20poly1305_push(&state_, sealed.data(), nullptr, block_.data(), block_.size(),
                                               header_.data(), header_.size(), tag);
    block_.clear();
    if (const int number = writeAll(descriptor_, sealed.data(), sealed.size()); number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", name_, reasonOf(number)));
    }
    return {};
}

Result<SealedReader> SealedReader::open(const std::filesystem::path& path, std::string_view passphrase)
{
    auto file = openFile(path, O_RDONLY | O_NONBLOCK);
    if (!file.isOpen()) {
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    fmt::format("{}: {}", path.string(), reasonOf(errno)));
    }
    SealedReader reader{std::move(file), path.string()};
    Header& header = reader.header_;
    std::size_t got = 0;
    if (const int number = readAt(reader.file_.get(), header.data(), header.size(), 0, got); number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(number)));
    }
    if (got < header.size() || !std::equal(kMagic.begin(), kMagic.end(), header.begin())) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: is no sealed package", path.string()));
    }
    if (header.at(kVersionAt) != kVersion) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("{}: is sealed in version {}, this program opens version {}: use a newer palpate",
                        path.string(), header.at(kVersionAt), kVersion));
    }
    const auto memory_kib = numberAt(header, kMemoryAt);
    const auto passes = numberAt(header, kPassesAt);
    if (memory_kib < crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024U || memory_kib > kMostMemoryKib ||
        passes < 1 || passes > kMostPasses) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: its header is damaged", path.string()));
    }
    Key key;
    if (sodium_init() < 0 || !key.make(header, passphrase)) {
        return failMemory(path.string());
    }
    if (crypto_secretstream_xchacha20poly1305_init_pull(&reader.state_, header.data() + kStreamAt,
                                                        key.data()) != 0) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: its header is damaged", path.string()));
    }
    reader.sealed_.resize(kSealedBlockBytes + kTagBytes);
    reader.plain_.resize(kSealedBlockBytes);
    return reader;
}

Result<std::optional<std::span<const unsigned char>>> SealedReader::next()
{
    using Block = std::optional<std::span<const unsigned char>>;
    std::size_t got = 0;
    if (const int number = readAt(file_.get(), sealed_.data(), sealed_.size(), offset_, got); number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", name_, reasonOf(number)));
    }
    if (is_finished_) {
        return got == 0
                   ? Result<Block>{Block{}}
                   : fail(ErrorCode::Corrupt,
                          fmt::format("{}: {} bytes or more follow its end: it was changed", name_, got));
    }
    if (got < kTagBytes) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{}: was cut at byte {}; get it again", name_, offset_ + got));
    }
    unsigned char tag = 0;
    unsigned long long size = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state_, plain_.data(), &size, &tag, sealed_.data(), got,
                                                   header_.data(), header_.size()) != 0) {
        return fail(
            ErrorCode::Corrupt,
            offset_ == kSealedHeaderBytes
                ? fmt::format("{}: this passphrase does not open it, or its beginning is damaged", name_)
                : fmt::format("{}: is damaged or cut between the bytes {} and {}; get it again", name_,
                              offset_, offset_ + got));
    }
    offset_ += got;
    is_finished_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return Block{std::span<const unsigned char>{plain_.data(), static_cast<std::size_t>(size)}};
}

}  // namespace palpate::session
