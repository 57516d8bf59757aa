#include "live_page.hpp"

#include <algorithm>

#include <QDate>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "review_words.hpp"
#include "timeline_content.hpp"

namespace palpate::gui {

namespace {

constexpr int kRefreshMs = 16;

}  // namespace

LivePage::LivePage(const Theme& theme, const Settings& settings, const ConnectFunction& connect,
                   QWidget* parent)
    : QWidget(parent),
      settings_(settings),
      presenter_(*this, connect, settings),
      header_(new PageHeader(theme, this)),
      pills_(new StatusPills(theme, this)),
      technique_(new TechniqueButton(this)),
      tare_(new QPushButton(tr("Tare"), this)),
      leave_(new QPushButton(tr("Disconnect"), this)),
      record_(new RecordButton(theme, this)),
      banner_(new ErrorBanner(this)),
      quality_(new QualityPanel(this)),
      stack_(new QStackedWidget(this)),
      connect_panel_(new ConnectPanel(this)),
      question_(new SetUpQuestion(this)),
      screening_(new ScreeningSheet(this)),
      work_(new LiveWork(theme, settings, this)),
      timeline_(new Timeline(theme, this)),
      client_view_(new ClientView(theme, this)),
      sound_(new CueSound(this)),
      timer_(new QTimer(this))
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("livePage"));
    technique_->setObjectName(QStringLiteral("liveTechnique"));
    tare_->setObjectName(QStringLiteral("tare"));
    leave_->setObjectName(QStringLiteral("disconnect"));
    header_->addState(pills_);
    header_->addAction(technique_);
    header_->addAction(leave_);
    header_->addAction(tare_);
    header_->addAction(record_);
    const Metrics metrics = metricsFor(font());
    auto* const notices = new QVBoxLayout;
    notices->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, 0);
    notices->setSpacing(metrics.medium);
    notices->addWidget(banner_);
    notices->addWidget(quality_);
    stack_->addWidget(makeCentred(connect_panel_));
    stack_->addWidget(work_);
    stack_->addWidget(makeCentred(question_));
    stack_->addWidget(makeFramed(screening_));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addLayout(notices);
    column->addWidget(stack_, 1);
    column->addWidget(timeline_);
    connectControls();
    connect_panel_->setRememberedSetUps(settings_.setup_of_mat);
    sound_->setOn(settings_.plays_cues);
    showConnectPanel();
    timer_->setTimerType(Qt::PreciseTimer);
    timer_->start(kRefreshMs);
}

QWidget* LivePage::makeCentred(QWidget* card)
{
    const Metrics metrics = metricsFor(font());
    auto* const inner = new QWidget(this);
    auto* const column = new QVBoxLayout(inner);
    column->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    card->setMaximumWidth(std::max(860, 62 * fontMetrics().averageCharWidth() * 2));
    column->addStretch(1);
    auto* const row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card, 20);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(2);
    auto* const scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    return scroll;
}

QWidget* LivePage::makeFramed(QWidget* card)
{
    const Metrics metrics = metricsFor(font());
    auto* const page = new QWidget(this);
    auto* const row = new QHBoxLayout(page);
    row->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    row->addWidget(card);
    return page;
}

void LivePage::connectControls()
{
    connect(timer_, &QTimer::timeout, this, [this] { presenter_.refresh(); });
    connect(tare_, &QPushButton::clicked, this, [this] { presenter_.tare(); });
    connect(leave_, &QPushButton::clicked, this, [this] { presenter_.disconnect(); });
    connect(record_, &QPushButton::clicked, this, [this] {
        // An outline that is still being placed stays where it is.
        work_->techniqueMap().placer().finish();
        presenter_.toggleRecording();
    });
    connect(pills_, &StatusPills::qualityAsked, quality_, &QualityPanel::toggle);
    connect(work_, &LiveWork::painReported, this,
            [this](int nrs, const std::optional<MatPoint>& place) { presenter_.reportPain(nrs, place); });
    connect(work_, &LiveWork::regionsChanged, this,
            [this](const std::vector<Region>& regions) { presenter_.setRegions(regions); });
    connect(work_, &LiveWork::rangeChosen, this, [this](double range_kpa) {
        pressureRange(settings_, setup_) = range_kpa;
        work_->setSettings(settings_);
        Q_EMIT settingsChanged(settings_);
    });
    connect(connect_panel_, &ConnectPanel::connectRequested, this, &LivePage::connectToMat);
    connect(connect_panel_, &ConnectPanel::rescanRequested, this, &LivePage::rescanRequested);
    connectQuestions();
    connectTechnique();
    auto* const tare_key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_T), this);
    connect(tare_key, &QShortcut::activated, tare_, &QPushButton::click);
    auto* const record_key = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_R), this);
    record_key->setAutoRepeat(false);
    // Also while the client's window has the focus.
    record_key->setContext(Qt::ApplicationShortcut);
    connect(record_key, &QShortcut::activated, record_, &QPushButton::click);
    tare_->setToolTip(tr("Record the empty mat and take it off (Ctrl+T)"));
    record_->setToolTip(tr("Begin or end the recording (Ctrl+R)"));
}

void LivePage::connectTechnique()
{
    connect(work_, &LiveWork::stopReported, this,
            [this](const std::string& symptom_id) { presenter_.reportStop(symptom_id); });
    connect(work_, &LiveWork::techniquePlaced, this,
            [this](const Placement& placement) { presenter_.placeTechnique(placement); });
    connect(work_, &LiveWork::clientViewRequested, this, &LivePage::toggleClientView);
    connect(work_, &LiveWork::breathingToggled, this, [this](bool on) {
        settings_.shows_breathing = on;
        work_->setSettings(settings_);
        Q_EMIT settingsChanged(settings_);
    });
}

void LivePage::connectQuestions()
{
    connect(technique_, &QPushButton::clicked, this, &LivePage::techniqueRequested);
    connect(connect_panel_, &ConnectPanel::techniqueRequested, this, &LivePage::techniqueRequested);
    connect(screening_, &ScreeningSheet::passed, this, [this](const palpate::Screening& answers) {
        stack_->setCurrentIndex(Working);
        record_->setFocus(Qt::TabFocusReason);
        presenter_.answerScreening(answers);
    });
    connect(screening_, &ScreeningSheet::declined, this, [this] {
        stack_->setCurrentIndex(Working);
        presenter_.declineScreening();
    });
    connect(question_, &SetUpQuestion::answered, this, [this](SetUp setup) {
        stack_->setCurrentIndex(Working);
        presenter_.chooseSetUp(setup);
    });
    connect(question_, &SetUpQuestion::declined, this, [this] { stack_->setCurrentIndex(Working); });
}

void LivePage::connectToMat()
{
    const ConnectChoice choice = connect_panel_->choice();
    if (presenter_.connectTo(choice) && choice.info.setup.has_value()) {
        rememberSetUp(choice.profile_id, *choice.info.setup);
    }
}

void LivePage::setOptions(const ConnectOptions& options)
{
    connect_panel_->setOptions(options);
}

void LivePage::setSettings(const Settings& settings)
{
    settings_ = settings;
    presenter_.setSettings(settings);
    connect_panel_->setRememberedSetUps(settings.setup_of_mat);
    work_->setSettings(settings);
    sound_->setOn(settings.plays_cues);
}

void LivePage::setTheme(const Theme& theme)
{
    header_->setTheme(theme);
    pills_->setTheme(theme);
    record_->setTheme(theme);
    work_->setTheme(theme);
    timeline_->setTheme(theme);
    client_view_->setTheme(theme);
}

void LivePage::showConnectPanel()
{
    header_->setTitle(tr("Live"), tr("No mat connected"));
    stack_->setCurrentIndex(Connecting);
    for (QWidget* const widget :
         {static_cast<QWidget*>(pills_), static_cast<QWidget*>(tare_), static_cast<QWidget*>(technique_),
          static_cast<QWidget*>(leave_), static_cast<QWidget*>(record_), static_cast<QWidget*>(timeline_),
          static_cast<QWidget*>(quality_)}) {
        widget->setVisible(false);
    }
}

void LivePage::nameNumbers(const MeasurementInfo& info)
{
    client_code_ = info.client_code;
    setup_ = info.setup;
    header_->setTitle(QString::fromStdString(info.client_code.empty() ? mat_title_ : info.client_code),
                      sessionSubtitle(info, technique_->title()));
    work_->setSetUp(info.setup);
}

void LivePage::showMeasurement(const MatGeometry& geometry, const std::string& mat_title,
                               const MeasurementInfo& info)
{
    geometry_ = geometry;
    mat_title_ = mat_title;
    nameNumbers(info);
    work_->setMat(geometry);
    client_view_->setMat(geometry);
    stack_->setCurrentIndex(Working);
    for (QWidget* const widget :
         {static_cast<QWidget*>(pills_), static_cast<QWidget*>(tare_), static_cast<QWidget*>(technique_),
          static_cast<QWidget*>(leave_), static_cast<QWidget*>(record_), static_cast<QWidget*>(timeline_)}) {
        widget->setVisible(true);
    }
}

void LivePage::askSetUp()
{
    stack_->setCurrentIndex(Asking);
}

void LivePage::showSetUp(const std::string& mat_id, const MeasurementInfo& info)
{
    nameNumbers(info);
    if (info.setup.has_value()) {
        rememberSetUp(mat_id, *info.setup);
    }
}

void LivePage::chooseTechnique(const std::optional<TechniqueChoice>& choice)
{
    if (choice.has_value() && choice->side.has_value()) {
        connect_panel_->setSide(*choice->side);
    }
    if (stack_->currentIndex() == Connecting) {
        connect_panel_->focusConnect();
    }
    presenter_.chooseTechnique(choice);
}

void LivePage::showTechnique(const std::optional<Coaching>& coaching)
{
    const QString title = coaching ? QString::fromStdString(coaching->technique.title) : QString();
    technique_->setTitle(title);
    connect_panel_->setTechnique(title);
    work_->setTechnique(coaching);
    if (!coaching.has_value() && stack_->currentIndex() == Screening) {
        stack_->setCurrentIndex(Working);
    }
}

void LivePage::showPlaced(const std::string& mat_id, const Coaching& coaching)
{
    settings_.placement_of[placementKey(coaching.technique.id, mat_id)] = coaching.placement;
    presenter_.setSettings(settings_);
    Q_EMIT settingsChanged(settings_);
}

void LivePage::askScreening()
{
    stack_->setCurrentIndex(Screening);
    screening_->ask(QString::fromStdString(client_code_));
}

void LivePage::showScreened(const std::string& client_code)
{
    if (client_code.empty()) {
        return;
    }
    settings_.screened_on[client_code] = QDate::currentDate().toString(Qt::ISODate).toStdString();
    presenter_.setSettings(settings_);
    Q_EMIT settingsChanged(settings_);
}

void LivePage::rememberSetUp(const std::string& mat_id, SetUp setup)
{
    if (mat_id.empty()) {
        return;
    }
    settings_.setup_of_mat[mat_id] = setup;
    presenter_.setSettings(settings_);
    connect_panel_->setRememberedSetUps(settings_.setup_of_mat);
    Q_EMIT settingsChanged(settings_);
}

void LivePage::showSnapshot(const live::Snapshot& snapshot, const std::vector<live::HistoryPoint>& history)
{
    if (!geometry_.has_value()) {
        return;
    }
    const bool recording = snapshot.recording == live::RecordingState::Recording;
    pills_->setSnapshot(snapshot, geometry_->rows(), geometry_->cols());
    quality_->setQuality(snapshot.quality);
    record_->setRecording(recording, snapshot.recorded_s);
    record_->setEnabled(recording || (snapshot.stream == live::StreamState::Streaming &&
                                      snapshot.recording != live::RecordingState::Finishing));
    tare_->setVisible(!recording);
    leave_->setVisible(!recording && snapshot.recording != live::RecordingState::Finishing);
    work_->showSnapshot(snapshot, history);
    sound_->follow(snapshot.coach ? snapshot.coach->cue : std::nullopt);
    if (client_view_->isVisible()) {
        client_view_->setScale(work_->map().heatmap().scale());
        client_view_->showMoment(work_->cue(), snapshot.kpa, work_->techniqueMap().drawing());
    }
    timeline_->setContent(liveTimeline(snapshot, analysisSettings(settings_)));
    timeline_->setCursorTime(snapshot.time_s);
}

void LivePage::showPain(std::optional<int> nrs)
{
    work_->showPain(nrs);
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
