#pragma once

#include <optional>
#include <vector>

#include <QVBoxLayout>
#include <QWidget>

#include "card_table.hpp"
#include "places_model.hpp"

namespace palpate::gui {

/// The card "Holds and spots": how many holds, how long in all, and a line for each hold and spot. The same
/// in live and in review.
class PlacesTable final : public QWidget {
    Q_OBJECT

  public:
    explicit PlacesTable(const Theme& theme, QWidget* parent = nullptr);

    void setRows(std::vector<PlaceRow> rows);
    void setSetUp(std::optional<SetUp> setup);
    void setSettings(const AnalysisSettings& settings) { model_->setSettings(settings); }
    /// As high as its lines, up to this many; without it as high as there is room.
    void setMostRows(int rows) { card_->setMostRows(rows); }
    void setTheme(const Theme& theme);
    [[nodiscard]] PlacesModel& model() { return *model_; }

  Q_SIGNALS:
    /// A line was clicked or chosen with the keyboard.
    void placeChosen(const palpate::gui::PlaceRow& row);

  private:
    PlacesModel* model_;
    CardTable* card_;
};

}  // namespace palpate::gui
