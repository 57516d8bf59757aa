#include "simulator/body_load.hpp"

#include <gtest/gtest.h>

#include "mat_profiles.hpp"

namespace palpate::acquisition::simulator {
namespace {

double forceOf(const MatGeometry& mat, const PressureArray& field_kpa)
{
    return (Pressure{static_cast<double>(field_kpa.cast<double>().sum())} * mat.cellArea()).n;
}

TEST(BodyLoad, LongMatCarriesTheWholeWeight)
{
    const auto mat = *MatGeometry::create(64, 32, Length{25.0}, Length{30.0});
    const BodyLoad body(mat);
    EXPECT_NEAR(body.force().n, kClientWeight.n, 0.01 * kClientWeight.n);
}

TEST(BodyLoad, CarriesItsForceOnEveryMatWhateverTheBreath)
{
    for (const auto& profile : matProfilesOfAllSizes()) {
        const auto& mat = profile.geometry;
        const BodyLoad body(mat);
        for (const double breath : {-1.0, 0.0, 0.6}) {
            PressureArray field = PressureArray::Zero(mat.rows(), mat.cols());
            body.addTo(field, 0.5, breath);
            EXPECT_NEAR(forceOf(mat, field) / (0.5 * body.force().n), 1.0, 0.01) << profile.id;
            EXPECT_NEAR(body.kpaAt({.row = 3, .col = 4}, 0.5, breath), static_cast<double>(field(3, 4)),
                        1e-5);
        }
    }
}

TEST(BodyLoad, PressesAsALyingBodyDoes)
{
    for (const auto& profile : matProfilesOfAllSizes()) {
        const auto& mat = profile.geometry;
        PressureArray field = PressureArray::Zero(mat.rows(), mat.cols());
        BodyLoad(mat).addTo(field, 1.0, 0.0);
        // Cells as wide as a shoulder blade smooth its peak.
        EXPECT_GT(field.maxCoeff(), profile.geometry.rows() == 64 ? 12.0F : 5.0F) << profile.id;
        EXPECT_LT(field.maxCoeff(), 35.0F) << profile.id;
        const auto loaded = (field > 1.0F).count();
        const float mean = (field > 1.0F).select(field, 0.0F).sum() / static_cast<float>(loaded);
        EXPECT_GT(mean, 2.0F) << profile.id;
        EXPECT_LT(mean, 8.0F) << profile.id;
    }
}

TEST(BodyLoad, LiesAlongTheLongerSide)
{
    const auto upright = *MatGeometry::create(64, 32, Length{28.0}, Length{28.0});
    const auto across = *MatGeometry::create(32, 64, Length{28.0}, Length{28.0});
    PressureArray along_y = PressureArray::Zero(64, 32);
    PressureArray along_x = PressureArray::Zero(32, 64);
    BodyLoad(upright).addTo(along_y, 1.0, 0.0);
    BodyLoad(across).addTo(along_x, 1.0, 0.0);
    EXPECT_TRUE(along_x.isApprox(along_y.transpose(), 1e-5F));
}

}  // namespace
}  // namespace palpate::acquisition::simulator
