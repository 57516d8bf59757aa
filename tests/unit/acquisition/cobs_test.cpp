#include "cobs.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "decoding.hpp"

namespace palpate::acquisition {

namespace {

using testing::Bytes;

Bytes encoded(const Bytes& bytes)
{
    Bytes out;
    cobsEncode(bytes, out);
    return out;
}

std::optional<Bytes> decoded(const Bytes& bytes)
{
    Bytes out(bytes.size());
    const auto size = cobsDecode(bytes, out);
    if (!size) {
        return std::nullopt;
    }
    out.resize(*size);
    return out;
}

TEST(Cobs, EncodesTheExamplesOfThePaper)
{
    EXPECT_EQ(encoded({}), (Bytes{1}));
    EXPECT_EQ(encoded({0}), (Bytes{1, 1}));
    EXPECT_EQ(encoded({0, 0}), (Bytes{1, 1, 1}));
    EXPECT_EQ(encoded({0x11, 0x22, 0, 0x33}), (Bytes{3, 0x11, 0x22, 2, 0x33}));
    EXPECT_EQ(encoded({0x11, 0, 0, 0}), (Bytes{2, 0x11, 1, 1, 1}));
}

TEST(Cobs, KeepsRunsAroundTheBlockSize)
{
    for (const std::size_t run : {253U, 254U, 255U, 508U, 509U}) {
        for (const bool zero_first : {false, true}) {
            for (const bool zero_last : {false, true}) {
                Bytes bytes(run, 0xAB);
                if (zero_first) {
                    bytes.insert(bytes.begin(), 0);
                }
                if (zero_last) {
                    bytes.push_back(0);
                }
                const auto out = encoded(bytes);
                EXPECT_EQ(std::count(out.begin(), out.end(), 0), 0);
                EXPECT_LE(out.size(), cobsMaxEncodedSize(bytes.size()));
                EXPECT_EQ(decoded(out), bytes) << run << zero_first << zero_last;
            }
        }
    }
    EXPECT_EQ(encoded(Bytes(254, 1)).size(), 255U);
    EXPECT_EQ(encoded(Bytes(255, 1)).size(), 257U);
}

TEST(Cobs, ReturnsWhatWasEncodedForRandomBytes)
{
    std::mt19937 random{7};
    for (int round = 0; round < 2000; ++round) {
        Bytes bytes(random() % 1200);
        const auto zeros = random() % 300;
        std::generate(bytes.begin(), bytes.end(),
                      [&] { return static_cast<std::uint8_t>(random() % 300 < zeros ? 0 : random()); });
        const auto out = encoded(bytes);
        ASSERT_EQ(std::count(out.begin(), out.end(), 0), 0);
        ASSERT_LE(out.size(), cobsMaxEncodedSize(bytes.size()));
        ASSERT_EQ(decoded(out), bytes);
    }
}

TEST(Cobs, RefusesBrokenBlocks)
{
    EXPECT_EQ(decoded({}), std::nullopt);
    EXPECT_EQ(decoded({0}), std::nullopt);
    EXPECT_EQ(decoded({5, 1, 2}), std::nullopt);
    EXPECT_EQ(decoded({3, 0, 2}), std::nullopt);
    EXPECT_EQ(decoded({2, 1, 0}), std::nullopt);
}

}  // namespace

}  // namespace palpate::acquisition
