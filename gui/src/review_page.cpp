#include "review_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "decimation.hpp"
#include "display_text.hpp"
#include "map_overlay_content.hpp"
#include "number_column.hpp"
#include "review_words.hpp"
#include "setup_words.hpp"

namespace palpate::gui {

namespace {

constexpr int kRefreshMs = 16;
constexpr std::array<double, 4> kSpeeds{0.5, 1.0, 2.0, 4.0};

QLabel* makeCardTitle(const QString& text, QWidget* parent)
{
    auto* const label = new QLabel(text, parent);
    label->setFont(sized(label->font(), TextSize::Body, QFont::DemiBold));
    return label;
}

QList<QPointF> pointsOf(const SessionResults& results, double FrameMetrics::*value)
{
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(results.frames.size()));
    for (const FrameMetrics& frame : results.frames) {
        if (frame.valid) {
            points.append(QPointF(frame.time_s, std::max(0.0, frame.*value)));
        }
    }
    return points;
}

}  // namespace

ReviewPage::ReviewPage(const Theme& theme, const Settings& settings, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      settings_(settings),
      presenter_(*this),
      header_(new PageHeader(theme, this)),
      quality_(new Pill(theme, this)),
      open_(new QPushButton(tr("Open…"), this)),
      banner_(new ErrorBanner(this)),
      stack_(new QStackedWidget(this)),
      list_(new SessionList(this)),
      maps_(new Segmented(QStringLiteral("map"), mapTitles(), this)),
      caption_(new ElidedLabel(TextSize::Small, QFont::Normal, this)),
      heatmap_(new HeatmapView(theme, this)),
      cell_(new ElidedLabel(TextSize::Small, QFont::Normal, this)),
      range_(new RangeBox(this)),
      headline_(new ElidedLabel(TextSize::Headline, QFont::Bold, this)),
      facts_line_(new ElidedLabel(TextSize::Body, QFont::Normal, this)),
      force_(new MetricChart(theme, theme.force, this)),
      area_(new MetricChart(theme, theme.area, this)),
      peak_(new MetricChart(theme, theme.peak, this)),
      holds_(new HoldsTable(theme, this)),
      events_(new QListWidget(this)),
      facts_(new QLabel(this)),
      play_(new QPushButton(tr("Play"), this)),
      speed_(new Segmented(
          QStringLiteral("speed"),
          {QStringLiteral("½×"), QStringLiteral("1×"), QStringLiteral("2×"), QStringLiteral("4×")}, this)),
      timeline_(new Timeline(theme, this)),
      timer_(new QTimer(this))
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("reviewPage"));
    open_->setObjectName(QStringLiteral("open"));
    auto* const state = new QWidget(this);
    auto* const state_row = new QHBoxLayout(state);
    state_row->setContentsMargins(0, 0, 0, 0);
    state_row->addStretch(1);
    state_row->addWidget(quality_);
    header_->addState(state);
    header_->addAction(open_);
    const Metrics metrics = metricsFor(font());
    auto* const banner_row = new QHBoxLayout;
    banner_row->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, 0);
    banner_row->addWidget(banner_);
    stack_->addWidget(makeListSide());
    stack_->addWidget(makeWork());
    play_bar_ = makePlayBar();
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addLayout(banner_row);
    column->addWidget(stack_, 1);
    column->addWidget(play_bar_);
    maps_->setCurrent(static_cast<int>(presenter_.map()));
    header_->setTitle(tr("Review"), tr("No session open"));
    quality_->hide();
    open_->hide();
    play_bar_->hide();
    setTheme(theme);
    connectControls();
    timer_->setTimerType(Qt::PreciseTimer);
    timer_->start(kRefreshMs);
    clock_.start();
}

QWidget* ReviewPage::makeListSide()
{
    const Metrics metrics = metricsFor(font());
    auto* const side = new QWidget(this);
    auto* const row = new QHBoxLayout(side);
    row->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    list_->setMaximumWidth(std::max(860, 62 * fontMetrics().averageCharWidth() * 2));
    row->addStretch(1);
    row->addWidget(list_, 20);
    row->addStretch(1);
    return side;
}

QWidget* ReviewPage::makeWork()
{
    const Metrics metrics = metricsFor(font());
    auto* const work = new QWidget(this);
    auto* const row = new QHBoxLayout(work);
    row->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.medium);
    row->setSpacing(metrics.large);
    auto* const scroll = new QScrollArea(work);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeNumbers());
    keepWideEnough(*scroll);
    row->addWidget(makeMapSide(), 8);
    row->addWidget(scroll, 11);
    return work;
}

QWidget* ReviewPage::makeMapSide()
{
    const Metrics metrics = metricsFor(font());
    auto* const side = new QWidget(this);
    auto* const column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics.medium);
    column->addWidget(maps_);
    column->addWidget(caption_);
    column->addWidget(heatmap_, 1);
    column->addWidget(cell_);
    column->addWidget(range_);
    column->addStretch(0);
    return side;
}

QFrame* ReviewPage::makeSummary()
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

QWidget* ReviewPage::makeDetails()
{
    const Metrics metrics = metricsFor(font());
    auto* const details = new QWidget(this);
    auto* const row = new QHBoxLayout(details);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics.large);
    const auto card = [&](const QString& title, QWidget* content) {
        auto* const frame = new QFrame(details);
        frame->setProperty("surface", "card");
        auto* const column = new QVBoxLayout(frame);
        column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
        column->setSpacing(metrics.medium);
        column->addWidget(makeCardTitle(title, frame));
        column->addWidget(content);
        column->addStretch(1);
        row->addWidget(frame, 1);
    };
    events_->setObjectName(QStringLiteral("events"));
    events_->setAccessibleName(tr("Events"));
    events_->setFrameShape(QFrame::NoFrame);
    events_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    events_->setMinimumHeight(fontMetrics().height() * 6);
    facts_->setObjectName(QStringLiteral("facts"));
    facts_->setWordWrap(true);
    facts_->setTextFormat(Qt::RichText);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts_->setProperty("tone", "muted");
    card(tr("Events"), events_);
    card(tr("Recording"), facts_);
    return details;
}

QWidget* ReviewPage::makeNumbers()
{
    const Metrics metrics = metricsFor(font());
    auto* const numbers = new QWidget(this);
    auto* const column = new QVBoxLayout(numbers);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics.large);
    auto* const charts = new QHBoxLayout;
    charts->setSpacing(metrics.large);
    for (MetricChart* const chart : {force_, area_, peak_}) {
        chart->setMinimumHeight(fontMetrics().height() * 4 + 3 * metrics.margin);
        charts->addWidget(chart, 1);
    }
    column->addWidget(makeSummary());
    column->addLayout(charts, 2);
    column->addWidget(holds_, 2);
    column->addWidget(makeDetails(), 1);
    return numbers;
}

QWidget* ReviewPage::makePlayBar()
{
    const Metrics metrics = metricsFor(font());
    auto* const bar = new QWidget(this);
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics.margin, 0, 0, metrics.medium);
    row->setSpacing(metrics.medium);
    play_->setObjectName(QStringLiteral("play"));
    play_->setProperty("role", "primary");
    // As wide as its wider word.
    play_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("Pause")) + 4 * metrics.large);
    speed_->setAccessibleName(tr("Speed"));
    speed_->setCurrent(1);
    speed_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    timeline_->setScrubbing(true);
    row->addWidget(play_);
    row->addWidget(speed_);
    row->addWidget(timeline_, 1);
    return bar;
}

void ReviewPage::connectControls()
{
    connect(timer_, &QTimer::timeout, this, [this] {
        const double elapsed_s = static_cast<double>(clock_.nsecsElapsed()) * 1e-9;
        clock_.restart();
        presenter_.tick(elapsed_s);
    });
    connect(maps_, &Segmented::chosen, this,
            [this](int index) { presenter_.chooseMap(static_cast<ReviewMap>(index)); });
    connect(play_, &QPushButton::clicked, this, [this] { presenter_.togglePlaying(); });
    connect(speed_, &Segmented::chosen, this,
            [this](int index) { presenter_.setSpeed(kSpeeds.at(static_cast<std::size_t>(index))); });
    connect(timeline_, &Timeline::scrubbed, this, [this](double time_s) { presenter_.goTo(time_s); });
    connect(holds_, &HoldsTable::holdChosen, this, [this](double start_s) { presenter_.goTo(start_s); });
    for (MetricChart* const chart : {force_, area_, peak_}) {
        connect(chart, &MetricChart::timeClicked, this, [this](double time_s) { presenter_.goTo(time_s); });
    }
    connect(events_, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { presenter_.goTo(item->data(Qt::UserRole).toDouble()); });
    connect(range_, &RangeBox::rangeChanged, this, [this](double range_max) {
        rangeOf(presenter_.map()) = range_max;
        applyScale();
        Q_EMIT settingsChanged(settings_);
    });
    connect(range_, &RangeBox::fitRequested, this, &ReviewPage::fitRange);
    connect(heatmap_, &HeatmapView::cellEntered, this, [this](int row, int col) {
        pointed_cell_ = CellIndex{.row = row, .col = col};
        showCell(row, col);
    });
    connect(heatmap_, &HeatmapView::cellLeft, this, [this] {
        pointed_cell_.reset();
        cell_->setText(tr("Point at the mat to read a cell."));
    });
    connect(open_, &QPushButton::clicked, this, &ReviewPage::browseRequested);
    connect(list_, &SessionList::browseRequested, this, &ReviewPage::browseRequested);
    connect(list_, &SessionList::openRequested, this, &ReviewPage::openRequested);
    connect(list_, &SessionList::recoverRequested, this, &ReviewPage::recoverRequested);
    auto* const space = new QShortcut(QKeySequence(Qt::Key_Space), this);
    space->setAutoRepeat(false);
    connect(space, &QShortcut::activated, this, [this] { presenter_.togglePlaying(); });
    play_->setToolTip(tr("Play or pause (Space)"));
    open_->setToolTip(tr("Open another session (Ctrl+O)"));
}

double& ReviewPage::rangeOf(ReviewMap map)
{
    switch (map) {
        case ReviewMap::TimeIntegral:
            return settings_.range_kpa_s;
        case ReviewMap::Sustained:
            return settings_.range_s;
        case ReviewMap::Frame:
        case ReviewMap::Peak:
        case ReviewMap::Mean:
            break;
    }
    const auto& session = presenter_.session();
    return pressureRange(settings_, session != nullptr ? session->header.info.setup : std::nullopt);
}

void ReviewPage::applyScale()
{
    constexpr double kLeastShare = 0.02;
    const ReviewMap map = presenter_.map();
    const double range_max = rangeOf(map);
    const bool is_pressure = map != ReviewMap::TimeIntegral && map != ReviewMap::Sustained;
    const double contact = is_pressure ? contact_kpa_ : range_max * kLeastShare;
    heatmap_->setScale(ColorScale(settings_.color_map, range_max, contact, theme_.mat_ground), mapUnit(map));
    range_->setRange(range_max, mapUnit(map));
}

void ReviewPage::fitRange()
{
    const double highest = highestValue(values_);
    if (highest <= 0.0) {
        return;
    }
    rangeOf(presenter_.map()) = std::max(0.1, niceCeiling(highest));
    applyScale();
    Q_EMIT settingsChanged(settings_);
}

void ReviewPage::showCell(int row, int col)
{
    const auto& session = presenter_.session();
    if (session == nullptr || row >= values_.rows() || col >= values_.cols()) {
        return;
    }
    const MatPoint place = session->header.geometry.centreOf(row, col);
    const auto value = static_cast<double>(values_(row, col));
    const QString amount = std::isnan(value)
                               ? tr("takes part in nothing")
                               : figureText(value) + QLatin1Char(' ') + mapUnit(presenter_.map());
    cell_->setText(tr("%1 · row %2, column %3 · %4").arg(amount).arg(row).arg(col).arg(placeText(place)));
}

void ReviewPage::setSettings(const Settings& settings)
{
    settings_ = settings;
    applyScale();
}

void ReviewPage::setTheme(const Theme& theme)
{
    theme_ = theme;
    header_->setTheme(theme);
    quality_->setTheme(theme);
    caption_->setColor(theme.muted);
    cell_->setColor(theme.muted);
    heatmap_->setTheme(theme);
    headline_->setColor(theme.text);
    facts_line_->setColor(theme.muted);
    force_->setTheme(theme, theme.force);
    area_->setTheme(theme, theme.area);
    peak_->setTheme(theme, theme.peak);
    holds_->setTheme(theme);
    timeline_->setTheme(theme);
    applyScale();
}

void ReviewPage::refreshList()
{
    list_->refresh(settings_.sessions_folder, running_);
}

void ReviewPage::setRunningRecording(const std::optional<std::filesystem::path>& path)
{
    running_ = path;
}

void ReviewPage::chooseMap(ReviewMap map)
{
    maps_->setCurrent(static_cast<int>(map));
    presenter_.chooseMap(map);
}

void ReviewPage::showEvent(QShowEvent* event)
{
    refreshList();
    QWidget::showEvent(event);
}

void ReviewPage::showOpening(const std::filesystem::path& path)
{
    banner_->dismiss();
    header_->setTitle(tr("Opening %1").arg(QString::fromStdString(path.filename().string())),
                      tr("One moment"));
}

void ReviewPage::showWords(const MeasurementInfo& info)
{
    const SetUpWords words = setUpWords(info.setup);
    force_->setTitle(words.force);
    area_->setTitle(words.area);
    peak_->setTitle(words.peak);
    area_->showReason(words.area_and_peak_hidden);
    peak_->showReason(words.area_and_peak_hidden);
    holds_->setSetUp(info.setup);
}

void ReviewPage::showSession(const ReviewSession& session)
{
    const MeasurementInfo& info = session.header.info;
    const std::string name = info.client_code.empty() ? session.path.filename().string() : info.client_code;
    header_->setTitle(QString::fromStdString(name), sessionSubtitle(info));
    heatmap_->setMat(session.header.geometry);
    heatmap_->setOverlay({});
    values_.resize(0, 0);
    showWords(info);
    headline_->setText(tr("Reading the session …"));
    facts_line_->setText(QString());
    facts_->clear();
    holds_->setRows({});
    events_->clear();
    for (const Event& event : session.events) {
        auto* const item = new QListWidgetItem(eventLine(event), events_);
        item->setData(Qt::UserRole, toSeconds(event.time));
    }
    if (session.events.empty()) {
        auto* const none = new QListWidgetItem(tr("None"), events_);
        none->setFlags(Qt::NoItemFlags);
    }
    for (MetricChart* const chart : {force_, area_, peak_}) {
        chart->setPoints({}, 0.0, 1.0);
        chart->setValue(QStringLiteral("–"), QString());
    }
    quality_->hide();
    open_->show();
    play_bar_->show();
    stack_->setCurrentIndex(1);
    applyScale();
}

void ReviewPage::showResults(const ReviewSession& session, const SessionResults& results)
{
    contact_kpa_ = results.contact.kpa;
    headline_->setText(sessionHeadline(results));
    facts_line_->setText(sessionFacts(session, results));
    facts_->setText(recordingFacts(session, results));
    holds_->setSettings(results.settings);
    holds_->setRows(holdRows({}, results.holds, session.events));
    timeline_->setContent(reviewTimeline(results, session.events, session.gaps));
    quality_->setText(tr("Quality %1").arg(fromUtf8(toString(results.quality.grade))),
                      results.quality.grade <= QualityGrade::B ? PillMark::None : PillMark::Warning);
    quality_->setToolTip(qualityReasonsText(results.quality));
    quality_->show();
    showCourse(results);
    applyScale();
}

void ReviewPage::showCourse(const SessionResults& results)
{
    const double end_s = std::max(1.0, results.duration_s);
    force_->setPoints(pointsOf(results, &FrameMetrics::force_n), 0.0, end_s);
    if (!area_->isShowingReason()) {
        area_->setPoints(pointsOf(results, &FrameMetrics::contact_area_cm2), 0.0, end_s);
        peak_->setPoints(pointsOf(results, &FrameMetrics::peak_kpa), 0.0, end_s);
    }
}

void ReviewPage::showMoment(double time_s, std::uint64_t frame)
{
    timeline_->setCursorTime(time_s);
    for (MetricChart* const chart : {force_, area_, peak_}) {
        chart->setCursorTime(time_s);
    }
    const auto& results = presenter_.results();
    if (results == nullptr) {
        return;
    }
    HeatmapOverlay overlay =
        reviewOverlay(*results, presenter_.session()->events,
                      presenter_.map() == ReviewMap::Frame ? std::optional<double>(time_s) : std::nullopt);
    if (frame < results->frames.size()) {
        const FrameMetrics& now = results->frames[frame];
        const QString at_least = now.saturated_cells > 0 ? QStringLiteral("≥ ") : QString();
        force_->setValue(at_least + figureText(now.force_n), QStringLiteral("N"));
        area_->setValue(figureText(now.contact_area_cm2), QStringLiteral("cm²"));
        peak_->setValue(at_least + figureText(now.peak_kpa), QStringLiteral("kPa"));
        if (presenter_.map() == ReviewMap::Frame && now.cop_x_mm && now.cop_y_mm) {
            overlay.centre_of_pressure = MatPoint{.x_mm = *now.cop_x_mm, .y_mm = *now.cop_y_mm};
        }
    }
    heatmap_->setOverlay(std::move(overlay));
}

void ReviewPage::showValues(const CellArray<float>& values, ReviewMap map)
{
    values_ = values;
    applyScale();
    heatmap_->setValues(values);
    const auto& session = presenter_.session();
    caption_->setText(mapCaption(map, session != nullptr ? session->header.info.setup : std::nullopt));
    if (pointed_cell_.has_value()) {
        showCell(pointed_cell_->row, pointed_cell_->col);
    } else {
        cell_->setText(tr("Point at the mat to read a cell."));
    }
}

void ReviewPage::showPlaying(bool playing)
{
    play_->setText(playing ? tr("Pause") : tr("Play"));
    if (playing && presenter_.map() != ReviewMap::Frame) {
        chooseMap(ReviewMap::Frame);
    }
}

void ReviewPage::showProblem(const std::string& title, const Error& error)
{
    header_->setTitle(tr("Review"), presenter_.session() == nullptr ? tr("No session open") : QString());
    if (presenter_.session() == nullptr) {
        stack_->setCurrentIndex(0);
        open_->hide();
        quality_->hide();
        play_bar_->hide();
    }
    banner_->show({.title = QString::fromStdString(title),
                   .detail = QString::fromStdString(error.message),
                   .button = QString(),
                   .good_news = false});
}

}  // namespace palpate::gui
