#pragma once

#include <optional>

#include <QObject>

#include "map_panel.hpp"
#include "outline_placer.hpp"
#include "placing_input.hpp"

namespace palpate::gui {

/// The technique's outline on a map: shows it where it lies, marks the zone that the coach speaks of, and
/// lets it be placed.
class TechniqueMap final : public QObject {
    Q_OBJECT

  public:
    TechniqueMap(MapPanel& map, QObject* parent);

    /// None takes the outline away.
    void setCoaching(const std::optional<Coaching>& coaching);
    /// What the coach says now; empty for nothing.
    void setCueWords(const std::string& words);
    void beginPlacing();
    [[nodiscard]] OutlinePlacer& placer() { return placer_; }
    [[nodiscard]] const std::optional<OutlineDrawing>& drawing() const { return drawing_; }

  Q_SIGNALS:
    void placed(const palpate::Placement& placement);

  private:
    void show();

    MapPanel& map_;
    std::optional<Coaching> coaching_;
    std::string cue_words_;
    std::optional<OutlineDrawing> drawing_;
    OutlinePlacer placer_;
    PlacingInput input_;
};

}  // namespace palpate::gui
