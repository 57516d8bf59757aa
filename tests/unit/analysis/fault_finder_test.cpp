#include "palpate/analysis/fault_finder.hpp"

#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::addBall;
using testing::empty;
using testing::mat;

constexpr Pressure kHold{10.0};
constexpr CellIndex kCell{.row = 5, .col = 6};

/// Everything that is found in `seconds` at 10 frames per second.
std::vector<CellFault> faultsIn(double seconds, const std::function<void(PressureArray&, double)>& load,
                                double rate_hz = 10.0)
{
    const auto m = mat(12, 12);
    FaultFinder finder{m, kHold};
    std::vector<CellFault> all;
    for (int k = 0; k <= static_cast<int>(std::lround(seconds * rate_hz)); ++k) {
        PressureArray kpa = empty(m);
        load(kpa, k / rate_hz);
        const auto& found = finder.add(kpa, k / rate_hz);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

std::vector<CellFault> only(FaultKind kind)
{
    return {{.cell = kCell, .kind = kind}};
}

float& at(PressureArray& kpa)
{
    return kpa(kCell.row, kCell.col);
}

/// A tremor of 1 Hz.
double tremor(double time_s)
{
    return std::sin(6.2832 * time_s);
}

TEST(FaultFinder, ACellThatIsAloneFromTheStartIsHot)
{
    const auto hot = [](PressureArray& kpa, double t) { at(kpa) = 30.0F + static_cast<float>(tremor(t)); };
    EXPECT_TRUE(faultsIn(1.9, hot).empty()) << "not before 2 s";
    EXPECT_EQ(faultsIn(2.0, hot), only(FaultKind::Hot));
}

TEST(FaultFinder, LooksTenTimesASecondWhateverTheFrameRate)
{
    const auto hot = [](PressureArray& kpa, double /*t*/) { at(kpa) = 30.0F; };
    EXPECT_EQ(faultsIn(2.0, hot, 100.0), only(FaultKind::Hot));
    EXPECT_TRUE(faultsIn(6.0, hot, 1.0).empty()) << "7 looks";
    EXPECT_EQ(faultsIn(7.0, hot, 1.0), only(FaultKind::Hot));
}

TEST(FaultFinder, ACellThatComesAloneLaterAndDoesNotMoveIsHot)
{
    const auto later = [](PressureArray& kpa, double t) { at(kpa) = t < 3.0 ? 0.0F : 30.0F; };
    EXPECT_TRUE(faultsIn(7.0, later).empty());
    EXPECT_EQ(faultsIn(9.0, later), only(FaultKind::Hot));
}

TEST(FaultFinder, ACellThatMovesOrIsReleasedLaterIsNotHot)
{
    EXPECT_TRUE(faultsIn(20.0, [](PressureArray& kpa, double t) {
                    at(kpa) = t < 3.0 ? 0.0F : 30.0F + 2.0F * static_cast<float>(tremor(t));
                }).empty());
    EXPECT_TRUE(faultsIn(20.0, [](PressureArray& kpa, double t) {
                    at(kpa) = t < 3.0 || t > 7.0 ? 0.0F : 30.0F;
                }).empty());
}

TEST(FaultFinder, ACellUnderHalfTheHoldLevelIsNotHot)
{
    const auto weak = [](float p) { return [p](PressureArray& kpa, double /*t*/) { at(kpa) = p; }; };
    EXPECT_TRUE(faultsIn(20.0, weak(4.9F)).empty());
    EXPECT_EQ(faultsIn(20.0, weak(5.0F)), only(FaultKind::Hot));
}

TEST(FaultFinder, ATenderSpotOfTwoCellsHasNoFault)
{
    EXPECT_TRUE(faultsIn(30.0, [](PressureArray& kpa, double t) {
                    if (t >= 2.0) {
                        at(kpa) = 30.0F + static_cast<float>(tremor(t));
                        kpa(kCell.row, kCell.col + 1) = 28.0F + static_cast<float>(tremor(t));
                    }
                }).empty());
}

TEST(FaultFinder, ABallHeldFromTheStartHasNoFault)
{
    EXPECT_TRUE(faultsIn(30.0, [](PressureArray& kpa, double /*t*/) {
                    addBall(kpa, 63.0, 58.0, 30.0, 9.0);
                }).empty());
}

TEST(FaultFinder, ASilentCellBetweenLoadedNeighboursIsDead)
{
    const auto dead = [](PressureArray& kpa, double /*t*/) {
        kpa.block(2, 2, 8, 8).setConstant(20.0F);
        at(kpa) = 0.5F;
    };
    EXPECT_EQ(faultsIn(2.0, dead), only(FaultKind::Dead));
}

TEST(FaultFinder, TheOnlyCellBetweenTwoBallsIsNotDead)
{
    EXPECT_TRUE(faultsIn(10.0, [](PressureArray& kpa, double /*t*/) {
                    kpa.block(kCell.row - 1, kCell.col - 3, 3, 3).setConstant(20.0F);
                    kpa.block(kCell.row - 1, kCell.col + 1, 3, 3).setConstant(20.0F);
                }).empty());
}

TEST(FaultFinder, ACellWhereTwoContactsMeetIsNotDead)
{
    const auto meeting = [](float third) {
        return [third](PressureArray& kpa, double /*t*/) {
            kpa.block(kCell.row - 2, kCell.col, 2, 2).setConstant(40.0F);
            kpa.block(kCell.row, kCell.col - 2, 2, 2).setConstant(30.0F);
            kpa(kCell.row + 1, kCell.col) = third;
        };
    };
    EXPECT_TRUE(faultsIn(10.0, meeting(9.9F)).empty())
        << "the third in line has under a quarter of the highest";
    EXPECT_EQ(faultsIn(10.0, meeting(10.0F)), only(FaultKind::Dead));
}

TEST(FaultFinder, ASmallPeakWithALittleSupportIsNotHot)
{
    const auto peak = [](float beside) {
        return [beside](PressureArray& kpa, double /*t*/) {
            at(kpa) = 26.0F;
            kpa(kCell.row - 1, kCell.col) = 11.0F;
            kpa(kCell.row, kCell.col + 1) = beside;
        };
    };
    EXPECT_TRUE(faultsIn(10.0, peak(4.0F)).empty());
    EXPECT_FALSE(faultsIn(10.0, peak(3.8F)).empty()) << "under 0.15 of it";
}

TEST(FaultFinder, ACellThatWasEverLoadedIsNotDead)
{
    EXPECT_TRUE(faultsIn(10.0, [](PressureArray& kpa, double t) {
                    kpa.block(2, 2, 8, 8).setConstant(20.0F);
                    at(kpa) = t < 0.05 ? 1.0F : 0.0F;
                }).empty());
}

TEST(FaultFinder, AHoleBetweenWeakNeighboursIsNotDead)
{
    const auto hole = [](float around) {
        return [around](PressureArray& kpa, double /*t*/) {
            kpa.block(2, 2, 8, 8).setConstant(around);
            at(kpa) = 0.0F;
        };
    };
    EXPECT_TRUE(faultsIn(10.0, hole(4.9F)).empty());
    EXPECT_EQ(faultsIn(10.0, hole(5.0F)), only(FaultKind::Dead));
}

TEST(FaultFinder, ACellThatStaysWhileItsNeighboursComeAndGoIsStuck)
{
    const auto stuck = [](PressureArray& kpa, double t) {
        kpa.block(2, 2, 8, 8).setConstant(10.0F + 6.0F * static_cast<float>(tremor(0.5 * t)));
        at(kpa) = 12.0F;
    };
    EXPECT_EQ(faultsIn(4.0, stuck), only(FaultKind::Stuck));
}

TEST(FaultFinder, ASteadyLoadIsNotStuck)
{
    EXPECT_TRUE(faultsIn(30.0, [](PressureArray& kpa, double t) {
                    // Its neighbours move by less than 5 kPa.
                    kpa.block(2, 2, 8, 8).setConstant(10.0F + 2.4F * static_cast<float>(tremor(0.5 * t)));
                    at(kpa) = 8.0F;
                }).empty());
}

TEST(FaultFinder, NamesACellOnceAndLeavesItOutAsANeighbour)
{
    const auto m = mat(12, 12);
    FaultFinder finder{m, kHold};
    PressureArray kpa = empty(m);
    at(kpa) = 30.0F;
    std::size_t found = 0;
    for (int k = 0; k < 100; ++k) {
        found += finder.add(kpa, 0.1 * k).size();
    }
    EXPECT_EQ(found, 1U);
}

TEST(FaultFinder, CellsThatTakeNoPartHaveNoFault)
{
    const auto m = mat(12, 12, {kCell});
    FaultFinder finder{m, kHold};
    PressureArray kpa = empty(m);
    at(kpa) = 30.0F;
    for (int k = 0; k < 100; ++k) {
        EXPECT_TRUE(finder.add(kpa, 0.1 * k).empty());
    }
}

}  // namespace
}  // namespace palpate::analysis
