#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/group_comparison.hpp"
#include "palpate/analysis/map_test.hpp"
#include "palpate/analysis/reliability.hpp"
#include "palpate/analysis/theil_sen.hpp"

#include <nlohmann/json.hpp>

namespace palpate::golden {
namespace {

using Json = nlohmann::json;
using Values = std::vector<double>;

constexpr double kWithin = 1e-9;

Json document()
{
    std::ifstream in{PALPATE_SOURCE_DIR "/tests/golden/before_after.json"};
    return Json::parse(in);
}

void expectNear(double got, const Json& wanted, const std::string& what)
{
    const double value = wanted;
    EXPECT_NEAR(got, value, kWithin * std::max(1.0, std::abs(value))) << what;
}

void expectNear(const std::optional<double>& got, const Json& wanted, const std::string& what)
{
    ASSERT_EQ(got.has_value(), !wanted.is_null()) << what;
    if (got) {
        expectNear(*got, wanted, what);
    }
}

void expectNear(const Interval& got, const Json& wanted, const std::string& what)
{
    expectNear(got.low, wanted.at(0), what + " low");
    expectNear(got.high, wanted.at(1), what + " high");
}

void expectNear(const std::optional<EffectSize>& got, const Json& wanted, const std::string& what)
{
    ASSERT_EQ(got.has_value(), !wanted.is_null()) << what;
    if (got) {
        expectNear(got->g, wanted.at(0), what);
        expectNear(got->g_95.low, wanted.at(1), what + " low");
        expectNear(got->g_95.high, wanted.at(2), what + " high");
    }
}

void expectAgreement(const Agreement& got, const Json& wanted)
{
    expectNear(got.bias, wanted.at("bias"), "bias");
    expectNear(got.sd, wanted.at("sd"), "sd");
    expectNear(got.bias_95, wanted.at("bias_95"), "bias_95");
    expectNear(got.lower_limit, wanted.at("limits").at(0), "lower limit");
    expectNear(got.upper_limit, wanted.at("limits").at(1), "upper limit");
    expectNear(got.lower_limit_95, wanted.at("limits_95").at(0), "lower limit's interval");
    expectNear(got.upper_limit_95, wanted.at("limits_95").at(1), "upper limit's interval");
    expectNear(got.slope, wanted.at("slope"), "slope");
    expectNear(got.slope_p, wanted.at("slope_p"), "slope_p");
    expectNear(got.spread_slope, wanted.at("spread_slope"), "spread_slope");
    expectNear(got.spread_p, wanted.at("spread_p"), "spread_p");
}

TEST(BeforeAfterGolden, ReliabilityAndAgreementEqualAnIndependentComputation)
{
    const Json cases = document().at("reliability");
    ASSERT_GE(cases.size(), 6U);
    for (const Json& wanted : cases) {
        const auto values = wanted.at("values").get<std::vector<Values>>();
        SCOPED_TRACE(std::to_string(values.size()) + " subjects");
        const auto got =
            analysis::reliabilityOf({.measure = {.name = "ppt_kpa", .unit = "kPa"}, .values = values});
        ASSERT_TRUE(got) << got.error().message;
        expectNear(got->mean, wanted.at("mean"), "mean");
        expectNear(got->icc, wanted.at("icc"), "icc");
        expectNear(got->icc_low, wanted.at("icc_low"), "icc_low");
        expectNear(got->icc_high, wanted.at("icc_high"), "icc_high");
        expectNear(got->sem, wanted.at("sem"), "sem");
        expectNear(got->mdc95, wanted.at("mdc95"), "mdc95");
        EXPECT_EQ(got->df, wanted.at("df").get<int>());
        EXPECT_EQ(got->pairs, wanted.at("pairs").get<int>());
        expectNear(got->hedges_g, wanted.at("hedges_g"), "hedges_g");
        expectAgreement(got->agreement, wanted.at("agreement"));
    }
}

TEST(BeforeAfterGolden, TrendsEqualScipysTheilSlopesAndKendallTau)
{
    const Json cases = document().at("trends");
    ASSERT_GE(cases.size(), 12U);
    for (const Json& wanted : cases) {
        const auto x = wanted.at("x").get<Values>();
        const auto y = wanted.at("y").get<Values>();
        SCOPED_TRACE(std::to_string(x.size()) + " points");
        const auto line = analysis::robustLine(x, y);
        ASSERT_TRUE(line);
        expectNear(line->slope, wanted.at("slope"), "slope");
        expectNear(line->intercept, wanted.at("intercept"), "intercept");
        ASSERT_EQ(line->slope_95.has_value(), !wanted.at("slope_95").is_null());
        if (line->slope_95) {
            expectNear(*line->slope_95, wanted.at("slope_95"), "slope_95");
        }
        const auto ranks = analysis::rankTrend(x, y);
        ASSERT_TRUE(ranks);
        expectNear(ranks->tau, wanted.at("tau"), "tau");
        expectNear(ranks->p, wanted.at("p"), "p");
        // Small ones too, to as many digits.
        EXPECT_NEAR(ranks->p / wanted.at("p").get<double>(), 1.0, 1e-6);
    }
}

void expectGroups(const Json& cases, bool is_paired)
{
    ASSERT_GE(cases.size(), 5U);
    for (const Json& wanted : cases) {
        const auto got = analysis::compareGroups({.measure = {.name = "ppt_kpa"},
                                                  .first_name = "before",
                                                  .second_name = "after",
                                                  .first = wanted.at("first"),
                                                  .second = wanted.at("second"),
                                                  .is_paired = is_paired});
        ASSERT_TRUE(got) << got.error().message;
        SCOPED_TRACE(std::to_string(got->first.n) + " against " + std::to_string(got->second.n));
        expectNear(got->first.mean, wanted.at("means").at(0), "first mean");
        expectNear(got->second.mean, wanted.at("means").at(1), "second mean");
        expectNear(got->first.sd, wanted.at("sds").at(0), "first sd");
        expectNear(got->second.sd, wanted.at("sds").at(1), "second sd");
        expectNear(got->mean_difference, wanted.at("mean_difference"), "mean_difference");
        expectNear(got->mean_difference_95, wanted.at("mean_difference_95"), "mean_difference_95");
        expectNear(got->hedges_g, wanted.at("g"), "g");
        if (is_paired) {
            expectNear(got->hedges_g_z, wanted.at("g_z"), "g_z");
        }
        EXPECT_EQ(got->permutation.is_exact, !wanted.at("p").is_null());
        if (got->permutation.is_exact) {
            expectNear(got->permutation.p, wanted.at("p"), "p");
        }
    }
}

TEST(BeforeAfterGolden, PairedGroupsEqualAnIndependentComputation)
{
    expectGroups(document().at("paired"), true);
}

TEST(BeforeAfterGolden, UnpairedGroupsEqualAnIndependentComputation)
{
    expectGroups(document().at("unpaired"), false);
}

CellArray<float> mapOf(const Json& rows)
{
    CellArray<float> map(static_cast<Eigen::Index>(rows.size()),
                         static_cast<Eigen::Index>(rows.at(0).size()));
    for (Eigen::Index row = 0; row < map.rows(); ++row) {
        for (Eigen::Index col = 0; col < map.cols(); ++col) {
            const Json& value = rows.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(col));
            map(row, col) = value.is_null() ? std::numeric_limits<float>::quiet_NaN() : value.get<float>();
        }
    }
    return map;
}

std::vector<CellArray<float>> mapsOf(const Json& list)
{
    std::vector<CellArray<float>> maps;
    maps.reserve(list.size());
    for (const Json& rows : list) {
        maps.push_back(mapOf(rows));
    }
    return maps;
}

void expectCluster(const MapTest& test, std::size_t number, const Json& wanted)
{
    SCOPED_TRACE("cluster " + std::to_string(number + 1));
    const MapCluster& got = test.clusters[number];
    expectNear(got.mass, wanted.at("mass"), "mass");
    const double p = wanted.at("p");
    EXPECT_NEAR(got.p, p, test.is_exact ? kWithin : 4.0 * std::sqrt(p * (1.0 - p) / test.flips));
    expectNear(got.peak_t, wanted.at("peak_t"), "peak_t");
    expectNear(got.mean_difference_kpa, wanted.at("mean_difference_kpa"), "mean difference");
    expectNear(got.place.x_mm, (wanted.at("col").get<double>() + 0.5) * 10.0, "x");
    expectNear(got.place.y_mm, (wanted.at("row").get<double>() + 0.5) * 12.0, "y");
    EXPECT_NEAR(got.area_cm2, static_cast<double>(wanted.at("cells").size()) * 1.2, kWithin);
    for (const Json& cell : wanted.at("cells")) {
        EXPECT_EQ(test.cluster_of(cell.at(0).get<int>(), cell.at(1).get<int>()), number + 1);
    }
}

TEST(BeforeAfterGolden, MapTestEqualsEveryFlipTriedOneByOne)
{
    const Json cases = document().at("maps");
    ASSERT_EQ(cases.size(), 5U);
    for (const Json& wanted : cases) {
        const auto before = mapsOf(wanted.at("before"));
        const auto after = mapsOf(wanted.at("after"));
        SCOPED_TRACE(std::to_string(before.size()) + " pairs");
        const auto grid = MatGeometry::create(static_cast<int>(before[0].rows()),
                                              static_cast<int>(before[0].cols()), Length{10.0}, Length{12.0})
                              .value();
        const auto got = analysis::testMaps(before, after, grid,
                                            {.contact = Pressure{wanted.at("contact_kpa").get<double>()}});
        ASSERT_TRUE(got) << got.error().message;
        EXPECT_EQ(got->is_exact, before.size() <= 12);
        EXPECT_EQ(got->flips, before.size() <= 12 ? 1 << before.size() : 5000);
        expectNear(got->threshold_t, wanted.at("threshold_t"), "threshold_t");
        ASSERT_EQ(got->clusters.size(), wanted.at("clusters").size());
        Eigen::Index cells = 0;
        for (std::size_t number = 0; number < got->clusters.size(); ++number) {
            expectCluster(*got, number, wanted.at("clusters").at(number));
            cells += static_cast<Eigen::Index>(wanted.at("clusters").at(number).at("cells").size());
        }
        EXPECT_EQ((got->cluster_of > 0).count(), cells);
    }
}

}  // namespace
}  // namespace palpate::golden
