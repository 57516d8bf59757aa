// A reference weight on the compare page, on real session files.
#include <QLabel>
#include <QTest>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "compare_page.hpp"
#include "stored_sessions.hpp"

namespace palpate::gui {
namespace {

class ReferenceWeightTest : public ::testing::Test {
  protected:
    ReferenceWeightTest()
        : page_(makeTheme(ThemeKind::Dark), Settings{},
                {.compare = live::compareSessions,
                 .bands = [] { return Result<std::vector<ErrorBand>>(std::vector<ErrorBand>{}); }})
    {
        page_.resize(1196, 800);
        page_.show();
    }

    void wait()
    {
        ASSERT_TRUE(QTest::qWaitFor(
            [this] { return page_.presenter().comparison() != nullptr && !page_.presenter().isComparing(); },
            20000));
        QCoreApplication::processEvents();
    }

    std::filesystem::path weight(const char* name, double peak_kpa)
    {
        return made::writeSession(
            folder_ / name,
            {{.place = {.x_mm = 300.0, .y_mm = 300.0}, .radius_mm = 60.0, .peak_kpa = peak_kpa}});
    }

    /// Two recordings of a weight by the page's own button.
    void add(const std::filesystem::path& first, const std::filesystem::path& second)
    {
        page_.presenter().compareInOrder(made::writeSession(folder_ / "a.h5", made::client(0.0, 0.0)),
                                         made::writeSession(folder_ / "b.h5", made::client(0.0, 0.0)));
        wait();
        page_.findChild<QPushButton*>(QStringLiteral("referenceWeight"))->click();
        EXPECT_TRUE(page_.findChild<QLabel*>(QStringLiteral("chooserSteps"))
                        ->text()
                        .contains(QStringLiteral("one and the same weight")));
        page_.presenter().choose(first);
        page_.presenter().choose(second);
        wait();
    }

    support::TempDir folder_;
    ComparePage page_;
};

TEST_F(ReferenceWeightTest, TellsThatTheMatItselfDrifted)
{
    add(weight("w1.h5", 20.0), weight("w2.h5", 22.0));
    auto* const button = page_.findChild<QPushButton*>(QStringLiteral("referenceWeight"));
    const auto reasons = page_.findChildren<QLabel*>(QStringLiteral("reason"));
    ASSERT_EQ(reasons.size(), 1);
    EXPECT_TRUE(reasons[0]->text().contains(QStringLiteral("the mat itself changed by +1")))
        << reasons[0]->text().toStdString();
    EXPECT_EQ(button->text(), QStringLiteral("Without reference weight"));
    button->click();
    wait();
    EXPECT_TRUE(page_.findChildren<QLabel*>(QStringLiteral("reason")).isEmpty());
    EXPECT_EQ(button->text(), QStringLiteral("Reference weight…"));
}

TEST_F(ReferenceWeightTest, TellsThatTheMatIsSteady)
{
    add(weight("w1.h5", 20.0), weight("w2.h5", 20.1));
    EXPECT_TRUE(page_.findChildren<QLabel*>(QStringLiteral("reason")).isEmpty());
    EXPECT_TRUE(page_.findChild<QLabel*>(QStringLiteral("mapNotes"))
                    ->text()
                    .contains(QStringLiteral("did not drift")));
}

}  // namespace
}  // namespace palpate::gui
