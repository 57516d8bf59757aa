#include "palpate/session/technique_file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/core/coach_results.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/support/temp_dir.hpp"

#include <nlohmann/json.hpp>

namespace palpate::session {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path kCatalogue{PALPATE_SOURCE_DIR "/catalog/techniques"};

Json glutes()
{
    return Json::parse(std::ifstream{kCatalogue / "glutes.json"});
}

/// What is said of a technique in which the value at a JSON pointer is another, or taken out (null).
std::string refusalWith(const std::string& pointer, const Json& value)
{
    Json json = glutes();
    const Json::json_pointer at{pointer};
    if (value.is_null()) {
        json.at(at.parent_pointer()).erase(at.back());
    } else {
        json[at] = value;
    }
    const auto parsed = parseTechnique(json.dump());
    return parsed ? "accepted" : parsed.error().message;
}

void write(const fs::path& path, const std::string& text)
{
    std::ofstream{path, std::ios::binary} << text;
}

/// A technique with every rule and no common number.
Technique everyRule()
{
    auto made = parseTechnique(glutes().dump()).value();
    made.rules.hold = HoldRule{.seconds = {.min = 100.0 / 3.0, .max = {}}, .counts_from_s = 7.25};
    made.rules.stroke = StrokeRule{
        .unit = StrokeUnit::MmPerSecond, .band = {.min = {}, .max = 0.1 + 0.2}, .travel = Travel::Across};
    made.rules.load = LoadRule{.unit = LoadUnit::Newton, .band = {.min = 1e-7, .max = 4999.999}};
    made.rules.set = SetRule{.sets = 3, .seconds = {.min = 1.5, .max = 1.5}, .rest_s = 0.1};
    made.rules.least_coverage_pct = 99.9;
    made.rules.most_losses = 0;
    made.rules.percussion_s = Band{.min = 2.0, .max = 60.0};
    made.title = "Ges\xC3\xA4\xC3\x9F \"1\"\n\\";
    return made;
}

TEST(TechniqueFile, TheCatalogueReadsAndComesBackAsItWas)
{
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{kCatalogue}) {
        const auto read = readTechniqueFile(entry.path());
        ASSERT_TRUE(read) << read.error().message;
        const auto again = parseTechnique(techniqueToJson(*read));
        ASSERT_TRUE(again) << again.error().message;
        EXPECT_EQ(*again, *read) << entry.path();
        ++files;
    }
    EXPECT_EQ(files, 8U);
}

TEST(TechniqueFile, ReadsWhatIsWritten)
{
    const auto calves = readTechniqueFile(kCatalogue / "calves.json").value();
    EXPECT_EQ(calves.tools, (std::vector<Tool>{Tool::FoamRoller, Tool::PercussionGun}));
    EXPECT_EQ(calves.setups,
              (std::vector<palpate::SetUp>{palpate::SetUp::ToolOnMat, palpate::SetUp::MatBetween}));
    EXPECT_EQ(calves.rules.hold,
              (HoldRule{.seconds = {.min = 30, .max = 90}, .counts_from_s = 8, .least_holds = 1}));
    EXPECT_EQ(
        calves.rules.stroke,
        (StrokeRule{.unit = StrokeUnit::Seconds, .band = {.min = 2, .max = 5}, .travel = Travel::Along}));
    EXPECT_EQ(calves.rules.percussion_s, (Band{.min = {}, .max = 60}));
    EXPECT_FALSE(calves.rules.each_side);
    EXPECT_EQ(calves.zones.at(1).kind, ZoneKind::NoGo);
    EXPECT_EQ(calves.zones.at(1).cue, "Off the back of the knee");
    EXPECT_EQ(calves.outline.front(), (MatPoint{.x_mm = -145, .y_mm = -260}));
}

TEST(TechniqueFile, EveryRuleComesBackToTheLastDigit)
{
    const auto again = parseTechnique(techniqueToJson(everyRule()));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, everyRule());
}

TEST(TechniqueFile, RefusesUnknownAndMissingKeysByTheirPath)
{
    EXPECT_THAT(refusalWith("/colour", "red"), StartsWith(R"("colour" is not a key here)"));
    EXPECT_THAT(refusalWith("/rules/hold/min", 30),
                StartsWith(R"("rules.hold.min" is not a key here; use min_s,)"));
    EXPECT_THAT(refusalWith("/zones/1/colour", "red"), StartsWith(R"("zones[1].colour" is not a key here)"));
    EXPECT_EQ(refusalWith("/evidence", {}), R"("evidence" is missing)");
    EXPECT_EQ(refusalWith("/rules", {}), R"("rules" is missing)");
    EXPECT_EQ(refusalWith("/rules/pain_limit", {}), R"("rules.pain_limit" is missing)");
    EXPECT_EQ(refusalWith("/rules/hold/counts_from_s", {}), R"("rules.hold.counts_from_s" is missing)");
    EXPECT_EQ(refusalWith("/rules/stroke/unit", {}), R"("rules.stroke.unit" is missing)");
    EXPECT_EQ(refusalWith("/rules/set/rest_s", {}), R"("rules.set.rest_s" is missing)");
    EXPECT_EQ(refusalWith("/zones/0/corners", {}), R"("zones[0].corners" is missing)");
}

TEST(TechniqueFile, RefusesWrongTypesByTheirPath)
{
    EXPECT_EQ(refusalWith("/rules/hold/min_s", "30"), R"("rules.hold.min_s" must be a number)");
    EXPECT_EQ(refusalWith("/rules/hold/least_holds", 1.5),
              R"("rules.hold.least_holds" must be a whole number)");
    EXPECT_EQ(refusalWith("/rules/pain_limit", 1e300), R"("rules.pain_limit" must be a whole number)");
    EXPECT_EQ(refusalWith("/rules/each_side", 1), R"("rules.each_side" must be true or false)");
    EXPECT_EQ(refusalWith("/rules/load", 5), R"("rules.load" must be an object)");
    EXPECT_EQ(refusalWith("/rules/load/unit", "kg"),
              R"("rules.load.unit" must be one of n, body_weight_pct, own_threshold_pct)");
    EXPECT_EQ(refusalWith("/tools/1", "hammer"),
              R"("tools[1]" must be one of foam_roller, ball, percussion_gun)");
    EXPECT_EQ(refusalWith("/steps", "roll"), R"("steps" must be a list)");
    EXPECT_EQ(refusalWith("/steps/1", 7), R"("steps[1]" must be a text)");
    EXPECT_THAT(refusalWith("/title", std::string(1, '\0')),
                StartsWith(R"("title" must be a text without NUL)"));
    EXPECT_EQ(refusalWith("/zones/0", Json::array()), R"("zones[0]" must be an object)");
    EXPECT_EQ(refusalWith("/zones/0/kind", "danger"), R"("zones[0].kind" must be one of target, no_go)");
    EXPECT_EQ(refusalWith("/zones/0/side", "both"), R"("zones[0].side" must be one of left, right)");
    EXPECT_THAT(refusalWith("/zones/0/cue", "Off"),
                StartsWith(R"("zones[0].cue" goes with kind no_go only)"));
    EXPECT_EQ(refusalWith("/outline/2", {1, 2, 3}), R"("outline[2]" must be two numbers [x, y] in mm)");
    EXPECT_EQ(refusalWith("/outline/0/1", "3"), R"("outline[0]" must be two numbers [x, y] in mm)");
}

TEST(TechniqueFile, RefusesWhatMakesNoSense)
{
    EXPECT_THAT(refusalWith("/id", "Glutes"), StartsWith(R"("id" must be)"));
    EXPECT_THAT(refusalWith("/title", ""), StartsWith(R"("title" must be)"));
    EXPECT_THAT(refusalWith("/tools", Json::array()), StartsWith(R"("tools" must name)"));
    EXPECT_THAT(refusalWith("/rules/hold/min_s", 100), StartsWith(R"("rules.hold" has a min)"));
    EXPECT_THAT(refusalWith("/rules/hold/counts_from_s", 31), StartsWith(R"("rules.hold.counts_from_s")"));
    EXPECT_THAT(refusalWith("/rules/pain_limit", 11), StartsWith(R"("rules.pain_limit" is 11)"));
    EXPECT_THAT(refusalWith("/rules/percussion", Json::object()), StartsWith(R"("rules.percussion" needs)"));
    EXPECT_THAT(refusalWith("/zones/0/corners", {{0, 0}, {1, 1}}), StartsWith(R"("zones[0].corners" has 2)"));
    EXPECT_THAT(refusalWith("/zones", Json::array()), StartsWith(R"("rules.each_side" needs)"));
}

TEST(TechniqueFile, WhatIsNoJsonIsRefusedWithItsLine)
{
    EXPECT_THAT(parseTechnique("{\n\"id\": \"a\",\n}").error().message,
                StartsWith("line 3: no JSON from here on"));
    EXPECT_THAT(parseTechnique("").error().message, StartsWith("line 1: "));
    EXPECT_EQ(parseTechnique("[]").error().message, R"("the document" must be an object)");
    EXPECT_EQ(parseTechnique(R"({"id": 1e999})").error().message, "a number is too large");
    EXPECT_FALSE(parseTechnique("{\"id\": \"\xFF\"}"));
}

TEST(TechniqueFile, ErrorsBeginWithTheFileAndTheIdIsItsName)
{
    const support::TempDir folder;
    const auto path = folder / "hips.json";
    const auto refusal = [&path] { return readTechniqueFile(path).error(); };
    EXPECT_EQ(refusal().code, ErrorCode::NotFound);
    write(path, glutes().dump());
    EXPECT_EQ(refusal().message,
              path.string() + ": \"id\" is glutes: name the file glutes.json, or change the id");
    write(path, "{}");
    EXPECT_EQ(refusal().message, path.string() + ": \"id\" is missing");
    write(path, glutes().dump() + std::string(std::size_t{1} << 20U, ' '));
    EXPECT_EQ(refusal().message, path.string() + ": over 1 MiB, which is no technique");
    EXPECT_THAT(readTechniqueFile(folder.path()).error().message, StartsWith(folder.path().string() + ": "));
}

TEST(TechniqueDocument, ItsExampleReadsAndEveryRuleQuestionAndSymptomIsNamed)
{
    std::ostringstream text;
    text << std::ifstream{PALPATE_SOURCE_DIR "/docs/techniques.md"}.rdbuf();
    const std::string document = text.str();
    const std::string start = "```json\n";
    const auto from = document.find(start) + start.size();
    const auto shins = parseTechnique(document.substr(from, document.find("```", from) - from));
    ASSERT_TRUE(shins) << shins.error().message;
    EXPECT_EQ(shins->id, "shins");
    const auto named = [&document](std::string_view word) {
        return document.find("`" + std::string{word} + "`") != std::string::npos;
    };
    for (int rule = 0; rule < kRuleKinds; ++rule) {
        EXPECT_TRUE(named(toString(static_cast<RuleKind>(rule)))) << rule;
    }
    for (const ScreeningQuestion& question : screeningQuestions()) {
        EXPECT_TRUE(named(question.id)) << question.id;
    }
    for (const StopSymptom& symptom : stopSymptoms()) {
        EXPECT_TRUE(named(symptom.id)) << symptom.id;
    }
}

TEST(TechniqueCatalogue, OwnTechniquesJoinAndReplaceAndAWrongFileStopsNoOther)
{
    const support::TempDir folder;
    fs::create_directory(folder / "own");
    Json changed = glutes();
    changed["title"] = "Glutes, our way";
    write(folder / "own/glutes.json", changed.dump());
    changed["id"] = "a-new-one";
    write(folder / "own/a-new-one.json", changed.dump());
    write(folder / "own/shins.json", R"({"id": "shins"})");
    write(folder / "own/notes.txt", "not a technique");
    const auto catalogue = loadTechniques({kCatalogue, folder / "absent", folder / "own"});
    ASSERT_EQ(catalogue.techniques.size(), 9U);
    EXPECT_EQ(catalogue.techniques.front().id, "a-new-one");
    EXPECT_EQ(catalogue.techniques.back().id, "upper-back");
    EXPECT_EQ(findTechnique(catalogue, "glutes")->title, "Glutes, our way");
    ASSERT_EQ(catalogue.problems.size(), 1U);
    EXPECT_EQ(catalogue.problems[0].message, (folder / "own/shins.json").string() + ": \"title\" is missing");

    const auto wrong = findTechnique(catalogue, "shins");
    EXPECT_EQ(wrong.error().code, ErrorCode::NotFound);
    EXPECT_THAT(wrong.error().message, HasSubstr("shins.json: \"title\" is missing"));
    const auto unknown = findTechnique(catalogue, "hins");
    EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
    EXPECT_THAT(unknown.error().message,
                HasSubstr("'hins'; there are: a-new-one, calves, chest-shoulders, glutes"));
}

TEST(TechniqueCatalogue, SaysThatAFolderIsNone)
{
    const support::TempDir folder;
    write(folder / "file", "");
    const auto catalogue = loadTechniques({folder / "file"});
    EXPECT_TRUE(catalogue.techniques.empty());
    ASSERT_EQ(catalogue.problems.size(), 1U);
    EXPECT_THAT(catalogue.problems[0].message, HasSubstr("cannot be listed"));
    EXPECT_THAT(findTechnique(catalogue, "glutes").error().message, HasSubstr("there are: "));
}

}  // namespace
}  // namespace palpate::session
