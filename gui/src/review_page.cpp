#include "review_page.hpp"

#include <algorithm>

#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "lapse_picture.hpp"
#include "review_words.hpp"
#include "timeline_content.hpp"

namespace palpate::gui {

namespace {

constexpr int kRefreshMs = 16;

}  // namespace

ReviewPage::ReviewPage(const Theme& theme, const Settings& settings, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      settings_(settings),
      presenter_(*this),
      header_(new PageHeader(theme, this)),
      quality_pill_(new Pill(theme, this)),
      compare_(new QPushButton(tr("Compare…"), this)),
      open_(new QPushButton(tr("Open…"), this)),
      banner_(new ErrorBanner(this)),
      quality_(new QualityPanel(this)),
      stack_(new QStackedWidget(this)),
      list_(new SessionList(this)),
      work_(new ReviewWork(theme, settings, this)),
      play_bar_(new PlayBar(theme, this)),
      timer_(new QTimer(this))
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("reviewPage"));
    open_->setObjectName(QStringLiteral("open"));
    open_->setToolTip(tr("Open another session (Ctrl+O)"));
    compare_->setObjectName(QStringLiteral("compare"));
    compare_->setToolTip(tr("Compare this session with another one, before and after"));
    quality_pill_->setObjectName(QStringLiteral("qualityPill"));
    quality_pill_->setClickable(true);
    quality_pill_->setToolTip(tr("Why? Press to see the reasons."));
    auto* const state = new QWidget(this);
    auto* const state_row = new QHBoxLayout(state);
    state_row->setContentsMargins(0, 0, 0, 0);
    state_row->addStretch(1);
    state_row->addWidget(quality_pill_);
    header_->addState(state);
    header_->addAction(compare_);
    header_->addAction(open_);
    const Metrics metrics = metricsFor(font());
    auto* const notices = new QVBoxLayout;
    notices->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, 0);
    notices->setSpacing(metrics.medium);
    notices->addWidget(banner_);
    notices->addWidget(quality_);
    stack_->addWidget(makeListSide());
    stack_->addWidget(work_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addLayout(notices);
    column->addWidget(stack_, 1);
    column->addWidget(play_bar_);
    header_->setTitle(tr("Review"), tr("No session open"));
    quality_pill_->hide();
    compare_->hide();
    open_->hide();
    play_bar_->hide();
    connectControls();
    connectWork();
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

void ReviewPage::connectControls()
{
    connect(timer_, &QTimer::timeout, this, [this] {
        const double elapsed_s = static_cast<double>(clock_.nsecsElapsed()) * 1e-9;
        clock_.restart();
        presenter_.tick(elapsed_s);
    });
    connect(play_bar_, &PlayBar::playPressed, this, [this] { presenter_.togglePlaying(); });
    connect(play_bar_, &PlayBar::speedChosen, this, [this](double factor) { presenter_.setSpeed(factor); });
    connect(play_bar_, &PlayBar::timeChosen, this, [this](double time_s) { presenter_.goTo(time_s); });
    connect(quality_pill_, &Pill::clicked, quality_, &QualityPanel::toggle);
    connect(compare_, &QPushButton::clicked, this, &ReviewPage::compareRequested);
    connect(open_, &QPushButton::clicked, this, &ReviewPage::browseRequested);
    connect(list_, &SessionList::browseRequested, this, &ReviewPage::browseRequested);
    connect(list_, &SessionList::openRequested, this, &ReviewPage::openRequested);
    connect(list_, &SessionList::recoverRequested, this, &ReviewPage::recoverRequested);
    auto* const space = new QShortcut(QKeySequence(Qt::Key_Space), this);
    space->setAutoRepeat(false);
    connect(space, &QShortcut::activated, this, [this] { presenter_.togglePlaying(); });
}

void ReviewPage::connectWork()
{
    connect(work_, &ReviewWork::timeChosen, this, [this](double time_s) { presenter_.goTo(time_s); });
    connect(work_, &ReviewWork::mapChosen, this, [this](ReviewMap map) { presenter_.chooseMap(map); });
    connect(work_, &ReviewWork::settingsChanged, this, [this](const Settings& settings) {
        settings_ = settings;
        Q_EMIT settingsChanged(settings);
    });
    connect(&work_->reports(), &ReportHistory::reportAdded, this, &ReviewPage::reportAdded);
    connect(&work_->reports(), &ReportHistory::reportRemoved, this, &ReviewPage::reportRemoved);
    connect(&work_->reports(), &ReportHistory::outcomesChanged, this, &ReviewPage::outcomesChanged);
    connect(work_, &ReviewWork::regionsChanged, this, &ReviewPage::regionsChanged);
}

void ReviewPage::setSettings(const Settings& settings)
{
    settings_ = settings;
    work_->setSettings(settings);
}

void ReviewPage::setTheme(const Theme& theme)
{
    theme_ = theme;
    header_->setTheme(theme);
    quality_pill_->setTheme(theme);
    work_->setTheme(theme);
    play_bar_->setTheme(theme);
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

void ReviewPage::showSession(const ReviewSession& session)
{
    const MeasurementInfo& info = session.header.info;
    const std::string name = info.client_code.empty() ? session.path.filename().string() : info.client_code;
    const std::optional<Coaching>& coaching = session.header.coaching;
    header_->setTitle(
        QString::fromStdString(name),
        sessionSubtitle(info, coaching ? QString::fromStdString(coaching->technique.title) : QString()));
    work_->showSession(session);
    quality_pill_->hide();
    quality_->hide();
    compare_->show();
    open_->show();
    play_bar_->show();
    stack_->setCurrentIndex(1);
}

void ReviewPage::showResults(const ReviewSession& session, const SessionResults& results)
{
    work_->showResults(session, results);
    play_bar_->timeline().setContent(reviewTimeline(results, session.events, session.gaps));
    showPreview(session.header.info.setup, results.contact);
    quality_pill_->setText(tr("Quality %1").arg(fromUtf8(toString(results.quality.grade))),
                           results.quality.grade <= QualityGrade::B ? PillMark::None : PillMark::Warning);
    quality_pill_->show();
    quality_->setQuality(results.quality);
}

void ReviewPage::showPreview(std::optional<SetUp> setup, Pressure contact)
{
    play_bar_->timeline().setPreview([this, setup, contact](double time_s) {
        const std::shared_ptr<const SessionResults>& results = presenter_.results();
        if (results == nullptr) {
            return QImage();
        }
        const ColorScale scale(settings_.color_map, pressureRange(settings_, setup), contact.kpa,
                               theme_.mat_ground);
        return lapsePicture(results->time_lapse, time_s, scale);
    });
}

void ReviewPage::showMoment(double time_s, std::uint64_t frame)
{
    play_bar_->timeline().setCursorTime(time_s);
    work_->showMoment(time_s, frame, presenter_.results().get());
}

void ReviewPage::showValues(const CellArray<float>& values, ReviewMap map)
{
    work_->showValues(values, map);
}

void ReviewPage::showPlaying(bool playing)
{
    play_bar_->setPlaying(playing);
    if (playing && presenter_.map() != ReviewMap::Frame) {
        chooseMap(ReviewMap::Frame);
    }
}

void ReviewPage::showNotStored(const Error& error)
{
    // What is in the file is not what was done here.
    work_->reports().clear();
    banner_->show({.title = tr("Not stored in the session"),
                   .detail = QString::fromStdString(error.message),
                   .button = QString(),
                   .good_news = false});
}

void ReviewPage::showProblem(const std::string& title, const Error& error)
{
    header_->setTitle(tr("Review"), presenter_.session() == nullptr ? tr("No session open") : QString());
    if (presenter_.session() == nullptr) {
        stack_->setCurrentIndex(0);
        compare_->hide();
        open_->hide();
        quality_pill_->hide();
        play_bar_->hide();
    }
    banner_->show({.title = QString::fromStdString(title),
                   .detail = QString::fromStdString(error.message),
                   .button = QString(),
                   .good_news = false});
}

}  // namespace palpate::gui
