#include "three_maps.hpp"

#include <algorithm>
#include <cmath>

#include "theme.hpp"

namespace palpate::gui {

namespace {

constexpr int kLeastHeight = 220;
constexpr int kLeastStacked = 130;
/// What the maps leave over is below everything.
constexpr int kRestLine = 5;
constexpr int kMapStretch = 1000;

double scaleIn(QSizeF room, QSizeF shape_mm, QSizeF around)
{
    return std::min((room.width() - around.width()) / shape_mm.width(),
                    (room.height() - around.height()) / shape_mm.height());
}

}  // namespace

MapsArrangement arrangementFor(QSizeF room, QSizeF shape_mm, QSizeF around, double bar_height, double gap)
{
    // Maps that jump about for a little gain would only confuse.
    constexpr double kWorthIt = 1.1;
    const QSizeF beside((room.width() - 2.0 * gap) / 3.0, room.height() - bar_height - gap);
    const QSizeF under(room.width(), (room.height() - 2.0 * bar_height - 4.0 * gap) / 3.0);
    return scaleIn(under, shape_mm, around) > kWorthIt * scaleIn(beside, shape_mm, around)
               ? MapsArrangement::Column
               : MapsArrangement::Row;
}

ThreeMaps::ThreeMaps(const std::array<CompareMap*, 3>& maps, FlatColorBar& value_bar,
                     FlatColorBar& change_bar, QWidget* parent)
    : QWidget(parent),
      maps_(maps),
      value_bar_(&value_bar),
      change_bar_(&change_bar),
      grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(metricsFor(font()).medium);
    grid_->addItem(new QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Expanding), kRestLine, 0);
    grid_->setRowStretch(kRestLine, 1);
    layOut();
}

void ThreeMaps::setShape(QSizeF shape_mm)
{
    shape_mm_ = shape_mm;
    arrange();
}

void ThreeMaps::setScrolled(bool on)
{
    is_scrolled_ = on;
    arrange();
}

void ThreeMaps::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ThreeMaps::arrange()
{
    constexpr double kMostLines = 15.0;
    const QSizeF around = maps_[0]->aroundCells();
    const double gap = grid_->spacing();
    // In lines of text, so that a map is seen as a whole on a page that scrolls.
    const double most = std::max<double>(kLeastHeight, kMostLines * fontMetrics().height());
    const double bar = value_bar_->sizeHint().height();
    QSizeF room = size();
    int least = kLeastHeight;
    if (is_scrolled_) {
        const double width = (room.width() - 2.0 * gap) / 3.0 - around.width();
        const double wanted = width * shape_mm_.height() / shape_mm_.width() + around.height();
        least = static_cast<int>(std::lround(std::clamp(wanted, double{kLeastHeight}, most)));
        room.setHeight(least + bar + gap);
    }
    const MapsArrangement wanted = arrangementFor(room, shape_mm_, around, bar, gap);
    const bool is_row = wanted == MapsArrangement::Row;
    const double across = is_row ? (room.width() - 2.0 * gap) / 3.0 : room.width();
    const int tallest = static_cast<int>(
        std::ceil((across - around.width()) * shape_mm_.height() / shape_mm_.width() + around.height()));
    for (CompareMap* const map : maps_) {
        map->setMinimumHeight(is_row ? least : kLeastStacked);
        // The colours stand right below what they explain.
        map->setMaximumHeight(std::max(map->minimumHeight(), tallest));
    }
    if (wanted != arrangement_) {
        arrangement_ = wanted;
        layOut();
    }
}

void ThreeMaps::layOut()
{
    for (QWidget* const widget :
         {static_cast<QWidget*>(maps_[0]), static_cast<QWidget*>(maps_[1]), static_cast<QWidget*>(maps_[2]),
          static_cast<QWidget*>(value_bar_), static_cast<QWidget*>(change_bar_)}) {
        grid_->removeWidget(widget);
    }
    const bool is_row = arrangement_ == MapsArrangement::Row;
    for (int line = 0; line < kRestLine; ++line) {
        const bool has_map = is_row ? line == 0 : line == 0 || line == 1 || line == 3;
        grid_->setRowStretch(line, has_map ? kMapStretch : 0);
        grid_->setColumnStretch(line, line < (is_row ? 3 : 1) ? 1 : 0);
    }
    if (is_row) {
        for (int i = 0; i < 3; ++i) {
            grid_->addWidget(maps_.at(static_cast<std::size_t>(i)), 0, i);
        }
        grid_->addWidget(value_bar_, 1, 0, 1, 2);
        grid_->addWidget(change_bar_, 1, 2);
        return;
    }
    grid_->addWidget(maps_[0], 0, 0);
    grid_->addWidget(maps_[1], 1, 0);
    grid_->addWidget(value_bar_, 2, 0);
    grid_->addWidget(maps_[2], 3, 0);
    grid_->addWidget(change_bar_, 4, 0);
}

}  // namespace palpate::gui
