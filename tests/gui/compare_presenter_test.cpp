#include "compare_presenter.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "made_comparison.hpp"
#include "session_choice.hpp"

namespace palpate::gui {
namespace {

class CompareScreen final : public CompareView {
  public:
    void showChoosing(ChoicePurpose purpose, const std::optional<std::filesystem::path>& first,
                      bool can_go_back) override
    {
        state = "choosing";
        shown_purpose = purpose;
        shown_first = first;
        offers_back = can_go_back;
    }
    void showComparing(const std::filesystem::path& /*a*/, const std::filesystem::path& /*b*/) override
    {
        state = "comparing";
    }
    void showComparison(const live::SessionComparison& compared,
                        const live::ComparisonRequest& request) override
    {
        state = "compared";
        headline = compared.comparison.headline;
        shown_request = request;
    }
    void showLandmarks(const live::SessionComparison& /*compared*/,
                       const live::ComparisonRequest& request) override
    {
        state = "landmarks";
        shown_request = request;
    }
    void showAligned(const Comparison& /*comparison*/, const std::optional<Error>& not_kept) override
    {
        aligned = not_kept ? not_kept->message : "kept";
    }
    void showProblem(const std::string& /*title*/, const Error& error) override { problem = error.message; }

    std::string state;
    ChoicePurpose shown_purpose = ChoicePurpose::Pair;
    std::optional<std::filesystem::path> shown_first;
    bool offers_back = false;
    std::string headline;
    live::ComparisonRequest shown_request;
    std::string problem;
    std::string aligned;
};

/// The presenter with a screen that remembers and a loader that does nothing by itself.
struct CompareStage {
    CompareStage()
        : presenter(screen, {.compare = [this](const ComparisonJob& job) { jobs.push_back(job); },
                             .cancel = [this] { ++cancels; }})
    {}
    void answer()
    {
        presenter.compared(std::make_shared<const live::SessionComparison>(made::comparison()),
                           jobs.back().request);
    }
    void comparePair()
    {
        presenter.choose("before.h5");
        presenter.choose("after.h5");
        answer();
    }

    CompareScreen screen;
    std::vector<ComparisonJob> jobs;
    int cancels = 0;
    ComparePresenter presenter;
};

TEST(ComparePresenter, ComparesAfterTheSecondClick)
{
    CompareStage stage;
    stage.presenter.choose("a.h5");
    EXPECT_TRUE(stage.jobs.empty());
    EXPECT_EQ(stage.screen.shown_first, std::filesystem::path("a.h5"));
    stage.presenter.choose("b.h5");
    ASSERT_EQ(stage.jobs.size(), 1U);
    EXPECT_EQ(stage.jobs[0].request.before, std::filesystem::path("a.h5"));
    EXPECT_EQ(stage.jobs[0].request.after, std::filesystem::path("b.h5"));
    EXPECT_FALSE(stage.jobs[0].keeps_order);
    EXPECT_EQ(stage.screen.state, "comparing");
    stage.answer();
    EXPECT_EQ(stage.screen.state, "compared");
    EXPECT_FALSE(stage.presenter.isComparing());
}

TEST(ComparePresenter, TakesTheFirstOneBackWhenItIsClickedAgain)
{
    CompareStage stage;
    stage.presenter.choose("a.h5");
    stage.presenter.choose("a.h5");
    EXPECT_TRUE(stage.jobs.empty());
    EXPECT_FALSE(stage.screen.shown_first.has_value());
}

TEST(ComparePresenter, SwapsAndKeepsThatOrder)
{
    CompareStage stage;
    stage.comparePair();
    stage.presenter.swap();
    EXPECT_EQ(stage.jobs.back().request.before, std::filesystem::path("after.h5"));
    EXPECT_EQ(stage.jobs.back().request.after, std::filesystem::path("before.h5"));
    EXPECT_TRUE(stage.jobs.back().keeps_order);
}

TEST(ComparePresenter, AddsAControlSiteAndTakesItAway)
{
    CompareStage stage;
    stage.comparePair();
    stage.presenter.chooseControl();
    EXPECT_EQ(stage.screen.shown_purpose, ChoicePurpose::Control);
    EXPECT_TRUE(stage.screen.offers_back);
    stage.presenter.choose("c.h5");
    stage.presenter.choose("d.h5");
    EXPECT_EQ(stage.jobs.back().request.before, std::filesystem::path("before.h5"));
    EXPECT_EQ(stage.jobs.back().request.control_before, std::filesystem::path("c.h5"));
    EXPECT_EQ(stage.jobs.back().request.control_after, std::filesystem::path("d.h5"));
    stage.answer();
    stage.presenter.removeControl();
    EXPECT_FALSE(stage.jobs.back().request.control_before.has_value());
    EXPECT_EQ(stage.jobs.back().request.after, std::filesystem::path("after.h5"));
}

TEST(ComparePresenter, AddsAReferenceWeightAndTakesItAway)
{
    CompareStage stage;
    stage.comparePair();
    stage.presenter.chooseReference();
    EXPECT_EQ(stage.screen.shown_purpose, ChoicePurpose::Reference);
    stage.presenter.choose("w1.h5");
    stage.presenter.choose("w2.h5");
    EXPECT_EQ(stage.jobs.back().request.reference_before, std::filesystem::path("w1.h5"));
    EXPECT_EQ(stage.jobs.back().request.reference_after, std::filesystem::path("w2.h5"));
    EXPECT_FALSE(stage.jobs.back().request.control_before.has_value());
    stage.answer();
    stage.presenter.swap();
    EXPECT_EQ(stage.jobs.back().request.reference_before, std::filesystem::path("w2.h5"));
    stage.answer();
    stage.presenter.removeReference();
    EXPECT_FALSE(stage.jobs.back().request.reference_before.has_value());
    EXPECT_EQ(stage.jobs.back().request.before, std::filesystem::path("after.h5"));
}

TEST(ComparePresenter, AsksForAnotherMapOfWhatIsKnown)
{
    CompareStage stage;
    stage.comparePair();
    stage.presenter.chooseMap(1);
    EXPECT_EQ(stage.jobs.back().request.map, "mean_kpa");
    EXPECT_EQ(stage.jobs.back().known, stage.presenter.comparison());
    EXPECT_EQ(stage.screen.state, "compared");
}

TEST(ComparePresenter, MirrorsFromTheFilesAnew)
{
    CompareStage stage;
    stage.comparePair();
    stage.presenter.setMirror(true);
    EXPECT_TRUE(stage.jobs.back().request.mirrors);
    EXPECT_EQ(stage.jobs.back().known, nullptr);
}

TEST(ComparePresenter, AlignsByLandmarksAndWithoutThem)
{
    CompareStage stage;
    stage.presenter.chooseLandmarks();
    EXPECT_TRUE(stage.screen.state.empty());
    stage.comparePair();
    stage.presenter.chooseLandmarks();
    EXPECT_EQ(stage.screen.state, "landmarks");
    const std::vector<live::Landmark> landmarks{
        {.text = "one", .before = {.x_mm = 1.0, .y_mm = 2.0}, .after = {.x_mm = 3.0, .y_mm = 4.0}}};
    stage.presenter.useLandmarks(landmarks);
    EXPECT_TRUE(stage.jobs.back().keeps_landmarks);
    EXPECT_EQ(stage.jobs.back().request.landmarks, landmarks);
    stage.answer();
    stage.presenter.landmarksKept({});
    EXPECT_EQ(stage.screen.aligned, "kept");
    // What comes after has them as well, but they are kept once.
    stage.presenter.setMirror(true);
    EXPECT_FALSE(stage.jobs.back().keeps_landmarks);
    EXPECT_EQ(stage.jobs.back().request.landmarks, landmarks);
    stage.answer();
    stage.presenter.swap();
    EXPECT_EQ(stage.jobs.back().request.landmarks[0].before, landmarks[0].after);
    stage.answer();
    stage.presenter.alignAutomatically();
    EXPECT_FALSE(stage.jobs.back().request.uses_landmarks);
    stage.answer();
    stage.presenter.useLandmarks(landmarks);
    EXPECT_TRUE(stage.jobs.back().request.uses_landmarks);
    stage.presenter.landmarksKept(fail(ErrorCode::Io, "read-only"));
    EXPECT_EQ(stage.screen.aligned, "read-only");
}

TEST(ComparePresenter, CancelsBackToWhatWasThere)
{
    CompareStage stage;
    stage.presenter.choose("a.h5");
    stage.presenter.choose("b.h5");
    stage.presenter.cancel();
    EXPECT_EQ(stage.cancels, 1);
    EXPECT_EQ(stage.screen.state, "choosing");
    stage.comparePair();
    stage.presenter.swap();
    stage.presenter.cancel();
    EXPECT_EQ(stage.screen.state, "compared");
    EXPECT_EQ(stage.screen.shown_request.before, std::filesystem::path("before.h5"));
}

TEST(ComparePresenter, SaysWhatFailedAndLetsChooseAgain)
{
    CompareStage stage;
    stage.presenter.choose("a.h5");
    stage.presenter.choose("broken.h5");
    stage.presenter.failed(Error{.code = ErrorCode::Corrupt, .message = "broken.h5 is not a session"});
    EXPECT_EQ(stage.screen.problem, "broken.h5 is not a session");
    EXPECT_EQ(stage.screen.state, "choosing");
    EXPECT_FALSE(stage.presenter.isComparing());
}

TEST(ComparePresenter, BeginsWithASessionChosenElsewhere)
{
    CompareStage stage;
    stage.presenter.beginWith("open.h5");
    EXPECT_EQ(stage.screen.shown_first, std::filesystem::path("open.h5"));
    stage.presenter.choose("other.h5");
    EXPECT_EQ(stage.jobs.size(), 1U);
}

TEST(SessionChoice, KnowsWhichOneIsBefore)
{
    const auto at = [](int hour) {
        return std::chrono::system_clock::time_point{} + std::chrono::hours{hour};
    };
    MeasurementInfo early;
    early.started_at = at(1);
    MeasurementInfo late;
    late.started_at = at(2);
    EXPECT_FALSE(isOtherWayRound(early, late));
    EXPECT_TRUE(isOtherWayRound(late, early));
    // What the therapist said counts more than the clock.
    early.phase = Phase::After;
    late.phase = Phase::Before;
    EXPECT_TRUE(isOtherWayRound(early, late));
    EXPECT_FALSE(isOtherWayRound(late, early));
    EXPECT_FALSE(isOtherWayRound(MeasurementInfo{}, MeasurementInfo{}));
}

}  // namespace
}  // namespace palpate::gui
