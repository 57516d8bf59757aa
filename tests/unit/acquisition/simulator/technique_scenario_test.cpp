#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/acquisition/simulation.hpp"

#include "handmade_techniques.hpp"
#include "mat_profiles.hpp"
#include "observed_session.hpp"

namespace palpate::acquisition {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Frequency kRate{10.0};

Coaching coachingFor(const Technique& technique, const MatProfile& mat)
{
    Coaching coaching = coachingOf(technique, mat.geometry);
    coaching.body_weight = Force{706.0};
    coaching.own_threshold = Pressure{300.0};
    return coaching;
}

std::unique_ptr<Simulation> play(const MatProfile& mat, const Coaching& coaching, const std::string& variant,
                                 std::uint64_t seed)
{
    const std::string& id = coaching.technique.id;
    auto simulation = makeSimulation(mat, {.scenario = variant.empty() ? id : id + "-" + variant,
                                           .seed = seed,
                                           .rate = kRate,
                                           .coaching = coaching});
    EXPECT_TRUE(simulation) << simulation.error().message;
    return simulation ? std::move(*simulation) : nullptr;
}

std::string named(const std::vector<RuleKind>& rules)
{
    std::string names;
    for (const RuleKind rule : rules) {
        names += std::string(toString(rule)) + " ";
    }
    return names;
}

std::vector<Technique> techniques()
{
    return {rollerWithRest(), ballWithSides(), rollerWithSides()};
}

std::vector<std::string> wellAndBadly(const Technique& technique)
{
    auto variants = techniqueVariants(technique);
    variants.insert(variants.begin(), "");
    return variants;
}

void expectSitesAsTrue(const ObservedSession& session, const SimulatedTruth::Technique& truth)
{
    ASSERT_EQ(session.stays.size(), truth.sites.size());
    for (std::size_t i = 0; i < truth.sites.size(); ++i) {
        EXPECT_NEAR(session.stays[i].start_s, truth.sites[i].start_s, 0.5);
        EXPECT_NEAR(session.stays[i].end_s, truth.sites[i].end_s, 0.5);
        // The place with the longest stay is looked for, at ten frames a second.
        EXPECT_NEAR(session.stays[i].held_s, truth.sites[i].held_s, 1.0);
        EXPECT_EQ(session.stays[i].losses, truth.sites[i].losses);
        EXPECT_NEAR(session.stays[i].place.x_mm, truth.sites[i].place.x_mm, 6.0);
        EXPECT_NEAR(session.stays[i].place.y_mm, truth.sites[i].place.y_mm, 6.0);
    }
}

void expectSetsAsTrue(const ObservedSession& session, const SimulatedTruth::Technique& truth)
{
    ASSERT_EQ(session.sets.size(), truth.sets.size());
    for (std::size_t i = 0; i < truth.sets.size(); ++i) {
        EXPECT_NEAR(session.sets[i].start_s, truth.sets[i].start_s, 0.3);
        EXPECT_NEAR(session.sets[i].end_s, truth.sets[i].end_s, 0.3);
        EXPECT_NEAR(session.sets[i].worked_s, truth.sets[i].worked_s, 1.5);
    }
}

/// Looked at without the truth: the rules broken, and on fine cells the holds and sets.
void expectAsTrue(const MatProfile& mat, std::uint64_t seed, bool has_fine_cells)
{
    for (const Technique& technique : techniques()) {
        const Coaching coaching = coachingFor(technique, mat);
        for (const std::string& variant : wellAndBadly(technique)) {
            SCOPED_TRACE(technique.id + " " + variant + " on " + mat.id);
            const auto simulation = play(mat, coaching, variant, seed);
            ASSERT_TRUE(simulation);
            ASSERT_TRUE(simulation->truth().technique);
            const auto& truth = *simulation->truth().technique;
            const auto session = observe(*simulation, coaching);
            EXPECT_EQ(named(brokenRules(session, coaching)), named(truth.broken));
            if (has_fine_cells) {
                expectSitesAsTrue(session, truth);
                expectSetsAsTrue(session, truth);
            }
        }
    }
}

TEST(TechniqueScenario, BreaksExactlyItsRuleOnCentimetreCells)
{
    expectAsTrue(matProfile(64, 64, 10.0), 1, true);
}

TEST(TechniqueScenario, BreaksExactlyItsRuleOnASmallMat)
{
    expectAsTrue(matProfile(32, 32, 10.0), 2, true);
}

TEST(TechniqueScenario, BreaksExactlyItsRuleOnATreatmentTable)
{
    expectAsTrue(matProfile(64, 32, 28.0), 3, false);
}

TEST(TechniqueScenario, BeginsWithThreeSecondsOfEmptyMat)
{
    const auto mat = matProfile(64, 64, 10.0);
    for (const Technique& technique : techniques()) {
        const Coaching coaching = coachingFor(technique, mat);
        const auto session = observe(*play(mat, coaching, "", 5), coaching);
        for (const auto& frame : session.frames) {
            if (frame.time_s <= 3.0) {
                ASSERT_EQ(frame.force_n, 0.0);
            }
        }
    }
}

TEST(TechniqueScenario, SameRequestSameBytesOtherSeedOtherBytes)
{
    const auto mat = matProfile(32, 32, 10.0);
    const Coaching coaching = coachingFor(ballWithSides(), mat);
    const auto first = observe(*play(mat, coaching, "", 1), coaching);
    const auto again = observe(*play(mat, coaching, "", 1), coaching);
    const auto other = observe(*play(mat, coaching, "", 2), coaching);
    ASSERT_EQ(first.frames.size(), again.frames.size());
    for (std::size_t i = 0; i < first.frames.size(); ++i) {
        ASSERT_EQ(first.frames[i].force_n, again.frames[i].force_n);
    }
    EXPECT_NE(first.frames.size(), other.frames.size());
}

TEST(TechniqueScenario, CuesComeWhenThereIsReason)
{
    const auto mat = matProfile(64, 64, 10.0);
    const auto cues = [&](const Technique& technique, const std::string& variant) {
        const auto simulation = play(mat, coachingFor(technique, mat), variant, 9);
        std::vector<CueKind> kinds;
        for (const auto& cue : simulation->truth().technique->cues) {
            kinds.push_back(cue.kind);
        }
        return kinds;
    };
    EXPECT_THAT(cues(rollerWithRest(), ""), ElementsAre());
    EXPECT_THAT(cues(rollerWithRest(), "too-short"), ElementsAre(CueKind::StayOn, CueKind::StayOn));
    EXPECT_THAT(cues(rollerWithRest(), "too-long"), ElementsAre(CueKind::MoveOn));
    EXPECT_THAT(cues(rollerWithRest(), "too-fast"), ElementsAre(CueKind::Slower, CueKind::Slower));
    EXPECT_THAT(cues(rollerWithRest(), "too-slow"),
                ElementsAre(CueKind::Faster, CueKind::Faster, CueKind::Faster, CueKind::Faster));
    EXPECT_THAT(cues(rollerWithRest(), "off-limits"), ElementsAre(CueKind::OffLimits, CueKind::OffLimits));
    EXPECT_THAT(cues(rollerWithRest(), "too-painful"), ElementsAre(CueKind::EaseOffPain));
    EXPECT_THAT(cues(rollerWithRest(), "no-rest"), ElementsAre(CueKind::StillResting));
    // The first loss comes before the rest counts as a hold.
    EXPECT_THAT(cues(rollerWithRest(), "lost-contact"),
                ElementsAre(CueKind::StayOn, CueKind::StayOn, CueKind::StayOn));
    EXPECT_THAT(cues(ballWithSides(), "on-bone"), ElementsAre(CueKind::MaybeBone));
}

TEST(TechniqueScenario, RatingsFallWellUnderTheLimitInAGoodSession)
{
    const auto mat = matProfile(32, 32, 10.0);
    Coaching coaching = coachingFor(rollerWithRest(), mat);
    coaching.pain_limit = 4;
    const auto good = observe(*play(mat, coaching, "", 1), coaching);
    ASSERT_EQ(good.events.size(), 4U);
    EXPECT_EQ(good.events[0].nrs, 2);
    EXPECT_EQ(good.events[1].nrs, 1);
    EXPECT_EQ(observe(*play(mat, coaching, "too-painful", 1), coaching).events[0].nrs, 6);
}

TEST(TechniqueScenario, BoneIsASteepPeakInOneHold)
{
    const auto mat = matProfile(64, 64, 10.0);
    const Coaching coaching = coachingFor(ballWithSides(), mat);
    const auto simulation = play(mat, coaching, "on-bone", 1);
    const double at_s = simulation->truth().technique->cues.front().time_s;
    const auto session = observe(*simulation, coaching);
    const auto peak_at = [&](double time_s) {
        return session.frames[static_cast<std::size_t>(time_s * kRate.hz)].peak_kpa;
    };
    EXPECT_GT(peak_at(at_s), 1.25 * peak_at(at_s - 3.0));
    EXPECT_TRUE(simulation->truth().technique->broken.empty());
}

TEST(TechniqueScenario, StrokesMayBeAskedInMillimetresPerSecondAndTheMatMayLieAcross)
{
    const auto mat = matProfile(32, 40, 10.0);
    Technique technique = rollerWithRest();
    technique.rules.stroke = StrokeRule{.unit = StrokeUnit::MmPerSecond, .band = {.min = 30.0, .max = 90.0}};
    const Coaching coaching = coachingFor(technique, mat);
    ASSERT_EQ(coaching.placement.turn_deg, -90.0);
    for (const auto* variant : {"", "too-fast", "too-slow", "off-limits"}) {
        const auto simulation = play(mat, coaching, variant, 6);
        EXPECT_EQ(named(brokenRules(observe(*simulation, coaching), coaching)),
                  named(simulation->truth().technique->broken))
            << variant;
    }
}

TEST(TechniqueScenario, ATurnedRollerIsRefusedAndATurnedBallIsNot)
{
    const auto mat = matProfile(64, 64, 10.0);
    Coaching roller = coachingFor(rollerWithRest(), mat);
    roller.placement.turn_deg = 20.0;
    const auto refused = makeSimulation(mat, {.scenario = "test-thighs", .coaching = roller});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message, HasSubstr("turn the outline"));
    roller.placement.turn_deg = -90.0;
    EXPECT_TRUE(makeSimulation(mat, {.scenario = "test-thighs", .coaching = roller}));
    Coaching ball = coachingFor(ballWithSides(), mat);
    ball.placement.turn_deg = 20.0;
    const auto simulation = play(mat, ball, "", 1);
    EXPECT_EQ(named(brokenRules(observe(*simulation, ball), ball)), "");
}

std::vector<std::pair<double, double>> forcesOf(Simulation& simulation, const Coaching& coaching)
{
    std::vector<std::pair<double, double>> forces;
    for (const auto& frame : observe(simulation, coaching).frames) {
        forces.emplace_back(frame.time_s, frame.force_n);
    }
    return forces;
}

TEST(TechniqueScenario, AClientOnTheMatStaysBetweenTheSetsAndCarriesWhatTheToolDoesNot)
{
    const auto mat = matProfile(64, 64, 10.0);
    const Coaching coaching = coachingFor(ballWithSides(), mat);
    const auto simulation = makeSimulation(
        mat, {.scenario = "test-chest", .rate = kRate, .coaching = coaching, .with_body = true});
    ASSERT_TRUE(simulation);
    const auto& sets = (*simulation)->truth().technique->sets;
    ASSERT_GE(sets.size(), 2U);
    double alone_n = 0.0;
    for (const auto& [time_s, force_n] : forcesOf(**simulation, coaching)) {
        if (time_s < 3.0) {
            EXPECT_EQ(force_n, 0.0);
        } else if (time_s > sets[0].start_s - 2.0 && time_s < sets[0].start_s - 0.5) {
            alone_n = force_n;
            EXPECT_GT(alone_n, 200.0);
        } else if (time_s > sets[0].start_s + 2.0 && time_s < sets[0].end_s - 2.0) {
            EXPECT_NEAR(force_n, alone_n, 0.15 * alone_n);
        } else if (time_s > sets[0].end_s + 1.5 && time_s < sets[1].start_s - 1.5) {
            EXPECT_NEAR(force_n, alone_n, 0.1 * alone_n);
        }
    }
}

TEST(TechniqueScenario, AGunStaysOnItsPlacesAndHasNoVariantsOfStrokesAndLoad)
{
    const auto mat = matProfile(64, 64, 10.0);
    Technique technique = ballWithSides();
    technique.tools.push_back(Tool::PercussionGun);
    technique.rules.percussion_s = Band{.min = std::nullopt, .max = 40.0};
    Coaching coaching = coachingFor(technique, mat);
    coaching.tool = Tool::PercussionGun;
    const auto well = play(mat, coaching, "", 2);
    ASSERT_TRUE(well);
    EXPECT_TRUE(well->truth().technique->broken.empty());
    for (const SiteDose& site : well->truth().technique->sites) {
        EXPECT_LT(site.held_s, 40.0);
        EXPECT_GT(site.held_s, 20.0);
    }
    EXPECT_THAT(play(mat, coaching, "too-long", 2)->truth().technique->broken,
                ElementsAre(RuleKind::PercussionTime));
    for (const auto* id : {"test-chest-too-fast", "test-chest-too-hard", "test-chest-lost-contact"}) {
        EXPECT_FALSE(makeSimulation(mat, {.scenario = id, .coaching = coaching})) << id;
    }
}

TEST(TechniqueScenario, WhatIsNotJudgedCannotBeShown)
{
    const auto mat = matProfile(64, 64, 10.0);
    Coaching roller = coachingFor(rollerWithRest(), mat);
    roller.body_weight.reset();
    const auto hard = makeSimulation(mat, {.scenario = "test-thighs-too-hard", .coaching = roller});
    ASSERT_FALSE(hard);
    EXPECT_THAT(hard.error().message, HasSubstr("body weight"));
    EXPECT_TRUE(makeSimulation(mat, {.scenario = "test-thighs", .coaching = roller}));
    Coaching ball = coachingFor(ballWithSides(), mat);
    ball.own_threshold.reset();
    EXPECT_FALSE(makeSimulation(mat, {.scenario = "test-chest-too-hard", .coaching = ball}));
    ball.pain_limit = 10;
    EXPECT_FALSE(makeSimulation(mat, {.scenario = "test-chest-too-painful", .coaching = ball}));
}

TEST(TechniqueScenario, UnknownVariantsAndTechniquesAreNotFound)
{
    const auto mat = matProfile(64, 64, 10.0);
    const Coaching coaching = coachingFor(ballWithSides(), mat);
    for (const auto* id :
         {"test-chest-", "test-chest-no-rest", "test-chest-dancing", "other", "test-chestx"}) {
        const auto refused = makeSimulation(mat, {.scenario = id, .coaching = coaching});
        ASSERT_FALSE(refused) << id;
        EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
        EXPECT_THAT(refused.error().message, HasSubstr("test-chest-too-short"));
    }
    const auto without = makeSimulation(mat, {.scenario = "test-chest"});
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, ErrorCode::NotFound);
}

TEST(TechniqueScenario, ACutSessionHasNoTruthOfTheTechnique)
{
    const auto mat = matProfile(32, 32, 10.0);
    const Coaching coaching = coachingFor(ballWithSides(), mat);
    const auto cut =
        makeSimulation(mat, {.scenario = "test-chest", .duration_s = 20.0, .coaching = coaching});
    ASSERT_TRUE(cut);
    EXPECT_FALSE((*cut)->truth().technique);
    const auto longer =
        makeSimulation(mat, {.scenario = "test-chest", .duration_s = 300.0, .coaching = coaching});
    ASSERT_TRUE(longer);
    EXPECT_EQ((*longer)->truth().technique->sets.size(), 2U);
}

TEST(TechniqueVariants, AreThoseThatBreakExactlyOneRule)
{
    EXPECT_THAT(
        techniqueVariants(rollerWithRest()),
        ElementsAre("too-short", "too-long", "too-fast", "too-slow", "off-limits", "too-painful", "too-hard",
                    "too-light", "lost-contact", "half-way", "no-rest", "one-set", "no-hold"));
    EXPECT_THAT(techniqueVariants(ballWithSides()),
                ElementsAre("too-short", "too-long", "too-fast", "too-slow", "off-limits", "one-side",
                            "too-painful", "too-hard", "lost-contact", "no-hold", "on-bone"));
    EXPECT_THAT(techniqueVariants(rollerWithSides()),
                ElementsAre("too-fast", "too-slow", "off-limits", "one-side", "too-painful", "too-hard",
                            "too-light", "lost-contact", "half-way", "too-brief"));
}

TEST(TechniqueVariants, FollowTheRules)
{
    Technique technique = rollerWithRest();
    technique.rules.stroke->unit = StrokeUnit::MmPerSecond;
    technique.rules.stroke->band = {.min = {}, .max = 80.0};
    EXPECT_THAT(techniqueVariants(technique), Contains("too-fast"));
    EXPECT_THAT(techniqueVariants(technique), Not(Contains("too-slow")));
    technique.rules.hold->counts_from_s = 16.0;
    EXPECT_THAT(techniqueVariants(technique), Not(Contains("too-short")));
    technique.rules.set->rest_s = 20.0;
    EXPECT_THAT(techniqueVariants(technique), Not(Contains("no-rest")));
    technique.zones.pop_back();
    EXPECT_THAT(techniqueVariants(technique), Not(Contains("off-limits")));
    technique.rules.pain_limit = 9;
    EXPECT_THAT(techniqueVariants(technique), Not(Contains("too-painful")));
}

TEST(TechniqueVariants, NamesBelongToOneTechnique)
{
    EXPECT_TRUE(isTechniqueScenario("neck", "neck"));
    EXPECT_TRUE(isTechniqueScenario("neck-too-short", "neck"));
    EXPECT_FALSE(isTechniqueScenario("neck-upper", "neck"));
    EXPECT_FALSE(isTechniqueScenario("neck-upper-too-short", "neck"));
    EXPECT_FALSE(isTechniqueScenario("neck-", "neck"));
    EXPECT_FALSE(isTechniqueScenario("neck", ""));
}

TEST(FixedScenarios, BreathingAndPercussionTellWhatTheyAre)
{
    const auto mat = matProfile(64, 64, 10.0);
    const auto breathing = makeSimulation(mat, {.scenario = "breathing"});
    ASSERT_TRUE(breathing);
    ASSERT_TRUE((*breathing)->truth().breath_hz);
    EXPECT_GE(*(*breathing)->truth().breath_hz, 0.1);
    EXPECT_LE(*(*breathing)->truth().breath_hz, 0.35);
    EXPECT_FALSE((*makeSimulation(mat, {.scenario = "lying"}))->truth().breath_hz);
    const auto percussion = makeSimulation(mat, {.scenario = "percussion"});
    ASSERT_TRUE(percussion);
    ASSERT_EQ((*percussion)->truth().holds.size(), 2U);
    EXPECT_NEAR((*percussion)->truth().holds[0].end_s - (*percussion)->truth().holds[0].start_s, 39.0, 1.5);
}

}  // namespace
}  // namespace palpate::acquisition
