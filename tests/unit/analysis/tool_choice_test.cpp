#include "palpate/analysis/tool_choice.hpp"

#include <gtest/gtest.h>

#include "techniques.hpp"

namespace palpate::analysis {
namespace {

constexpr Pressure kHold{10.0};
constexpr Length kPitch{10.0};

Patch ball(const MatPoint& place, double force_n, double peak_kpa)
{
    return {.area = Area{12.0},
            .force = Force{force_n},
            .peak = Pressure{peak_kpa},
            .centroid = place,
            .long_axis = Length{40.0},
            .short_axis = Length{38.0},
            .radius = Length{20.0},
            .shape = PatchShape::Ball};
}

Patch lobe(const MatPoint& place, double force_n, double peak_kpa)
{
    Patch load = ball(place, force_n, peak_kpa);
    load.is_focus = true;
    return load;
}

Patch lyingBody()
{
    return {.area = Area{1500.0},
            .force = Force{400.0},
            .peak = Pressure{16.0},
            .centroid = {.x_mm = 320.0, .y_mm = 320.0},
            .long_axis = Length{600.0},
            .short_axis = Length{400.0},
            .radius = Length{218.0},
            .shape = PatchShape::Body};
}

Patch legOnRoller(double x_mm, double y_mm, double force_n)
{
    return {
        .area = Area{50.0},
        .force = Force{force_n},
        .peak = Pressure{40.0},
        .centroid = {.x_mm = x_mm, .y_mm = y_mm},
        .long_axis = Length{90.0},
        .short_axis = Length{60.0},
        .radius = Length{40.0},
        .shape = PatchShape::Body,
        .peak_cell = {.row = static_cast<int>(y_mm / kPitch.mm), .col = static_cast<int>(x_mm / kPitch.mm)}};
}

Coaching coachingWith(Tool tool)
{
    Coaching coaching = coachingAt300(rollerTechnique());
    coaching.tool = tool;
    return coaching;
}

class ToolIsChosen : public testing::Test {
  protected:
    /// The index of the chosen load; every load keeps its place in the list, and with it its track.
    static std::optional<std::size_t> choose(ToolChoice& choice, const std::vector<Patch>& loads)
    {
        std::vector<TrackLinker::Link> links;
        for (std::size_t i = 0; i < loads.size(); ++i) {
            links.push_back({.track = i, .patch = i});
        }
        const auto link = choice.choose(loads, links);
        return link ? std::optional{link->patch} : std::nullopt;
    }

    ToolChoice ball_{coachingWith(Tool::Ball), kHold, kPitch};
    ToolChoice roller_{coachingWith(Tool::FoamRoller), kHold, kPitch};
};

TEST_F(ToolIsChosen, AClientWhoLiesOnTheMatIsNoTool)
{
    const std::vector<Patch> loads{lyingBody(), lobe({.x_mm = 240.0, .y_mm = 200.0}, 25.0, 16.0)};
    EXPECT_EQ(choose(ball_, loads), std::nullopt);
    EXPECT_EQ(choose(roller_, loads), std::nullopt);
}

TEST_F(ToolIsChosen, TheBallUnderAClientIsFoundAmongShoulderBlades)
{
    const std::vector<Patch> loads{lyingBody(), lobe({.x_mm = 240.0, .y_mm = 200.0}, 25.0, 16.0),
                                   lobe({.x_mm = 300.0, .y_mm = 300.0}, 45.0, 150.0)};
    EXPECT_EQ(choose(ball_, loads), 2U);
    // Lifted, nothing else is taken for it.
    EXPECT_EQ(choose(ball_, {lyingBody(), lobe({.x_mm = 240.0, .y_mm = 200.0}, 30.0, 22.0)}), std::nullopt);
}

TEST_F(ToolIsChosen, WithoutAClientOnTheMatALightBallIsTheTool)
{
    EXPECT_EQ(choose(ball_, {ball({.x_mm = 300.0, .y_mm = 300.0}, 5.0, 14.0)}), 0U);
}

TEST_F(ToolIsChosen, OnceAtWorkWhatLiesFarFromTheOutlineIsNoTool)
{
    const Patch heel = ball({.x_mm = 20.0, .y_mm = 630.0}, 30.0, 60.0);
    EXPECT_EQ(choose(ball_, {heel}), 0U);
    EXPECT_EQ(choose(ball_, {heel, ball({.x_mm = 320.0, .y_mm = 320.0}, 400.0, 90.0)}), 1U);
    EXPECT_EQ(choose(ball_, {heel}), std::nullopt);
}

TEST_F(ToolIsChosen, AHeadBesideTheOutlineOfAClientWhoLiesThereIsNoTool)
{
    const Patch head = ball({.x_mm = 20.0, .y_mm = 630.0}, 40.0, 60.0);
    EXPECT_EQ(choose(ball_, {lyingBody(), head}), std::nullopt);
}

TEST_F(ToolIsChosen, WhatStandsOutFarMoreTakesOverFromWhatWasTakenForTheTool)
{
    const Patch elbow = ball({.x_mm = 300.0, .y_mm = 260.0}, 6.0, 15.0);
    EXPECT_EQ(choose(ball_, {elbow}), 0U);
    EXPECT_EQ(choose(ball_, {elbow, ball({.x_mm = 320.0, .y_mm = 320.0}, 45.0, 150.0)}), 1U);
}

TEST_F(ToolIsChosen, TwoLegsOnOneRollerAreOneLoad)
{
    const std::vector<Patch> loads{legOnRoller(240.0, 320.0, 90.0), legOnRoller(400.0, 330.0, 110.0),
                                   legOnRoller(320.0, 420.0, 70.0)};
    ASSERT_EQ(choose(roller_, loads), 1U);
    EXPECT_DOUBLE_EQ(roller_.onTool(loads, loads[1]).force.n, 200.0);
    EXPECT_DOUBLE_EQ(ball_.onTool(loads, loads[1]).force.n, 110.0);
}

TEST_F(ToolIsChosen, OneCellAtTheMatsLimitMakesTheLoadAtLeast)
{
    std::vector<Patch> loads{legOnRoller(240.0, 320.0, 90.0), legOnRoller(400.0, 320.0, 110.0)};
    loads[0].flags = kPlaceSaturated;
    EXPECT_TRUE(roller_.onTool(loads, loads[1]).is_saturated);
    EXPECT_FALSE(ball_.onTool(loads, loads[1]).is_saturated);
}

}  // namespace
}  // namespace palpate::analysis
