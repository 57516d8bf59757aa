#include "outcomes_card.hpp"

#include <QLabel>
#include <QTest>

#include <gtest/gtest.h>

#include "palpate/live/error_bands.hpp"

#include "hand_made_data.hpp"
#include "review_page.hpp"

namespace palpate::gui {
namespace {

const Outcome kPain{.name = kPainOutcome, .value = 6.0, .unit = "0-10"};
const Outcome kNeck{.name = "neck_rotation_left_deg", .value = 58.0, .unit = "deg"};

/// The review page of a session, which keeps what is changed as the window does.
class OutcomesCardTest : public ::testing::Test {
  protected:
    OutcomesCardTest() : page_(makeTheme(ThemeKind::Dark), Settings{})
    {
        page_.resize(1196, 800);
        QObject::connect(&page_, &ReviewPage::outcomesChanged, [this](const std::vector<Outcome>& outcomes) {
            stored_ = outcomes;
            ++changes_;
        });
        open({});
        page_.show();
        QCoreApplication::processEvents();
        page_.activateWindow();
    }

    void open(const std::vector<Outcome>& outcomes)
    {
        ReviewSession session = *made::session();
        session.outcomes = outcomes;
        page_.presenter().opened(std::make_shared<const ReviewSession>(session));
        page_.presenter().analyzed(made::results());
        stored_ = outcomes;
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return page_.findChild<Widget*>(QString::fromLatin1(name));
    }
    void press(const char* name) const { find<QPushButton>(name)->click(); }
    void type(const char* name, const char* text) const
    {
        auto* const field = find<QWidget>(name);
        field->setFocus();
        QTest::keyClicks(field, QString::fromUtf8(text));
    }
    void enter(const char* measure, const char* value, const char* unit) const
    {
        type("outcomeName", measure);
        type("outcomeValue", value);
        if (find<QLineEdit>("outcomeUnit")->isEnabled()) {
            type("outcomeUnit", unit);
        }
        QTest::keyClick(find<QLineEdit>("outcomeValue"), Qt::Key_Return);
    }
    [[nodiscard]] QStringList lines() const
    {
        QStringList lines;
        const auto* const list = find<QListWidget>("outcomes");
        for (int row = 0; row < list->count(); ++row) {
            lines << list->item(row)->text();
        }
        return lines;
    }

    ReviewPage page_;
    std::vector<Outcome> stored_;
    int changes_ = 0;
};

TEST_F(OutcomesCardTest, TakesThePainRatingByOnePressAndOutByASecondOne)
{
    EXPECT_FALSE(find<QListWidget>("outcomes")->isVisible());
    press("besidePain6");
    EXPECT_EQ(stored_, std::vector<Outcome>{kPain});
    EXPECT_TRUE(find<QPushButton>("besidePain6")->isChecked());
    EXPECT_TRUE(find<QLabel>("besidePain")->text().contains(QStringLiteral("6 of 10")));
    press("besidePain3");
    ASSERT_EQ(stored_.size(), 1U);
    EXPECT_EQ(stored_[0].value, 3.0);
    EXPECT_FALSE(find<QPushButton>("besidePain6")->isChecked());
    press("besidePain3");
    EXPECT_TRUE(stored_.empty());
    EXPECT_FALSE(find<QPushButton>("besidePain3")->isChecked());
}

TEST_F(OutcomesCardTest, TheSpaceBarPressesItsButtonsAndDoesNotPlay)
{
    auto* const key = find<QPushButton>("besidePain6");
    key->setFocus();
    QTest::keyClick(key, Qt::Key_Space);
    EXPECT_EQ(stored_, std::vector<Outcome>{kPain});
    EXPECT_FALSE(page_.presenter().isPlaying());
}

TEST_F(OutcomesCardTest, ShowsWhatTheSessionHasAndMarksNoKeyBetweenTwoNumbers)
{
    open({{.name = kPainOutcome, .value = 3.5, .unit = "0-10"},
          kNeck,
          {.name = "Stufen am Haus", .value = 12.0, .unit = ""}});
    EXPECT_EQ(lines(), (QStringList{QStringLiteral("Neck rotation, left   58°"),
                                    QStringLiteral("Stufen am Haus   12")}));
    EXPECT_TRUE(find<QLabel>("besidePain")->text().contains(QStringLiteral("3.5 of 10")));
    for (int nrs = 0; nrs <= 10; ++nrs) {
        EXPECT_FALSE(find<QPushButton>(qPrintable(QStringLiteral("besidePain%1").arg(nrs)))->isChecked());
    }
    EXPECT_EQ(changes_, 0);
}

TEST_F(OutcomesCardTest, EntersAPublishedMeasureWithItsUnitByKeysAlone)
{
    EXPECT_FALSE(find<QWidget>("outcomeName")->isVisible());
    press("addOutcome");
    EXPECT_FALSE(find<QPushButton>("outcomeSave")->isEnabled());
    enter("Neck rotation, left", "58", "");
    EXPECT_EQ(stored_, std::vector<Outcome>{kNeck});
    EXPECT_EQ(lines(), QStringList{QStringLiteral("Neck rotation, left   58°")});
    // Ready for the next one.
    EXPECT_TRUE(find<QLineEdit>("outcomeValue")->text().isEmpty());
    enter("Stufen", "3,5", "cm");
    ASSERT_EQ(stored_.size(), 2U);
    EXPECT_EQ(stored_[1], (Outcome{.name = "Stufen", .value = 3.5, .unit = "cm"}));
}

TEST_F(OutcomesCardTest, SaysWhatIsWrongAndStoresNothing)
{
    press("addOutcome");
    auto* const problem = find<QLabel>("outcomeProblem");
    EXPECT_FALSE(problem->isVisible());
    enter("Reach", "far", "cm");
    EXPECT_TRUE(problem->isVisible());
    EXPECT_TRUE(problem->text().contains(QStringLiteral("not a number")));
    press("addOutcome");
    press("addOutcome");
    EXPECT_FALSE(problem->isVisible());
    enter("pain_nrs", "11", "0-10");
    EXPECT_TRUE(problem->text().contains(QStringLiteral("outside 0-10"))) << problem->text().toStdString();
    EXPECT_EQ(changes_, 0);
}

TEST_F(OutcomesCardTest, ChangesAndRemovesTheChosenOneByKeys)
{
    open({kPain, kNeck});
    auto* const list = find<QListWidget>("outcomes");
    EXPECT_FALSE(find<QPushButton>("changeOutcome")->isVisible());
    list->setCurrentRow(0);
    EXPECT_TRUE(find<QPushButton>("changeOutcome")->isVisible());
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    auto* const value = find<QLineEdit>("outcomeValue");
    EXPECT_EQ(value->text(), QStringLiteral("58"));
    EXPECT_FALSE(find<QLineEdit>("outcomeUnit")->isEnabled());
    QTest::keyClicks(value, QStringLiteral("61"));
    QTest::keyClick(value, Qt::Key_Return);
    ASSERT_EQ(stored_.size(), 2U);
    EXPECT_EQ(stored_[1].value, 61.0);
    list->setCurrentRow(0);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    EXPECT_EQ(stored_, std::vector<Outcome>{kPain});
    EXPECT_FALSE(list->isVisible());
    EXPECT_FALSE(find<QPushButton>("removeOutcome")->isVisible());
}

TEST_F(OutcomesCardTest, IsTakenBackAndDoneAgainInTurnWithReports)
{
    open({kNeck});
    press("besidePain6");
    find<QListWidget>("outcomes")->setCurrentRow(0);
    press("removeOutcome");
    EXPECT_EQ(stored_, std::vector<Outcome>{kPain});
    auto* const undo = find<QPushButton>("undoHere");
    EXPECT_TRUE(undo->isVisible());
    EXPECT_EQ(undo->toolTip(), QStringLiteral("Take back: Neck rotation, left removed (Ctrl+Z)"));
    undo->click();
    EXPECT_EQ(stored_, (std::vector<Outcome>{kNeck, kPain}));
    QTest::keyClick(&page_, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(stored_, std::vector<Outcome>{kNeck});
    EXPECT_FALSE(find<QPushButton>("besidePain6")->isChecked());
    press("redoHere");
    EXPECT_EQ(stored_, (std::vector<Outcome>{kNeck, kPain}));
    EXPECT_TRUE(find<QPushButton>("besidePain6")->isChecked());
}

TEST_F(OutcomesCardTest, AnotherSessionBeginsAnew)
{
    press("addOutcome");
    press("besidePain6");
    ReviewSession other = *made::session();
    other.path = "other.h5";
    page_.presenter().opened(std::make_shared<const ReviewSession>(other));
    EXPECT_FALSE(find<QPushButton>("besidePain6")->isChecked());
    EXPECT_FALSE(find<QWidget>("outcomeName")->isVisible());
    EXPECT_FALSE(find<QPushButton>("undoHere")->isEnabled());
}

TEST(OutcomeWords, NamesAreWordsForPeople)
{
    EXPECT_EQ(outcomeTitle(kPainOutcome), QStringLiteral("Pain rating"));
    EXPECT_EQ(outcomeTitle("weight_bearing_lunge_right_cm"), QStringLiteral("Weight bearing lunge, right"));
    EXPECT_EQ(outcomeTitle("fingertip_to_floor_cm"), QStringLiteral("Fingertip to floor"));
    EXPECT_EQ(outcomeTitle("Reach (cm)"), QStringLiteral("Reach (cm)"));
    EXPECT_EQ(outcomeTitle("reach"), QStringLiteral("reach"));
    EXPECT_EQ(outcomeLine({.name = "reach", .value = -0.1, .unit = ""}), QStringLiteral("reach   -0.1"));
}

TEST(OutcomeWords, EveryPublishedMeasureIsFoundByItsLabelAndItsName)
{
    const auto measures = measuresOf(live::publishedErrorBands().value());
    ASSERT_GT(measures.size(), 20U);
    for (const OutcomeMeasure& measure : measures) {
        EXPECT_NE(measure.name, kPainOutcome);
        EXPECT_EQ(findMeasure(measures, measureLabel(measure)), &measure) << measure.name;
        EXPECT_EQ(findMeasure(measures, QString::fromStdString(measure.name)), &measure) << measure.name;
        EXPECT_FALSE(measure.title.contains(QLatin1Char('_'))) << measure.name;
    }
    EXPECT_EQ(findMeasure(measures, QStringLiteral("Stufen")), nullptr);
}

}  // namespace
}  // namespace palpate::gui
