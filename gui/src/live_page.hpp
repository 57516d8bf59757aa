#pragma once

#include <QStackedWidget>
#include <QTimer>
#include <QWidget>

#include "client_view.hpp"
#include "connect_panel.hpp"
#include "cue_sound.hpp"
#include "error_banner.hpp"
#include "live_presenter.hpp"
#include "live_view.hpp"
#include "live_work.hpp"
#include "page_header.hpp"
#include "quality_panel.hpp"
#include "record_button.hpp"
#include "screening_sheet.hpp"
#include "setup_question.hpp"
#include "status_pills.hpp"
#include "technique_button.hpp"
#include "timeline.hpp"

namespace palpate::gui {

/// The mat as it is now: connect, tare, record, and what is happening, readable from across the room.
class LivePage final : public QWidget, public LiveView {
    Q_OBJECT

  public:
    LivePage(const Theme& theme, const Settings& settings, const ConnectFunction& connect,
             QWidget* parent = nullptr);

    /// Opens the client's window, or closes it.
    void toggleClientView() { client_view_->toggle(); }
    void setOptions(const ConnectOptions& options);
    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);
    /// None = without a technique. Refused while recording.
    void chooseTechnique(const std::optional<TechniqueChoice>& choice);
    [[nodiscard]] LivePresenter& presenter() { return presenter_; }
    [[nodiscard]] HeatmapView& heatmap() { return work_->map().heatmap(); }
    [[nodiscard]] MapPanel& map() { return work_->map(); }

    void showConnectPanel() override;
    void showMeasurement(const MatGeometry& geometry, const std::string& mat_title,
                         const MeasurementInfo& info) override;
    void askSetUp() override;
    void showSetUp(const std::string& mat_id, const MeasurementInfo& info) override;
    void showTechnique(const std::optional<Coaching>& coaching) override;
    void showPlaced(const std::string& mat_id, const Coaching& coaching) override;
    void askScreening() override;
    void showScreened(const std::string& client_code) override;
    void showSnapshot(const live::Snapshot& snapshot,
                      const std::vector<live::HistoryPoint>& history) override;
    void showPain(std::optional<int> nrs) override;
    void showProblem(const std::string& title, const Error& error) override;
    void showSaved(const session::FinalizeReport& report, std::uint64_t lost_frames) override;
    void hideBanner() override;

  Q_SIGNALS:
    /// The user wants to see this session file.
    void reviewRequested(const QString& path);
    /// The user chose a range or a set-up here.
    void settingsChanged(const palpate::gui::Settings& settings);
    void rescanRequested();
    /// The user wants to choose a technique.
    void techniqueRequested();

  private:
    enum StackPage { Connecting, Working, Asking, Screening };

    [[nodiscard]] QWidget* makeCentred(QWidget* card);
    [[nodiscard]] QWidget* makeFramed(QWidget* card);
    void connectControls();
    void connectQuestions();
    void connectTechnique();
    void connectToMat();
    void nameNumbers(const MeasurementInfo& info);
    void rememberSetUp(const std::string& mat_id, SetUp setup);

    Settings settings_;
    LivePresenter presenter_;
    std::optional<MatGeometry> geometry_;
    std::string mat_title_;
    std::optional<SetUp> setup_;
    std::string client_code_;

    PageHeader* header_;
    StatusPills* pills_;
    TechniqueButton* technique_;
    QPushButton* tare_;
    QPushButton* leave_;
    RecordButton* record_;
    ErrorBanner* banner_;
    QualityPanel* quality_;
    QStackedWidget* stack_;
    ConnectPanel* connect_panel_;
    SetUpQuestion* question_;
    ScreeningSheet* screening_;
    LiveWork* work_;
    Timeline* timeline_;
    ClientView* client_view_;
    CueSound* sound_;
    QTimer* timer_;
};

}  // namespace palpate::gui
