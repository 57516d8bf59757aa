#include "map_panel.hpp"

#include <cmath>
#include <utility>

#include <QVBoxLayout>

#include "display_text.hpp"

namespace palpate::gui {

MapPanel::MapPanel(const Theme& theme, const QStringList& map_titles, QWidget* parent)
    : QWidget(parent),
      editor_(new RegionEditor(this)),
      maps_(new Segmented(QStringLiteral("map"), map_titles, this)),
      edit_(new QPushButton(tr("Regions"), this)),
      region_bar_(new RegionBar(*editor_, this)),
      caption_(new ElidedLabel(TextSize::Small, QFont::Normal, this)),
      heatmap_(new HeatmapView(theme, this)),
      input_(new MapInput(*heatmap_, *editor_, this)),
      range_(new RangeBox(this))
{
    const Metrics metrics = metricsFor(font());
    edit_->setObjectName(QStringLiteral("editRegions"));
    edit_->setProperty("role", "choice");
    edit_->setCheckable(true);
    edit_->setToolTip(tr("Draw, move, name and delete regions"));
    region_bar_->hide();
    range_->addAction(edit_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics.medium);
    column->addWidget(maps_);
    column->addWidget(caption_);
    column->addWidget(heatmap_, 1);
    column->addWidget(range_);
    column->addWidget(region_bar_);
    column->addStretch(0);
    connect(maps_, &Segmented::chosen, this, &MapPanel::mapChosen);
    connect(range_, &RangeBox::rangeChanged, this, &MapPanel::rangeChanged);
    connect(range_, &RangeBox::fitRequested, this, &MapPanel::fitRequested);
    connect(heatmap_, &HeatmapView::cellEntered, this, [this](int row, int col) {
        pointed_cell_ = CellIndex{.row = row, .col = col};
        showCell(row, col);
    });
    connect(heatmap_, &HeatmapView::cellLeft, this, [this] {
        pointed_cell_.reset();
        showCaption();
    });
    connect(input_, &MapInput::placeChosen, this, &MapPanel::placeChosen);
    connect(input_, &MapInput::escaped, this, &MapPanel::escaped);
    connectRegions();
    setTheme(theme);
}

void MapPanel::connectRegions()
{
    connect(edit_, &QPushButton::toggled, this, [this](bool on) {
        region_bar_->setVisible(on);
        input_->setEditing(on);
    });
    connect(region_bar_, &RegionBar::drawingBegun, heatmap_, [this] { heatmap_->setFocus(); });
    connect(region_bar_, &RegionBar::named, heatmap_, [this] { heatmap_->setFocus(); });
    connect(editor_, &RegionEditor::drawingChanged, this,
            [this] { heatmap_->setRegions(editor_->drawing()); });
    connect(editor_, &RegionEditor::selectionChanged, this, [this] {
        // Chosen in the table: its name and "Delete" are wanted now.
        if (editor_->selected().has_value()) {
            edit_->setChecked(true);
        }
    });
    connect(editor_, &RegionEditor::refused, caption_, &ElidedLabel::setText);
}

void MapPanel::setMat(const MatGeometry& geometry)
{
    values_.resize(0, 0);
    pointed_cell_.reset();
    chosen_.reset();
    edit_->setChecked(false);
    editor_->setMat(geometry);
    heatmap_->setMat(geometry);
    heatmap_->setOverlay({});
    heatmap_->setPointer({});
    showCaption();
}

void MapPanel::setCaption(const QString& caption)
{
    caption_text_ = caption;
    if (!pointed_cell_.has_value()) {
        showCaption();
    }
}

void MapPanel::setValues(const CellArray<float>& values)
{
    values_ = values;
    heatmap_->setValues(values);
    if (pointed_cell_.has_value()) {
        showCell(pointed_cell_->row, pointed_cell_->col);
    }
}

void MapPanel::setScale(const ColorScale& scale, const QString& unit, bool adjustable)
{
    unit_ = unit;
    heatmap_->setScale(scale, unit);
    range_->setAdjustable(adjustable);
    if (adjustable) {
        range_->setRange(scale.rangeMax(), unit);
    }
}

void MapPanel::setOverlay(HeatmapOverlay overlay)
{
    overlay.chosen = chosen_;
    heatmap_->setOverlay(std::move(overlay));
}

void MapPanel::setPin(const std::optional<MatPoint>& pin)
{
    heatmap_->setPointer({.pin = pin, .cursor = heatmap_->pointer().cursor});
}

void MapPanel::setChosen(const std::optional<MatPoint>& place)
{
    chosen_ = place;
    setOverlay(heatmap_->overlay());
}

void MapPanel::setTyping(bool on)
{
    range_->setTyping(on);
    region_bar_->setTyping(on);
}

void MapPanel::setTheme(const Theme& theme)
{
    caption_->setColor(theme.muted);
    heatmap_->setTheme(theme);
}

void MapPanel::showCaption()
{
    caption_->setText(caption_text_);
}

void MapPanel::showCell(int row, int col)
{
    const std::optional<MatGeometry>& mat = heatmap_->geometry();
    if (!mat.has_value() || row >= values_.rows() || col >= values_.cols()) {
        return;
    }
    const auto value = static_cast<double>(values_(row, col));
    const QString amount =
        std::isnan(value) ? tr("takes part in nothing") : figureText(value) + QLatin1Char(' ') + unit_;
    caption_->setText(tr("%1 · row %2, column %3 · %4")
                          .arg(amount)
                          .arg(row)
                          .arg(col)
                          .arg(placeText(mat->centreOf(row, col))));
}

}  // namespace palpate::gui
