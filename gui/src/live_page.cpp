#include "live_page.hpp"

#include <algorithm>

#include <QHBoxLayout>
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
constexpr double kHistorySeconds = 60.0;
constexpr std::size_t kTrailPoints = 40;

QList<QPointF> pointsOf(const std::vector<live::HistoryPoint>& history, double live::HistoryPoint::*value)
{
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(history.size()));
    for (const live::HistoryPoint& point : history) {
        points.append(QPointF(point.time_s, std::max(0.0, point.*value)));
    }
    return points;
}

}  // namespace

LivePage::LivePage(const Theme& theme, const Settings& settings, const ConnectFunction& connect,
                   QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      settings_(settings),
      presenter_(*this, connect, settings),
      header_(new PageHeader(theme, this)),
      pills_(new StatusPills(theme, this)),
      tare_(new QPushButton(tr("Tare"), this)),
      leave_(new QPushButton(tr("Disconnect"), this)),
      record_(new RecordButton(theme, this)),
      banner_(new ErrorBanner(this)),
      stack_(new QStackedWidget(this)),
      connect_panel_(new ConnectPanel(this)),
      heatmap_(new HeatmapView(theme, this)),
      range_(new RangeBox(this)),
      cue_(new CueCard(theme, this)),
      force_(new MetricChart(theme, theme.force, this)),
      area_(new MetricChart(theme, theme.area, this)),
      peak_(new MetricChart(theme, theme.peak, this)),
      holds_(new HoldsTable(theme, this)),
      pain_(new PainKeys(this)),
      timeline_(new Timeline(theme, this)),
      timer_(new QTimer(this))
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("livePage"));
    tare_->setObjectName(QStringLiteral("tare"));
    leave_->setObjectName(QStringLiteral("disconnect"));
    header_->addState(pills_);
    header_->addAction(leave_);
    header_->addAction(tare_);
    header_->addAction(record_);
    const Metrics metrics = metricsFor(font());
    auto* const banner_row = new QHBoxLayout;
    banner_row->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, 0);
    banner_row->addWidget(banner_);
    stack_->addWidget(makeConnectSide());
    stack_->addWidget(makeWork());
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addLayout(banner_row);
    column->addWidget(stack_, 1);
    column->addWidget(timeline_);
    connectControls();
    applyScale();
    showConnectPanel();
    timer_->setTimerType(Qt::PreciseTimer);
    timer_->start(kRefreshMs);
}

QWidget* LivePage::makeConnectSide()
{
    const Metrics metrics = metricsFor(font());
    auto* const inner = new QWidget(this);
    auto* const column = new QVBoxLayout(inner);
    column->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    connect_panel_->setMaximumWidth(std::max(860, 62 * fontMetrics().averageCharWidth() * 2));
    column->addStretch(1);
    auto* const row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(connect_panel_, 20);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(2);
    auto* const scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inner);
    return scroll;
}

QWidget* LivePage::makeWork()
{
    const Metrics metrics = metricsFor(font());
    auto* const work = new QWidget(this);
    work_row_ = new QHBoxLayout(work);
    work_row_->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.medium);
    work_row_->setSpacing(metrics.large);
    auto* const map_side = new QVBoxLayout;
    map_side->setSpacing(metrics.medium);
    map_side->addWidget(heatmap_, 1);
    map_side->addWidget(range_);
    map_side->addStretch(0);
    auto* const scroll = new QScrollArea(work);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeNumbers());
    keepWideEnough(*scroll);
    work_row_->addLayout(map_side, 7);
    work_row_->addWidget(scroll, 11);
    return work;
}

QWidget* LivePage::makeNumbers()
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
    force_->setObjectName(QStringLiteral("force"));
    area_->setObjectName(QStringLiteral("area"));
    peak_->setObjectName(QStringLiteral("peak"));
    column->addWidget(cue_);
    column->addLayout(charts, 2);
    column->addWidget(holds_, 3);
    column->addWidget(pain_);
    return numbers;
}

void LivePage::connectControls()
{
    connect(timer_, &QTimer::timeout, this, [this] { presenter_.refresh(); });
    connect(tare_, &QPushButton::clicked, this, [this] { presenter_.tare(); });
    connect(leave_, &QPushButton::clicked, this, [this] { presenter_.disconnect(); });
    connect(record_, &QPushButton::clicked, this, [this] { presenter_.toggleRecording(); });
    connect(range_, &RangeBox::rangeChanged, this, &LivePage::setRange);
    connect(range_, &RangeBox::fitRequested, this, &LivePage::fitRange);
    connect(pain_, &PainKeys::painReported, this, [this](int nrs) { presenter_.reportPain(nrs); });
    connect(connect_panel_, &ConnectPanel::connectRequested, this,
            [this] { presenter_.connectTo(connect_panel_->choice()); });
    connect(connect_panel_, &ConnectPanel::rescanRequested, this, &LivePage::rescanRequested);
    auto* const tare_key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_T), this);
    connect(tare_key, &QShortcut::activated, tare_, &QPushButton::click);
    auto* const record_key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    record_key->setAutoRepeat(false);
    connect(record_key, &QShortcut::activated, record_, &QPushButton::click);
    tare_->setToolTip(tr("Record the empty mat and take it off (Ctrl+T)"));
    record_->setToolTip(tr("Begin or end the recording (Ctrl+R)"));
}

void LivePage::setOptions(const ConnectOptions& options)
{
    connect_panel_->setOptions(options);
}

void LivePage::setSettings(const Settings& settings)
{
    settings_ = settings;
    presenter_.setSettings(settings);
    applyScale();
}

void LivePage::setTheme(const Theme& theme)
{
    theme_ = theme;
    header_->setTheme(theme);
    pills_->setTheme(theme);
    record_->setTheme(theme);
    heatmap_->setTheme(theme);
    cue_->setTheme(theme);
    force_->setTheme(theme, theme.force);
    area_->setTheme(theme, theme.area);
    peak_->setTheme(theme, theme.peak);
    holds_->setTheme(theme);
    timeline_->setTheme(theme);
}

void LivePage::applyScale()
{
    heatmap_->setScale(
        ColorScale(settings_.color_map, pressureRange(settings_, setup_), contact_kpa_, theme_.mat_ground),
        QStringLiteral("kPa"));
    range_->setRange(pressureRange(settings_, setup_), QStringLiteral("kPa"));
    holds_->setSettings(analysisSettings(settings_));
}

void LivePage::setRange(double range_kpa)
{
    pressureRange(settings_, setup_) = range_kpa;
    applyScale();
    Q_EMIT settingsChanged(settings_);
}

void LivePage::fitRange()
{
    const double highest = highestValue(heatmap_->values());
    if (highest > 0.0) {
        setRange(std::max(0.1, niceCeiling(highest)));
    }
}

void LivePage::shareWidth(const MatGeometry& geometry)
{
    // A broad mat needs more of the width than a long one to be as large.
    const bool broad = geometry.widthMm() > 0.7 * geometry.heightMm();
    work_row_->setStretch(0, broad ? 10 : 7);
}

void LivePage::showConnectPanel()
{
    header_->setTitle(tr("Live"), tr("No mat connected"));
    stack_->setCurrentIndex(0);
    for (QWidget* const widget :
         {static_cast<QWidget*>(pills_), static_cast<QWidget*>(tare_), static_cast<QWidget*>(leave_),
          static_cast<QWidget*>(record_), static_cast<QWidget*>(timeline_), static_cast<QWidget*>(pain_)}) {
        widget->setVisible(false);
    }
}

void LivePage::showMeasurement(const MatGeometry& geometry, const std::string& mat_title,
                               const MeasurementInfo& info)
{
    geometry_ = geometry;
    setup_ = info.setup;
    trail_.clear();
    applyScale();
    shareWidth(geometry);
    heatmap_->setMat(geometry);
    heatmap_->setOverlay({});
    header_->setTitle(info.client_code.empty() ? QString::fromStdString(mat_title)
                                               : QString::fromStdString(info.client_code),
                      sessionSubtitle(info));
    const SetUpWords words = setUpWords(info.setup);
    force_->setTitle(words.force);
    area_->setTitle(words.area);
    peak_->setTitle(words.peak);
    area_->showReason(words.area_and_peak_hidden);
    peak_->showReason(words.area_and_peak_hidden);
    holds_->setSetUp(info.setup);
    holds_->setRows({});
    pain_->clearLast();
    stack_->setCurrentIndex(1);
    for (QWidget* const widget :
         {static_cast<QWidget*>(pills_), static_cast<QWidget*>(tare_), static_cast<QWidget*>(leave_),
          static_cast<QWidget*>(record_), static_cast<QWidget*>(timeline_), static_cast<QWidget*>(pain_)}) {
        widget->setVisible(true);
    }
}

void LivePage::showSnapshot(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history)
{
    if (!geometry_.has_value()) {
        return;
    }
    const AnalysisSettings analysis = analysisSettings(settings_);
    const bool recording = snapshot.recording == live::RecordingState::Recording;
    if (snapshot.contact.kpa != contact_kpa_) {
        contact_kpa_ = snapshot.contact.kpa;
        applyScale();
    }
    pills_->setSnapshot(snapshot, geometry_->rows(), geometry_->cols());
    cue_->setCue(liveCue(snapshot, analysis));
    record_->setRecording(recording, snapshot.recorded_s);
    record_->setEnabled(recording || (snapshot.stream == live::StreamState::Streaming &&
                                      snapshot.recording != live::RecordingState::Finishing));
    tare_->setVisible(!recording);
    leave_->setVisible(!recording && snapshot.recording != live::RecordingState::Finishing);
    pain_->setEnabled(recording);
    // The figure keys mean pain then.
    range_->setTyping(!recording);
    holds_->setRows(holdRows(snapshot.running_holds, snapshot.finished_holds, snapshot.events));
    showMap(snapshot);
    showCharts(snapshot, history);
    showTime(snapshot);
}

void LivePage::showMap(const live::Snapshot& snapshot)
{
    if (snapshot.metrics && snapshot.metrics->cop_x_mm && snapshot.metrics->cop_y_mm) {
        trail_.push_back({.x_mm = *snapshot.metrics->cop_x_mm, .y_mm = *snapshot.metrics->cop_y_mm});
        if (trail_.size() > kTrailPoints) {
            trail_.erase(trail_.begin());
        }
    } else {
        trail_.clear();
    }
    heatmap_->setValues(snapshot.kpa);
    heatmap_->setOverlay(liveOverlay(snapshot, trail_, analysisSettings(settings_)));
}

void LivePage::showCharts(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history)
{
    const double to_s = history.empty() ? kHistorySeconds : std::max(kHistorySeconds, history.back().time_s);
    const double from_s = to_s - kHistorySeconds;
    force_->setPoints(pointsOf(history, &live::HistoryPoint::force_n), from_s, to_s);
    if (!area_->isShowingReason()) {
        area_->setPoints(pointsOf(history, &live::HistoryPoint::contact_area_cm2), from_s, to_s);
        peak_->setPoints(pointsOf(history, &live::HistoryPoint::peak_kpa), from_s, to_s);
    }
    if (snapshot.metrics.has_value()) {
        const QString at_least = snapshot.metrics->saturated_cells > 0 ? QStringLiteral("≥ ") : QString();
        force_->setValue(at_least + figureText(snapshot.metrics->force_n), QStringLiteral("N"));
        area_->setValue(figureText(snapshot.metrics->contact_area_cm2), QStringLiteral("cm²"));
        peak_->setValue(at_least + figureText(snapshot.metrics->peak_kpa), QStringLiteral("kPa"));
    }
}

void LivePage::showTime(const live::Snapshot& snapshot)
{
    timeline_->setContent(liveTimeline(snapshot, analysisSettings(settings_)));
    timeline_->setCursorTime(snapshot.time_s);
}

void LivePage::showPain(std::optional<int> nrs)
{
    if (nrs.has_value()) {
        pain_->setLast(*nrs);
    } else {
        pain_->clearLast();
    }
}

void LivePage::showProblem(const std::string& title, const Error& error)
{
    banner_->show({.title = QString::fromStdString(title),
                   .detail = QString::fromStdString(error.message),
                   .button = QString(),
                   .good_news = false});
}

void LivePage::showSaved(const session::FinalizeReport& report, std::uint64_t lost_frames)
{
    const QString path = QString::fromStdString(report.session_path.string());
    banner_->show({.title = tr("Saved: %1, %2 s, %3 lost")
                                .arg(QString::fromStdString(report.session_path.filename().string()))
                                .arg(report.duration_s, 0, 'f', 1)
                                .arg(lost_frames),
                   .detail = tr("Every frame was read back and compared. Folder: %1")
                                 .arg(QString::fromStdString(report.session_path.parent_path().string())),
                   .button = tr("Open in review"),
                   .good_news = true},
                  [this, path] { Q_EMIT reviewRequested(path); });
}

void LivePage::hideBanner()
{
    banner_->dismiss();
}

}  // namespace palpate::gui
