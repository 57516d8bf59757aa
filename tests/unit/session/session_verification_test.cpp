#include "palpate/session/session_verification.hpp"

#include <string>
#include <vector>

#include <hdf5.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct StoredChunk {
    haddr_t address = 0;
    hsize_t bytes = 0;
};

std::vector<StoredChunk> chunksOf(const std::filesystem::path& path, const char* dataset_name)
{
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t dataset = H5Dopen2(file, dataset_name, H5P_DEFAULT);
    const hid_t space = H5Dget_space(dataset);
    hsize_t count = 0;
    H5Dget_num_chunks(dataset, space, &count);
    std::vector<StoredChunk> chunks(count);
    for (hsize_t i = 0; i < count; ++i) {
        hsize_t offset[3];
        unsigned mask = 0;
        H5Dget_chunk_info(dataset, space, i, offset, &mask, &chunks[i].address, &chunks[i].bytes);
    }
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
    return chunks;
}

SessionHeader withTable(SessionHeader header)
{
    header.calibration.curve = TableCalibration{.counts = {0, 1000, 4095}, .kpa = {0, 100, 500}};
    return header;
}

TEST(SessionVerification, CountsTheBlocksOfAGoodSession)
{
    const support::TempDir folder;
    samples::makeSession(folder / "a.h5", samples::header(6, 5), 250);
    const auto linear = verifySession(folder / "a.h5");
    ASSERT_TRUE(linear) << linear.error().message;
    EXPECT_EQ(linear->frames, 250U);
    EXPECT_EQ(linear->chunks, 3U);
    EXPECT_TRUE(linear->metadata_has_checksums);
    EXPECT_THAT(linear->damaged, ElementsAre());
    samples::makeSession(folder / "b.h5", withTable(samples::header(6, 5)), 250);
    const auto beside = verifySession(folder / "b.h5");
    ASSERT_TRUE(beside) << beside.error().message;
    EXPECT_EQ(beside->chunks, 6U) << "of pressure and of counts";
}

TEST(SessionVerification, FindsEverySingleFlippedBitOfFrames)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(3, 2), 8);
    const auto chunks = chunksOf(path, "pressure");
    ASSERT_EQ(chunks.size(), 1U);
    const auto whole = samples::bytesOf(path);
    for (hsize_t at = 0; at < chunks[0].bytes; ++at) {
        // The reader's own test flips every bit of a chunk; here one of each byte goes through a file.
        auto flipped = whole;
        flipped[chunks[0].address + at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        samples::writeBytes(path, flipped);
        const auto verification = verifySession(path);
        ASSERT_TRUE(verification) << verification.error().message;
        EXPECT_EQ(verification->damaged.size(), 1U) << "byte " << at;
    }
}

TEST(SessionVerification, NamesAllDamagedFramesNotOnlyTheFirst)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, withTable(samples::header(6, 5)), 250);
    auto bytes = samples::bytesOf(path);
    for (const char* name : {"pressure", "counts"}) {
        const auto chunks = chunksOf(path, name);
        ASSERT_EQ(chunks.size(), 3U);
        bytes[chunks[0].address + chunks[0].bytes / 2] ^= 0x40U;
        bytes[chunks[2].address + chunks[2].bytes / 2] ^= 0x40U;
    }
    samples::writeBytes(path, bytes);
    const auto verification = verifySession(path);
    ASSERT_TRUE(verification) << verification.error().message;
    EXPECT_THAT(
        verification->damaged,
        ElementsAre(HasSubstr("frames 0 to 99 of pressure"), HasSubstr("frames 200 to 249 of pressure"),
                    HasSubstr("frames 0 to 99 of counts"), HasSubstr("frames 200 to 249 of counts")));
}

TEST(SessionVerification, DamageBesideTheFramesIsAnError)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(6, 5), 250);
    auto bytes = samples::bytesOf(path);
    const auto chunks = chunksOf(path, "frame_seq");
    bytes[chunks[0].address + 3] ^= 0x01U;
    samples::writeBytes(path, bytes);
    const auto verification = verifySession(path);
    ASSERT_FALSE(verification);
    EXPECT_THAT(verification.error().message, HasSubstr("frame_seq"));
}

}  // namespace
}  // namespace palpate::session
