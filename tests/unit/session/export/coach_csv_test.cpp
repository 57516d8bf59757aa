#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/csv_export.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "coaching_samples.hpp"

#include <nlohmann/json.hpp>

namespace palpate::session {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

std::string textOf(const fs::path& path)
{
    std::ostringstream bytes;
    bytes << std::ifstream{path, std::ios::binary}.rdbuf();
    return bytes.str();
}

class CoachCsv : public ::testing::Test {
  protected:
    void exportOf(const SessionHeader& header, const std::optional<CoachResults>& coach)
    {
        fs::remove(folder_ / "a.h5");
        samples::makeSession(folder_ / "a.h5", header, 3);
        const auto session = SessionReader::open(folder_ / "a.h5");
        ASSERT_TRUE(session) << session.error().message;
        SessionResults results;
        results.frames.resize(3);
        results.coach = coach;
        const auto done = exportCsv(*session, results, folder_ / "out", true);
        ASSERT_TRUE(done) << done.error().message;
    }
    [[nodiscard]] std::string file(const char* name) const { return textOf(folder_ / "out" / name); }
    [[nodiscard]] nlohmann::json sessionJson() const { return nlohmann::json::parse(file("session.json")); }

    support::TempDir folder_;
};

TEST_F(CoachCsv, HasATableOfRulesCuesSitesAndSets)
{
    exportOf(samples::coachedHeader(2, 3), samples::coachResults());
    EXPECT_EQ(file("adherence.csv"),
              "rule,met,value,target_min,target_max,unit,in_band_pct,why\n"
              "hold_time,1,41.5,30,90,s,100,\n"
              "load,0,55,,45,% body weight,,Over 45 % for 12 s – ease off.\n"
              "percussion_time,,,,,s,,no gun was used\n");
    EXPECT_EQ(file("cues.csv"),
              "start_s,end_s,kind,asked,done,about,words\n"
              "12.25,15.5,slower,4,1.9,s a stroke,\"Slower: at least 4 s a stroke asked, 1.9 done\"\n"
              "80,,all_done,,,,Done\n");
    EXPECT_EQ(file("sites.csv"),
              "start_s,end_s,held_s,x_mm,y_mm,side,losses,percussion_hz\n"
              "1,42,40.5,11,12,right,2,31.5\n50,0,0,0,0,none,0,\n");
    EXPECT_EQ(file("sets.csv"), "start_s,end_s,worked_s,side\n1,45,43.5,left\n");
    const auto dictionary = file("dictionary.csv");
    for (const char* const column : {"adherence.csv,rule,,", "adherence.csv,why,,", "cues.csv,words,,",
                                     "sites.csv,held_s,s,", "sets.csv,worked_s,s,"}) {
        EXPECT_THAT(dictionary, HasSubstr(column));
    }
}

TEST_F(CoachCsv, SessionJsonNamesWhatWasAgreed)
{
    exportOf(samples::coachedHeader(2, 3), samples::coachResults());
    const auto json = sessionJson();
    const auto& coaching = json["coaching"];
    EXPECT_EQ(coaching["technique"]["id"], "glutes");
    EXPECT_EQ(coaching["technique"]["title"], "Ges\xC3\xA4\xC3\x9Fmuskeln");
    EXPECT_EQ(coaching["technique"]["rules"]["hold"]["max_s"], 90.0);
    EXPECT_FALSE(coaching["technique"].contains("zones"));
    EXPECT_EQ(coaching["tool"], "ball");
    EXPECT_EQ(coaching["timing"], "pain_management");
    EXPECT_EQ(coaching["pain_limit"], 4);
    EXPECT_EQ(coaching["placement"]["x_mm"], 100.0 / 3.0);
    EXPECT_EQ(coaching["body_weight_n"], 700.1);
    EXPECT_EQ(coaching["screening"]["yes"], (nlohmann::json{"osteoporosis", "pregnancy"}));
    EXPECT_EQ(json["coach"]["maybe_bone_mm"][0][1], 8.5);
    EXPECT_EQ(json["coach"]["breaths_per_minute"], 6.25);
    EXPECT_EQ(json["coach"]["cues"], 2);
}

TEST_F(CoachCsv, WhatIsNotKnownIsNull)
{
    auto header = samples::coachedHeader(2, 3);
    header.coaching = coachingOf(header.coaching->technique, header.geometry);
    exportOf(header, CoachResults{});
    const auto json = sessionJson();
    EXPECT_TRUE(json["coaching"]["timing"].is_null());
    EXPECT_TRUE(json["coaching"]["screening"].is_null());
    EXPECT_TRUE(json["coach"]["breaths_per_minute"].is_null());
    EXPECT_EQ(file("sets.csv"), "start_s,end_s,worked_s,side\n");
}

TEST_F(CoachCsv, WithoutATechniqueThereIsNoneAndAnEarlierOneGoes)
{
    exportOf(samples::coachedHeader(2, 3), samples::coachResults());
    exportOf(samples::header(2, 3), std::nullopt);
    for (const char* const name : {"adherence.csv", "cues.csv", "sites.csv", "sets.csv"}) {
        EXPECT_FALSE(fs::exists(folder_ / "out" / name)) << name;
        EXPECT_THAT(file("dictionary.csv"), Not(HasSubstr(std::string{"\n"} + name)));
    }
    EXPECT_TRUE(sessionJson()["coaching"].is_null());
    EXPECT_TRUE(sessionJson()["coach"].is_null());
}

}  // namespace
}  // namespace palpate::session
