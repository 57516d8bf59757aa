#pragma once

#include <QElapsedTimer>
#include <QStackedWidget>
#include <QTimer>
#include <QWidget>

#include "error_banner.hpp"
#include "page_header.hpp"
#include "play_bar.hpp"
#include "quality_panel.hpp"
#include "review_presenter.hpp"
#include "review_view.hpp"
#include "review_work.hpp"
#include "session_list.hpp"
#include "settings.hpp"
#include "status_pills.hpp"

namespace palpate::gui {

/// A stored session: its maps, its course, its holds and spots, at any moment. Colours and ranges change only
/// when the user changes them.
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
    /// What was added is not in the file.
    void showNotStored(const Error& error);
    [[nodiscard]] ReviewPresenter& presenter() { return presenter_; }
    [[nodiscard]] HeatmapView& heatmap() { return work_->map().heatmap(); }
    [[nodiscard]] MapPanel& map() { return work_->map(); }
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
    /// The session that is shown, with another one.
    void compareRequested();
    void settingsChanged(const palpate::gui::Settings& settings);
    /// To be stored with the session that is shown, and analysed.
    void reportAdded(const palpate::Event& report);
    /// To be taken out of it again.
    void reportRemoved(const palpate::Event& report);
    void regionsChanged(const std::vector<palpate::Region>& regions);
    void outcomesChanged(const std::vector<palpate::Outcome>& outcomes);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    [[nodiscard]] QWidget* makeListSide();
    /// Pictures of the session over the time line.
    void showPreview(std::optional<SetUp> setup, Pressure contact);
    void connectControls();
    void connectWork();

    Theme theme_;
    Settings settings_;
    ReviewPresenter presenter_;
    std::optional<std::filesystem::path> running_;
    QElapsedTimer clock_;

    PageHeader* header_;
    Pill* quality_pill_;
    QPushButton* compare_;
    QPushButton* open_;
    ErrorBanner* banner_;
    QualityPanel* quality_;
    QStackedWidget* stack_;
    SessionList* list_;
    ReviewWork* work_;
    PlayBar* play_bar_;
    QTimer* timer_;
};

}  // namespace palpate::gui
