#include "palpate/live/error_bands.hpp"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/error_band_file.hpp"
#include "palpate/support/temp_dir.hpp"

namespace palpate::live {
namespace {

using ::testing::StartsWith;

/// With a data folder of its own.
class ErrorBandsTest : public ::testing::Test {
  protected:
    ErrorBandsTest() { ::setenv("XDG_DATA_HOME", folder_.path().c_str(), 1); }
    ~ErrorBandsTest() override { ::unsetenv("XDG_DATA_HOME"); }
    ErrorBandsTest(const ErrorBandsTest&) = delete;
    ErrorBandsTest& operator=(const ErrorBandsTest&) = delete;
    ErrorBandsTest(ErrorBandsTest&&) = delete;
    ErrorBandsTest& operator=(ErrorBandsTest&&) = delete;

    support::TempDir folder_;
};

TEST_F(ErrorBandsTest, ThePublishedOnesAreEnough)
{
    const auto published = publishedErrorBands();
    ASSERT_TRUE(published) << published.error().message;
    ASSERT_FALSE(published->empty());
    EXPECT_EQ(allErrorBands().value(), *published);
}

TEST_F(ErrorBandsTest, TheClinicsOwnComeAfterThemAndDecide)
{
    const ErrorBand own{.measure = "ppt_kpa",
                        .unit = "kPa",
                        .sem = 20.0,
                        .mdc95 = 55.4,
                        .pairs = kLeastOwnPairs,
                        .source = "own repeats, 5 pairs"};
    const auto file = ownErrorBandsFile();
    ASSERT_EQ(file, folder_ / "palpate/error-bands.json");
    ASSERT_TRUE(session::saveErrorBands(*file, {own}));
    const auto bands = allErrorBands();
    ASSERT_TRUE(bands) << bands.error().message;
    EXPECT_EQ(bands->size(), publishedErrorBands()->size() + 1);
    EXPECT_EQ(*findBand(*bands, "ppt_kpa", {.mat_id = "", .setup = {}, .technique = "lower-back"}), own);
}

TEST_F(ErrorBandsTest, ADamagedFileIsNamed)
{
    const auto file = *ownErrorBandsFile();
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file} << "{";
    const auto bands = allErrorBands();
    ASSERT_FALSE(bands);
    EXPECT_THAT(bands.error().message, StartsWith(file.string() + ": line 1"));
}

TEST_F(ErrorBandsTest, WithoutADataFolderThereIsNoOwnFile)
{
    ::unsetenv("XDG_DATA_HOME");
    const char* const home = std::getenv("HOME");
    const std::string kept = home == nullptr ? "" : home;
    ::unsetenv("HOME");
    EXPECT_FALSE(ownErrorBandsFile());
    EXPECT_TRUE(allErrorBands());
    ::setenv("HOME", "/somewhere", 1);
    EXPECT_EQ(ownErrorBandsFile(), "/somewhere/.local/share/palpate/error-bands.json");
    ::setenv("HOME", kept.c_str(), 1);
}

}  // namespace
}  // namespace palpate::live
