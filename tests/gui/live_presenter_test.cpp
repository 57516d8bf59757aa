#include "live_presenter.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "hand_made_data.hpp"
#include "made_techniques.hpp"

namespace palpate::gui {
namespace {

class NotedView final : public LiveView {
  public:
    void showConnectPanel() override { connected = false; }
    void showMeasurement(const MatGeometry& /*geometry*/, const std::string& /*mat_title*/,
                         const MeasurementInfo& /*info*/) override
    {
        connected = true;
    }
    void askSetUp() override { asked = true; }
    void showSetUp(const std::string& mat_id, const MeasurementInfo& info) override
    {
        remembered = {mat_id, info.setup};
    }
    void showTechnique(const std::optional<Coaching>& shown) override { coaching = shown; }
    void showPlaced(const std::string& mat_id, const Coaching& placed) override
    {
        placed_on = {mat_id, placed.placement};
    }
    void askScreening() override { ++screenings; }
    void showScreened(const std::string& client_code) override { screened.push_back(client_code); }
    void showSnapshot(const live::Snapshot& /*snapshot*/,
                      const std::vector<live::HistoryPoint>& /*history*/) override
    {
        ++snapshots;
    }
    void showPain(std::optional<int> nrs) override { pain = nrs; }
    void showProblem(const std::string& title, const Error& error) override
    {
        problem = title + ": " + error.message;
    }
    void showSaved(const session::FinalizeReport& report, std::uint64_t /*lost_frames*/) override
    {
        saved = report.session_path;
    }
    void hideBanner() override { problem.clear(); }

    bool connected = false;
    bool asked = false;
    std::pair<std::string, std::optional<SetUp>> remembered;
    std::optional<Coaching> coaching;
    std::pair<std::string, Placement> placed_on;
    int screenings = 0;
    std::vector<std::string> screened;
    int snapshots = 0;
    std::optional<int> pain;
    std::string problem;
    std::filesystem::path saved;
};

class LivePresenterTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        settings_.sessions_folder = folder_.path() / "sessions";
        presenter_.setSettings(settings_);
        choice_.port = "sim:holds";
        choice_.info.client_code = "P-0417";
        choice_.info.setup = SetUp::MatBetween;
    }

    void show(live::RecordingState recording)
    {
        live::Snapshot snapshot = made::snapshotInHold(made::mat(), 10.0);
        snapshot.recording = recording;
        service_->latest = std::make_shared<const live::Snapshot>(snapshot);
        presenter_.refresh();
    }

    using Service = std::unique_ptr<LiveService>;
    support::TempDir folder_;
    NotedView view_;
    Settings settings_;
    made::FakeService* service_ = nullptr;
    Result<void> connect_result_;
    ConnectChoice choice_;
    LivePresenter presenter_{view_,
                             [this](const ConnectChoice&, const AnalysisSettings&) -> Result<Service> {
                                 if (!connect_result_) {
                                     return fail(connect_result_.error());
                                 }
                                 auto made_service = std::make_unique<made::FakeService>(made::mat());
                                 service_ = made_service.get();
                                 return Service(std::move(made_service));
                             },
                             Settings{}};
};

TEST_F(LivePresenterTest, SaysWhyTheMatCouldNotBeConnected)
{
    connect_result_ = fail(ErrorCode::Busy, "port /dev/ttyUSB0 is in use");
    EXPECT_FALSE(presenter_.connectTo(choice_));
    EXPECT_NE(view_.problem.find("/dev/ttyUSB0"), std::string::npos);
    EXPECT_FALSE(view_.connected);
}

TEST_F(LivePresenterTest, ShowsTheReasonWhenTareIsRefused)
{
    ASSERT_TRUE(presenter_.connectTo(choice_));
    service_->tare_result = fail(ErrorCode::InvalidArgument, "someone is on the mat");
    presenter_.tare();
    EXPECT_NE(view_.problem.find("someone is on the mat"), std::string::npos);
    service_->tare_result = {};
    presenter_.tare();
    EXPECT_TRUE(view_.problem.empty());
}

TEST_F(LivePresenterTest, LaysTheOutlineWhereItLayTheLastTimeOnThisMat)
{
    const Placement placement{.centre = {.x_mm = 300.0, .y_mm = 500.0}, .turn_deg = 20.0, .scale = 0.9};
    settings_.placement_of[placementKey("upper-back", "made-mat")] = placement;
    settings_.screened_on[choice_.info.client_code] = "2026-11-27";
    presenter_.setSettings(settings_);
    choice_.profile_id = "made-mat";
    ASSERT_TRUE(presenter_.connectTo(choice_));
    EXPECT_FALSE(service_->coaching.has_value());
    presenter_.chooseTechnique(made::choiceOf(made::upperBack()));
    EXPECT_EQ(service_->coaching->placement, placement);
    EXPECT_EQ(view_.coaching, service_->coaching);
    EXPECT_EQ(view_.screenings, 0);
    presenter_.chooseTechnique(std::nullopt);
    EXPECT_FALSE(service_->coaching.has_value());
}

TEST_F(LivePresenterTest, AsksBeforeEverySessionWithoutAClientCode)
{
    choice_.info.client_code.clear();
    presenter_.chooseTechnique(made::choiceOf(made::upperBack()));
    ASSERT_TRUE(presenter_.connectTo(choice_));
    EXPECT_EQ(view_.screenings, 1);
    presenter_.answerScreening(Screening{.yes = {"pregnancy"}});
    EXPECT_EQ(service_->coaching->screening->yes, std::vector<std::string>{"pregnancy"});
    show(live::RecordingState::Idle);
    presenter_.toggleRecording();
    EXPECT_FALSE(service_->recorded_to.empty());
    show(live::RecordingState::Finished);
    service_->recorded_to.clear();
    show(live::RecordingState::Idle);
    presenter_.toggleRecording();
    EXPECT_EQ(view_.screenings, 2);
    EXPECT_TRUE(service_->recorded_to.empty());
}

TEST_F(LivePresenterTest, AsksNobodyInADemonstration)
{
    presenter_.chooseTechnique(made::choiceOf(made::upperBack()));
    presenter_.recordWhenStreaming();
    ASSERT_TRUE(presenter_.connectTo(choice_));
    show(live::RecordingState::Idle);
    EXPECT_EQ(view_.screenings, 0);
    EXPECT_FALSE(service_->recorded_to.empty());
    EXPECT_FALSE(service_->coaching->screening.has_value());
}

TEST_F(LivePresenterTest, ShowsEachSnapshotOnce)
{
    ASSERT_TRUE(presenter_.connectTo(choice_));
    show(live::RecordingState::Idle);
    presenter_.refresh();
    presenter_.refresh();
    EXPECT_EQ(view_.snapshots, 1);
    show(live::RecordingState::Idle);
    EXPECT_EQ(view_.snapshots, 2);
}

TEST_F(LivePresenterTest, DoesNotRecordWithoutASetUp)
{
    choice_.info.setup.reset();
    ASSERT_TRUE(presenter_.connectTo(choice_));
    show(live::RecordingState::Idle);
    presenter_.toggleRecording();
    EXPECT_TRUE(service_->recorded_to.empty());
    EXPECT_TRUE(view_.asked);
}

TEST_F(LivePresenterTest, BeginsTheRecordingWithTheAnswerAndTellsItForTheMat)
{
    choice_.info.setup.reset();
    choice_.profile_id = "palpate-64x64";
    ASSERT_TRUE(presenter_.connectTo(choice_));
    show(live::RecordingState::Idle);
    presenter_.toggleRecording();
    presenter_.chooseSetUp(SetUp::PressedFromAbove);
    EXPECT_FALSE(service_->recorded_to.empty());
    EXPECT_EQ(service_->recorded_info.setup, SetUp::PressedFromAbove);
    EXPECT_EQ(view_.remembered.first, "palpate-64x64");
    EXPECT_EQ(view_.remembered.second, SetUp::PressedFromAbove);
}

TEST_F(LivePresenterTest, DoesNotAskAboutAMatThatItKnows)
{
    settings_.setup_of_mat["palpate-64x64"] = SetUp::ToolOnMat;
    presenter_.setSettings(settings_);
    choice_.info.setup.reset();
    choice_.profile_id = "palpate-64x64";
    ASSERT_TRUE(presenter_.connectTo(choice_));
    show(live::RecordingState::Idle);
    presenter_.toggleRecording();
    EXPECT_FALSE(view_.asked);
    EXPECT_EQ(service_->recorded_info.setup, SetUp::ToolOnMat);
}

TEST_F(LivePresenterTest, RecordsStopsAndTellsWhereItIsSaved)
{
    ASSERT_TRUE(presenter_.connectTo(choice_));
    show(live::RecordingState::Idle);
    presenter_.toggleRecording();
    EXPECT_EQ(service_->recorded_to.parent_path(), settings_.sessions_folder);
    EXPECT_EQ(service_->recorded_info.setup, SetUp::MatBetween);
    show(live::RecordingState::Recording);
    EXPECT_TRUE(presenter_.isRecording());
    presenter_.toggleRecording();
    EXPECT_EQ(service_->stops, 1);
    EXPECT_TRUE(view_.saved.empty());
    show(live::RecordingState::Finished);
    EXPECT_EQ(view_.saved, service_->recorded_to);
    EXPECT_FALSE(presenter_.recordingPath().has_value());
}

TEST_F(LivePresenterTest, RefusesToDisconnectWhileRecording)
{
    ASSERT_TRUE(presenter_.connectTo(choice_));
    show(live::RecordingState::Recording);
    presenter_.disconnect();
    EXPECT_TRUE(presenter_.isConnected());
    show(live::RecordingState::Idle);
    presenter_.disconnect();
    EXPECT_FALSE(presenter_.isConnected());
    EXPECT_FALSE(view_.connected);
}

TEST_F(LivePresenterTest, StoresAPainReport)
{
    ASSERT_TRUE(presenter_.connectTo(choice_));
    presenter_.reportPain(7);
    EXPECT_EQ(service_->pains, std::vector<int>{7});
    EXPECT_EQ(view_.pain, 7);
}

TEST(FreeSessionPath, NeverNamesAFileThatExists)
{
    const support::TempDir folder;
    const std::filesystem::path first = freeSessionPath(folder.path(), "P-04/../17");
    EXPECT_EQ(first.parent_path(), folder.path());
    EXPECT_EQ(first.filename().string().substr(0, 7), "P-0417-");
    std::ofstream(first) << "taken";
    const std::filesystem::path second = freeSessionPath(folder.path(), "P-04/../17");
    EXPECT_NE(second, first);
    std::ofstream(second.string() + ".journal") << "taken";
    EXPECT_NE(freeSessionPath(folder.path(), "P-04/../17"), second);
}

}  // namespace
}  // namespace palpate::gui
