#include "import/gzip_bytes.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "crc32.hpp"
#include "import/archive_handle.hpp"

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;
constexpr std::size_t kTrailerBytes = 8;

std::uint32_t littleEndian32(const char* bytes)
{
    std::uint32_t value = 0;
    for (int k = 3; k >= 0; --k) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[k]);
    }
    return value;
}

/// The library does not check what stands behind the packed data: CRC-32 and length.
class GzipStream final {
  public:
    explicit GzipStream(InputBytes packed) : packed_{std::move(packed)}, block_(kBlockBytes) {}
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    GzipStream(GzipStream&&) = delete;
    GzipStream& operator=(GzipStream&&) = delete;
    ~GzipStream() = default;

    [[nodiscard]] Result<void> open()
    {
        archive_entry* entry = nullptr;
        if (archive_ == nullptr || archive_read_support_filter_gzip(archive_.get()) != ARCHIVE_OK ||
            archive_read_support_format_raw(archive_.get()) != ARCHIVE_OK ||
            archive_read_open(archive_.get(), this, nullptr, readBlock, nullptr) != ARCHIVE_OK ||
            archive_read_next_header(archive_.get(), &entry) != ARCHIVE_OK) {
            return failure();
        }
        return {};
    }

    [[nodiscard]] Result<std::size_t> read(std::span<char> into)
    {
        const auto count = archive_read_data(archive_.get(), into.data(), into.size());
        if (count < 0) {
            return failure();
        }
        const auto size = static_cast<std::size_t>(count);
        crc_ = crc32Of(into.data(), size, crc_);
        unpacked_ += size;
        if (const auto problem = unpackedTooMuch(unpacked_, packed_bytes_); !problem.empty()) {
            return fail(ErrorCode::Corrupt, problem);
        }
        const bool is_whole = littleEndian32(last_.data()) == crc_ &&
                              littleEndian32(last_.data() + 4) == static_cast<std::uint32_t>(unpacked_);
        if (size == 0 && !is_whole) {
            return fail(ErrorCode::Corrupt,
                        "is damaged, or holds several packed files one after the other; "
                        "copy it again or unpack it first");
        }
        return size;
    }

  private:
    [[nodiscard]] tl::unexpected<Error> failure() const
    {
        if (read_error_) {
            return fail(*read_error_);
        }
        return fail(ErrorCode::Corrupt, archiveMessage(archive_.get(), "is cut or damaged; copy it again"));
    }

    static la_ssize_t readBlock(archive* handle, void* target, const void** block)
    {
        auto& self = *static_cast<GzipStream*>(target);
        auto count = self.packed_.read(self.block_);
        if (!count) {
            self.read_error_ = std::make_unique<Error>(std::move(count.error()));
            archive_set_error(handle, EIO, "cannot be read");
            return -1;
        }
        self.packed_bytes_ += *count;
        self.keepLast({self.block_.data(), *count});
        *block = self.block_.data();
        return static_cast<la_ssize_t>(*count);
    }

    void keepLast(std::string_view bytes)
    {
        const auto kept = std::min(bytes.size(), kTrailerBytes);
        std::memmove(last_.data(), last_.data() + kept, kTrailerBytes - kept);
        std::memcpy(last_.data() + kTrailerBytes - kept, bytes.data() + bytes.size() - kept, kept);
    }

    InputBytes packed_;
    std::vector<char> block_;
    std::array<char, kTrailerBytes> last_{};
    std::unique_ptr<Error> read_error_;
    std::uint64_t packed_bytes_ = 0;
    std::uint64_t unpacked_ = 0;
    std::uint32_t crc_ = 0;
    ArchiveHandle archive_{archive_read_new()};
};

}  // namespace

Result<InputBytes> unpackGzip(InputBytes packed)
{
    const auto name = packed.name();
    auto stream = std::make_shared<GzipStream>(std::move(packed));
    if (auto opened = stream->open(); !opened) {
        return fail(opened.error().code, name + ": " + opened.error().message);
    }
    return InputBytes{name,
                      [stream = std::move(stream)](std::span<char> into) { return stream->read(into); }};
}

}  // namespace palpate::session
