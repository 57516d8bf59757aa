#include <QTest>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "hand_made_data.hpp"
#include "made_techniques.hpp"
#include "main_window.hpp"

namespace palpate::gui {
namespace {

/// The whole window on a fake service, from nothing chosen to a recording.
class WindowTechniqueTest : public ::testing::Test {
  protected:
    WindowTechniqueTest()
        : window_(
              settings(),
              [this](const ConnectChoice&, const AnalysisSettings&) -> Result<std::unique_ptr<LiveService>> {
                  auto made_service = std::make_unique<made::FakeService>(made::mat());
                  service_ = made_service.get();
                  live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
                  snapshot.recording = live::RecordingState::Idle;
                  snapshot.coach = analysis::CoachNow{};
                  service_->latest = std::make_shared<const live::Snapshot>(snapshot);
                  return std::unique_ptr<LiveService>(std::move(made_service));
              })
    {}

    void SetUp() override
    {
        window_.techniquesPage().setCatalogue(made::catalogue());
        window_.resize(1280, 800);
        window_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
        window_.activateWindow();
        QCoreApplication::processEvents();
    }

    [[nodiscard]] Settings settings() const
    {
        Settings settings;
        settings.sessions_folder = folder_.path();
        return settings;
    }

    template <typename Widget = QWidget>
    Widget& find(const QString& name)
    {
        auto* const widget = window_.findChild<Widget*>(name);
        EXPECT_NE(widget, nullptr) << name.toStdString();
        return *widget;
    }

    void tabTo(const QString& name)
    {
        constexpr int kMostTabs = 80;
        for (int i = 0; i < kMostTabs && QApplication::focusWidget()->objectName() != name; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        EXPECT_EQ(QApplication::focusWidget()->objectName(), name);
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        QCoreApplication::processEvents();
    }
    void click(const QString& name) { QTest::mouseClick(&find(name), Qt::LeftButton); }

    void expectRecorded()
    {
        ASSERT_NE(service_, nullptr);
        EXPECT_FALSE(service_->recorded_to.empty());
        EXPECT_EQ(service_->recorded_info.technique, "upper-back");
        EXPECT_EQ(service_->recorded_info.setup, palpate::SetUp::ToolOnMat);
        ASSERT_TRUE(service_->coaching.has_value());
        EXPECT_TRUE(service_->coaching->screening.has_value());
        EXPECT_TRUE(checkCoaching(*service_->coaching).has_value());
    }

    support::TempDir folder_;
    made::FakeService* service_ = nullptr;
    MainWindow window_;
};

TEST_F(WindowTechniqueTest, GoesFromATechniqueToARecordingByKeyboardAlone)
{
    find(QStringLiteral("rail0")).setFocus();
    press(Qt::Key_Down);
    tabTo(QStringLiteral("technique_neck-upper-traps"));
    press(Qt::Key_Right);
    press(Qt::Key_Return);
    press(Qt::Key_Return);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), QStringLiteral("connect"));
    tabTo(QStringLiteral("setup_tool_on_mat"));
    press(Qt::Key_Space);
    tabTo(QStringLiteral("connect"));
    press(Qt::Key_Return);
    for (std::size_t i = 0; i < screeningQuestions().size(); ++i) {
        press(Qt::Key_N);
    }
    press(Qt::Key_Return);
    EXPECT_TRUE(service_->recorded_to.empty());
    press(Qt::Key_R, Qt::ControlModifier);
    expectRecorded();
}

TEST_F(WindowTechniqueTest, GoesFromATechniqueToARecordingByMouseAlone)
{
    click(QStringLiteral("technique"));
    click(QStringLiteral("technique_upper-back"));
    click(QStringLiteral("useTechnique"));
    click(QStringLiteral("setup_tool_on_mat"));
    click(QStringLiteral("connect"));
    for (const ScreeningQuestion& question : screeningQuestions()) {
        click(QStringLiteral("no_") +
              QString::fromUtf8(question.id.data(), static_cast<int>(question.id.size())));
    }
    click(QStringLiteral("screeningPassed"));
    click(QStringLiteral("record"));
    expectRecorded();
    made::savePicture(window_, QStringLiteral("window-technique"));
}

TEST_F(WindowTechniqueTest, TabGoesThroughTheConnectPanelAsItIsRead)
{
    find(QStringLiteral("source0")).setFocus();
    QStringList names;
    while (names.size() < 20 && QApplication::focusWidget()->objectName() != QStringLiteral("rail0")) {
        names += QApplication::focusWidget()->objectName();
        press(Qt::Key_Tab);
    }
    const QStringList as_read{QStringLiteral("source0"), QStringLiteral("scenario"),
                              QStringLiteral("profile"), QStringLiteral("setup_tool_on_mat"),
                              QStringLiteral("client"),  QStringLiteral("technique"),
                              QStringLiteral("side"),    QStringLiteral("phase"),
                              QStringLiteral("connect")};
    EXPECT_EQ(names, as_read) << names.join(QLatin1Char(' ')).toStdString();
}

TEST_F(WindowTechniqueTest, TheKeysOfTheSessionWorkWhileTheClientsWindowHasTheFocus)
{
    ASSERT_TRUE(window_.useTechnique("upper-back"));
    window_.startDemo("upper-back", folder_.path());
    live::Snapshot snapshot = *service_->latest;
    snapshot.recording = live::RecordingState::Recording;
    service_->latest = std::make_shared<const live::Snapshot>(snapshot);
    press(Qt::Key_F11);
    auto& client_window = find(QStringLiteral("clientWindow"));
    ASSERT_TRUE(QTest::qWaitForWindowActive(&client_window));
    QTest::keyClick(&client_window, Qt::Key_7);
    ASSERT_EQ(service_->pains.size(), 1U);
    QTest::keyClick(&client_window, Qt::Key_S);
    EXPECT_TRUE(QTest::qWaitForWindowActive(&window_));
    EXPECT_TRUE(find(QStringLiteral("stop_numbness")).isVisible());
    client_window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&client_window));
    QTest::keyClick(&client_window, Qt::Key_R, Qt::ControlModifier);
    EXPECT_EQ(service_->stops, 1);
}

TEST_F(WindowTechniqueTest, ShowsTheTechniqueOnTheConnectPanel)
{
    ASSERT_TRUE(window_.useTechnique("upper-back"));
    EXPECT_EQ(find<TechniqueButton>(QStringLiteral("technique")).title(), QStringLiteral("Upper back"));
    EXPECT_FALSE(window_.useTechnique("elbow"));
}

}  // namespace
}  // namespace palpate::gui
