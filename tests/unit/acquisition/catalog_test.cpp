#include "palpate/acquisition/catalog.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

namespace palpate::acquisition {

namespace {

using ::testing::HasSubstr;

std::string sourceText(const std::string& id)
{
    std::ifstream in{PALPATE_SOURCE_DIR "/catalog/mats/" + id + ".json"};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Loads a folder that holds only `text` as demo.json.
Result<std::vector<MatProfile>> loadOnly(const std::string& text)
{
    const support::TempDir folder;
    std::filesystem::create_directory(folder / "mats");
    std::ofstream{folder / "mats/demo.json"} << text;
    return loadMatProfiles(folder.path());
}

const std::string kDemo = R"({
  "id": "demo", "title": "Demo", "protocol": "text", "baud": 115200, "bit_depth": 12,
  "rows": 4, "cols": 3, "pitch_x_mm": 10, "pitch_y_mm": 12.5,
  "calibration": {"kind": "linear", "kpa_per_count": 0.1, "source": "demo"}
})";

std::string demoWith(const std::string& from, const std::string& to)
{
    auto text = kDemo;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(Catalog, LoadsEveryProfileOfTheSourceTree)
{
    const auto profiles = loadMatProfiles(PALPATE_SOURCE_DIR "/catalog");
    ASSERT_TRUE(profiles.has_value()) << profiles.error().message;
    std::vector<std::string> ids;
    for (const auto& profile : *profiles) {
        ids.push_back(profile.id);
        EXPECT_TRUE(checkMatProfile(profile).has_value());
        EXPECT_FALSE(profile.title.empty());
        EXPECT_TRUE(profile.calibration.ceiling_counts.has_value()) << profile.id;
    }
    EXPECT_THAT(ids, ::testing::ElementsAre("jq-16x16", "jq-32x32", "jq-32x32-bed", "jq-64x64",
                                            "palpate-32x32", "palpate-64x32", "palpate-64x64", "text-16x16",
                                            "text-16x16-rows", "text-32x32", "text-8x8"));
}

TEST(Catalog, SaysWhereCountsAreNotCalibrated)
{
    const auto profiles = loadMatProfiles(PALPATE_SOURCE_DIR "/catalog").value();
    for (const auto& profile : profiles) {
        if (protocolName(profile.protocol) == "text") {
            EXPECT_THAT(profile.title, HasSubstr("not calibrated")) << profile.id;
            EXPECT_THAT(profile.calibration.source, HasSubstr("not calibrated")) << profile.id;
        }
    }
}

TEST(Catalog, HasTheMakersTableForJqMats)
{
    const auto profiles = loadMatProfiles(PALPATE_SOURCE_DIR "/catalog").value();
    const auto profile = findMatProfile(profiles, "jq-32x32").value();
    const auto& table = std::get<TableCalibration>(profile.calibration.curve);
    ASSERT_EQ(table.counts.size(), 11U);
    EXPECT_DOUBLE_EQ(table.kpa.front(), 0.41);
    EXPECT_DOUBLE_EQ(table.kpa.back(), 49.90);
    EXPECT_TRUE(table.zero_is_zero);
    EXPECT_EQ(profile.bit_depth, 8);
    EXPECT_EQ(profile.baud, 1'000'000);
}

TEST(Catalog, NamesTheProfilesThereAreForAnUnknownId)
{
    const auto profiles = loadMatProfiles(PALPATE_SOURCE_DIR "/catalog").value();
    const auto found = findMatProfile(profiles, "nope");
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, ErrorCode::NotFound);
    EXPECT_THAT(found.error().message, HasSubstr("palpate-64x64"));
}

TEST(Catalog, ReadsAllOptionalKeys)
{
    const auto profiles = loadOnly(R"({
      "id": "demo", "title": "Demo", "protocol": "text", "text_lines": "row", "baud": 250000, "bit_depth": 10,
      "nominal_rate_hz": 12.5, "rows": 2, "cols": 3, "pitch_x_mm": 10, "pitch_y_mm": 12.5,
      "absent_cells": [[0, 1], [1, 2]], "order": {"rows": [1, 0], "cols": [2, 1, 0], "transpose": true},
      "calibration": {"kind": "power", "factor_kpa": 0.5, "exponent": 1.5, "ceiling_counts": 1000, "source": "x",
        "creep": {"fast_share": 0.05, "fast_s": 2, "slow_share": 0.07, "slow_s": 45},
        "record": {"made_at": "2026-11-22T10:15:00Z", "from_kpa": 2, "to_kpa": 60, "residual_pct": 1.5, "loads": 3}}})");
    ASSERT_TRUE(profiles.has_value()) << profiles.error().message;
    const auto& profile = profiles->at(0);
    EXPECT_TRUE(std::get<TextLines>(profile.protocol).row_per_line);
    EXPECT_EQ(profile.nominal_rate, Frequency{12.5});
    EXPECT_EQ(profile.geometry.absentCells().size(), 2U);
    EXPECT_FALSE(profile.geometry.isPresent(1, 2));
    EXPECT_EQ(profile.order.rows, (std::vector{1, 0}));
    EXPECT_TRUE(profile.order.transpose);
    EXPECT_DOUBLE_EQ(std::get<PowerCalibration>(profile.calibration.curve).exponent, 1.5);
    EXPECT_EQ(profile.calibration.ceiling_counts, 1000);
    EXPECT_EQ(profile.calibration.creep,
              (CreepModel{.fast_share = 0.05, .fast_s = 2.0, .slow_share = 0.07, .slow_s = 45.0}));
    ASSERT_TRUE(profile.calibration.record);
    EXPECT_EQ(profile.calibration.record->to, Pressure{60.0});
    EXPECT_EQ(profile.calibration.record->loads, 3);
    EXPECT_FALSE(profile.calibration.record->cross_validation_pct);
}

struct BadProfile {
    std::string from;
    std::string to;
    std::string key;
};

TEST(Catalog, RefusesBadProfilesNamingFileAndKey)
{
    const std::vector<BadProfile> cases{
        {"\"rows\": 4, ", "", "rows"},
        {"\"calibration\": {", "\"calibrations\": {", "calibrations"},
        {"\"title\": \"Demo\"", "\"title\": 7", "title"},
        {"\"rows\": 4", "\"rows\": 4.5", "rows"},
        {"\"rows\": 4", "\"rows\": \"4\"", "rows"},
        {"\"rows\": 4", "\"rows\": 99999999999", "rows"},
        {"\"rows\": 4", "\"rows\": 0", "0 rows"},
        {"\"baud\": 115200", "\"baud\": 0", "baud"},
        {"\"bit_depth\": 12", "\"bit_depth\": 40", "bit_depth"},
        {"\"protocol\": \"text\"", "\"protocol\": \"jq\"", "bit_depth"},
        {"\"protocol\": \"text\"", "\"protocol\": \"smoke\"", "protocol"},
        {"\"protocol\": \"text\"", "\"protocol\": \"palpate\", \"text_lines\": \"row\"", "text_lines"},
        {"\"baud\"", "\"colour\": 1, \"baud\"", "colour"},
        {"\"baud\"", "\"order\": {\"rows\": [0, 1, 2, 2]}, \"baud\"", "order.rows"},
        {"\"baud\"", "\"order\": {\"rows\": [0, 1]}, \"baud\"", "order.rows"},
        {"\"baud\"", "\"order\": {\"cols\": [0, 1, 3]}, \"baud\"", "order.cols"},
        {"\"baud\"", "\"order\": {\"transpose\": 1}, \"baud\"", "order.transpose"},
        {"\"baud\"", "\"absent_cells\": [[0]], \"baud\"", "absent_cells"},
        {"\"baud\"", "\"absent_cells\": [[0, 9]], \"baud\"", "absent cell"},
        {"\"baud\"", "\"nominal_rate_hz\": -1, \"baud\"", "nominal_rate_hz"},
        {"\"kpa_per_count\": 0.1", "\"kpa_per_count\": \"x\"", "calibration.kpa_per_count"},
        {"\"kpa_per_count\": 0.1, ", "", "calibration.kpa_per_count"},
        {"\"kpa_per_count\": 0.1", "\"kpa_per_count\": 0.1, \"gain\": 2", "calibration.gain"},
        {"\"kpa_per_count\": 0.1", "\"kpa_per_count\": 0", "calibration"},
        {", \"source\": \"demo\"", "", "calibration.source"},
        {"\"source\"", "\"creep\": {\"fast_share\": 1}, \"source\"", "calibration.creep.fast_s"},
        {"\"source\"", "\"record\": {\"loads\": 1}, \"source\"", "calibration.record.made_at"},
        {"\"linear\"", "\"cubic\"", "calibration.kind"},
        {"\"source\"", "\"ceiling_counts\": 70000, \"source\"", "calibration.ceiling_counts"},
        {"\"id\": \"demo\"", "\"id\": \"other\"", "id"},
        {"\"id\": \"demo\"", "\"id\": \"Demo Mat\"", "id"},
    };
    ASSERT_TRUE(loadOnly(kDemo).has_value());
    for (const auto& bad : cases) {
        const auto profiles = loadOnly(demoWith(bad.from, bad.to));
        ASSERT_FALSE(profiles.has_value()) << bad.to;
        EXPECT_EQ(profiles.error().code, ErrorCode::InvalidArgument) << bad.to;
        EXPECT_THAT(profiles.error().message, HasSubstr("demo.json")) << bad.to;
        EXPECT_THAT(profiles.error().message, HasSubstr(bad.key)) << bad.to;
        EXPECT_EQ(profiles.error().message.find('\n'), std::string::npos) << bad.to;
    }
}

TEST(Catalog, RefusesWhatIsNoJson)
{
    for (const std::string text : {"", "{", "[]", "7", "null", "{\"id\": \xFF}"}) {
        const auto profiles = loadOnly(text);
        ASSERT_FALSE(profiles.has_value()) << text;
        EXPECT_THAT(profiles.error().message, HasSubstr("demo.json"));
    }
}

TEST(Catalog, SaysThatAFolderHasNoProfiles)
{
    const auto profiles = loadMatProfiles("/nonexistent/catalog");
    ASSERT_FALSE(profiles.has_value());
    EXPECT_EQ(profiles.error().code, ErrorCode::NotFound);
}

TEST(Catalog, TheSchemaKnowsEveryKeyOfTheProfiles)
{
    std::ifstream in{PALPATE_SOURCE_DIR "/schemas/mat-profile.schema.json"};
    std::ostringstream schema;
    schema << in.rdbuf();
    for (const std::string key : {"id",
                                  "title",
                                  "protocol",
                                  "text_lines",
                                  "baud",
                                  "bit_depth",
                                  "nominal_rate_hz",
                                  "rows",
                                  "cols",
                                  "pitch_x_mm",
                                  "pitch_y_mm",
                                  "absent_cells",
                                  "order",
                                  "calibration",
                                  "kpa_per_count",
                                  "factor_kpa",
                                  "zero_is_zero",
                                  "ceiling_counts",
                                  "source",
                                  "creep",
                                  "fast_share",
                                  "slow_s",
                                  "record",
                                  "made_at",
                                  "from_kpa",
                                  "cross_validation_pct",
                                  "loads"}) {
        EXPECT_THAT(schema.str(), HasSubstr("\"" + key + "\":")) << key;
    }
    EXPECT_THAT(sourceText("palpate-64x64"), HasSubstr("mat-profile.schema.json"));
}

TEST(Catalog, IsFoundInTheSourceTreeOrWhereTheUserSays)
{
    ASSERT_TRUE(catalogFolder().has_value());
    ::setenv("PALPATE_CATALOG", "/some/where", 1);
    EXPECT_EQ(catalogFolder().value(), std::filesystem::path{"/some/where"});
    ::unsetenv("PALPATE_CATALOG");
}

}  // namespace

}  // namespace palpate::acquisition
