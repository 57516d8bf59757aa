#pragma once

#include <QDoubleSpinBox>
#include <QPushButton>
#include <QWidget>

namespace palpate::gui {

/// The fixed end of the colour range: what the user types, or the data's highest value once, when asked.
class RangeBox final : public QWidget {
    Q_OBJECT

  public:
    explicit RangeBox(QWidget* parent = nullptr);

    void setRange(double range_max, const QString& unit);
    [[nodiscard]] double range() const { return value_->value(); }
    /// Off where the range is not the user's to choose.
    void setAdjustable(bool on);
    /// Something else that belongs to the map, in the same line where there is room.
    void addAction(QWidget* action);
    /// Off where figures typed on the keyboard mean something else.
    void setTyping(bool on) { value_->setEnabled(on); }

  Q_SIGNALS:
    void rangeChanged(double range_max);
    void fitRequested();

  private:
    QDoubleSpinBox* value_;
    QPushButton* fit_;
};

}  // namespace palpate::gui
