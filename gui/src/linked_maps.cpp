#include "linked_maps.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "decimation.hpp"
#include "difference_image.hpp"
#include "heat_image.hpp"
#include "wheel_with_focus.hpp"

namespace palpate::gui {

namespace {

constexpr int kTimeIntegral = 2;
constexpr int kSustained = 3;
constexpr int kTenderness = 4;
constexpr double kMostPain = 10.0;

double highestChange(const CellArray<float>& difference)
{
    return std::max(highestValue(difference), highestValue(-difference));
}

}  // namespace

LinkedMaps::LinkedMaps(const Theme& theme, const Settings& settings, QWidget* parent)
    : QFrame(parent),
      settings_(settings),
      cursor_(new LinkedCursor(this)),
      choice_(new Segmented(QStringLiteral("comparedMap"), comparedMapTitles(), this)),
      mirror_(new QPushButton(tr("Left against right"), this)),
      landmarks_(new QPushButton(tr("Landmarks…"), this)),
      caption_(new ElidedLabel(TextSize::Small, QFont::Normal, this)),
      stack_(new QStackedWidget(this)),
      three_{new CompareMap(tr("Before"), *cursor_, this), new CompareMap(tr("After"), *cursor_, this),
             new CompareMap(tr("After − before"), *cursor_, this)},
      swipe_(new SwipeMap(*cursor_, this)),
      value_bar_(new FlatColorBar(theme, this)),
      swipe_bar_(new FlatColorBar(theme, this)),
      difference_bar_(new FlatColorBar(theme, this)),
      side_by_side_(new ThreeMaps(three_, *value_bar_, *difference_bar_, this)),
      range_(new RangeBox(this)),
      difference_range_(new QDoubleSpinBox(this)),
      whole_mat_(new QPushButton(tr("Whole mat"), this)),
      pause_(new QPushButton(tr("Pause"), this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("linkedMaps"));
    mirror_->setObjectName(QStringLiteral("mirror"));
    mirror_->setProperty("role", "choice");
    mirror_->setCheckable(true);
    mirror_->setToolTip(tr("Reflect the second session, so that left lies on right"));
    mirror_->hide();
    landmarks_->setObjectName(QStringLiteral("landmarks"));
    landmarks_->setToolTip(tr("Align by landmarks: click the same places of the client on both maps"));
    difference_range_->setObjectName(QStringLiteral("differenceRange"));
    difference_range_->setAccessibleName(tr("Largest change of the colours"));
    difference_range_->setToolTip(tr("Range of the change: fixed until you change it, alike on both sides"));
    difference_range_->setRange(0.1, 1e6);
    difference_range_->setDecimals(1);
    difference_range_->setPrefix(tr("change ± "));
    difference_range_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    difference_range_->setKeyboardTracking(false);
    difference_range_->setMinimumWidth(fontMetrics().averageCharWidth() * 18 + 4 * metricsFor(font()).large);
    new WheelWithFocus(*difference_range_);
    pause_->setObjectName(QStringLiteral("pauseBlink"));
    pause_->setToolTip(tr("Stop blinking, or go on (space on the map)"));
    pause_->hide();
    whole_mat_->setObjectName(QStringLiteral("wholeMat"));
    whole_mat_->setProperty("role", "choice");
    whole_mat_->setCheckable(true);
    whole_mat_->setToolTip(tr("Show all of the mat, also where nothing lay"));
    three_[0]->setObjectName(QStringLiteral("mapBefore"));
    three_[1]->setObjectName(QStringLiteral("mapAfter"));
    three_[2]->setObjectName(QStringLiteral("mapDifference"));
    range_->addAction(difference_range_);
    range_->addAction(whole_mat_);
    range_->addAction(pause_);
    auto* const large = new QWidget(this);
    const Metrics metrics = metricsFor(font());
    auto* const large_column = new QVBoxLayout(large);
    large_column->setContentsMargins(0, 0, 0, 0);
    large_column->setSpacing(metrics.medium);
    swipe_->setMinimumHeight(220);
    large_column->addWidget(swipe_, 1);
    large_column->addWidget(swipe_bar_);
    stack_->addWidget(side_by_side_);
    stack_->addWidget(large);
    auto* const top = new QHBoxLayout;
    top->setSpacing(metrics.medium);
    top->addWidget(choice_, 1);
    top->addWidget(mirror_, 0, Qt::AlignTop);
    top->addWidget(landmarks_, 0, Qt::AlignTop);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.large, metrics.medium, metrics.large, metrics.medium);
    column->setSpacing(metrics.small);
    column->addLayout(top);
    column->addWidget(caption_);
    column->addWidget(stack_, 1);
    column->addWidget(range_);
    connectControls();
    setTheme(theme);
}

void LinkedMaps::connectControls()
{
    connect(choice_, &Segmented::chosen, this, &LinkedMaps::mapChosen);
    connect(mirror_, &QPushButton::clicked, this, &LinkedMaps::mirrorChanged);
    connect(landmarks_, &QPushButton::clicked, this, &LinkedMaps::landmarksRequested);
    connect(cursor_, &LinkedCursor::moved, this, &LinkedMaps::showCaption);
    connect(range_, &RangeBox::rangeChanged, this, [this](double range) {
        if (maps_) {
            setRangeOf(maps_->map, range);
            applyScales();
            Q_EMIT settingsChanged(settings_);
        }
    });
    connect(range_, &RangeBox::fitRequested, this, &LinkedMaps::fitRanges);
    connect(difference_range_, &QDoubleSpinBox::valueChanged, this, [this](double range) {
        if (maps_) {
            difference_ranges_.at(static_cast<std::size_t>(maps_->map)) = range;
            applyScales();
        }
    });
    connect(whole_mat_, &QPushButton::toggled, this, &LinkedMaps::applyScales);
    connect(pause_, &QPushButton::clicked, this, [this] { swipe_->setPaused(!swipe_->isPaused()); });
    connect(swipe_, &SwipeMap::pausedChanged, this,
            [this](bool paused) { pause_->setText(paused ? tr("Go on") : tr("Pause")); });
}

void LinkedMaps::setMaps(std::optional<ComparedMaps> maps, std::optional<SetUp> setup)
{
    maps_ = std::move(maps);
    setup_ = setup;
    setVisible(maps_.has_value());
    if (!maps_) {
        return;
    }
    choice_->setCurrent(maps_->map);
    cursor_->setPlace(std::nullopt);
    for (const ComparedMap which : {ComparedMap::Before, ComparedMap::After, ComparedMap::Difference}) {
        map(which).setMat(maps_->grid);
        map(which).setMarks(fateMarks(maps_->spots, which));
        map(which).setClusters(which == ComparedMap::Difference ? maps_->clusters
                                                                : std::vector<ClusterEdge>{});
    }
    swipe_->setMat(maps_->grid);
    // The same marks on both sides of the line: only the pressures change.
    swipe_->setMarks(fateMarks(maps_->spots, ComparedMap::Difference));
    whole_mat_->setVisible(maps_->loaded.has_value());
    applyScales();
}

void LinkedMaps::setMapsLayout(MapsLayout layout)
{
    stack_->setCurrentIndex(layout == MapsLayout::SideBySide ? 0 : 1);
    swipe_->setBlinking(layout == MapsLayout::Blink);
    pause_->setVisible(layout == MapsLayout::Blink);
    difference_range_->setVisible(layout == MapsLayout::SideBySide);
    if (layout != MapsLayout::SideBySide) {
        swipe_->setFocus();
    }
}

void LinkedMaps::setCaption(const QString& caption)
{
    caption_text_ = caption;
    showCaption();
}

void LinkedMaps::setMirror(bool is_offered, bool is_on)
{
    mirror_->setVisible(is_offered);
    mirror_->setChecked(is_on);
}

void LinkedMaps::setSettings(const Settings& settings)
{
    settings_ = settings;
    applyScales();
}

void LinkedMaps::setTheme(const Theme& theme)
{
    caption_->setColor(theme.muted);
    for (FlatColorBar* const bar : {value_bar_, swipe_bar_, difference_bar_}) {
        bar->setTheme(theme);
    }
}

double LinkedMaps::rangeOf(int map) const
{
    Settings settings = settings_;
    switch (map) {
        case kTimeIntegral:
            return settings_.range_kpa_s;
        case kSustained:
            return settings_.range_s;
        case kTenderness:
            return kMostPain;
        default:
            return pressureRange(settings, setup_);
    }
}

void LinkedMaps::setRangeOf(int map, double range)
{
    switch (map) {
        case kTimeIntegral:
            settings_.range_kpa_s = range;
            return;
        case kSustained:
            settings_.range_s = range;
            return;
        case kTenderness:
            return;
        default:
            pressureRange(settings_, setup_) = range;
    }
}

double LinkedMaps::differenceRange() const
{
    const int map = maps_ ? maps_->map : 0;
    if (map == kTenderness) {
        return kMostPain;
    }
    return difference_ranges_.at(static_cast<std::size_t>(map)).value_or(rangeOf(map) / 2.0);
}

void LinkedMaps::fitRanges()
{
    if (!maps_) {
        return;
    }
    const double highest = std::max(highestValue(maps_->before), highestValue(maps_->after));
    const double change = highestChange(maps_->difference);
    if (highest > 0.0) {
        setRangeOf(maps_->map, std::max(0.1, niceCeiling(highest)));
    }
    if (change > 0.0) {
        difference_ranges_.at(static_cast<std::size_t>(maps_->map)) = std::max(0.1, niceCeiling(change));
    }
    applyScales();
    Q_EMIT settingsChanged(settings_);
}

ShownPart LinkedMaps::shownPart() const
{
    return maps_->loaded && !whole_mat_->isChecked() ? *maps_->loaded : wholeOf(maps_->grid);
}

void LinkedMaps::applyScales()
{
    constexpr double kLeastShare = 0.02;
    if (!maps_) {
        return;
    }
    const Theme dark = makeTheme(ThemeKind::Dark);
    const double range = rangeOf(maps_->map);
    const ColorScale scale(settings_.color_map, range,
                           maps_->is_pressure ? maps_->contact : range * kLeastShare, dark.mat_ground);
    const DifferenceScale change(differenceRange());
    const ShownPart part = shownPart();
    for (CompareMap* const shown : {three_[0], three_[1], three_[2], static_cast<CompareMap*>(swipe_)}) {
        shown->setShown(part);
    }
    side_by_side_->setShape(millimetresOf(part, maps_->grid).size());
    const MapPicture before = heatPicture(cellsOf(maps_->before, part), scale);
    const MapPicture after = heatPicture(cellsOf(maps_->after, part), scale);
    map(ComparedMap::Before).setPicture(before);
    map(ComparedMap::After).setPicture(after);
    map(ComparedMap::Difference)
        .setPicture([values = cellsOf(maps_->difference, part), change, ground = dark.mat_ground](
                        QSize size) { return differenceImage(values, size, change, ground); });
    swipe_->setPictures(before, after);
    value_bar_->setScale(scale, maps_->unit);
    swipe_bar_->setScale(scale, maps_->unit);
    difference_bar_->setScale(change, maps_->unit);
    const bool is_adjustable = maps_->map != kTenderness;
    range_->setAdjustable(is_adjustable);
    range_->setRange(range, maps_->unit);
    difference_range_->setEnabled(is_adjustable);
    const QSignalBlocker blocker(difference_range_);
    difference_range_->setSuffix(QLatin1Char(' ') + maps_->unit);
    difference_range_->setValue(change.rangeMax());
}

void LinkedMaps::showCaption()
{
    const std::optional<MatPoint>& place = cursor_->place();
    const QString values = maps_ && place ? valuesAt(*maps_, *place) : QString();
    caption_->setText(values.isEmpty() ? caption_text_ : values);
    for (CompareMap* const shown : {three_[0], three_[1], three_[2], static_cast<CompareMap*>(swipe_)}) {
        shown->setAccessibleDescription(caption_->text());
    }
}

}  // namespace palpate::gui
