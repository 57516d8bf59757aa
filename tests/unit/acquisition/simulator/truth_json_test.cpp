#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/acquisition/simulation.hpp"

#include <nlohmann/json.hpp>

namespace palpate::acquisition {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keysOf(const Json& object)
{
    std::vector<std::string> keys;
    for (const auto& item : object.items()) {
        keys.push_back(item.key());
    }
    return keys;
}

TEST(TruthJson, HasTheKeysOfTheContractInTheirOrder)
{
    SimulatedTruth truth;
    truth.scenario = "holds";
    truth.seed = 18446744073709551615ULL;
    truth.mat = "palpate-64x64";
    truth.holds.push_back({.start_s = 12.299999999999999,
                           .end_s = 40.0,
                           .place = {.x_mm = 1.5, .y_mm = 2.5},
                           .mean_n = 45.0,
                           .peak_kpa = 200.0});
    truth.strokes.push_back({.start_s = 1.0, .end_s = 5.0, .length_mm = 300.0, .speed_mm_s = 75.0});
    truth.spots.push_back({.place = {.x_mm = 1.5, .y_mm = 2.5}, .nrs = 4, .ppt_kpa = std::nullopt});
    truth.spots.push_back({.place = {.x_mm = 3.5, .y_mm = 4.5}, .nrs = 5, .ppt_kpa = 182.5});
    truth.faults.push_back({.kind = "hot", .row = 3, .col = 7});

    const auto document = Json::parse(truthAsJson(truth));
    using ::testing::ElementsAre;
    EXPECT_THAT(keysOf(document),
                ElementsAre("scenario", "seed", "mat", "holds", "strokes", "spots", "faults"));
    EXPECT_EQ(document["seed"].get<std::uint64_t>(), truth.seed);
    EXPECT_THAT(keysOf(document["holds"][0]),
                ElementsAre("start_s", "end_s", "x_mm", "y_mm", "mean_n", "peak_kpa"));
    EXPECT_EQ(document["holds"][0]["start_s"].get<double>(), 12.3);
    EXPECT_THAT(keysOf(document["strokes"][0]), ElementsAre("start_s", "end_s", "length_mm", "speed_mm_s"));
    EXPECT_THAT(keysOf(document["spots"][0]), ElementsAre("x_mm", "y_mm", "nrs", "ppt_kpa"));
    EXPECT_TRUE(document["spots"][0]["ppt_kpa"].is_null());
    EXPECT_EQ(document["spots"][1]["ppt_kpa"].get<double>(), 182.5);
    EXPECT_EQ(document["faults"][0], Json::parse(R"({"kind":"hot","row":3,"col":7})"));
}

TEST(TruthJson, ATechniqueAndABreathAreThereOnlyWhereTheyAre)
{
    SimulatedTruth truth;
    EXPECT_FALSE(Json::parse(truthAsJson(truth)).contains("technique"));
    EXPECT_FALSE(Json::parse(truthAsJson(truth)).contains("breath_hz"));
    truth.breath_hz = 0.25;
    truth.technique = SimulatedTruth::Technique{
        .id = "upper-back",
        .variant = "too-short",
        .broken = {RuleKind::HoldTime},
        .sites = {{.start_s = 9.0,
                   .end_s = 25.5,
                   .held_s = 14.0,
                   .place = {.x_mm = 1.0, .y_mm = 2.0},
                   .side = Side::Left,
                   .losses = 1}},
        .cues = {{.kind = CueKind::StayOn, .time_s = 26.0}},
        .sets = {{.start_s = 4.0, .end_s = 60.0, .worked_s = 55.0, .side = std::nullopt}}};
    const auto document = Json::parse(truthAsJson(truth));
    EXPECT_EQ(document["breath_hz"].get<double>(), 0.25);
    EXPECT_EQ(document["technique"], Json::parse(R"({
        "id": "upper-back", "variant": "too-short", "broken": ["hold_time"],
        "sites": [{"start_s": 9.0, "end_s": 25.5, "held_s": 14.0, "x_mm": 1.0, "y_mm": 2.0,
                   "side": "left", "losses": 1}],
        "sets": [{"start_s": 4.0, "end_s": 60.0, "worked_s": 55.0, "side": null}],
        "cues": [{"kind": "stay_on", "time_s": 26.0}]})"));
}

TEST(TruthJson, AnEmptySessionHasEmptyLists)
{
    const auto document = Json::parse(truthAsJson({}));
    for (const auto* key : {"holds", "strokes", "spots", "faults"}) {
        EXPECT_TRUE(document[key].is_array() && document[key].empty()) << key;
    }
}

}  // namespace
}  // namespace palpate::acquisition
