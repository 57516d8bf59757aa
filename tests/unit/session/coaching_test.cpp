#include <cstdlib>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/recalibrate.hpp"
#include "palpate/session/saved_results.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/session/session_regions.hpp"
#include "palpate/support/temp_dir.hpp"

#include "changed_copy.hpp"
#include "coaching_json.hpp"
#include "coaching_samples.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

Event stop()
{
    return {.time = SessionTime{35'000'000}, .kind = EventKind::Stop, .text = "tingling"};
}

std::optional<Coaching> storedIn(const std::filesystem::path& path)
{
    const auto session = SessionReader::open(path);
    EXPECT_TRUE(session) << session.error().message;
    return session ? session->header().coaching : std::nullopt;
}

/// As long as a technique can be.
Technique longest()
{
    Technique made = samples::technique("glutes");
    std::string text;
    for (int i = 0; i < 500; ++i) {
        text += "\xC3\xA4";
    }
    made.steps.assign(16, text);
    made.cautions.assign(16, std::string(1000, '\x01'));
    for (Zone& zone : made.zones) {
        zone.corners.assign(64, {.x_mm = -1000.0 / 3.0, .y_mm = -2000.0 / 3.0});
    }
    made.zones.resize(32, made.zones.back());
    return made;
}

TEST(CoachingJson, ComesBackAsItWas)
{
    const auto whole = parseCoaching(coachingToJson(samples::coaching()));
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(*whole, samples::coaching());
    const Coaching bare = coachingOf(samples::technique("calves"), samples::header(3, 4).geometry);
    const auto least = parseCoaching(coachingToJson(bare));
    ASSERT_TRUE(least) << least.error().message;
    EXPECT_EQ(*least, bare);
}

TEST(CoachingJson, IsRefusedWithItsKey)
{
    const auto refusalWith = [](const char* pointer, const nlohmann::json& value) {
        auto json = nlohmann::json::parse(coachingToJson(samples::coaching()));
        json[nlohmann::json::json_pointer{pointer}] = value;
        const auto parsed = parseCoaching(json.dump());
        return parsed ? "accepted" : parsed.error().message;
    };
    EXPECT_EQ(refusalWith("/placement/x_mm", "5"), R"("placement.x_mm" must be a number)");
    EXPECT_THAT(refusalWith("/pace/hold_s", 1), HasSubstr(R"("pace.hold_s" is not a key here)"));
    EXPECT_EQ(refusalWith("/technique/rules/set/sets", 0.5),
              R"("technique.rules.set.sets" must be a whole number)");
    EXPECT_THAT(refusalWith("/screening/yes/0", "thrombosis?"), HasSubstr("no question of the screening"));
    EXPECT_THAT(refusalWith("/placement/scale", 0), HasSubstr("scale"));
    EXPECT_FALSE(parseCoaching("{"));
}

TEST(CoachedSession, GivesBackItsCoachingAndStops)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    {
        auto journal = JournalWriter::create(path, samples::coachedHeader(3, 4), false);
        ASSERT_TRUE(journal) << journal.error().message;
        for (std::uint64_t i = 0; i < 8; ++i) {
            ASSERT_TRUE(journal->append(samples::rawFrame(samples::header(3, 4), i)));
        }
        ASSERT_TRUE(journal->append(stop()));
        // Cut off here, without an end record.
    }
    const auto report = finalizeJournal(journalPathOf(path), false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->damaged_records, 0U);
    const auto session = SessionReader::open(path);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->header().coaching, samples::coaching());
    ASSERT_EQ(session->events().size(), 1U);
    EXPECT_EQ(session->events()[0].kind, EventKind::Stop);
    EXPECT_EQ(session->events()[0].text, "tingling");
    EXPECT_EQ(std::system(("/usr/bin/python3 " PALPATE_SOURCE_DIR "/tests/unit/session/check_coaching.py " +
                           path.string())
                              .c_str()),
              0);
}

TEST(CoachedSession, KeepsItsCoachingThroughEveryChange)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::coachedHeader(3, 4), 8);
    ASSERT_TRUE(annotateSession(path, samples::marker()));
    ASSERT_TRUE(saveRegions(path, samples::regions()));
    SessionResults results;
    results.frames.resize(8);
    const auto saved = saveResults(path, results);
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(storedIn(path), samples::coaching());
    const auto calibration = samples::header(3, 4).calibration;
    ASSERT_TRUE(recalibrateSession(path, calibration, std::nullopt, folder / "new.h5", false));
    EXPECT_EQ(storedIn(folder / "new.h5"), samples::coaching());
}

TEST(CoachedSession, HoldsTheLongestTechnique)
{
    const support::TempDir folder;
    auto header = samples::coachedHeader(2, 2);
    header.coaching->technique = longest();
    ASSERT_GT(coachingToJson(*header.coaching).size(), 200'000U);
    samples::makeSession(folder / "a.h5", header, 3);
    EXPECT_EQ(storedIn(folder / "a.h5"), header.coaching);
}

TEST(CoachedSession, WithoutATechniqueHasNoCoaching)
{
    const support::TempDir folder;
    samples::makeSession(folder / "a.h5", samples::header(2, 2), 3);
    EXPECT_FALSE(storedIn(folder / "a.h5"));
    const auto file = h5::openForReading(folder / "a.h5");
    EXPECT_FALSE(h5::exists(file->get(), "coaching"));
}

TEST(CoachedSession, WhatCannotBeCoachedIsRefusedBeforeRecording)
{
    const support::TempDir folder;
    const auto refusal = [&folder](const SessionHeader& header) {
        const auto journal = JournalWriter::create(folder / "a.h5", header, false);
        return journal ? "accepted" : journal.error().message;
    };
    auto header = samples::coachedHeader(2, 2);
    header.info.technique = "upper-back";
    EXPECT_THAT(refusal(header), HasSubstr("'upper-back', the coach's glutes"));
    header = samples::coachedHeader(2, 2);
    header.coaching->technique.title = "R\xFC";
    EXPECT_THAT(refusal(header), HasSubstr("UTF-8"));
    header = samples::coachedHeader(2, 2);
    header.coaching->technique.title = std::string(2, '\0');
    EXPECT_THAT(refusal(header), HasSubstr("technique.title"));
    header = samples::coachedHeader(2, 2);
    header.coaching->tool = Tool::PercussionGun;
    header.coaching->technique.tools = {Tool::Ball};
    EXPECT_THAT(refusal(header), HasSubstr("percussion_gun"));
    header = samples::coachedHeader(2, 2);
    header.coaching->screening->yes.assign(1000, "pregnancy");
    EXPECT_THAT(refusal(header), HasSubstr("more answers than questions"));
}

TEST(CoachedSession, ADamagedPlanIsNamed)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::coachedHeader(2, 2), 3);
    {
        auto file = h5::openForChange(path);
        ASSERT_TRUE(file);
        const auto group = h5::openGroup(file->get(), "coaching");
        ASSERT_TRUE(group);
        ASSERT_GE(H5Adelete(group->get(), "plan_00"), 0);
    }
    const auto session = SessionReader::open(path);
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().code, ErrorCode::Corrupt);
    EXPECT_THAT(session.error().message, HasSubstr("coaching: "));
}

}  // namespace
}  // namespace palpate::session
