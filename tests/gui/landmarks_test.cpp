// Landmarks by clicking, on real session files.
#include <optional>

#include <QTest>

#include <gtest/gtest.h>

#include "palpate/live/error_bands.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "compare_page.hpp"
#include "hand_made_data.hpp"
#include "landmark_words.hpp"
#include "stored_sessions.hpp"

namespace palpate::gui {
namespace {

ComparisonFunctions realFunctions()
{
    return {.compare = live::compareSessions,
            .bands = [] { return Result<std::vector<ErrorBand>>(std::vector<ErrorBand>{}); },
            .keep_landmarks = live::keepLandmarks};
}

class LandmarksTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        before_ = made::writeSession(folder_ / "before.h5", made::client(0.0, 0.0));
        // Further than the maps alone are searched for.
        after_ = made::writeSession(folder_ / "after.h5", made::client(180.0, 195.0));
    }

    void open(ComparisonFunctions functions = realFunctions())
    {
        page_.emplace(makeTheme(ThemeKind::Dark), Settings{}, std::move(functions));
        page_->resize(1196, 800);
        page_->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&*page_));
        page_->presenter().compareInOrder(before_, after_);
        waitForComparison();
    }

    void waitForComparison()
    {
        ASSERT_TRUE(QTest::qWaitFor(
            [this] {
                return page_->presenter().comparison() != nullptr && !page_->presenter().isComparing();
            },
            20000));
        QCoreApplication::processEvents();
    }

    QPushButton* button(const char* name) { return page_->findChild<QPushButton*>(QLatin1String(name)); }

    void click(ClickedMap which, MatPoint place)
    {
        LandmarkMap& map = page_->landmarks().map(which);
        ASSERT_TRUE(map.isVisible());
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.mapping()->toPixel(place).toPoint());
    }

    /// The same bump on both maps.
    void clickPair(std::size_t bump)
    {
        click(ClickedMap::Before, made::client(0.0, 0.0).at(bump).place);
        click(ClickedMap::After, made::client(180.0, 195.0).at(bump).place);
    }

    const Comparison& comparison() { return page_->presenter().comparison()->comparison; }
    std::vector<live::Landmark> stored()
    {
        return live::landmarksOf(session::SessionReader::open(before_).value().events(),
                                 session::SessionReader::open(after_).value().events());
    }

    support::TempDir folder_;
    std::filesystem::path before_;
    std::filesystem::path after_;
    std::optional<ComparePage> page_;
};

TEST_F(LandmarksTest, LeadFromARefusalToAVerdict)
{
    open();
    ASSERT_FALSE(comparison().is_comparable);
    EXPECT_FALSE(page_->body().maps().isVisible());
    ASSERT_TRUE(button("alignByLandmarks")->isVisible());
    EXPECT_FALSE(button("leaveLandmarks")->isVisible());
    QTest::mouseClick(button("alignByLandmarks"), Qt::LeftButton);
    ASSERT_TRUE(page_->landmarks().isVisible());
    EXPECT_EQ(page_->landmarks().step(),
              QStringLiteral("Click a place on Before, then the same place of the client on After: 1 of at "
                             "least 2."));
    EXPECT_FALSE(button("useLandmarks")->isEnabled());
    clickPair(0);
    EXPECT_FALSE(button("useLandmarks")->isEnabled());
    clickPair(3);
    made::savePicture(*page_, QStringLiteral("landmarks"));
    EXPECT_TRUE(page_->landmarks().step().startsWith(QStringLiteral("2 pairs, which fit to ")))
        << page_->landmarks().step().toStdString();
    QTest::mouseClick(button("useLandmarks"), Qt::LeftButton);
    waitForComparison();
    EXPECT_TRUE(comparison().is_comparable);
    ASSERT_TRUE(comparison().alignment.has_value());
    EXPECT_EQ(comparison().alignment->landmarks, 2);
    EXPECT_NEAR(comparison().alignment->dx_mm, 180.0, 3.0);
    EXPECT_NEAR(comparison().alignment->dy_mm, 195.0, 3.0);
    EXPECT_TRUE(page_->body().maps().isVisible());
    EXPECT_TRUE(page_->body().maps().caption().contains(QStringLiteral("by 2 landmarks")));
    EXPECT_TRUE(page_->banner().title().startsWith(QStringLiteral("Aligned by 2 landmarks, which then lie ")))
        << page_->banner().title().toStdString();
    EXPECT_TRUE(page_->banner().detail().contains(QStringLiteral("kept in both recordings")));
    made::savePicture(*page_, QStringLiteral("landmarks-used"));
}

TEST_F(LandmarksTest, AreKeptSoThatTheNextComparisonHasThem)
{
    open();
    button("alignByLandmarks")->click();
    clickPair(0);
    clickPair(3);
    button("useLandmarks")->click();
    waitForComparison();
    const std::vector<live::Landmark> kept = stored();
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_TRUE(kept[0].text.starts_with("landmark 1, set "));
    EXPECT_NEAR(kept[0].before.x_mm, 120.0, 3.0);
    EXPECT_NEAR(kept[1].after.y_mm, 485.0, 3.0);
    // As the command compares them.
    const auto again = live::compareSessions({.before = before_, .after = after_});
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->comparison.alignment->landmarks, 2);
    EXPECT_DOUBLE_EQ(again->comparison.alignment->dx_mm, comparison().alignment->dx_mm);
    // They can be changed: what is taken back leaves the files as well.
    button("landmarks")->click();
    EXPECT_EQ(page_->landmarks().landmarks().pairs().size(), 2U);
    button("undoLandmark")->click();
    clickPair(1);
    button("useLandmarks")->click();
    waitForComparison();
    ASSERT_EQ(stored().size(), 2U);
    EXPECT_EQ(stored()[0], kept[0]);
    EXPECT_NEAR(stored()[1].before.x_mm, 230.0, 3.0);
    EXPECT_EQ(session::SessionReader::open(after_).value().events().size(), 2U);
}

TEST_F(LandmarksTest, AreTakenBackOneByOne)
{
    open();
    button("alignByLandmarks")->click();
    LandmarksPane& pane = page_->landmarks();
    EXPECT_FALSE(button("undoLandmark")->isEnabled());
    clickPair(0);
    clickPair(3);
    click(ClickedMap::Before, {.x_mm = 300.0, .y_mm = 300.0});
    EXPECT_TRUE(pane.step().startsWith(QStringLiteral("Now click"))) << pane.step().toStdString();
    EXPECT_EQ(pane.map(ClickedMap::Before).places().size(), 3U);
    EXPECT_FALSE(button("useLandmarks")->isEnabled());
    // A second click on the same map corrects the first one.
    click(ClickedMap::Before, {.x_mm = 240.0, .y_mm = 300.0});
    ASSERT_EQ(pane.map(ClickedMap::Before).places().size(), 3U);
    EXPECT_NEAR(pane.map(ClickedMap::Before).places()[2].x_mm, 240.0, 3.0);
    QTest::keyClick(&pane.map(ClickedMap::Before), Qt::Key_Backspace);
    EXPECT_EQ(pane.map(ClickedMap::Before).places().size(), 2U);
    EXPECT_EQ(pane.map(ClickedMap::After).places().size(), 2U);
    QTest::mouseClick(button("undoLandmark"), Qt::LeftButton);
    EXPECT_EQ(pane.map(ClickedMap::After).places().size(), 1U);
    EXPECT_TRUE(pane.step().endsWith(QStringLiteral("2 of at least 2.")));
    QTest::mouseClick(button("undoLandmark"), Qt::LeftButton);
    EXPECT_TRUE(pane.landmarks().isEmpty());
}

TEST_F(LandmarksTest, ChangeNothingWhenTheyAreLeft)
{
    open();
    for (const bool by_key : {true, false}) {
        button("alignByLandmarks")->click();
        clickPair(0);
        clickPair(3);
        if (by_key) {
            QTest::keyClick(&page_->landmarks().map(ClickedMap::Before), Qt::Key_Escape);
        } else {
            QTest::mouseClick(button("cancelLandmarks"), Qt::LeftButton);
        }
        EXPECT_TRUE(page_->body().isVisible());
        EXPECT_FALSE(page_->landmarks().isVisible());
        EXPECT_FALSE(page_->presenter().isComparing());
        EXPECT_FALSE(comparison().is_comparable);
        EXPECT_TRUE(stored().empty());
        EXPECT_FALSE(page_->banner().isVisible());
    }
}

TEST_F(LandmarksTest, AreSetByKeysAlone)
{
    open();
    button("alignByLandmarks")->setFocus();
    QTest::keyClick(button("alignByLandmarks"), Qt::Key_Space);
    LandmarksPane& pane = page_->landmarks();
    // The focus is where the next place belongs.
    for (const Qt::Key way : {Qt::Key_Up, Qt::Key_Left}) {
        for (const ClickedMap which : {ClickedMap::Before, ClickedMap::After}) {
            ASSERT_EQ(page_->focusWidget(), &pane.map(which));
            QTest::keyClick(&pane.map(which), way, Qt::ShiftModifier);
            QTest::keyClick(&pane.map(which), Qt::Key_Return);
        }
    }
    ASSERT_EQ(pane.landmarks().pairs().size(), 2U);
    const live::Landmark& first = pane.landmarks().pairs()[0];
    const live::Landmark& second = pane.landmarks().pairs()[1];
    EXPECT_DOUBLE_EQ(second.before.x_mm, first.before.x_mm - 5 * 15.0);
    EXPECT_DOUBLE_EQ(second.before.y_mm, first.before.y_mm);
    EXPECT_DOUBLE_EQ(second.after.x_mm, first.after.x_mm - 5 * 15.0);
    EXPECT_TRUE(button("useLandmarks")->isEnabled());
}

TEST_F(LandmarksTest, AreUsedAllTheSameWhereTheyCannotBeKept)
{
    ComparisonFunctions functions = realFunctions();
    functions.keep_landmarks = [](const auto& before, const auto&, const auto&) -> Result<void> {
        return fail(ErrorCode::Io, before.string() + ": Read-only file system");
    };
    open(std::move(functions));
    button("alignByLandmarks")->click();
    clickPair(0);
    clickPair(3);
    button("useLandmarks")->click();
    waitForComparison();
    EXPECT_TRUE(comparison().is_comparable);
    EXPECT_TRUE(page_->banner().detail().contains(QStringLiteral("this comparison only")));
    EXPECT_TRUE(page_->banner().detail().contains(QStringLiteral("Read-only file system")));
    EXPECT_TRUE(stored().empty());
    // Also in the other order: the same pairs the other way round.
    button("swap")->click();
    waitForComparison();
    EXPECT_EQ(comparison().alignment->landmarks, 2);
    EXPECT_NEAR(comparison().alignment->dx_mm, -180.0, 3.0);
}

TEST_F(LandmarksTest, GiveWayToTheMapsAlone)
{
    open();
    button("alignByLandmarks")->click();
    clickPair(0);
    clickPair(3);
    button("useLandmarks")->click();
    waitForComparison();
    ASSERT_TRUE(comparison().is_comparable);
    button("landmarks")->click();
    button("alignAutomatically")->click();
    waitForComparison();
    EXPECT_FALSE(comparison().is_comparable);
    EXPECT_EQ(stored().size(), 2U);
}

TEST_F(LandmarksTest, AreRefusedWithTheWayBackWhereTheyAreWrong)
{
    open();
    button("alignByLandmarks")->click();
    clickPair(0);
    // The same place of the client is elsewhere.
    click(ClickedMap::Before, made::client(0.0, 0.0).at(3).place);
    click(ClickedMap::After, made::client(180.0, 195.0).at(1).place);
    EXPECT_TRUE(page_->landmarks().step().contains(QStringLiteral("look again")))
        << page_->landmarks().step().toStdString();
    button("useLandmarks")->click();
    waitForComparison();
    EXPECT_FALSE(comparison().is_comparable);
    EXPECT_TRUE(button("alignByLandmarks")->isVisible());
    EXPECT_TRUE(button("leaveLandmarks")->isVisible());
    EXPECT_TRUE(page_->banner().title().contains(QStringLiteral("That is much")));
    made::savePicture(*page_, QStringLiteral("landmarks-wrong"));
}

TEST(LandmarkWords, SayWhatIsMissing)
{
    LandmarkPairs pairs;
    pairs.mark(ClickedMap::After, {.x_mm = 1.0, .y_mm = 1.0});
    EXPECT_EQ(landmarkStep(pairs, std::nullopt, 30.0, true),
              QStringLiteral("Now click the matching place of the other side on Before: 1 of at least 2."));
    pairs.mark(ClickedMap::Before, {.x_mm = 2.0, .y_mm = 1.0});
    pairs.mark(ClickedMap::Before, {.x_mm = 3.0, .y_mm = 1.0});
    pairs.mark(ClickedMap::After, {.x_mm = 2.0, .y_mm = 1.0});
    EXPECT_TRUE(landmarkStep(pairs, std::nullopt, 30.0, false).contains(QStringLiteral("add one far")));
    EXPECT_EQ(landmarkStep(pairs, 4.4, 30.0, false),
              QStringLiteral("2 pairs, which fit to 4 mm. Use them, or click further ones."));
    EXPECT_TRUE(landmarkResult(Alignment{}, made::squareMat()).isEmpty());
}

}  // namespace
}  // namespace palpate::gui
