#pragma once

#include <array>

#include <QGridLayout>
#include <QSizeF>
#include <QWidget>

#include "compare_map.hpp"
#include "flat_color_bar.hpp"

namespace palpate::gui {

/// In a row, or one under the other.
enum class MapsArrangement { Row, Column };

/// What shows three maps of this shape larger in this room; a row where it makes no difference. `around`:
/// what a map needs beside its cells; `bar_height`: of each of two colour bars, and `gap` between all of
/// them.
[[nodiscard]] MapsArrangement arrangementFor(QSizeF room, QSizeF shape_mm, QSizeF around, double bar_height,
                                             double gap);

/// Three maps of one scale with their colour bars: side by side for what is tall, stacked only where that
/// shows them larger.
class ThreeMaps final : public QWidget {
    Q_OBJECT

  public:
    ThreeMaps(const std::array<CompareMap*, 3>& maps, FlatColorBar& value_bar, FlatColorBar& change_bar,
              QWidget* parent = nullptr);

    /// Of what the maps show.
    void setShape(QSizeF shape_mm);
    /// Height is no concern: the page scrolls, so that the maps may take what their width asks for.
    void setScrolled(bool on);
    [[nodiscard]] MapsArrangement arrangement() const { return arrangement_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void arrange();
    void layOut();

    std::array<CompareMap*, 3> maps_;
    FlatColorBar* value_bar_;
    FlatColorBar* change_bar_;
    QGridLayout* grid_;
    QSizeF shape_mm_{1.0, 1.0};
    MapsArrangement arrangement_ = MapsArrangement::Row;
    bool is_scrolled_ = false;
};

}  // namespace palpate::gui
