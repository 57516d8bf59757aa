#include <array>
#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"
#include "import/packed_input.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

/// The input is a .zip or .gz, which is read to its end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const int file = ::memfd_create("fuzz", MFD_CLOEXEC);
    PALPATE_ASSERT(file >= 0 && ::write(file, data, size) == static_cast<ssize_t>(size));
    auto bytes = palpate::session::openPackedInput(fmt::format("/proc/self/fd/{}", file), std::nullopt);
    std::array<char, 4096> block{};
    std::uint64_t unpacked = 0;
    while (bytes) {
        const auto count = bytes->read(block);
        if (!count || *count == 0) {
            break;
        }
        unpacked += *count;
        PALPATE_ASSERT(unpacked <= palpate::session::kRatioCountsFromBytes + block.size() ||
                       unpacked <= palpate::session::kMaxUnpackedRatio * (size + 1) + block.size());
    }
    ::close(file);
    return 0;
}
