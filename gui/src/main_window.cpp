#include "main_window.hpp"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QShortcut>

#include "palpate/live/error_bands.hpp"

#include "measurement_service.hpp"

namespace palpate::gui {

namespace {

/// The dropped local files that can be opened.
std::vector<std::filesystem::path> droppedSessions(const QMimeData& data)
{
    std::vector<std::filesystem::path> paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl& url : urls) {
        const QString path = url.toLocalFile();
        if (path.endsWith(QStringLiteral(".h5"), Qt::CaseInsensitive)) {
            paths.emplace_back(path.toStdString());
        }
    }
    return paths;
}

}  // namespace

MainWindow::MainWindow(const Settings& settings, const ConnectFunction& connect, QWidget* parent)
    : QMainWindow(parent),
      settings_(settings),
      started_font_scale_pct_(settings.font_scale_pct),
      rail_(new PageRail(makeTheme(settings.theme), this)),
      pages_(new QStackedWidget(this)),
      live_(new LivePage(makeTheme(settings.theme), settings, connect, this)),
      review_(new ReviewPage(makeTheme(settings.theme), settings, this)),
      compare_(new ComparePage(makeTheme(settings.theme), settings,
                               {.compare = live::compareSessions,
                                .bands = live::allErrorBands,
                                .keep_landmarks = live::keepLandmarks},
                               this)),
      trend_(new TrendPage(makeTheme(settings.theme), settings, readClientTrends, this)),
      techniques_(new TechniquesPage(makeTheme(settings.theme), this)),
      settings_page_(new SettingsPage(makeTheme(settings.theme), settings, this)),
      loader_(loaderCallbacks())
{
    setWindowTitle(QStringLiteral("Palpate"));
    setAcceptDrops(true);
    pages_->addWidget(live_);
    pages_->addWidget(techniques_);
    pages_->addWidget(review_);
    pages_->addWidget(compare_);
    pages_->addWidget(trend_);
    pages_->addWidget(settings_page_);
    auto* const middle = new QWidget(this);
    auto* const row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addWidget(pages_, 1);
    setCentralWidget(middle);
    live_->setOptions(findConnectOptions());
    techniques_->setCatalogue(findTechniques());
    connectPages();
    connectCompare();
    addShortcuts();
}

SessionLoader::Callbacks MainWindow::loaderCallbacks()
{
    return {.opened = [this](auto session) { review_->presenter().opened(std::move(session)); },
            .analyzed = [this](auto results) { review_->presenter().analyzed(std::move(results)); },
            .failed = [this](const Error& error) { review_->presenter().failed(error); },
            .recovered =
                [this](const session::FinalizeReport& report) {
                    openSession(report.session_path);
                    review_->banner().show(
                        {.title = tr("Recovered: %1 frames, %2 s")
                                      .arg(report.frames)
                                      .arg(report.duration_s, 0, 'f', 1),
                         .detail =
                             report.damaged_records > 0
                                 ? tr("%1 records were damaged and are left out.").arg(report.damaged_records)
                                 : tr("Every frame that was written is there."),
                         .button = QString(),
                         .good_news = report.damaged_records == 0});
                },
            .not_stored = [this](const Error& error) { review_->showNotStored(error); }};
}

void MainWindow::connectPages()
{
    connect(rail_, &PageRail::chosen, this,
            [this](int page) { showPage(static_cast<PageRail::Page>(page)); });
    connect(live_, &LivePage::reviewRequested, this,
            [this](const QString& path) { openSession(path.toStdString()); });
    connect(live_, &LivePage::rescanRequested, this, [this] { live_->setOptions(findConnectOptions()); });
    connect(live_, &LivePage::settingsChanged, this, [this](const Settings& settings) {
        // Not the folder: a demonstration records into one of its own.
        settings_.range_kpa = settings.range_kpa;
        settings_.range_tool_kpa = settings.range_tool_kpa;
        settings_.setup_of_mat = settings.setup_of_mat;
        settings_.placement_of = settings.placement_of;
        settings_.screened_on = settings.screened_on;
        settings_.shows_breathing = settings.shows_breathing;
        saveSettings(settings_);
        review_->setSettings(settings_);
        compare_->setSettings(settings_);
        trend_->setSettings(settings_);
    });
    connect(live_, &LivePage::techniqueRequested, this, [this] { showPage(PageRail::Techniques); });
    connect(techniques_, &TechniquesPage::chosen, this, [this](const std::optional<TechniqueChoice>& choice) {
        showPage(PageRail::Live);
        live_->chooseTechnique(choice);
    });
    connect(review_, &ReviewPage::openRequested, this,
            [this](const QString& path) { openSession(path.toStdString()); });
    connect(review_, &ReviewPage::recoverRequested, this, &MainWindow::recover);
    connect(review_, &ReviewPage::browseRequested, this, &MainWindow::browse);
    connect(review_, &ReviewPage::settingsChanged, this, &MainWindow::applySettings);
    connect(review_, &ReviewPage::reportAdded, this, [this](const Event& report) {
        loader_.addReport(review_->presenter().session()->path, report, analysisSettings(settings_));
    });
    connect(review_, &ReviewPage::reportRemoved, this, [this](const Event& report) {
        loader_.removeReport(review_->presenter().session()->path, report, analysisSettings(settings_));
    });
    connect(review_, &ReviewPage::regionsChanged, this, [this](const std::vector<Region>& regions) {
        loader_.setRegions(review_->presenter().session()->path, regions, analysisSettings(settings_));
    });
    connect(review_, &ReviewPage::outcomesChanged, this, [this](const std::vector<Outcome>& outcomes) {
        loader_.setOutcomes(review_->presenter().session()->path, outcomes, analysisSettings(settings_));
    });
    connect(settings_page_, &SettingsPage::settingsChanged, this, &MainWindow::applySettings);
}

void MainWindow::connectCompare()
{
    connect(review_, &ReviewPage::compareRequested, this, [this] {
        const std::filesystem::path path = review_->presenter().session()->path;
        showPage(PageRail::Compare);
        compare_->presenter().beginWith(path);
    });
    connect(compare_, &ComparePage::browseRequested, this, &MainWindow::browsePair);
    connect(compare_, &ComparePage::settingsChanged, this, &MainWindow::applySettings);
}

void MainWindow::addShortcuts()
{
    auto* const open = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_O), this);
    connect(open, &QShortcut::activated, this, &MainWindow::browse);
    auto* const client_view = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(client_view, &QShortcut::activated, live_, &LivePage::toggleClientView);
    auto* const full_screen = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F11), this);
    connect(full_screen, &QShortcut::activated, this,
            [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
}

void MainWindow::showPage(PageRail::Page page)
{
    rail_->setCurrent(page);
    if (page == PageRail::Review) {
        review_->setRunningRecording(live_->presenter().recordingPath());
    }
    if (page == PageRail::Compare) {
        compare_->setRunningRecording(live_->presenter().recordingPath());
    }
    if (page == PageRail::Trend) {
        trend_->setRunningRecording(live_->presenter().recordingPath());
    }
    if (page == PageRail::Techniques) {
        techniques_->setChoice(live_->presenter().technique());
    }
    if (page == PageRail::Settings) {
        settings_page_->setSettings(settings_);
    }
    pages_->setCurrentIndex(page);
}

void MainWindow::openSession(const std::filesystem::path& path)
{
    showPage(PageRail::Review);
    review_->presenter().openingStarted(path);
    loader_.open(path, analysisSettings(settings_));
}

void MainWindow::compareSessions(const std::filesystem::path& before, const std::filesystem::path& after)
{
    showPage(PageRail::Compare);
    compare_->presenter().compareInOrder(before, after);
}

void MainWindow::recover(const QString& journal_path)
{
    review_->presenter().openingStarted(journal_path.toStdString());
    loader_.recover(journal_path.toStdString());
}

void MainWindow::browse()
{
    // No dialog may cover the mat while it is being recorded.
    if (live_->presenter().isRecording()) {
        showPage(PageRail::Review);
        return;
    }
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a session"), QString::fromStdString(settings_.sessions_folder.string()),
        tr("Sessions (*.h5)"));
    if (!path.isEmpty()) {
        openSession(path.toStdString());
    }
}

void MainWindow::browsePair()
{
    if (live_->presenter().isRecording()) {
        return;
    }
    const QStringList chosen = QFileDialog::getOpenFileNames(
        this, tr("Choose two sessions"), QString::fromStdString(settings_.sessions_folder.string()),
        tr("Sessions (*.h5)"));
    std::vector<std::filesystem::path> paths;
    paths.reserve(static_cast<std::size_t>(chosen.size()));
    for (const QString& path : chosen) {
        paths.emplace_back(path.toStdString());
    }
    for (std::size_t i = 0; i < paths.size() && i < 2; ++i) {
        compare_->presenter().choose(paths[i]);
    }
}

void MainWindow::openDropped(const std::vector<std::filesystem::path>& paths)
{
    if (paths.size() >= 2) {
        showPage(PageRail::Compare);
        compare_->presenter().compareUnordered(paths[0], paths[1]);
    } else if (pages_->currentIndex() == PageRail::Compare) {
        compare_->presenter().choose(paths.front());
    } else {
        openSession(paths.front());
    }
}

bool MainWindow::useTechnique(const std::string& id)
{
    const std::optional<Technique> technique = techniques_->find(id);
    if (!technique.has_value()) {
        return false;
    }
    techniques_->showTechnique(*technique);
    // The outline is placed once a mat is connected.
    const std::optional<Side> side =
        technique->rules.each_side ? std::optional<Side>(Side::Both) : std::nullopt;
    live_->chooseTechnique(TechniqueChoice{.agreed = {.technique = *technique,
                                                      .tool = technique->tools.front(),
                                                      .pain_limit = technique->rules.pain_limit},
                                           .side = side});
    return true;
}

void MainWindow::startDemo(const std::string& scenario, const std::filesystem::path& folder)
{
    const bool on_tool = scenario == "holds" || scenario == "rolling";
    const std::optional<Coaching> coaching = demoCoaching(scenario);
    Settings settings = settings_;
    settings.sessions_folder = folder;
    live_->setSettings(settings);
    ConnectChoice choice;
    choice.port = "sim:" + scenario;
    choice.profile_id = kSimulatedMat;
    choice.info.client_code = "DEMO";
    choice.info.setup = on_tool ? SetUp::ToolOnMat : SetUp::MatBetween;
    if (coaching.has_value()) {
        choice.info.setup = coaching->technique.setups.front();
        const bool has_sides = coaching->technique.rules.each_side;
        live_->chooseTechnique(TechniqueChoice{
            .agreed = *coaching, .side = has_sides ? std::optional<Side>(Side::Both) : std::nullopt});
    }
    live_->presenter().recordWhenStreaming();
    live_->presenter().connectTo(choice);
}

void MainWindow::applySettings(const Settings& settings)
{
    const bool other_theme = settings.theme != settings_.theme;
    settings_ = settings;
    saveSettings(settings_);
    live_->setSettings(settings_);
    review_->setSettings(settings_);
    compare_->setSettings(settings_);
    trend_->setSettings(settings_);
    if (!other_theme) {
        return;
    }
    const Theme theme = makeTheme(settings_.theme);
    applyTheme(*qApp, theme, started_font_scale_pct_);
    rail_->setTheme(theme);
    live_->setTheme(theme);
    review_->setTheme(theme);
    compare_->setTheme(theme);
    trend_->setTheme(theme);
    techniques_->setTheme(theme);
    settings_page_->setTheme(theme);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    live_->presenter().shutDown();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedSessions(*event->mimeData()).empty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const std::vector<std::filesystem::path> paths = droppedSessions(*event->mimeData());
    if (!paths.empty()) {
        event->acceptProposedAction();
        openDropped(paths);
    }
}

}  // namespace palpate::gui
