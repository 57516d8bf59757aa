#include "palpate/session/session_regions.hpp"

#include <cstdlib>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

class SessionRegionsTest : public ::testing::Test {
  protected:
    SessionRegionsTest() { samples::makeSession(path_, samples::header(3, 4), 8); }

    support::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "a.h5";
};

TEST_F(SessionRegionsTest, AreNoneUntilSavedAndThenReplaceEarlierOnes)
{
    EXPECT_TRUE(SessionReader::open(path_)->regions().empty());
    const auto saved = saveRegions(path_, samples::regions());
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(SessionReader::open(path_)->regions(), samples::regions());
    const std::vector<Region> other{samples::regions().back()};
    ASSERT_TRUE(saveRegions(path_, other));
    auto session = SessionReader::open(path_);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->regions(), other);
    EXPECT_EQ(session->events().size(), 2U);
    EXPECT_TRUE(session->readCounts(7));
    ASSERT_TRUE(saveRegions(path_, {}));
    EXPECT_TRUE(SessionReader::open(path_)->regions().empty());
}

TEST_F(SessionRegionsTest, ReadInPython)
{
    ASSERT_TRUE(saveRegions(path_, samples::regions()));
    EXPECT_EQ(std::system(("/usr/bin/python3 " PALPATE_SOURCE_DIR "/tests/unit/session/check_regions.py " +
                           path_.string())
                              .c_str()),
              0);
}

TEST_F(SessionRegionsTest, RefusesWhatASessionCannotKeepAndLeavesItUnchanged)
{
    const auto before = samples::bytesOf(path_);
    auto twice = samples::regions();
    twice[2].name = twice[0].name;
    EXPECT_THAT(saveRegions(path_, twice).error().message, HasSubstr("links: Wade"));
    auto nameless = samples::regions();
    nameless[0].name.clear();
    EXPECT_FALSE(saveRegions(path_, nameless));
    auto latin1 = samples::regions();
    latin1[0].name = "R\xFC";
    EXPECT_THAT(saveRegions(path_, latin1).error().message, HasSubstr("UTF-8"));
    std::vector<Region> many;
    for (std::size_t i = 0; i <= kMaxRegions; ++i) {
        many.push_back({.name = std::to_string(i), .shape = samples::regions()[0].shape});
    }
    EXPECT_THAT(saveRegions(path_, many).error().message, HasSubstr("64"));
    many.pop_back();
    EXPECT_EQ(samples::bytesOf(path_), before);
    EXPECT_TRUE(saveRegions(path_, many));
    EXPECT_EQ(SessionReader::open(path_)->regions(), many);
}

TEST(MergedRegions, OfOneNameTheWantedOneTakesThePlace)
{
    const auto stored = samples::regions();
    const std::vector<Region> wanted{{.name = "new", .shape = stored[0].shape},
                                     {.name = stored[1].name, .shape = stored[2].shape}};
    const auto merged = mergedRegions(stored, wanted);
    ASSERT_EQ(merged.size(), 4U);
    EXPECT_EQ(merged[0], stored[0]);
    EXPECT_EQ(merged[1], wanted[1]);
    EXPECT_EQ(merged[2], stored[2]);
    EXPECT_EQ(merged[3], wanted[0]);
}

}  // namespace
}  // namespace palpate::session
