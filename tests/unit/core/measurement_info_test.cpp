#include "palpate/core/measurement_info.hpp"

#include <regex>

#include <gtest/gtest.h>

namespace palpate {
namespace {

TEST(MeasurementInfo, WordsAreReadAsTheyAreWritten)
{
    for (const auto setup : {SetUp::ToolOnMat, SetUp::PressedFromAbove, SetUp::MatBetween}) {
        EXPECT_EQ(parseSetUp(toString(setup)), setup);
    }
    for (const auto phase : {Phase::Before, Phase::During, Phase::After, Phase::Other}) {
        EXPECT_EQ(parsePhase(toString(phase)), phase);
    }
    for (const auto side : {Side::Left, Side::Right, Side::Both}) {
        EXPECT_EQ(parseSide(toString(side)), side);
    }
    EXPECT_FALSE(parseSetUp("wall"));
    EXPECT_FALSE(parsePhase(""));
    EXPECT_FALSE(parseSide("Left"));
}

TEST(MeasurementInfo, SessionIdsAreRandomVersionFourUuids)
{
    const std::regex uuid{"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"};
    const auto first = makeSessionId();
    EXPECT_TRUE(std::regex_match(first, uuid)) << first;
    EXPECT_NE(first, makeSessionId());
}

}  // namespace
}  // namespace palpate
