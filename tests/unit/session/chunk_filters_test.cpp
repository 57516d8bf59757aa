#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "crc32.hpp"
#include "frame_chunks.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

constexpr hsize_t kFrames = 7;
constexpr hsize_t kChunkFrames = 3;
constexpr hsize_t kRows = 5;
constexpr hsize_t kCols = 3;
constexpr std::size_t kCells = kRows * kCols;

/// A dataset as another program may have stored it: written by the HDF5 library through `filters`, letters in
/// the order of writing (s shuffle, d deflate, f fletcher32).
struct Stored {
    std::string filters;
    hid_t type = H5T_STD_U16LE;
};

template <typename T>
std::vector<T> valuesOf(std::uint64_t seed)
{
    std::vector<T> values(kFrames * kCells);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<T>((i * i * 31U + seed) % 4099U);
    }
    return values;
}

template <typename T>
std::vector<std::uint32_t> checksumsOf(const std::vector<T>& values)
{
    std::vector<std::uint32_t> checksums;
    for (std::size_t first = 0; first < kFrames; first += kChunkFrames) {
        const std::size_t count = std::min<std::size_t>(kChunkFrames, kFrames - first);
        checksums.push_back(crc32Of(values.data() + first * kCells, count * kCells * sizeof(T)));
    }
    return checksums;
}

void store(hid_t file, const Stored& how, hid_t memory_type, const void* values)
{
    const std::array<hsize_t, 3> size{kFrames, kRows, kCols};
    const std::array<hsize_t, 3> chunk{kChunkFrames, kRows, kCols};
    const h5::Handle space{H5Screate_simple(3, size.data(), nullptr), H5Sclose};
    const h5::Handle create{H5Pcreate(H5P_DATASET_CREATE), H5Pclose};
    ASSERT_GE(H5Pset_chunk(create.get(), 3, chunk.data()), 0);
    for (const char filter : how.filters) {
        ASSERT_GE(filter == 's'   ? H5Pset_shuffle(create.get())
                  : filter == 'd' ? H5Pset_deflate(create.get(), 6)
                                  : H5Pset_fletcher32(create.get()),
                  0);
    }
    const h5::Handle dataset{
        H5Dcreate2(file, "counts", how.type, space.get(), H5P_DEFAULT, create.get(), H5P_DEFAULT), H5Dclose};
    ASSERT_TRUE(dataset.isValid());
    ASSERT_GE(H5Dwrite(dataset.get(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), 0);
}

template <typename T>
void expectReads(hid_t file, const std::vector<T>& values)
{
    auto reader = FrameChunkReader<T>::open(file, "counts", checksumsOf(values));
    ASSERT_TRUE(reader) << reader.error().message;
    for (std::size_t frame = 0; frame < kFrames; ++frame) {
        const auto cells = reader->frame(frame);
        ASSERT_TRUE(cells) << cells.error().message;
        EXPECT_TRUE(std::equal(*cells, *cells + kCells, values.begin() + static_cast<long>(frame * kCells)))
            << "frame " << frame;
    }
}

template <typename T>
void expectReads(const Stored& how)
{
    SCOPED_TRACE("filters '" + how.filters + "'");
    const support::TempDir folder;
    const auto path = folder / "stored.h5";
    const auto values = valuesOf<T>(17);
    {
        const auto file = h5::createFile(path);
        ASSERT_TRUE(file);
        store(file->get(), how, h5::numericType<T>(), values.data());
    }
    const auto file = h5::openForReading(path);
    ASSERT_TRUE(file) << file.error().message;
    expectReads(file->get(), values);
}

TEST(ChunkFilters, ReadsWhatTheLibraryStoredThroughAnyFilters)
{
    for (const char* const filters :
         {"", "s", "d", "f", "sd", "ds", "sf", "fs", "df", "fd", "sdf", "sfd", "fsd", "dsf", "dfs", "fds"}) {
        expectReads<std::uint16_t>({.filters = filters});
        expectReads<float>({.filters = filters, .type = H5T_IEEE_F32LE});
    }
}

/// What our writer stored, as the HDF5 library unpacks and checks it.
template <typename T>
void expectTheLibraryReads(const std::vector<T>& values)
{
    const support::TempDir folder;
    const auto file = h5::createFile(folder / "written.h5");
    ASSERT_TRUE(file);
    {
        auto writer = FrameChunkWriter<T>::create(
            file->get(), "counts",
            {.frames = kFrames, .rows = kRows, .cols = kCols, .chunk_frames = kChunkFrames});
        ASSERT_TRUE(writer);
        for (std::size_t frame = 0; frame < kFrames; ++frame) {
            std::copy_n(values.begin() + static_cast<long>(frame * kCells), kCells, writer->nextFrame());
            ASSERT_TRUE(writer->commit());
        }
        ASSERT_TRUE(writer->finish());
        EXPECT_EQ(writer->checksums(), checksumsOf(values));
    }
    std::vector<T> read(values.size());
    const h5::Handle dataset{H5Dopen2(file->get(), "counts", H5P_DEFAULT), H5Dclose};
    ASSERT_GE(H5Dread(dataset.get(), h5::numericType<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), 0);
    EXPECT_EQ(read, values);
    expectReads(file->get(), values);
}

TEST(FrameChunkWriter, TheLibraryReadsWhatItWrote)
{
    expectTheLibraryReads(valuesOf<std::uint16_t>(11));
    expectTheLibraryReads(valuesOf<float>(12));
}

TEST(FrameChunkWriter, AChecksumOfWhichAHalfIsNothingIsWrittenAsTheLibraryDoes)
{
    auto values = valuesOf<std::uint16_t>(13);
    for (int half = 0; half < 2; ++half) {
        bool is_found = false;
        h5::ChunkPacker packer;
        for (std::uint32_t seed = 0; !is_found && seed < 2'000'000; ++seed) {
            values[0] = static_cast<std::uint16_t>(seed);
            values[1] = static_cast<std::uint16_t>(seed >> 16U);
            const std::span<const std::uint8_t> chunk{reinterpret_cast<const std::uint8_t*>(values.data()),
                                                      kChunkFrames * kCells * sizeof(std::uint16_t)};
            const auto packed = packer.pack(chunk, sizeof(std::uint16_t));
            const auto* const at = packed.data() + packed.size() - 4 + std::ptrdiff_t{2} * half;
            is_found = at[0] == 0xFFU && at[1] == 0xFFU;
        }
        ASSERT_TRUE(is_found);
        expectTheLibraryReads(values);
    }
}

TEST(ChunkFilters, ReadsTheOtherByteOrder)
{
    expectReads<std::uint16_t>({.filters = "sdf", .type = H5T_STD_U16BE});
    expectReads<float>({.filters = "sdf", .type = H5T_IEEE_F32BE});
}

TEST(ChunkFilters, LeavesOutWhatAChunkWasNotStoredThrough)
{
    const support::TempDir folder;
    const auto path = folder / "stored.h5";
    const auto values = valuesOf<std::uint16_t>(5);
    {
        const auto file = h5::createFile(path);
        ASSERT_TRUE(file);
        store(file->get(), {.filters = "sdf"}, H5T_STD_U16LE, values.data());
        const h5::Handle dataset{H5Dopen2(file->get(), "counts", H5P_DEFAULT), H5Dclose};
        const std::array<hsize_t, 3> offset{kChunkFrames, 0, 0};
        constexpr std::uint32_t kAllThree = 0b111;
        ASSERT_GE(H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, kAllThree, offset.data(),
                                 kChunkFrames * kCells * sizeof(std::uint16_t),
                                 values.data() + kChunkFrames * kCells),
                  0);
    }
    const auto file = h5::openForReading(path);
    ASSERT_TRUE(file);
    expectReads(file->get(), values);
}

/// The chunk of frames 3 to 5 with one bit of it, counted from its start, the other way round.
void flipStoredBit(hid_t file, std::size_t bit)
{
    const h5::Handle dataset{H5Dopen2(file, "counts", H5P_DEFAULT), H5Dclose};
    const std::array<hsize_t, 3> offset{kChunkFrames, 0, 0};
    hsize_t bytes = 0;
    ASSERT_GE(H5Dget_chunk_storage_size(dataset.get(), offset.data(), &bytes), 0);
    std::vector<std::uint8_t> stored(bytes);
    std::uint32_t left_out = 0;
    ASSERT_GE(H5Dread_chunk(dataset.get(), H5P_DEFAULT, offset.data(), &left_out, stored.data()), 0);
    stored.at(bit / 8) ^= static_cast<std::uint8_t>(1U << bit % 8);
    ASSERT_GE(H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, left_out, offset.data(), bytes, stored.data()), 0);
}

std::size_t storedBits(hid_t file)
{
    const h5::Handle dataset{H5Dopen2(file, "counts", H5P_DEFAULT), H5Dclose};
    const std::array<hsize_t, 3> offset{kChunkFrames, 0, 0};
    hsize_t bytes = 0;
    H5Dget_chunk_storage_size(dataset.get(), offset.data(), &bytes);
    return static_cast<std::size_t>(bytes) * 8;
}

TEST(ChunkFilters, NoticesEveryFlippedBitOfAChunk)
{
    const support::TempDir folder;
    const auto path = folder / "stored.h5";
    const auto values = valuesOf<std::uint16_t>(9);
    const auto made = h5::createFile(path);
    ASSERT_TRUE(made);
    const hid_t file = made->get();
    store(file, {.filters = "sdf"}, H5T_STD_U16LE, values.data());
    const std::size_t bits = storedBits(file);
    ASSERT_GT(bits, 500U);
    for (std::size_t bit = 0; bit < bits; ++bit) {
        flipStoredBit(file, bit);
        auto reader = FrameChunkReader<std::uint16_t>::open(file, "counts", checksumsOf(values));
        ASSERT_TRUE(reader);
        EXPECT_TRUE(reader->frame(0));
        const auto damaged = reader->frame(kChunkFrames);
        ASSERT_FALSE(damaged) << "bit " << bit;
        EXPECT_THAT(damaged.error().message, HasSubstr("frames 3 to 5 of counts are damaged"));
        EXPECT_TRUE(reader->frame(kFrames - 1)) << "the next chunk is whole";
        flipStoredBit(file, bit);
    }
    expectReads(file, values);
}

TEST(ChunkFilters, RefusesAChunkThatIsTooLongOrTooShort)
{
    const support::TempDir folder;
    const auto made = h5::createFile(folder / "stored.h5");
    ASSERT_TRUE(made);
    const auto values = valuesOf<std::uint16_t>(3);
    store(made->get(), {.filters = "sdf"}, H5T_STD_U16LE, values.data());
    const h5::Handle dataset{H5Dopen2(made->get(), "counts", H5P_DEFAULT), H5Dclose};
    const std::array<hsize_t, 3> offset{0, 0, 0};
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{89}, std::size_t{91}, std::size_t{60'000}}) {
        const std::vector<std::uint8_t> stored(bytes, 0x5A);
        ASSERT_GE(
            H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, 0b111, offset.data(), stored.size(), stored.data()),
            0);
        auto reader = FrameChunkReader<std::uint16_t>::open(made->get(), "counts", checksumsOf(values));
        ASSERT_TRUE(reader);
        const auto frame = reader->frame(0);
        ASSERT_FALSE(frame) << bytes;
        EXPECT_THAT(frame.error().message, HasSubstr("frames 0 to 2 of counts are damaged"));
    }
}

}  // namespace
}  // namespace palpate::session
