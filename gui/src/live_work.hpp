#pragma once

#include <optional>
#include <vector>

#include <QHBoxLayout>
#include <QWidget>

#include "palpate/live/measurement.hpp"
#include "palpate/live/snapshot.hpp"

#include "coach_card.hpp"
#include "cue_card.hpp"
#include "map_panel.hpp"
#include "metric_cards.hpp"
#include "pain_keys.hpp"
#include "places_table.hpp"
#include "placing_bar.hpp"
#include "regions_table.hpp"
#include "settings.hpp"
#include "stop_panel.hpp"
#include "technique_map.hpp"

namespace palpate::gui {

/// The middle of the live page: the map, the cue, and the numbers of a running measurement.
class LiveWork final : public QWidget {
    Q_OBJECT

  public:
    LiveWork(const Theme& theme, const Settings& settings, QWidget* parent);

    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);
    /// Another mat: nothing of the one before stays.
    void setMat(const MatGeometry& geometry);
    void setSetUp(std::optional<SetUp> setup);
    /// None = without a technique.
    void setTechnique(const std::optional<Coaching>& coaching);
    void showSnapshot(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history);
    /// The last rating that was taken; its pin goes.
    void showPain(std::optional<int> nrs);
    [[nodiscard]] MapPanel& map() { return *map_; }
    [[nodiscard]] TechniqueMap& techniqueMap() { return *technique_map_; }
    /// What is said now.
    [[nodiscard]] const Cue& cue() const { return said_; }

  Q_SIGNALS:
    void painReported(int nrs, const std::optional<palpate::MatPoint>& place);
    void regionsChanged(const std::vector<palpate::Region>& regions);
    void rangeChosen(double range_kpa);
    void stopReported(const std::string& symptom_id);
    void techniquePlaced(const palpate::Placement& placement);
    void clientViewRequested();
    void breathingToggled(bool on);

  private:
    enum Map { PressureMap, TendernessMap };

    void connectMap();
    void connectTechnique();
    void arrangeNumbers();
    void showCoach(const live::Snapshot& snapshot);
    void applyScale();
    void fitRange();
    void showMap(const live::Snapshot& snapshot);
    void showNumbers(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history);
    void instructPain();

    Theme theme_;
    Settings settings_;
    std::optional<SetUp> setup_;
    std::optional<Coaching> coaching_;
    std::vector<MatPoint> trail_;
    double contact_kpa_ = 1.0;
    bool is_recording_ = false;
    Cue said_;

    QHBoxLayout* row_;
    MapPanel* map_;
    TechniqueMap* technique_map_;
    PlacingBar* placing_;
    CueCard* cue_;
    CoachCard* coach_;
    MetricCards* metrics_;
    PlacesTable* places_;
    RegionsTable* regions_;
    PainKeys* pain_;
    StopPanel* stop_;
};

}  // namespace palpate::gui
