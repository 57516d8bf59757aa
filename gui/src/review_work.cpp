#include "review_work.hpp"

#include <algorithm>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "palpate/live/error_bands.hpp"

#include "decimation.hpp"
#include "display_text.hpp"
#include "map_overlay_content.hpp"
#include "number_column.hpp"
#include "review_words.hpp"
#include "tenderness_scale.hpp"
#include "undo_bar.hpp"

namespace palpate::gui {

namespace {

/// Without the list any name can still be typed.
std::vector<OutcomeMeasure> publishedMeasures()
{
    const Result<std::vector<ErrorBand>> bands = live::publishedErrorBands();
    return bands ? measuresOf(*bands) : std::vector<OutcomeMeasure>{};
}

}  // namespace

ReviewWork::ReviewWork(const Theme& theme, const Settings& settings, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      settings_(settings),
      reports_(new ReportHistory(this)),
      map_(new MapPanel(theme, mapTitles(), this)),
      headline_(new ElidedLabel(TextSize::Headline, QFont::Bold, this)),
      facts_line_(new ElidedLabel(TextSize::Body, QFont::Normal, this)),
      metrics_(new MetricCards(theme, this)),
      adherence_(new AdherenceTable(theme, this)),
      places_(new PlacesTable(theme, this)),
      regions_(new RegionsTable(theme, RegionNumbers::OverSession, map_->regions(), this)),
      outcomes_(new OutcomesCard(publishedMeasures(), reports_->stack(), this)),
      pain_(new PainKeys(this)),
      details_(new SessionDetails(this))
{
    const Metrics metrics = metricsFor(font());
    constexpr int kMostPlaces = 8;
    pain_->addAside(new UndoBar(reports_->stack(), UndoBar::Keys::Here, this));
    pain_->hide();
    places_->setMostRows(kMostPlaces);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.medium);
    row->setSpacing(metrics.large);
    row->addWidget(map_, 8);
    row->addWidget(makeNumberColumn({{.card = makeSummary()},
                                     {.card = metrics_, .stretch = 2},
                                     {.card = adherence_},
                                     {.card = places_},
                                     {.card = regions_},
                                     {.card = outcomes_},
                                     {.card = pain_},
                                     {.card = details_, .stretch = 1}},
                                    this),
                   11);
    map_->setCurrentMap(static_cast<int>(shown_map_));
    connectMap();
    connectNumbers();
    setTheme(theme);
}

QFrame* ReviewWork::makeSummary()
{
    const Metrics metrics = metricsFor(font());
    auto* const summary = new QFrame(this);
    summary->setProperty("surface", "card");
    headline_->setObjectName(QStringLiteral("headline"));
    auto* const column = new QVBoxLayout(summary);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.small);
    column->addWidget(headline_);
    column->addWidget(facts_line_);
    return summary;
}

void ReviewWork::connectMap()
{
    connect(map_, &MapPanel::mapChosen, this,
            [this](int index) { Q_EMIT mapChosen(static_cast<ReviewMap>(index)); });
    connect(map_, &MapPanel::rangeChanged, this, [this](double range_max) {
        rangeOf(shown_map_) = range_max;
        applyScale();
        Q_EMIT settingsChanged(settings_);
    });
    connect(map_, &MapPanel::fitRequested, this, &ReviewWork::fitRange);
    connect(map_, &MapPanel::placeChosen, this, [this](MatPoint place) {
        map_->setPin(pain_->isVisible() ? std::optional<MatPoint>(place) : std::nullopt);
        instructPain();
    });
    connect(map_, &MapPanel::escaped, this, [this] {
        map_->setPin(std::nullopt);
        map_->setChosen(std::nullopt);
        instructPain();
    });
    connect(&map_->regions(), &RegionEditor::regionsChanged, this, &ReviewWork::regionsChanged);
}

void ReviewWork::connectNumbers()
{
    connect(metrics_, &MetricCards::timeClicked, this, &ReviewWork::timeChosen);
    connect(details_, &SessionDetails::timeChosen, this, &ReviewWork::timeChosen);
    connect(places_, &PlacesTable::placeChosen, this, [this](const PlaceRow& row) {
        map_->setChosen(row.place);
        if (row.start_s.has_value()) {
            Q_EMIT timeChosen(*row.start_s);
        }
    });
    connect(details_, &SessionDetails::addingChanged, this, [this](bool on) {
        pain_->setVisible(on);
        pain_->clearLast();
        map_->setPin(std::nullopt);
        instructPain();
    });
    connect(pain_, &PainKeys::painReported, this, &ReviewWork::addReport);
    connect(reports_, &ReportHistory::reportRemoved, pain_, &PainKeys::clearLast);
    connect(outcomes_, &OutcomesCard::changeWanted, this,
            [this](const std::vector<Outcome>& wanted, const QString& what) {
                reports_->changeOutcomes(outcomes_->outcomes(), wanted, what);
            });
    connect(reports_, &ReportHistory::outcomesChanged, outcomes_, &OutcomesCard::setOutcomes);
}

double& ReviewWork::rangeOf(ReviewMap map)
{
    switch (map) {
        case ReviewMap::TimeIntegral:
            return settings_.range_kpa_s;
        case ReviewMap::Sustained:
            return settings_.range_s;
        case ReviewMap::Frame:
        case ReviewMap::Peak:
        case ReviewMap::Mean:
        case ReviewMap::Tenderness:
            break;
    }
    return pressureRange(settings_, setup_);
}

void ReviewWork::applyScale()
{
    constexpr double kLeastShare = 0.02;
    map_->setCaption(mapCaption(shown_map_, setup_));
    if (shown_map_ == ReviewMap::Tenderness) {
        map_->setScale(tendernessScale(settings_.color_map, theme_.mat_ground), mapUnit(shown_map_), false);
        return;
    }
    const double range_max = rangeOf(shown_map_);
    const bool is_pressure = shown_map_ != ReviewMap::TimeIntegral && shown_map_ != ReviewMap::Sustained;
    const double contact = is_pressure ? contact_kpa_ : range_max * kLeastShare;
    map_->setScale(ColorScale(settings_.color_map, range_max, contact, theme_.mat_ground),
                   mapUnit(shown_map_), true);
}

void ReviewWork::fitRange()
{
    const double highest = highestValue(map_->heatmap().values());
    if (highest <= 0.0) {
        return;
    }
    rangeOf(shown_map_) = std::max(0.1, niceCeiling(highest));
    applyScale();
    Q_EMIT settingsChanged(settings_);
}

void ReviewWork::setSettings(const Settings& settings)
{
    settings_ = settings;
    applyScale();
}

void ReviewWork::setTheme(const Theme& theme)
{
    theme_ = theme;
    map_->setTheme(theme);
    headline_->setColor(theme.text);
    facts_line_->setColor(theme.muted);
    metrics_->setTheme(theme);
    adherence_->setTheme(theme);
    places_->setTheme(theme);
    regions_->setTheme(theme);
    applyScale();
}

void ReviewWork::showSession(const ReviewSession& session)
{
    setup_ = session.header.info.setup;
    // Something was added to the session on screen: what the user is at stays.
    if (session.path != path_) {
        path_ = session.path;
        reports_->clear();
        map_->setMat(session.header.geometry);
        details_->setAdding(false);
        outcomes_->endEntering();
        metrics_->setSetUp(setup_);
        places_->setSetUp(setup_);
        regions_->setSetUp(setup_);
        metrics_->clear();
        adherence_->setResults(std::nullopt);
        places_->setRows({});
        facts_line_->setText(QString());
    }
    map_->regions().setRegions(session.regions);
    outcomes_->setOutcomes(session.outcomes);
    const std::optional<Coaching>& coaching = session.header.coaching;
    map_->heatmap().setOutline(
        coaching ? std::optional(outlineDrawing(coaching->technique, coaching->placement)) : std::nullopt);
    regions_->setRows(regionRowsOver(session.regions, {}));
    sayHeadline(tr("Reading the session …"));
    details_->setFacts(QString());
    details_->setEvents(session.events);
    applyScale();
    instructPain();
}

void ReviewWork::sayHeadline(const QString& words)
{
    headline_->setText(words);
    // The sentence is short, and is what one came for: the map gives way.
    headline_->setMinimumWidth(headline_->sizeHint().width());
}

void ReviewWork::showResults(const ReviewSession& session, const SessionResults& results)
{
    contact_kpa_ = results.contact.kpa;
    sayHeadline(sessionHeadline(results));
    facts_line_->setText(sessionFacts(session, results));
    details_->setFacts(recordingFacts(session, results));
    adherence_->setResults(results.coach);
    places_->setSettings(results.settings);
    places_->setRows(placeRows(
        {.running = {}, .holds = results.holds, .spots = results.spots, .regions = session.regions}));
    regions_->setRows(regionRowsOver(session.regions, results.regions));
    metrics_->setCourse(results.frames, std::max(1.0, results.duration_s));
    applyScale();
}

void ReviewWork::showMoment(double time_s, std::uint64_t frame, const SessionResults* results)
{
    time_s_ = time_s;
    metrics_->setCursorTime(time_s);
    if (pain_->isVisible()) {
        instructPain();
    }
    if (results == nullptr) {
        return;
    }
    const bool is_frame = shown_map_ == ReviewMap::Frame;
    HeatmapOverlay overlay = reviewOverlay(*results, is_frame ? std::optional<double>(time_s) : std::nullopt);
    if (frame < results->frames.size()) {
        const FrameMetrics& now = results->frames[frame];
        metrics_->setMetrics(now);
        if (is_frame && now.cop_x_mm && now.cop_y_mm) {
            overlay.centre_of_pressure = MatPoint{.x_mm = *now.cop_x_mm, .y_mm = *now.cop_y_mm};
        }
    }
    map_->setOverlay(std::move(overlay));
}

void ReviewWork::showValues(const CellArray<float>& values, ReviewMap map)
{
    shown_map_ = map;
    map_->setCurrentMap(static_cast<int>(map));
    applyScale();
    map_->setValues(values);
}

void ReviewWork::addReport(int nrs)
{
    reports_->add({.time = fromSeconds(time_s_),
                   .kind = EventKind::Pain,
                   .nrs = nrs,
                   .place = map_->pin(),
                   .text = {}});
    pain_->setLast(nrs);
    map_->setPin(std::nullopt);
    instructPain();
}

void ReviewWork::instructPain()
{
    const QString when = shortClockText(time_s_);
    const std::optional<MatPoint> pin = map_->pin();
    pain_->setInstruction(
        pin.has_value()
            ? tr("Client said at %1 that it hurts at %2: press 0–9, or tap (Escape takes the pin away)")
                  .arg(when, placeText(*pin))
            : tr("Client said at %1 that it hurts: press 0–9, or tap (Shift+0 is 10). Where? Tap the map "
                 "first.")
                  .arg(when));
}

}  // namespace palpate::gui
