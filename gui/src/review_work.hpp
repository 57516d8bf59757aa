#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QFrame>
#include <QWidget>

#include "adherence_table.hpp"
#include "elided_label.hpp"
#include "map_panel.hpp"
#include "metric_cards.hpp"
#include "outcomes_card.hpp"
#include "pain_keys.hpp"
#include "places_table.hpp"
#include "regions_table.hpp"
#include "report_history.hpp"
#include "review_session.hpp"
#include "session_details.hpp"
#include "settings.hpp"

namespace palpate::gui {

/// The middle of the review page: a map of the session, its sentence, its numbers and what was said.
class ReviewWork final : public QWidget {
    Q_OBJECT

  public:
    ReviewWork(const Theme& theme, const Settings& settings, QWidget* parent);

    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);
    /// The file is open; its numbers are not there yet.
    void showSession(const ReviewSession& session);
    void showResults(const ReviewSession& session, const SessionResults& results);
    /// `results` none: only the cursors move.
    void showMoment(double time_s, std::uint64_t frame, const SessionResults* results);
    void showValues(const CellArray<float>& values, ReviewMap map);
    [[nodiscard]] MapPanel& map() { return *map_; }
    [[nodiscard]] ReportHistory& reports() { return *reports_; }

  Q_SIGNALS:
    void timeChosen(double time_s);
    void mapChosen(palpate::gui::ReviewMap map);
    void settingsChanged(const palpate::gui::Settings& settings);
    void regionsChanged(const std::vector<palpate::Region>& regions);

  private:
    [[nodiscard]] QFrame* makeSummary();
    void connectMap();
    void connectNumbers();
    void sayHeadline(const QString& words);
    void applyScale();
    [[nodiscard]] double& rangeOf(ReviewMap map);
    void fitRange();
    void addReport(int nrs);
    void instructPain();

    Theme theme_;
    Settings settings_;
    std::filesystem::path path_;
    std::optional<SetUp> setup_;
    ReviewMap shown_map_ = ReviewMap::Peak;
    double contact_kpa_ = 1.0;
    double time_s_ = 0.0;

    ReportHistory* reports_;
    MapPanel* map_;
    ElidedLabel* headline_;
    ElidedLabel* facts_line_;
    MetricCards* metrics_;
    AdherenceTable* adherence_;
    PlacesTable* places_;
    RegionsTable* regions_;
    OutcomesCard* outcomes_;
    PainKeys* pain_;
    SessionDetails* details_;
};

}  // namespace palpate::gui
