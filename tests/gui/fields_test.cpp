#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <gtest/gtest.h>

#include "choice_box.hpp"
#include "stepper.hpp"

namespace palpate::gui {
namespace {

/// Two fields on a page that is longer than its window.
class FieldsTest : public ::testing::Test {
  protected:
    FieldsTest()
        : number_(new QSpinBox),
          stepper_(new Stepper(*number_)),
          choice_(new ChoiceBox(QStringLiteral("choice")))
    {
        number_->setValue(5);
        stepper_->setName(QStringLiteral("Pain"));
        choice_->addItems({QStringLiteral("left"), QStringLiteral("right")});
        auto* const content = new QWidget;
        auto* const column = new QVBoxLayout(content);
        column->addWidget(stepper_);
        column->addWidget(choice_);
        column->addSpacing(1000);
        scroll_.setWidgetResizable(true);
        scroll_.setWidget(content);
        scroll_.resize(400, 300);
    }

    void SetUp() override
    {
        scroll_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&scroll_));
        scroll_.activateWindow();
        QCoreApplication::processEvents();
        scroll_.setFocus();
    }

    /// One notch towards the user. Only what comes from outside goes on to the widget around.
    static void turnWheelOver(QWidget& widget)
    {
        const QPoint middle = widget.rect().center();
        QWheelEvent event(middle, widget.mapToGlobal(middle), {}, QPoint(0, -120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QSpontaneKeyEvent::setSpontaneous(&event);
        QCoreApplication::instance()->notify(&widget, &event);
    }

    QScrollArea scroll_;
    QSpinBox* number_;
    Stepper* stepper_;
    ChoiceBox* choice_;
};

TEST_F(FieldsTest, WhatIsScrolledPastStaysAsItIs)
{
    turnWheelOver(*number_);
    const int once = scroll_.verticalScrollBar()->value();
    turnWheelOver(*choice_);
    EXPECT_EQ(number_->value(), 5);
    EXPECT_EQ(choice_->currentIndex(), 0);
    EXPECT_GT(once, 0);
    EXPECT_GT(scroll_.verticalScrollBar()->value(), once);
}

TEST_F(FieldsTest, TheWheelTurnsTheFieldThatHasTheFocus)
{
    number_->setFocus();
    turnWheelOver(*number_);
    EXPECT_EQ(number_->value(), 4);
    choice_->setFocus();
    turnWheelOver(*choice_);
    EXPECT_EQ(choice_->currentIndex(), 1);
}

TEST_F(FieldsTest, ANumberIsGivenByMouseAlone)
{
    const QList<QPushButton*> buttons = stepper_->findChildren<QPushButton*>();
    ASSERT_EQ(buttons.size(), 2);
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    EXPECT_EQ(number_->value(), 3);
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    EXPECT_EQ(number_->value(), 4);
    EXPECT_EQ(buttons[0]->accessibleName(), QStringLiteral("Pain: one less"));
    EXPECT_EQ(buttons[1]->accessibleName(), QStringLiteral("Pain: one more"));
}

}  // namespace
}  // namespace palpate::gui
