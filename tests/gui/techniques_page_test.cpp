#include "techniques_page.hpp"

#include <QTest>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "made_techniques.hpp"

namespace palpate::gui {
namespace {

class TechniquesPageTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        page_.setCatalogue(made::catalogue());
        page_.resize(1196, 800);
        page_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&page_));
        page_.activateWindow();
        QCoreApplication::processEvents();
        QObject::connect(&page_, &TechniquesPage::chosen,
                         [this](const std::optional<TechniqueChoice>& choice) { chosen_.push_back(choice); });
    }

    template <typename Widget>
    Widget& find(const char* name)
    {
        auto* const widget = page_.findChild<Widget*>(QString::fromLatin1(name));
        EXPECT_NE(widget, nullptr) << name;
        return *widget;
    }
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    TechniquesPage page_{makeTheme(ThemeKind::Dark)};
    std::vector<std::optional<TechniqueChoice>> chosen_;
};

TEST_F(TechniquesPageTest, ShowsACardForEachTechniqueAndWhyAFileIsWrong)
{
    EXPECT_EQ(page_.findChildren<TechniqueCard*>().size(), 9);
    EXPECT_TRUE(find<QLabel>("techniqueProblems").text().contains(QStringLiteral("rules.hold.min_s")));
    EXPECT_EQ(find<TechniqueCard>("technique_calves").findChild<TechniquePicture*>()->pictureName(),
              QStringLiteral("calves"));
    EXPECT_EQ(find<TechniqueCard>("technique_soles").findChild<TechniquePicture*>()->pictureName(),
              QStringLiteral("own"));
    made::savePicture(page_, QStringLiteral("techniques-all"));
}

TEST_F(TechniquesPageTest, IsUsedByKeyboardAlone)
{
    ASSERT_EQ(QApplication::focusWidget(), &find<TechniqueCard>("technique_neck-upper-traps"));
    press(Qt::Key_Right);
    ASSERT_EQ(QApplication::focusWidget(), &find<TechniqueCard>("technique_upper-back"));
    press(Qt::Key_Return);
    EXPECT_TRUE(find<TechniqueSheet>("techniqueSheet").isVisible());
    press(Qt::Key_Escape);
    EXPECT_FALSE(find<TechniqueSheet>("techniqueSheet").isVisible());
    press(Qt::Key_Return);
    made::savePicture(page_, QStringLiteral("technique-one"));
    press(Qt::Key_Return);
    ASSERT_EQ(chosen_.size(), 1U);
    ASSERT_TRUE(chosen_[0].has_value());
    EXPECT_EQ(chosen_[0]->agreed.technique.id, "upper-back");
    EXPECT_EQ(chosen_[0]->agreed.pain_limit, 5);
}

TEST_F(TechniquesPageTest, TakesWhatIsAgreedByMouseAlone)
{
    QTest::mouseClick(&find<TechniqueCard>("technique_neck-upper-traps"), Qt::LeftButton);
    find<QComboBox>("agreedTool").setCurrentIndex(1);
    find<QComboBox>("agreedTiming").setCurrentIndex(4);
    QTest::mouseClick(&find<QPushButton>("painLimit_less"), Qt::LeftButton);
    QTest::mouseClick(&find<QPushButton>("painLimit_less"), Qt::LeftButton);
    find<QDoubleSpinBox>("bodyWeight").setValue(70.0);
    EXPECT_TRUE(find<QDoubleSpinBox>("ownThreshold").isVisible());
    find<QDoubleSpinBox>("ownThreshold").setValue(250.0);
    find<QDoubleSpinBox>("breathOut").setValue(8.0);
    QTest::mouseClick(&find<QPushButton>("useTechnique"), Qt::LeftButton);
    ASSERT_EQ(chosen_.size(), 1U);
    const Coaching& agreed = chosen_[0]->agreed;
    EXPECT_EQ(agreed.tool, Tool::PercussionGun);
    EXPECT_EQ(agreed.timing, Timing::PainManagement);
    EXPECT_EQ(agreed.pain_limit, 3);
    EXPECT_NEAR(agreed.body_weight->n, 686.5, 0.1);
    EXPECT_EQ(agreed.own_threshold, Pressure{250.0});
    EXPECT_DOUBLE_EQ(agreed.pace.out_s, 8.0);
    EXPECT_EQ(chosen_[0]->side, Side::Both);
}

TEST_F(TechniquesPageTest, AsksForAThresholdOnlyWhereTheRuleNeedsOne)
{
    QTest::mouseClick(&find<TechniqueCard>("technique_upper-back"), Qt::LeftButton);
    EXPECT_FALSE(find<QDoubleSpinBox>("ownThreshold").isVisible());
}

TEST_F(TechniquesPageTest, GoesOnWithoutATechnique)
{
    page_.setChoice(made::choiceOf(made::upperBack()));
    QTest::mouseClick(&find<QPushButton>("noTechnique"), Qt::LeftButton);
    ASSERT_EQ(chosen_.size(), 1U);
    EXPECT_FALSE(chosen_[0].has_value());
}

}  // namespace
}  // namespace palpate::gui
