#include "palpate/analysis/map_registration.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

struct Bump {
    double x_mm;
    double y_mm;
    double radius_mm;
    double peak_kpa;
};

/// About the middle of the mat; without symmetry.
std::vector<Bump> wholeClient()
{
    return {{-60.0, -90.0, 40.0, 8.0},
            {50.0, -70.0, 25.0, 12.0},
            {-10.0, 60.0, 50.0, 6.0},
            {70.0, 90.0, 20.0, 15.0}};
}

MatGeometry mat(int cells = 32, double pitch_mm = 15.0)
{
    return MatGeometry::create(cells, cells, Length{pitch_mm}, Length{pitch_mm}).value();
}

PlacedMap lay(const std::vector<Bump>& client, const MatGeometry& geometry, double dx_mm, double dy_mm,
              double turn_deg, bool is_mirrored = false)
{
    const double angle = turn_deg * std::numbers::pi / 180.0;
    CellArray<float> map(geometry.rows(), geometry.cols());
    for (int row = 0; row < geometry.rows(); ++row) {
        for (int col = 0; col < geometry.cols(); ++col) {
            const MatPoint centre = geometry.centreOf(row, col);
            const double x = centre.x_mm - 0.5 * geometry.widthMm() - dx_mm;
            const double y = centre.y_mm - 0.5 * geometry.heightMm() - dy_mm;
            const double u = (is_mirrored ? -1.0 : 1.0) * (std::cos(angle) * x + std::sin(angle) * y);
            const double v = -std::sin(angle) * x + std::cos(angle) * y;
            double kpa = 0.0;
            for (const Bump& bump : client) {
                const double r = std::hypot(u - bump.x_mm, v - bump.y_mm) / bump.radius_mm;
                kpa += bump.peak_kpa * std::exp(-r * r);
            }
            map(row, col) = static_cast<float>(kpa);
        }
    }
    return {.mat = geometry, .kpa = map, .contact = Pressure{1.0}};
}

TEST(AlignMaps, FindsShiftAndTurn)
{
    const auto found =
        alignMaps(lay(wholeClient(), mat(), 0.0, 0.0, 0.0), lay(wholeClient(), mat(), 37.0, -22.0, 9.0), {});
    ASSERT_TRUE(found.has_value());
    EXPECT_NEAR(found->dx_mm, 37.0, 1.5);
    EXPECT_NEAR(found->dy_mm, -22.0, 1.5);
    EXPECT_NEAR(found->rotation_deg, 9.0, 0.3);
    EXPECT_TRUE(found->is_rotation_known);
    EXPECT_GT(found->overlap, 0.95);
    EXPECT_LT(found->residual_pct, 5.0);
    EXPECT_TRUE(found->isTrustworthy());
}

TEST(AlignMaps, OfTheSameMapIsNoMovement)
{
    const PlacedMap map = lay(wholeClient(), mat(), 10.0, 5.0, 3.0);
    const auto found = alignMaps(map, map, {});
    ASSERT_TRUE(found.has_value());
    EXPECT_NEAR(found->dx_mm, 0.0, 0.05);
    EXPECT_NEAR(found->rotation_deg, 0.0, 0.02);
    EXPECT_DOUBLE_EQ(found->overlap, 1.0);
    EXPECT_NEAR(found->correlation, 1.0, 1e-6);
}

TEST(AlignMaps, BringsTwoMatsTogether)
{
    const auto found = alignMaps(lay(wholeClient(), mat(32, 15.0), 0.0, 0.0, 0.0),
                                 lay(wholeClient(), mat(40, 10.0), 20.0, 14.0, -6.0), {});
    ASSERT_TRUE(found.has_value());
    EXPECT_NEAR(found->dx_mm, 20.0, 2.0);
    EXPECT_NEAR(found->dy_mm, 14.0, 2.0);
    EXPECT_NEAR(found->rotation_deg, -6.0, 0.5);
}

TEST(AlignMaps, MirrorsLeftOntoRight)
{
    const PlacedMap left = lay(wholeClient(), mat(), 0.0, 0.0, 0.0);
    const PlacedMap right = lay(wholeClient(), mat(), 25.0, 10.0, 5.0, true);
    const auto mirrored = alignMaps(left, right, {.mirrors = true});
    ASSERT_TRUE(mirrored.has_value());
    EXPECT_TRUE(mirrored->is_mirrored);
    EXPECT_GT(mirrored->correlation, 0.99);
    const MatPoint there = onSecondMat(*mirrored, left.mat, right.mat, {.x_mm = 240.0 + 70.0, .y_mm = 330.0});
    EXPECT_GT(right.kpa(static_cast<int>(there.y_mm / 15.0), static_cast<int>(there.x_mm / 15.0)), 9.0F);
    const auto unmirrored = alignMaps(left, right, {});
    EXPECT_LT(unmirrored ? unmirrored->correlation : 0.0, 0.95);
}

TEST(AlignMaps, DoesNotTurnWhatLooksAlikeFromEverySide)
{
    const std::vector<Bump> ball{{40.0, -30.0, 25.0, 40.0}};
    const auto found = alignMaps(lay(ball, mat(), 0.0, 0.0, 0.0), lay(ball, mat(), 12.0, 30.0, 10.0), {});
    ASSERT_TRUE(found.has_value());
    EXPECT_FALSE(found->is_rotation_known);
    EXPECT_DOUBLE_EQ(found->rotation_deg, 0.0);
}

TEST(AlignMaps, FindsNoPlaceForAnEmptyMat)
{
    const PlacedMap client = lay(wholeClient(), mat(), 0.0, 0.0, 0.0);
    const PlacedMap empty = lay({}, mat(), 0.0, 0.0, 0.0);
    EXPECT_FALSE(alignMaps(client, empty, {}).has_value());
    EXPECT_FALSE(alignMaps(empty, client, {}).has_value());
}

TEST(AlignMaps, TrustsNothingBeyondItsReach)
{
    const std::vector<Bump> ball{{-120.0, 0.0, 25.0, 40.0}};
    const auto found = alignMaps(lay(ball, mat(), 0.0, 0.0, 0.0), lay(ball, mat(), 240.0, 0.0, 0.0), {});
    EXPECT_FALSE(found && found->isTrustworthy());
}

TEST(AlignMaps, LandmarksDecideWhereTheMapsCannot)
{
    const std::vector<Bump> ball{{0.0, 0.0, 30.0, 40.0}};
    const PlacedMap before = lay(ball, mat(), 0.0, 0.0, 0.0);
    const PlacedMap after = lay(ball, mat(), 12.0, 30.0, 10.0);
    const Alignment truth{.dx_mm = 12.0, .dy_mm = 30.0, .rotation_deg = 10.0};
    std::vector<LandmarkPair> pairs;
    for (const MatPoint& place : {MatPoint{100.0, 80.0}, MatPoint{300.0, 120.0}, MatPoint{220.0, 400.0}}) {
        pairs.push_back({.before = place, .after = onSecondMat(truth, before.mat, after.mat, place)});
    }
    const auto found = alignMaps(before, after, {}, pairs);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->landmarks, 3);
    EXPECT_NEAR(found->rotation_deg, 10.0, 2.0);
    EXPECT_NEAR(found->dx_mm, 12.0, 4.0);
    EXPECT_LT(found->landmark_residual_mm.value(), 8.0);
}

TEST(Alignment, GoesThereAndBack)
{
    const Alignment alignment{.dx_mm = 31.0, .dy_mm = -12.0, .rotation_deg = 14.0, .is_mirrored = true};
    const MatPoint place{.x_mm = 77.0, .y_mm = 190.0};
    const MatPoint there = onSecondMat(alignment, mat(), mat(40, 10.0), place);
    const MatPoint back = onFirstMat(alignment, mat(), mat(40, 10.0), there);
    EXPECT_NEAR(back.x_mm, place.x_mm, 1e-9);
    EXPECT_NEAR(back.y_mm, place.y_mm, 1e-9);
}

TEST(LandmarksApart, IsWhatNoShiftOrTurnTakesAway)
{
    // Moved and turned by a quarter about the centre of the mat.
    const std::vector<LandmarkPair> exact{
        {.before = {.x_mm = 240.0, .y_mm = 140.0}, .after = {.x_mm = 345.0, .y_mm = 243.0}},
        {.before = {.x_mm = 240.0, .y_mm = 340.0}, .after = {.x_mm = 145.0, .y_mm = 243.0}}};
    EXPECT_NEAR(landmarksApartMm(exact, mat(), mat(), false).value(), 0.0, 1e-9);
    std::vector<LandmarkPair> longer = exact;
    longer[0].after.x_mm += 12.0;
    // 12 mm too long: 6 mm at each end.
    EXPECT_NEAR(landmarksApartMm(longer, mat(), mat(), false).value(), 6.0, 1e-9);
    EXPECT_FALSE(landmarksApartMm({exact[0]}, mat(), mat(), false).has_value());
    EXPECT_FALSE(landmarksApartMm({exact[0], exact[0]}, mat(), mat(), false).has_value());
}

TEST(LandmarksApart, KnowsLeftFromRight)
{
    const std::vector<LandmarkPair> mirrored{
        {.before = {.x_mm = 100.0, .y_mm = 100.0}, .after = {.x_mm = 380.0, .y_mm = 100.0}},
        {.before = {.x_mm = 200.0, .y_mm = 150.0}, .after = {.x_mm = 280.0, .y_mm = 150.0}},
        {.before = {.x_mm = 120.0, .y_mm = 300.0}, .after = {.x_mm = 360.0, .y_mm = 300.0}}};
    EXPECT_NEAR(landmarksApartMm(mirrored, mat(), mat(), true).value(), 0.0, 1e-9);
    EXPECT_GT(landmarksApartMm(mirrored, mat(), mat(), false).value(), 20.0);
}

}  // namespace
}  // namespace palpate::analysis
