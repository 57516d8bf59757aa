#include <gtest/gtest.h>

#include "display_text.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {
namespace {

TEST(FigureText, HasOneDecimalUntilTheFigureIsLarge)
{
    EXPECT_EQ(figureText(4.223), QStringLiteral("4.2"));
    EXPECT_EQ(figureText(185.4), QStringLiteral("185"));
    EXPECT_EQ(figureText(-0.04), QStringLiteral("0.0"));
}

TEST(FigureText, ShowsASmallErrorAndWhatItIsTheErrorOf)
{
    EXPECT_EQ(figureText(0.0127, 0.0127), QStringLiteral("0.013"));
    EXPECT_EQ(figureText(0.05, 0.05), QStringLiteral("0.05"));
    EXPECT_EQ(figureText(4.2231, 0.05), QStringLiteral("4.22"));
    EXPECT_EQ(figureText(1.48, 1.48), QStringLiteral("1.5"));
    EXPECT_EQ(figureText(113.2, 28.8), QStringLiteral("113"));
    EXPECT_EQ(figureText(446.0, 0.807), QStringLiteral("446.0"));
    EXPECT_EQ(figureText(3.0, 0.0), QStringLiteral("3.0"));
    EXPECT_EQ(figureText(3.0, 1e-9), QStringLiteral("3.0000"));
}

TEST(FigureText, SignsAChangeThatItsErrorAllowsToSee)
{
    EXPECT_EQ(signedText(-0.03), QStringLiteral("0.0"));
    EXPECT_EQ(signedText(-0.03, 0.05), QStringLiteral("−0.03"));
    EXPECT_EQ(signedText(0.004, 0.05), QStringLiteral("0.00"));
}

}  // namespace
}  // namespace palpate::gui
