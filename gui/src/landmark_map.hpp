#pragma once

#include <vector>

#include "compare_map.hpp"

namespace palpate::gui {

/// One session's map in its own coordinates, on which landmarks are set: a click, or Enter where the cross
/// is.
class LandmarkMap final : public CompareMap {
    Q_OBJECT

  public:
    LandmarkMap(const QString& title, LinkedCursor& cursor, QWidget* parent = nullptr);

    /// Numbered from 1 on.
    void setPlaces(std::vector<MatPoint> places);
    [[nodiscard]] const std::vector<MatPoint>& places() const { return places_; }

  Q_SIGNALS:
    void placeChosen(double x_mm, double y_mm);

  protected:
    void paintPicture(QPainter& painter, const CellMapping& mapping) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    std::vector<MatPoint> places_;
};

}  // namespace palpate::gui
