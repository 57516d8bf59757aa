#include "palpate/core/mat_name.hpp"

#include <gtest/gtest.h>

namespace palpate {
namespace {

SessionHeader imported(const char* title, int cols)
{
    return {.info = {.mat_id = kImportedMatId, .mat_title = title},
            .geometry = MatGeometry::create(16, cols, Length{12.7}, Length{10.0}).value()};
}

TEST(MatName, AProfileIsItsOwnName)
{
    SessionHeader header = imported("32 x 32", 8);
    header.info.mat_id = "palpate-32x32";
    EXPECT_EQ(matNameOf(header), "palpate-32x32");
}

TEST(MatName, ImportedMatsAreToldApartByWhatIsKnownOfThem)
{
    EXPECT_EQ(matNameOf(imported("XSENSOR", 8)), "imported (XSENSOR, 16 x 8 cells of 12.7 x 10 mm)");
    EXPECT_EQ(matNameOf(imported("", 8)), "imported (16 x 8 cells of 12.7 x 10 mm)");
    EXPECT_NE(matNameOf(imported("XSENSOR", 8)), matNameOf(imported("XSENSOR", 9)));
    EXPECT_NE(matNameOf(imported("XSENSOR", 8)), matNameOf(imported("Tekscan", 8)));
}

}  // namespace
}  // namespace palpate
