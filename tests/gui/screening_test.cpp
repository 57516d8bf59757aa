#include <QTest>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "screening_sheet.hpp"

namespace palpate::gui {
namespace {

class ScreeningTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QObject::connect(&sheet_, &ScreeningSheet::passed,
                         [this](const Screening& answers) { passed_.push_back(answers); });
        QObject::connect(&sheet_, &ScreeningSheet::declined, [this] { ++declined_; });
        sheet_.resize(900, 900);
        sheet_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&sheet_));
        sheet_.activateWindow();
        sheet_.ask(QStringLiteral("P-0417"));
        QCoreApplication::processEvents();
    }

    QPushButton& button(const std::string& name)
    {
        auto* const found = sheet_.findChild<QPushButton*>(QString::fromStdString(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    void answerNoToAll()
    {
        for (const ScreeningQuestion& question : screeningQuestions()) {
            button("no_" + std::string(question.id)).click();
        }
    }

    ScreeningSheet sheet_;
    std::vector<Screening> passed_;
    int declined_ = 0;
};

TEST_F(ScreeningTest, PresetsNoAnswerAndNeedsThemAll)
{
    for (const ScreeningRow* const row : sheet_.findChildren<ScreeningRow*>()) {
        EXPECT_FALSE(row->answer().has_value());
    }
    EXPECT_FALSE(button("screeningPassed").isEnabled());
    answerNoToAll();
    ASSERT_TRUE(button("screeningPassed").isEnabled());
    button("screeningPassed").click();
    ASSERT_EQ(passed_.size(), 1U);
    EXPECT_TRUE(passed_[0].yes.empty());
}

TEST_F(ScreeningTest, DoesNotBeginWithAContraindication)
{
    answerNoToAll();
    button("yes_fracture").click();
    EXPECT_EQ(sheet_.verdict(), QStringLiteral("Do not begin"));
    EXPECT_FALSE(button("screeningPassed").isEnabled());
    made::savePicture(sheet_, QStringLiteral("screening-stop"));
    button("screeningDeclined").click();
    EXPECT_EQ(declined_, 1);
    EXPECT_TRUE(passed_.empty());
}

TEST_F(ScreeningTest, GoesOnWithACautionThatWasTalkedOver)
{
    answerNoToAll();
    button("yes_pregnancy").click();
    EXPECT_EQ(sheet_.verdict(), QStringLiteral("Talk it over first"));
    button("screeningPassed").click();
    ASSERT_EQ(passed_.size(), 1U);
    EXPECT_EQ(passed_[0].yes, std::vector<std::string>{"pregnancy"});
}

TEST_F(ScreeningTest, IsAnsweredByKeysAlone)
{
    for (std::size_t i = 0; i < screeningQuestions().size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_N);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_EQ(passed_.size(), 1U);
    sheet_.ask({});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_EQ(declined_, 1);
}

}  // namespace
}  // namespace palpate::gui
