#pragma once

#include <optional>

#include <QObject>

#include "palpate/core/coaching.hpp"

#include "outline_drawing.hpp"

namespace palpate::gui {

/// Moves, turns and scales a technique's outline on the mat; knows places, no widgets. The outline's middle
/// stays on the mat.
class OutlinePlacer final : public QObject {
    Q_OBJECT

  public:
    explicit OutlinePlacer(QObject* parent = nullptr) : QObject(parent) {}

    void begin(const Technique& technique, const Placement& placement, const MatGeometry& mat);
    /// The outline stays where it is now.
    void finish();
    /// Back to where it was at begin().
    void cancel();
    [[nodiscard]] bool isPlacing() const { return is_placing_; }
    [[nodiscard]] const Placement& placement() const { return placement_; }
    [[nodiscard]] PlacingHandles handles() const;

    /// Takes the handle within `reach_mm`, else the outline itself.
    void press(MatPoint place, double reach_mm);
    void move(MatPoint place);
    void release() { grip_ = Grip::None; }

    void moveBy(double dx_mm, double dy_mm);
    void turnBy(double degrees);
    void scaleBy(double factor);

  Q_SIGNALS:
    /// To be painted anew; also at the end.
    void changed();
    void finished(const palpate::Placement& placement);

  private:
    enum class Grip { None, Body, Turn, Scale };

    void put(Placement placement);

    Technique technique_;
    Placement placement_;
    Placement placed_before_;
    double width_mm_ = 0.0;
    double height_mm_ = 0.0;
    bool is_placing_ = false;
    Grip grip_ = Grip::None;
    MatPoint grabbed_at_;
    Placement grabbed_;
};

}  // namespace palpate::gui
