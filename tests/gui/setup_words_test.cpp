#include "setup_words.hpp"

#include <gtest/gtest.h>

namespace palpate::gui {
namespace {

TEST(SetUpWords, FollowTheRulesOfTheSetUp)
{
    EXPECT_EQ(titleInSetUp("peak_kpa", SetUp::MatBetween), QStringLiteral("Peak"));
    EXPECT_EQ(titleInSetUp("peak_kpa", SetUp::ToolOnMat), QStringLiteral("Peak under the tool"));
    EXPECT_EQ(titleInSetUp("contact_area_cm2", SetUp::PressedFromAbove), QStringLiteral("Support area"));
    EXPECT_EQ(titleInSetUp("pti_novel_kpa_s", SetUp::PressedFromAbove), QStringLiteral("Support PTI novel"));
    EXPECT_EQ(titleInSetUp("force_n", SetUp::ToolOnMat), QStringLiteral("Force"));
    EXPECT_EQ(titleInSetUp("peak_kpa", std::nullopt), QStringLiteral("Peak"));
}

TEST(SetUpWords, HaveNoTitleForWhatIsNotTrue)
{
    EXPECT_EQ(titleInSetUp("ppt_kpa", SetUp::ToolOnMat), std::nullopt);
    EXPECT_EQ(titleInSetUp("ppt_n", SetUp::ToolOnMat), QStringLiteral("Threshold"));
    EXPECT_EQ(titleInSetUp("ppt_n", SetUp::PressedFromAbove), std::nullopt);
}

}  // namespace
}  // namespace palpate::gui
