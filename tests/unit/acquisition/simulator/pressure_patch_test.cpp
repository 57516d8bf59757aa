#include "simulator/pressure_patch.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "simulator/random_stream.hpp"

namespace palpate::acquisition::simulator {
namespace {

struct Load {
    double force_n = 0.0;
    MatPoint centroid;
};

Load loadOf(const MatGeometry& mat, const PressureArray& field_kpa)
{
    Load load;
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            const double force = (Pressure{static_cast<double>(field_kpa(row, col))} * mat.cellArea()).n;
            load.force_n += force;
            load.centroid.x_mm += force * mat.centreOf(row, col).x_mm;
            load.centroid.y_mm += force * mat.centreOf(row, col).y_mm;
        }
    }
    load.centroid.x_mm /= load.force_n;
    load.centroid.y_mm /= load.force_n;
    return load;
}

PressureArray fieldOf(const MatGeometry& mat, const PressurePatch& patch)
{
    PressureArray field = PressureArray::Zero(mat.rows(), mat.cols());
    addPatch(mat, patch, field);
    return field;
}

TEST(PressurePatch, BlockCarriesItsForceEvenlyWhereverItsSidesLie)
{
    const auto mat = *MatGeometry::create(20, 20, Length{10.0}, Length{10.0});
    const MatPoint place{.x_mm = 93.0, .y_mm = 104.5};
    const auto field = fieldOf(mat, blockPatch(mat, place, Length{80.0}, Force{320.0}));
    const Load load = loadOf(mat, field);
    EXPECT_NEAR(load.force_n, 320.0, 1e-3);
    EXPECT_NEAR(load.centroid.x_mm, place.x_mm, 0.5);
    EXPECT_NEAR(load.centroid.y_mm, place.y_mm, 0.5);
    EXPECT_FLOAT_EQ(field(10, 9), 50.0F);
    EXPECT_FLOAT_EQ(field(6, 9), 27.5F);
}

TEST(PressurePatch, BallCarriesItsForceAtItsSubCellPlace)
{
    RandomStream random(11, RandomPurpose::Client);
    for (const double pitch : {3.0, 7.0, 10.0, 16.0}) {
        const auto mat = *MatGeometry::create(20, 20, Length{pitch}, Length{pitch});
        for (int i = 0; i < 200; ++i) {
            const Force force{random.uniform(5.0, 80.0)};
            const auto contact = ballContact(force, Length{31.5}, Pressure{1200.0});
            const MatPoint place{.x_mm = random.uniform(15.0, mat.widthMm() - 15.0),
                                 .y_mm = random.uniform(15.0, mat.heightMm() - 15.0)};
            const Load load = loadOf(mat, fieldOf(mat, ballPatch(mat, place, contact, force)));
            ASSERT_NEAR(load.force_n / force.n, 1.0, 0.01);
            // Cells wider than the contact hide where in the cell it lies.
            if (contact.radius_mm >= pitch) {
                ASSERT_NEAR(load.centroid.x_mm, place.x_mm, 0.1 * pitch);
                ASSERT_NEAR(load.centroid.y_mm, place.y_mm, 0.1 * pitch);
            } else {
                ASSERT_NEAR(load.centroid.x_mm, place.x_mm, 0.5 * pitch);
                ASSERT_NEAR(load.centroid.y_mm, place.y_mm, 0.5 * pitch);
            }
        }
    }
}

TEST(PressurePatch, FineCellsShowTheHertzProfile)
{
    const auto mat = *MatGeometry::create(60, 60, Length{0.5}, Length{0.5});
    const Force force{50.0};
    const auto contact = ballContact(force, Length{31.5}, Pressure{1200.0});
    const MatPoint centre = mat.centreOf(30, 30);
    const Eigen::ArrayXXd field = fieldOf(mat, ballPatch(mat, centre, contact, force)).cast<double>();
    EXPECT_NEAR(field(30, 30) / contact.peak_kpa, 1.0, 0.005);
    const double r = 10 * 0.5 / contact.radius_mm;
    EXPECT_NEAR(field(30, 40) / (contact.peak_kpa * std::sqrt(1.0 - r * r)), 1.0, 0.01);
    EXPECT_EQ(field(30, 30 + static_cast<int>(contact.radius_mm / 0.5) + 2), 0.0);
}

TEST(PressurePatch, RollerCarriesItsForceAndReachesItsLengthEitherWay)
{
    const auto mat = *MatGeometry::create(40, 40, Length{10.0}, Length{10.0});
    const Force force{240.0};
    const auto contact = rollerContact(force, Length{75.0}, Length{330.0}, Pressure{950.0});
    RandomStream random(12, RandomPurpose::Client);
    for (int i = 0; i < 100; ++i) {
        const MatPoint place{.x_mm = 200.0, .y_mm = random.uniform(40.0, 360.0)};
        const auto field = fieldOf(mat, rollerPatch(mat, place, RollerAxis::AlongRows, contact, force));
        const Load load = loadOf(mat, field);
        ASSERT_NEAR(load.force_n / force.n, 1.0, 0.01);
        ASSERT_NEAR(load.centroid.x_mm, place.x_mm, 1.0);
        // A strip 1.9 cells wide: its place across is known to a tenth of a cell.
        ASSERT_NEAR(load.centroid.y_mm, place.y_mm, 1.0);
        ASSERT_EQ((field.colwise().maxCoeff() > 0.0F).count(), 34);

        const MatPoint turned{.x_mm = place.y_mm, .y_mm = place.x_mm};
        const auto other = fieldOf(mat, rollerPatch(mat, turned, RollerAxis::AlongColumns, contact, force));
        ASSERT_TRUE(other.isApprox(field.transpose()));
    }
}

TEST(PressurePatch, WhatLiesOverTheEdgeOrOnAbsentCellsIsNotFelt)
{
    const auto mat = *MatGeometry::create(8, 8, Length{10.0}, Length{10.0}, {{.row = 4, .col = 4}});
    const Force force{50.0};
    const auto contact = ballContact(force, Length{31.5}, Pressure{1200.0});
    const auto edge = fieldOf(mat, ballPatch(mat, {.x_mm = 0.0, .y_mm = 30.0}, contact, force));
    EXPECT_NEAR(loadOf(mat, edge).force_n, 25.0, 0.25);
    const auto hole = fieldOf(mat, ballPatch(mat, mat.centreOf(4, 4), contact, force));
    EXPECT_EQ(hole(4, 4), 0.0F);
    EXPECT_GT(hole(4, 5), 0.0F);
}

}  // namespace
}  // namespace palpate::acquisition::simulator
