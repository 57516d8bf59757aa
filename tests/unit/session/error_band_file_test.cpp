#include "palpate/session/error_band_file.hpp"

#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "part_file.hpp"

#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace palpate::session {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;
using Json = nlohmann::json;

/// With no common number.
ErrorBand ownBand()
{
    return {.measure = "force_n",
            .unit = "N",
            .sem = 100.0 / 3.0,
            .mdc95 = 92.39,
            .pairs = 14,
            .source = "own repeats, 14 pairs, 2026-11-03 – \"Träger\"",
            .minimal_important = 0.1 + 0.2,
            .mat_id = "palpate-64x64",
            .setup = SetUp::MatBetween,
            .techniques = {"glutes", "calves"}};
}

ErrorBand publishedBand()
{
    return {.measure = "pain_nrs",
            .unit = "0-10",
            .sem = 0.5,
            .mdc95 = 1.4,
            .source = "Somebody 2001, doi:10.1/x",
            .population = "40 adults",
            .derivation = "2.77 x SEM"};
}

/// What is said of a file in which the value at a JSON pointer is another, or taken out (null).
std::string refusalWith(const std::string& pointer, const Json& value)
{
    Json json = Json::parse(errorBandsToJson({ownBand(), publishedBand()}));
    const Json::json_pointer at{pointer};
    if (value.is_null()) {
        json.at(at.parent_pointer()).erase(at.back());
    } else {
        json[at] = value;
    }
    const auto parsed = parseErrorBands(json.dump());
    return parsed ? "accepted" : parsed.error().message;
}

void write(const fs::path& path, const std::string& text)
{
    std::ofstream{path, std::ios::binary} << text;
}

std::string textOf(const fs::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

TEST(ErrorBandFile, ComesBackToTheLastDigit)
{
    const std::vector<ErrorBand> bands{ownBand(), publishedBand()};
    const auto again = parseErrorBands(errorBandsToJson(bands));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, bands);
    EXPECT_TRUE(parseErrorBands(errorBandsToJson({}))->empty());
}

TEST(ErrorBandFile, RefusesUnknownAndMissingKeysByTheirPath)
{
    EXPECT_THAT(refusalWith("/colour", "red"), StartsWith(R"("colour" is not a key here)"));
    EXPECT_THAT(refusalWith("/bands/1/colour", "red"), StartsWith(R"("bands[1].colour" is not a key here)"));
    EXPECT_EQ(refusalWith("/bands", {}), R"("bands" is missing)");
    EXPECT_EQ(refusalWith("/palpate_error_bands", {}), R"("palpate_error_bands" is missing)");
    for (const std::string key : {"measure", "unit", "sem", "mdc95", "source"}) {
        EXPECT_EQ(refusalWith("/bands/0/" + key, {}), "\"bands[0]." + key + "\" is missing");
    }
    EXPECT_THAT(refusalWith("/bands/1/population", {}),
                StartsWith(R"("bands[1].population" must say who was measured)"));
    EXPECT_THAT(refusalWith("/bands/1/derivation", {}),
                StartsWith(R"("bands[1].derivation" must say how the numbers came about)"));
}

TEST(ErrorBandFile, RefusesWrongTypesByTheirPath)
{
    EXPECT_EQ(refusalWith("/bands", 3), R"("bands" must be a list)");
    EXPECT_EQ(refusalWith("/bands/0", Json::array()), R"("bands[0]" must be an object)");
    EXPECT_EQ(refusalWith("/bands/0/sem", "3"), R"("bands[0].sem" must be a number)");
    EXPECT_EQ(refusalWith("/bands/0/pairs", 1.5), R"("bands[0].pairs" must be a whole number)");
    EXPECT_EQ(refusalWith("/bands/0/measure", 7), R"("bands[0].measure" must be a text)");
    EXPECT_EQ(refusalWith("/bands/0/techniques", "glutes"), R"("bands[0].techniques" must be a list)");
    EXPECT_EQ(refusalWith("/bands/0/techniques/1", 2), R"("bands[0].techniques[1]" must be a text)");
    EXPECT_EQ(refusalWith("/bands/0/setup", "table"),
              R"("bands[0].setup" must be one of tool_on_mat, pressed_from_above, mat_between)");
}

TEST(ErrorBandFile, RefusesWhatMakesNoSense)
{
    EXPECT_THAT(refusalWith("/palpate_error_bands", 2), HasSubstr("needs a newer palpate"));
    EXPECT_THAT(refusalWith("/bands/0/measure", ""), StartsWith(R"("bands[0].measure" must be)"));
    EXPECT_THAT(refusalWith("/bands/0/measure", std::string(161, 'x')),
                StartsWith(R"("bands[0].measure" must be)"));
    EXPECT_THAT(refusalWith("/bands/0/unit", std::string(25, 'x')), StartsWith(R"("bands[0].unit" must be)"));
    EXPECT_EQ(refusalWith("/bands/0/measure", std::string(80, 'x') + ": contact_area_cm2"), "accepted");
    EXPECT_EQ(refusalWith("/bands/0/unit", ""), "accepted");
    EXPECT_EQ(refusalWith("/bands/0/sem", -0.1), R"("bands[0].sem" must not be negative)");
    EXPECT_EQ(refusalWith("/bands/0/mdc95", 33), R"("bands[0].mdc95" must not be less than sem)");
    EXPECT_THAT(refusalWith("/bands/0/pairs", 0), StartsWith(R"("bands[0].pairs" must be 1 or more)"));
    EXPECT_EQ(refusalWith("/bands/0/minimal_important", 0),
              R"("bands[0].minimal_important" must be above 0)");
    EXPECT_THAT(refusalWith("/bands/0/source", ""), StartsWith(R"("bands[0].source" must say)"));
}

TEST(ErrorBandFile, SaysInWhichLineTheJsonEnds)
{
    EXPECT_THAT(parseErrorBands("{\n\"bands\": [\n,]}").error().message, StartsWith("line 3: no JSON"));
    EXPECT_FALSE(parseErrorBands(""));
    EXPECT_THAT(parseErrorBands(R"({"palpate_error_bands": 1e999, "bands": []})").error().message,
                HasSubstr("too large"));
}

/// What others rely on in catalog/error-bands/published.json.
class PublishedErrorBands : public ::testing::Test {
  protected:
    const std::vector<ErrorBand> bands_ =
        readErrorBands(PALPATE_SOURCE_DIR "/catalog/error-bands/published.json").value();
};

TEST_F(PublishedErrorBands, SayWhereTheyComeFromAndAreOfOneFormula)
{
    ASSERT_GT(bands_.size(), 20U);
    for (const ErrorBand& band : bands_) {
        EXPECT_FALSE(band.pairs) << band.measure;
        EXPECT_THAT(band.source, ContainsRegex("(19|20)[0-9][0-9]")) << band.measure;
        EXPECT_THAT(band.source, ContainsRegex("doi:10\\.|pubmed [0-9]|PMC[0-9]")) << band.measure;
        EXPECT_THAT(band.derivation, ContainsRegex("mdc95 (as printed|computed)")) << band.measure;
        // Printed and rounded: 2.77 to within half a unit of their last digit.
        EXPECT_NEAR(band.mdc95 / band.sem, 2.77, 0.03) << band.measure;
        EXPECT_FALSE(band.unit.empty()) << band.measure;
    }
}

TEST_F(PublishedErrorBands, HaveOneBandPerMeasureAndTechniqueAndOneUnitPerMeasure)
{
    std::set<std::pair<std::string, std::string>> seen;
    std::map<std::string, std::string> units;
    for (const ErrorBand& band : bands_) {
        EXPECT_EQ(units.emplace(band.measure, band.unit).first->second, band.unit) << band.measure;
        const auto techniques = band.techniques.empty() ? std::vector<std::string>{""} : band.techniques;
        for (const std::string& technique : techniques) {
            EXPECT_TRUE(seen.emplace(band.measure, technique).second) << band.measure << " " << technique;
            EXPECT_TRUE(technique.empty() ||
                        fs::exists(PALPATE_SOURCE_DIR "/catalog/techniques/" + technique + ".json"))
                << technique;
        }
    }
}

TEST_F(PublishedErrorBands, JudgeAPainRatingByTheRegionWhereOneIsKnown)
{
    const auto mdc95 = [this](const std::string& technique) {
        return findBand(bands_, "pain_nrs", {.mat_id = "palpate-64x64", .setup = {}, .technique = technique})
            ->mdc95;
    };
    EXPECT_EQ(mdc95("neck-upper-traps"), 4.0);
    EXPECT_EQ(mdc95("chest-shoulders"), 1.7);
    EXPECT_EQ(mdc95("lower-back"), 2.83);
    EXPECT_EQ(mdc95(""), 2.83);
}

class ErrorBandFileOnDisk : public ::testing::Test {
  protected:
    support::TempDir folder_;
    const fs::path path_ = folder_ / "clinic" / "error-bands.json";
};

TEST_F(ErrorBandFileOnDisk, AMissingFileIsNotFoundAndNamed)
{
    const auto read = readErrorBands(path_);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::NotFound);
    EXPECT_THAT(read.error().message, StartsWith(path_.string()));
}

TEST_F(ErrorBandFileOnDisk, ErrorsNameTheFileAndTheKey)
{
    write(folder_ / "a.json", R"({"palpate_error_bands": 1, "bands": [{"measure": 1}]})");
    const auto read = readErrorBands(folder_ / "a.json");
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, StartsWith((folder_ / "a.json").string() + ": \"bands[0].measure\""));
    write(folder_ / "b.json", std::string((std::size_t{1} << 20U) + 1, ' '));
    EXPECT_THAT(readErrorBands(folder_ / "b.json").error().message, HasSubstr("over 1 MiB"));
    EXPECT_FALSE(readErrorBands(folder_ / "."));
}

TEST_F(ErrorBandFileOnDisk, SavingMakesTheFolderAndReplacesOnlyTheSame)
{
    ASSERT_TRUE(saveErrorBands(path_, {ownBand(), publishedBand()}));
    EXPECT_EQ(readErrorBands(path_).value(), (std::vector<ErrorBand>{ownBand(), publishedBand()}));
    auto better = ownBand();
    better.sem = 20.0;
    better.pairs = 20;
    auto other_mat = ownBand();
    other_mat.mat_id = "jq-32x32";
    auto other_setup = ownBand();
    other_setup.setup = std::nullopt;
    auto other_technique = ownBand();
    other_technique.techniques = {"calves"};
    const auto saved = saveErrorBands(path_, {other_mat, better, other_setup, other_technique});
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(readErrorBands(path_).value(),
              (std::vector<ErrorBand>{better, publishedBand(), other_mat, other_setup, other_technique}));
    EXPECT_FALSE(fs::exists(path_.string() + ".part"));
}

TEST_F(ErrorBandFileOnDisk, WhatCannotBeReadAgainIsRefusedAndTheFileStays)
{
    ASSERT_TRUE(saveErrorBands(path_, {ownBand()}));
    const auto before = textOf(path_);
    auto wrong = publishedBand();
    wrong.sem = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(saveErrorBands(path_, {wrong}).error().message, HasSubstr("bands[0].sem"));
    wrong = publishedBand();
    wrong.source = "R\xFC";
    EXPECT_THAT(saveErrorBands(path_, {wrong}).error().message, HasSubstr("UTF-8"));
    std::vector<ErrorBand> many(400, publishedBand());
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].measure = std::to_string(i);
        many[i].source = std::string(4000, 'x');
    }
    EXPECT_THAT(saveErrorBands(path_, many).error().message, HasSubstr("1 MiB"));
    EXPECT_EQ(textOf(path_), before);
}

TEST_F(ErrorBandFileOnDisk, ADamagedFileIsNotReplaced)
{
    write(folder_ / "a.json", "{");
    EXPECT_FALSE(saveErrorBands(folder_ / "a.json", {ownBand()}));
    EXPECT_EQ(textOf(folder_ / "a.json"), "{");
}

TEST_F(ErrorBandFileOnDisk, IsBusyWhileAnotherProgramChangesIt)
{
    ASSERT_TRUE(saveErrorBands(path_, {ownBand()}));
    {
        const auto other = PartFile::create(path_);
        ASSERT_TRUE(other);
        EXPECT_EQ(saveErrorBands(path_, {publishedBand()}).error().code, ErrorCode::Busy);
    }
    EXPECT_TRUE(saveErrorBands(path_, {publishedBand()}));
}

}  // namespace
}  // namespace palpate::session
