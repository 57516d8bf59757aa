#include "review_page.hpp"

#include <QTest>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"

namespace palpate::gui {
namespace {

struct ReviewStage {
    ReviewStage() : page(makeTheme(ThemeKind::Dark), Settings{})
    {
        page.resize(1196, 800);
        page.presenter().opened(made::session());
        page.presenter().analyzed(made::results());
        page.show();
        QCoreApplication::processEvents();
    }
    ReviewPage page;
};

TEST(ReviewPage, SaysInASentenceWhatWasHeld)
{
    ReviewStage stage;
    EXPECT_EQ(stage.page.findChild<ElidedLabel*>(QStringLiteral("headline"))->text(),
              QStringLiteral("2 holds, 1 of 30–90 s"));
    made::savePicture(stage.page, QStringLiteral("review"));
}

TEST(ReviewPage, JumpsToAHoldThatIsClicked)
{
    ReviewStage stage;
    auto* const holds = stage.page.findChild<HoldsTable*>();
    Q_EMIT holds->holdChosen(48.0);
    EXPECT_DOUBLE_EQ(stage.page.presenter().time(), 48.0);
    EXPECT_DOUBLE_EQ(stage.page.findChild<Timeline*>()->cursorTime(), 48.0);
}

TEST(ReviewPage, KeepsColoursAndRangeWhilePlaying)
{
    ReviewStage stage;
    stage.page.chooseMap(ReviewMap::Frame);
    const double range = stage.page.heatmap().scale().rangeMax();
    stage.page.presenter().togglePlaying();
    for (int i = 0; i < 60; ++i) {
        stage.page.presenter().tick(1.0);
        EXPECT_DOUBLE_EQ(stage.page.heatmap().scale().rangeMax(), range);
    }
    EXPECT_NEAR(stage.page.presenter().time(), 60.0, 1e-6);
}

TEST(ReviewPage, ChangesTheRangeOnlyWhenAsked)
{
    ReviewStage stage;
    stage.page.findChild<QPushButton*>(QStringLiteral("fitRange"))->click();
    EXPECT_DOUBLE_EQ(stage.page.heatmap().scale().rangeMax(), 50.0);
    stage.page.findChild<QDoubleSpinBox*>(QStringLiteral("range"))->setValue(20.0);
    EXPECT_DOUBLE_EQ(stage.page.heatmap().scale().rangeMax(), 20.0);
}

TEST(ReviewPresenter, PlaysAtTheChosenSpeedAndStopsAtTheEnd)
{
    ReviewStage stage;
    ReviewPresenter& presenter = stage.page.presenter();
    presenter.setSpeed(4.0);
    presenter.togglePlaying();
    presenter.tick(2.0);
    EXPECT_NEAR(presenter.time(), 8.0, 1e-9);
    presenter.tick(1000.0);
    EXPECT_FALSE(presenter.isPlaying());
    EXPECT_NEAR(presenter.time(), made::session()->times_s.back(), 1e-9);
}

TEST(ReviewPresenter, FindsTheLastFrameBeforeATime)
{
    const std::vector<double> times{0.0, 0.1, 0.2};
    EXPECT_EQ(frameAt(times, -1.0), 0U);
    EXPECT_EQ(frameAt(times, 0.1), 1U);
    EXPECT_EQ(frameAt(times, 0.15), 1U);
    EXPECT_EQ(frameAt(times, 9.0), 2U);
}

TEST(ReviewPage, SaysWhatFailedAndStaysUsable)
{
    ReviewPage page(makeTheme(ThemeKind::Dark), Settings{});
    page.resize(1196, 800);
    page.show();
    page.presenter().openingStarted("broken.h5");
    page.presenter().failed(Error{.code = ErrorCode::Corrupt, .message = "broken.h5 is not a session"});
    EXPECT_TRUE(page.banner().isVisible());
    EXPECT_EQ(page.banner().detail(), QStringLiteral("broken.h5 is not a session"));
    EXPECT_TRUE(page.findChild<SessionList*>()->isVisible());
}

}  // namespace
}  // namespace palpate::gui
