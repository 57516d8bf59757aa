#include "live_work.hpp"

#include <algorithm>

#include <QVBoxLayout>

#include "palpate/core/tool_rules.hpp"

#include "cue.hpp"
#include "decimation.hpp"
#include "display_text.hpp"
#include "map_overlay_content.hpp"
#include "number_column.hpp"
#include "review_words.hpp"
#include "tenderness_scale.hpp"

namespace palpate::gui {

namespace {

constexpr double kHistorySeconds = 60.0;
constexpr std::size_t kTrailPoints = 40;

/// With the technique's own window of a hold.
AnalysisSettings judgedBy(const Settings& settings, const std::optional<Coaching>& coaching)
{
    AnalysisSettings analysis = analysisSettings(settings);
    if (coaching.has_value() && coaching->technique.rules.hold.has_value()) {
        const Band& seconds = coaching->technique.rules.hold->seconds;
        analysis.hold_window_min_s = seconds.min.value_or(analysis.hold_window_min_s);
        analysis.hold_window_max_s = seconds.max.value_or(analysis.hold_window_max_s);
    }
    return analysis;
}

}  // namespace

LiveWork::LiveWork(const Theme& theme, const Settings& settings, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      settings_(settings),
      row_(new QHBoxLayout(this)),
      map_(new MapPanel(theme, {tr("Pressure"), tr("Tender spots")}, this)),
      technique_map_(new TechniqueMap(*map_, this)),
      placing_(new PlacingBar(technique_map_->placer(), this)),
      cue_(new CueCard(theme, this)),
      coach_(new CoachCard(theme, this)),
      metrics_(new MetricCards(theme, this)),
      places_(new PlacesTable(theme, this)),
      regions_(new RegionsTable(theme, RegionNumbers::Now, map_->regions(), this)),
      pain_(new PainKeys(this)),
      stop_(new StopPanel(this))
{
    const Metrics metrics = metricsFor(font());
    row_->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.medium);
    row_->setSpacing(metrics.large);
    auto* const mat = new QVBoxLayout;
    mat->setSpacing(metrics.medium);
    mat->addWidget(map_, 1);
    mat->addWidget(placing_);
    row_->addLayout(mat, 7);
    // The cue never scrolls away.
    auto* const numbers = new QVBoxLayout;
    numbers->setSpacing(metrics.large);
    numbers->addWidget(cue_);
    numbers->addWidget(makeNumberColumn({{.card = coach_},
                                         {.card = metrics_, .stretch = 2},
                                         {.card = places_, .stretch = 3},
                                         {.card = regions_},
                                         {.card = pain_},
                                         {.card = stop_}},
                                        this),
                       1);
    row_->addLayout(numbers, 11);
    connectMap();
    connectTechnique();
    applyScale();
    instructPain();
}

void LiveWork::connectMap()
{
    connect(map_, &MapPanel::mapChosen, this, [this] { applyScale(); });
    connect(map_, &MapPanel::rangeChanged, this, &LiveWork::rangeChosen);
    connect(map_, &MapPanel::fitRequested, this, &LiveWork::fitRange);
    connect(map_, &MapPanel::placeChosen, this, [this](MatPoint place) {
        map_->setPin(is_recording_ ? std::optional<MatPoint>(place) : std::nullopt);
        instructPain();
    });
    connect(map_, &MapPanel::escaped, this, [this] {
        map_->setPin(std::nullopt);
        map_->setChosen(std::nullopt);
        instructPain();
    });
    connect(&map_->regions(), &RegionEditor::regionsChanged, this, &LiveWork::regionsChanged);
    connect(places_, &PlacesTable::placeChosen, this,
            [this](const PlaceRow& row) { map_->setChosen(row.place); });
    connect(pain_, &PainKeys::painReported, this, [this](int nrs) { Q_EMIT painReported(nrs, map_->pin()); });
}

void LiveWork::connectTechnique()
{
    connect(coach_, &CoachCard::placingRequested, technique_map_, &TechniqueMap::beginPlacing);
    connect(coach_, &CoachCard::clientViewRequested, this, &LiveWork::clientViewRequested);
    connect(coach_, &CoachCard::breathingToggled, this, &LiveWork::breathingToggled);
    connect(technique_map_, &TechniqueMap::placed, this, &LiveWork::techniquePlaced);
    connect(stop_, &StopPanel::stopReported, this, &LiveWork::stopReported);
    setTechnique(std::nullopt);
}

void LiveWork::setSettings(const Settings& settings)
{
    settings_ = settings;
    coach_->setBreathing(settings.shows_breathing);
    applyScale();
}

void LiveWork::setTheme(const Theme& theme)
{
    theme_ = theme;
    map_->setTheme(theme);
    cue_->setTheme(theme);
    coach_->setTheme(theme);
    metrics_->setTheme(theme);
    places_->setTheme(theme);
    regions_->setTheme(theme);
    applyScale();
}

void LiveWork::setMat(const MatGeometry& geometry)
{
    // A broad mat needs more of the width than a long one to be as large.
    const bool broad = geometry.widthMm() > 0.7 * geometry.heightMm();
    row_->setStretch(0, broad ? 10 : 7);
    trail_.clear();
    map_->setMat(geometry);
    places_->setRows({});
    regions_->setRows({});
    pain_->clearLast();
}

void LiveWork::setSetUp(std::optional<SetUp> setup)
{
    setup_ = setup;
    metrics_->setSetUp(setup);
    places_->setSetUp(setup);
    regions_->setSetUp(setup);
    applyScale();
}

void LiveWork::setTechnique(const std::optional<Coaching>& coaching)
{
    coaching_ = coaching.has_value() ? std::optional{withRulesOfTool(*coaching)} : std::nullopt;
    technique_map_->setCoaching(coaching_);
    places_->setSettings(judgedBy(settings_, coaching_));
    coach_->setVisible(coaching.has_value());
    stop_->setVisible(coaching.has_value());
    arrangeNumbers();
    // What the technique asks for is more telling than the courses, and needs their room.
    metrics_->setVisible(!coaching.has_value());
    if (coaching.has_value()) {
        coach_->setCoaching(*coaching_);
        coach_->setBreathing(settings_.shows_breathing);
    }
}

void LiveWork::arrangeNumbers()
{
    // With a technique the stop and the rating come right below the coach, in view without scrolling.
    auto* const column = static_cast<QVBoxLayout*>(pain_->parentWidget()->layout());
    constexpr int kPlacesShare = 3;
    for (QWidget* const card : {static_cast<QWidget*>(places_), static_cast<QWidget*>(regions_)}) {
        column->removeWidget(card);
        const int at = coaching_.has_value() ? column->count() : column->indexOf(pain_);
        column->insertWidget(at, card, card == places_ ? kPlacesShare : 0);
    }
}

void LiveWork::showCoach(const live::Snapshot& snapshot)
{
    said_ = liveCue(snapshot, analysisSettings(settings_), coaching_);
    cue_->setCue(said_);
    coach_->setPlaceable(!is_recording_);
    stop_->setEnabled(is_recording_);
    if (is_recording_) {
        technique_map_->placer().cancel();
    }
    if (!snapshot.coach.has_value()) {
        technique_map_->setCueWords({});
        return;
    }
    coach_->setNow(*snapshot.coach);
    const std::optional<CoachCue>& cue = snapshot.coach->cue;
    technique_map_->setCueWords(cue && cue->kind == CueKind::OffLimits ? cue->about : std::string());
}

void LiveWork::showSnapshot(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history)
{
    if (snapshot.contact.kpa != contact_kpa_) {
        contact_kpa_ = snapshot.contact.kpa;
        applyScale();
    }
    const bool recording = snapshot.recording == live::RecordingState::Recording;
    if (recording != is_recording_) {
        is_recording_ = recording;
        map_->setPin(std::nullopt);
        instructPain();
    }
    pain_->setEnabled(recording);
    // The figure keys mean pain then.
    map_->setTyping(!recording);
    showCoach(snapshot);
    showMap(snapshot);
    showNumbers(snapshot, history);
}

void LiveWork::applyScale()
{
    if (map_->currentMap() == TendernessMap) {
        map_->setScale(tendernessScale(settings_.color_map, theme_.mat_ground),
                       mapUnit(ReviewMap::Tenderness), false);
        map_->setCaption(mapCaption(ReviewMap::Tenderness, setup_));
    } else {
        map_->setScale(ColorScale(settings_.color_map, pressureRange(settings_, setup_), contact_kpa_,
                                  theme_.mat_ground),
                       mapUnit(ReviewMap::Frame), true);
        map_->setCaption(mapCaption(ReviewMap::Frame, setup_));
    }
    places_->setSettings(judgedBy(settings_, coaching_));
}

void LiveWork::fitRange()
{
    const double highest = highestValue(map_->heatmap().values());
    if (highest > 0.0) {
        Q_EMIT rangeChosen(std::max(0.1, niceCeiling(highest)));
    }
}

void LiveWork::showMap(const live::Snapshot& snapshot)
{
    if (snapshot.metrics && snapshot.metrics->cop_x_mm && snapshot.metrics->cop_y_mm) {
        trail_.push_back({.x_mm = *snapshot.metrics->cop_x_mm, .y_mm = *snapshot.metrics->cop_y_mm});
        if (trail_.size() > kTrailPoints) {
            trail_.erase(trail_.begin());
        }
    } else {
        trail_.clear();
    }
    map_->setValues(map_->currentMap() == TendernessMap ? snapshot.tenderness : snapshot.kpa);
    map_->setOverlay(liveOverlay(snapshot, trail_, judgedBy(settings_, coaching_)));
}

void LiveWork::showNumbers(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history)
{
    const std::vector<Region>& drawn = map_->regions().regions();
    places_->setRows(placeRows({.running = snapshot.running_holds,
                                .holds = snapshot.finished_holds,
                                .spots = snapshot.spots,
                                .regions = drawn}));
    regions_->setRows(regionRowsNow(drawn, snapshot.regions));
    const double to_s = history.empty() ? kHistorySeconds : std::max(kHistorySeconds, history.back().time_s);
    metrics_->setCourse(history, to_s - kHistorySeconds, to_s);
    if (snapshot.metrics.has_value()) {
        metrics_->setMetrics(*snapshot.metrics);
    }
}

void LiveWork::instructPain()
{
    if (!is_recording_) {
        pain_->setInstruction(tr("Once it is recorded: 0–9 stores what the client says."));
        return;
    }
    const std::optional<MatPoint> pin = map_->pin();
    pain_->setInstruction(
        pin.has_value()
            ? tr("It hurts at %1: press 0–9, or tap (Escape takes the pin away)").arg(placeText(*pin))
            : tr("Client says it hurts: press 0–9, or tap (Shift+0 is 10). Where? Tap the map "
                 "first."));
}

void LiveWork::showPain(std::optional<int> nrs)
{
    if (nrs.has_value()) {
        pain_->setLast(*nrs);
    } else {
        pain_->clearLast();
    }
    map_->setPin(std::nullopt);
    instructPain();
}

}  // namespace palpate::gui
