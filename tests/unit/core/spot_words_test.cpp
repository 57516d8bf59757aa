#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/core/cell_fault.hpp"
#include "palpate/core/spot.hpp"

namespace palpate {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SpotWords, NameEveryFlagInOneOrder)
{
    EXPECT_THAT(wordsOf(0), IsEmpty());
    EXPECT_THAT(wordsOf(kPlaceSaturated), ElementsAre("saturated"));
    EXPECT_THAT(wordsOf(kPlaceGhostCorner | kPlaceAtEdge), ElementsAre("edge", "ghost corner"));
    EXPECT_THAT(wordsOf(0xFF),
                ElementsAre("edge", "saturated", "few cells", "outside calibration", "ghost corner"));
}

TEST(SpotWords, NameTheEvidence)
{
    EXPECT_EQ(toString(SpotEvidence::Reported), "reported");
    EXPECT_EQ(toString(SpotEvidence::Suggested), "suggested");
}

TEST(CellFault, KindsHaveTheirWords)
{
    EXPECT_EQ(toString(FaultKind::Hot), "hot");
    EXPECT_EQ(toString(FaultKind::Dead), "dead");
    EXPECT_EQ(toString(FaultKind::Stuck), "stuck");
    EXPECT_EQ(toString(FaultKind::Listed), "listed");
}

}  // namespace
}  // namespace palpate
