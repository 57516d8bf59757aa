#include "part_file.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/session/whole_file.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

const std::vector<std::uint8_t> kOthers{'o', 't', 'h', 'e', 'r'};

TEST(PartFile, ReplacesAStaleOneAndLeavesNone)
{
    const support::TempDir folder;
    samples::writeBytes(folder / "a.part", kOthers);
    {
        const auto part = PartFile::create(folder / "a");
        ASSERT_TRUE(part) << part.error().message;
        EXPECT_EQ(std::filesystem::file_size(part->path()), 0U);
        const auto second = PartFile::create(folder / "a");
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, ErrorCode::Busy);
        EXPECT_TRUE(std::filesystem::exists(part->path()));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(PartFile, NeverPublishesOrRemovesAFileThatTookItsPlace)
{
    const support::TempDir folder;
    {
        auto part = PartFile::create(folder / "a");
        ASSERT_TRUE(part);
        std::filesystem::remove(folder / "a.part");
        samples::writeBytes(folder / "a.part", kOthers);
        EXPECT_FALSE(part->publish(true));
        EXPECT_FALSE(part->isPublished());
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "a"));
    EXPECT_EQ(samples::bytesOf(folder / "a.part"), kOthers);
}

TEST(PartFile, ReplacesNothingUnlessAsked)
{
    const support::TempDir folder;
    samples::writeBytes(folder / "a", kOthers);
    const auto refused = writeWholeFile(folder / "a", "text", false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(samples::bytesOf(folder / "a"), kOthers);
    ASSERT_TRUE(writeWholeFile(folder / "a", "text", true));
    EXPECT_EQ(samples::bytesOf(folder / "a"), (std::vector<std::uint8_t>{'t', 'e', 'x', 't'}));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.part"));
}

}  // namespace
}  // namespace palpate::session
