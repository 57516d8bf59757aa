#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "card_table.hpp"
#include "regions_model.hpp"

namespace palpate::gui {

enum class RegionNumbers {
    Now,         ///< of the last frame: no integrals
    OverSession  ///< with both pressure-time integrals
};

/// The card with the regions' numbers; hidden while there is no region.
class RegionsTable final : public QWidget {
    Q_OBJECT

  public:
    RegionsTable(const Theme& theme, RegionNumbers numbers, QWidget* parent = nullptr);

    void setRows(std::vector<RegionRow> rows);
    /// A number that is not true in the set-up has no column.
    void setSetUp(std::optional<SetUp> setup);
    void selectRegion(std::optional<std::size_t> index);
    void setTheme(const Theme& theme) { card_->setTheme(theme); }
    [[nodiscard]] RegionsModel& model() { return *model_; }

  Q_SIGNALS:
    void regionChosen(int index);

  private:
    RegionNumbers numbers_;
    RegionsModel* model_;
    CardTable* card_;
};

}  // namespace palpate::gui
