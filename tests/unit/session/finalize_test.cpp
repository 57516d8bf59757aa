#include "palpate/session/finalize.hpp"

#include <gtest/gtest.h>

#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

TEST(Finalize, GivesBackEveryFrameBitEqual)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    const auto header = samples::header(6, 5);
    samples::makeSession(path, header, 250);
    EXPECT_FALSE(std::filesystem::exists(journalPathOf(path)));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));

    auto session = SessionReader::open(path);
    ASSERT_TRUE(session) << session.error().message;
    ASSERT_EQ(session->frameCount(), 250U);
    for (const std::uint64_t i : {0U, 249U, 100U, 99U, 3U, 200U}) {
        const auto frame = session->readCounts(i);
        ASSERT_TRUE(frame) << frame.error().message;
        const auto expected = samples::rawFrame(header, i);
        EXPECT_TRUE((frame->counts == expected.counts).all());
        EXPECT_EQ(frame->stamp.sequence, expected.stamp.sequence);
        EXPECT_EQ(frame->stamp.time, expected.stamp.time);
        EXPECT_EQ(frame->stamp.device_time_us, expected.stamp.device_time_us);
        EXPECT_EQ(frame->stamp.quality, expected.stamp.quality);
    }
}

}  // namespace
}  // namespace palpate::session
