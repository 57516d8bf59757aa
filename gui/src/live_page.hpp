#pragma once

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QWidget>

#include "connect_panel.hpp"
#include "cue_card.hpp"
#include "error_banner.hpp"
#include "heatmap_view.hpp"
#include "holds_table.hpp"
#include "live_presenter.hpp"
#include "live_view.hpp"
#include "metric_chart.hpp"
#include "page_header.hpp"
#include "pain_keys.hpp"
#include "range_box.hpp"
#include "record_button.hpp"
#include "status_pills.hpp"
#include "timeline.hpp"

namespace palpate::gui {

/// The mat as it is now. Repaints at display rate from the latest snapshot; nothing is pushed to it.
class LivePage final : public QWidget, public LiveView {
    Q_OBJECT

  public:
    LivePage(const Theme& theme, const Settings& settings, const ConnectFunction& connect,
             QWidget* parent = nullptr);

    void setOptions(const ConnectOptions& options);
    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);
    [[nodiscard]] LivePresenter& presenter() { return presenter_; }
    [[nodiscard]] HeatmapView& heatmap() { return *heatmap_; }

    void showConnectPanel() override;
    void showMeasurement(const MatGeometry& geometry, const std::string& mat_title,
                         const MeasurementInfo& info) override;
    void showSnapshot(const live::Snapshot& snapshot,
                      const std::vector<live::HistoryPoint>& history) override;
    void showPain(std::optional<int> nrs) override;
    void showProblem(const std::string& title, const Error& error) override;
    void showSaved(const session::FinalizeReport& report, std::uint64_t lost_frames) override;
    void hideBanner() override;

  Q_SIGNALS:
    void reviewRequested(const QString& path);
    void rescanRequested();
    void settingsChanged(const palpate::gui::Settings& settings);

  private:
    [[nodiscard]] QWidget* makeConnectSide();
    [[nodiscard]] QWidget* makeWork();
    [[nodiscard]] QWidget* makeNumbers();
    void connectControls();
    void showCharts(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history);
    void showMap(const live::Snapshot& snapshot);
    void showTime(const live::Snapshot& snapshot);
    void applyScale();
    void setRange(double range_kpa);
    void fitRange();
    void shareWidth(const MatGeometry& geometry);

    Theme theme_;
    Settings settings_;
    LivePresenter presenter_;
    std::optional<MatGeometry> geometry_;
    std::optional<SetUp> setup_;
    double contact_kpa_ = 1.0;
    std::vector<MatPoint> trail_;

    PageHeader* header_;
    StatusPills* pills_;
    QPushButton* tare_;
    QPushButton* leave_;
    RecordButton* record_;
    ErrorBanner* banner_;
    QStackedWidget* stack_;
    ConnectPanel* connect_panel_;
    HeatmapView* heatmap_;
    RangeBox* range_;
    QHBoxLayout* work_row_ = nullptr;
    CueCard* cue_;
    MetricChart* force_;
    MetricChart* area_;
    MetricChart* peak_;
    HoldsTable* holds_;
    PainKeys* pain_;
    Timeline* timeline_;
    QTimer* timer_;
};

}  // namespace palpate::gui
