#pragma once

#include <QElapsedTimer>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QTimer>
#include <QWidget>

#include "error_banner.hpp"
#include "heatmap_view.hpp"
#include "holds_table.hpp"
#include "metric_chart.hpp"
#include "page_header.hpp"
#include "range_box.hpp"
#include "review_presenter.hpp"
#include "review_view.hpp"
#include "segmented.hpp"
#include "session_list.hpp"
#include "settings.hpp"
#include "status_pills.hpp"
#include "timeline.hpp"

namespace palpate::gui {

/// A stored session: its maps, its course and its holds, at any moment. Colours and ranges change only when
/// the user changes them.
class ReviewPage final : public QWidget, public ReviewView {
    Q_OBJECT

  public:
    ReviewPage(const Theme& theme, const Settings& settings, QWidget* parent = nullptr);

    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);
    /// Reads the sessions folder again, for the empty page.
    void refreshList();
    /// A recording that is under way is not offered for opening.
    void setRunningRecording(const std::optional<std::filesystem::path>& path);
    void chooseMap(ReviewMap map);
    [[nodiscard]] ReviewPresenter& presenter() { return presenter_; }
    [[nodiscard]] HeatmapView& heatmap() { return *heatmap_; }
    [[nodiscard]] ErrorBanner& banner() { return *banner_; }

    void showOpening(const std::filesystem::path& path) override;
    void showSession(const ReviewSession& session) override;
    void showResults(const ReviewSession& session, const SessionResults& results) override;
    void showMoment(double time_s, std::uint64_t frame) override;
    void showValues(const CellArray<float>& values, ReviewMap map) override;
    void showPlaying(bool playing) override;
    void showProblem(const std::string& title, const Error& error) override;

  Q_SIGNALS:
    void openRequested(const QString& path);
    void recoverRequested(const QString& journal_path);
    void browseRequested();
    void settingsChanged(const palpate::gui::Settings& settings);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    [[nodiscard]] QWidget* makeListSide();
    [[nodiscard]] QWidget* makeWork();
    [[nodiscard]] QWidget* makeMapSide();
    [[nodiscard]] QWidget* makeNumbers();
    [[nodiscard]] QWidget* makePlayBar();
    [[nodiscard]] QFrame* makeSummary();
    [[nodiscard]] QWidget* makeDetails();
    void connectControls();
    void applyScale();
    [[nodiscard]] double& rangeOf(ReviewMap map);
    void fitRange();
    void showCell(int row, int col);
    void showWords(const MeasurementInfo& info);
    void showCourse(const SessionResults& results);

    Theme theme_;
    Settings settings_;
    ReviewPresenter presenter_;
    CellArray<float> values_;
    std::optional<std::filesystem::path> running_;
    double contact_kpa_ = 1.0;
    std::optional<CellIndex> pointed_cell_;
    QElapsedTimer clock_;

    PageHeader* header_;
    Pill* quality_;
    QPushButton* open_;
    ErrorBanner* banner_;
    QStackedWidget* stack_;
    SessionList* list_;
    Segmented* maps_;
    ElidedLabel* caption_;
    HeatmapView* heatmap_;
    ElidedLabel* cell_;
    RangeBox* range_;
    ElidedLabel* headline_;
    ElidedLabel* facts_line_;
    MetricChart* force_;
    MetricChart* area_;
    MetricChart* peak_;
    HoldsTable* holds_;
    QListWidget* events_;
    QLabel* facts_;
    QWidget* play_bar_ = nullptr;
    QPushButton* play_;
    Segmented* speed_;
    Timeline* timeline_;
    QTimer* timer_;
};

}  // namespace palpate::gui
