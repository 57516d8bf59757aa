#include "palpate/session/session_outcomes.hpp"

#include <cstdlib>
#include <functional>
#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/recalibrate.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "session_samples.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

/// With numbers that have no short decimal form, and a plain number.
std::vector<Outcome> outcomes()
{
    return {{.name = kPainOutcome, .value = 4.0, .unit = "0-10"},
            {.name = "Kopfdrehung – links", .value = 175.0 / 3.0, .unit = "°"},
            {.name = "steps", .value = -0.1, .unit = ""}};
}

class SessionOutcomesTest : public ::testing::Test {
  protected:
    SessionOutcomesTest() { samples::makeSession(path_, samples::header(3, 4), 8); }

    /// Changes the group behind the program's back.
    void damage(const std::function<void(hid_t group)>& change) const
    {
        const auto file = h5::openForChange(path_);
        ASSERT_TRUE(file);
        const auto group = h5::openGroup(file->get(), "outcomes");
        ASSERT_TRUE(group);
        change(group->get());
    }
    [[nodiscard]] std::string readingError() const
    {
        const auto session = SessionReader::open(path_);
        return session ? "read" : session.error().message;
    }

    support::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "a.h5";
};

TEST_F(SessionOutcomesTest, AreNoneUntilSavedAndThenReplaceEarlierOnes)
{
    EXPECT_TRUE(SessionReader::open(path_)->outcomes().empty());
    const auto saved = saveOutcomes(path_, outcomes());
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(SessionReader::open(path_)->outcomes(), outcomes());
    const std::vector<Outcome> other{outcomes().back()};
    ASSERT_TRUE(saveOutcomes(path_, other));
    auto session = SessionReader::open(path_);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->outcomes(), other);
    EXPECT_EQ(session->events().size(), 2U);
    EXPECT_TRUE(session->readCounts(7));
    ASSERT_TRUE(saveOutcomes(path_, {}));
    EXPECT_TRUE(SessionReader::open(path_)->outcomes().empty());
}

TEST_F(SessionOutcomesTest, ReadInPython)
{
    ASSERT_TRUE(saveOutcomes(path_, outcomes()));
    EXPECT_EQ(std::system(("/usr/bin/python3 " PALPATE_SOURCE_DIR "/tests/unit/session/check_outcomes.py " +
                           path_.string())
                              .c_str()),
              0);
}

TEST_F(SessionOutcomesTest, StayWithASessionThatIsCalibratedAgain)
{
    ASSERT_TRUE(saveOutcomes(path_, outcomes()));
    Calibration calibration = samples::header(3, 4).calibration;
    calibration.curve = LinearCalibration{.kpa_per_count = 0.25, .offset_kpa = 0.0};
    const auto changed = recalibrateSession(path_, calibration, std::nullopt, folder_ / "b.h5", false);
    ASSERT_TRUE(changed) << changed.error().message;
    EXPECT_EQ(SessionReader::open(folder_ / "b.h5")->outcomes(), outcomes());
}

TEST_F(SessionOutcomesTest, RefusesWhatASessionCannotKeepAndLeavesItUnchanged)
{
    const auto before = samples::bytesOf(path_);
    auto twice = outcomes();
    twice[2].name = twice[0].name;
    EXPECT_THAT(saveOutcomes(path_, twice).error().message, HasSubstr("pain_nrs"));
    EXPECT_FALSE(saveOutcomes(path_, {{.name = "", .value = 1.0, .unit = ""}}));
    EXPECT_THAT(saveOutcomes(path_, {{.name = "R\xFC", .value = 1.0, .unit = ""}}).error().message,
                HasSubstr("UTF-8"));
    EXPECT_THAT(saveOutcomes(path_, {{.name = "reach", .value = 1.0, .unit = "\xB0"}}).error().message,
                HasSubstr("outcome reach: its unit"));
    std::vector<Outcome> many;
    for (std::size_t i = 0; i <= kMaxOutcomes; ++i) {
        many.push_back({.name = std::to_string(i), .value = static_cast<double>(i), .unit = "deg"});
    }
    EXPECT_THAT(saveOutcomes(path_, many).error().message, HasSubstr("64"));
    many.pop_back();
    EXPECT_EQ(samples::bytesOf(path_), before);
    EXPECT_TRUE(saveOutcomes(path_, many));
    EXPECT_EQ(SessionReader::open(path_)->outcomes(), many);
}

TEST_F(SessionOutcomesTest, ANameThatIsMissingIsRefusedByItsGroup)
{
    ASSERT_TRUE(saveOutcomes(path_, outcomes()));
    damage([](hid_t group) { ASSERT_GE(H5Adelete(group, "name_01"), 0); });
    EXPECT_THAT(readingError(), HasSubstr("outcomes: an outcome has no name"));
}

TEST_F(SessionOutcomesTest, AValueThatIsNoNumberIsRefusedByItsName)
{
    ASSERT_TRUE(saveOutcomes(path_, outcomes()));
    damage([](hid_t group) {
        const auto values = h5::openDataset(group, "value");
        ASSERT_TRUE(values);
        const std::vector<double> damaged{std::numeric_limits<double>::quiet_NaN(), 1.0, 2.0};
        ASSERT_GE(
            H5Dwrite(values->get(), h5::numericType<double>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, damaged.data()),
            0);
    });
    EXPECT_THAT(readingError(), HasSubstr("outcomes: outcome pain_nrs: the value is not a number"));
}

TEST_F(SessionOutcomesTest, AColumnOfAnotherUnitIsRefused)
{
    ASSERT_TRUE(saveOutcomes(path_, outcomes()));
    damage([](hid_t group) {
        ASSERT_GE(H5Ldelete(group, "value", H5P_DEFAULT), 0);
        h5::TableWriter table{group, nullptr};
        table.column("value", std::vector<double>{1.0, 2.0, 3.0}, "kPa", "of another unit");
        ASSERT_TRUE(table.result());
    });
    EXPECT_THAT(readingError(), HasSubstr("outcomes"));
}

TEST_F(SessionOutcomesTest, MoreRowsThanASessionMayHaveAreRefused)
{
    damage([](hid_t group) {
        h5::TableWriter table{group, nullptr};
        table.column("value", std::vector<double>(kMaxOutcomes + 1, 1.0), "1", "too many");
        ASSERT_TRUE(table.result());
    });
    EXPECT_THAT(readingError(), HasSubstr("outcomes"));
}

TEST(MergedOutcomes, OfOneNameTheWantedOneTakesThePlace)
{
    const auto stored = outcomes();
    const std::vector<Outcome> wanted{{.name = "reach", .value = 3.0, .unit = "cm"},
                                      {.name = stored[1].name, .value = 60.0, .unit = "deg"}};
    const auto merged = mergedOutcomes(stored, wanted);
    ASSERT_EQ(merged.size(), 4U);
    EXPECT_EQ(merged[0], stored[0]);
    EXPECT_EQ(merged[1], wanted[1]);
    EXPECT_EQ(merged[2], stored[2]);
    EXPECT_EQ(merged[3], wanted[0]);
}

}  // namespace
}  // namespace palpate::session
