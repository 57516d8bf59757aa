#pragma once

#include <optional>
#include <vector>

#include <QPushButton>
#include <QWidget>

#include "elided_label.hpp"
#include "heatmap_view.hpp"
#include "map_input.hpp"
#include "range_box.hpp"
#include "region_bar.hpp"
#include "segmented.hpp"

namespace palpate::gui {

/// A map with all that belongs to it: which map, what is pointed at, its colours' fixed range, its regions.
/// The same in live and in review; knows nothing of sessions.
class MapPanel final : public QWidget {
    Q_OBJECT

  public:
    MapPanel(const Theme& theme, const QStringList& map_titles, QWidget* parent = nullptr);

    /// Forgets values, marks, pin and regions of the mat before.
    void setMat(const MatGeometry& geometry);
    void setCaption(const QString& caption);
    void setValues(const CellArray<float>& values);
    /// A range that is not `adjustable` (the rating's 0-10) has no box.
    void setScale(const ColorScale& scale, const QString& unit, bool adjustable);
    void setOverlay(HeatmapOverlay overlay);
    /// Where the next pain report is to lie; none takes the pin away.
    void setPin(const std::optional<MatPoint>& pin);
    /// The place that was chosen in the table.
    void setChosen(const std::optional<MatPoint>& place);
    void setCurrentMap(int index) { maps_->setCurrent(index); }
    /// Off where figures typed on the keyboard mean pain.
    void setTyping(bool on);
    void setTheme(const Theme& theme);

    [[nodiscard]] HeatmapView& heatmap() { return *heatmap_; }
    [[nodiscard]] RegionEditor& regions() { return *editor_; }
    [[nodiscard]] std::optional<MatPoint> pin() const { return heatmap_->pointer().pin; }
    [[nodiscard]] int currentMap() const { return maps_->current(); }

  Q_SIGNALS:
    void mapChosen(int index);
    void rangeChanged(double range_max);
    void fitRequested();
    /// Clicked on the mat, or Enter at the keyboard's cross.
    void placeChosen(palpate::MatPoint place);
    /// Escape: the pin, the chosen place and the like are not wanted any more.
    void escaped();

  private:
    void connectRegions();
    void showCell(int row, int col);
    void showCaption();

    CellArray<float> values_;
    QString unit_;
    QString caption_text_;
    std::optional<CellIndex> pointed_cell_;
    std::optional<MatPoint> chosen_;
    RegionEditor* editor_;
    Segmented* maps_;
    QPushButton* edit_;
    RegionBar* region_bar_;
    ElidedLabel* caption_;
    HeatmapView* heatmap_;
    MapInput* input_;
    RangeBox* range_;
};

}  // namespace palpate::gui
