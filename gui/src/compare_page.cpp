#include "compare_page.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "compare_words.hpp"
#include "landmark_words.hpp"

namespace palpate::gui {

namespace {

enum Content { Choosing, Comparing, Compared, OwnBands, Landmarks };

}  // namespace

ComparePage::ComparePage(const Theme& theme, const Settings& settings, ComparisonFunctions functions,
                         QWidget* parent)
    : QWidget(parent),
      settings_(settings),
      presenter_(*this, {.compare = [this](ComparisonJob job) { loader_.compare(std::move(job)); },
                         .cancel = [this] { loader_.cancel(); }}),
      header_(new PageHeader(theme, this)),
      layout_(
          new Segmented(QStringLiteral("mapsLayout"), {tr("Side by side"), tr("Swipe"), tr("Blink")}, this)),
      swap_(new QPushButton(tr("Swap"), this)),
      control_(new QPushButton(tr("Control site…"), this)),
      others_(new QPushButton(tr("Others…"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      to_bands_(new QPushButton(tr("Error bands…"), this)),
      banner_(new ErrorBanner(this)),
      stack_(new QStackedWidget(this)),
      chooser_(new SessionChooser(theme, this)),
      comparing_(new ComparingPane(this)),
      body_(new ComparisonBody(theme, settings, this)),
      bands_(new ErrorBandsPane(theme, repeatFunctions(), this)),
      landmarks_(new LandmarksPane(settings, this)),
      loader_(std::move(functions),
              {.compared =
                   [this](auto compared, const live::ComparisonRequest& request) {
                       presenter_.compared(std::move(compared), request);
                   },
               .failed = [this](const Error& error) { presenter_.failed(error); },
               .landmarks_kept = [this](const Result<void>& kept) { presenter_.landmarksKept(kept); }})
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("comparePage"));
    presenter_.setSettings(analysisSettings(settings));
    bands_->setSettings(analysisSettings(settings));
    addActions();
    const Metrics metrics = metricsFor(font());
    chooser_->setMaximumWidth(std::max(960, 140 * fontMetrics().averageCharWidth()));
    comparing_->setMaximumWidth(std::max(640, 90 * fontMetrics().averageCharWidth()));
    stack_->addWidget(makeMiddle(chooser_, 0));
    stack_->addWidget(makeMiddle(comparing_, 1));
    stack_->addWidget(body_);
    stack_->addWidget(bands_);
    stack_->addWidget(makeMiddle(landmarks_, 0));
    auto* const notices = new QVBoxLayout;
    notices->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, 0);
    notices->addWidget(banner_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addLayout(notices);
    column->addWidget(stack_, 1);
    connectControls();
    connectErrorBands();
    connectLandmarks();
    showChoosing(ChoicePurpose::Pair, std::nullopt, false);
}

QWidget* ComparePage::makeMiddle(QWidget* card, int stretch_below)
{
    const Metrics metrics = metricsFor(font());
    auto* const side = new QWidget(this);
    auto* const row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card, 20);
    row->addStretch(1);
    auto* const column = new QVBoxLayout(side);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.margin);
    column->addLayout(row, stretch_below == 0 ? 1 : 0);
    column->addStretch(stretch_below);
    return side;
}

void ComparePage::addActions()
{
    layout_->setAccessibleName(tr("How the maps are shown"));
    swap_->setObjectName(QStringLiteral("swap"));
    swap_->setToolTip(tr("Take the second recording as before, and the first as after"));
    control_->setObjectName(QStringLiteral("controlSite"));
    control_->setToolTip(tr("Take off what changed at an untreated place as well"));
    others_->setObjectName(QStringLiteral("chooseOthers"));
    others_->setToolTip(tr("Choose two other recordings"));
    cancel_->setObjectName(QStringLiteral("cancelAgain"));
    to_bands_->setObjectName(QStringLiteral("errorBands"));
    to_bands_->setToolTip(tr("Measure how far two readings differ although nothing changed"));
    header_->addAction(cancel_);
    header_->addAction(layout_);
    header_->addAction(swap_);
    header_->addAction(control_);
    header_->addAction(others_);
    header_->addAction(to_bands_);
    cancel_->hide();
}

void ComparePage::connectControls()
{
    connect(layout_, &Segmented::chosen, this,
            [this](int index) { body_->maps().setMapsLayout(static_cast<MapsLayout>(index)); });
    connect(swap_, &QPushButton::clicked, this, [this] { presenter_.swap(); });
    connect(control_, &QPushButton::clicked, this, [this] {
        if (presenter_.request().control_before) {
            presenter_.removeControl();
        } else {
            presenter_.chooseControl();
        }
    });
    connect(body_, &ComparisonBody::referenceRequested, this, [this] {
        if (presenter_.request().reference_before) {
            presenter_.removeReference();
        } else {
            presenter_.chooseReference();
        }
    });
    connect(others_, &QPushButton::clicked, this, [this] { presenter_.chooseOthers(); });
    connect(cancel_, &QPushButton::clicked, this, [this] { presenter_.cancel(); });
    connect(comparing_, &ComparingPane::cancelRequested, this, [this] { presenter_.cancel(); });
    connect(chooser_, &SessionChooser::chosen, this,
            [this](const QString& path) { presenter_.choose(path.toStdString()); });
    connect(chooser_, &SessionChooser::backRequested, this, [this] { presenter_.goBack(); });
    connect(chooser_, &SessionChooser::browseRequested, this, &ComparePage::browseRequested);
    connect(&body_->maps(), &LinkedMaps::mapChosen, this, [this](int map) { presenter_.chooseMap(map); });
    connect(&body_->maps(), &LinkedMaps::mirrorChanged, this, [this](bool on) { presenter_.setMirror(on); });
    connect(&body_->maps(), &LinkedMaps::settingsChanged, this, [this](const Settings& settings) {
        settings_ = settings;
        Q_EMIT settingsChanged(settings);
    });
}

void ComparePage::connectErrorBands()
{
    connect(to_bands_, &QPushButton::clicked, this, &ComparePage::showErrorBands);
    connect(&body_->verdicts(), &VerdictTable::repeatsRequested, this, &ComparePage::showErrorBands);
    connect(bands_, &ErrorBandsPane::backRequested, this, [this] {
        banner_->dismiss();
        leaveErrorBands();
    });
    connect(bands_, &ErrorBandsPane::kept, this, &ComparePage::tellKept);
    connect(bands_, &ErrorBandsPane::failed, this, [this](const QString& title, const QString& why) {
        banner_->show({.title = title, .detail = why, .button = {}, .good_news = false});
    });
}

void ComparePage::connectLandmarks()
{
    connect(&body_->maps(), &LinkedMaps::landmarksRequested, this, [this] { presenter_.chooseLandmarks(); });
    connect(&body_->headline(), &HeadlineCard::landmarksRequested, this,
            [this] { presenter_.chooseLandmarks(); });
    connect(&body_->headline(), &HeadlineCard::automaticRequested, this,
            [this] { presenter_.alignAutomatically(); });
    connect(landmarks_, &LandmarksPane::useRequested, this, &ComparePage::useLandmarks);
    connect(landmarks_, &LandmarksPane::automaticRequested, this,
            [this] { presenter_.alignAutomatically(); });
    connect(landmarks_, &LandmarksPane::cancelRequested, this, [this] { presenter_.goBack(); });
}

void ComparePage::useLandmarks()
{
    std::vector<live::Landmark> pairs = landmarks_->landmarks().pairs();
    live::nameLandmarks(pairs, std::chrono::system_clock::now());
    presenter_.useLandmarks(std::move(pairs));
}

void ComparePage::showErrorBands()
{
    banner_->dismiss();
    presenter_.cancel();
    header_->setTitle(tr("Error bands of your own"), tr("From repeats in which nothing changed"));
    showActions(false);
    cancel_->hide();
    to_bands_->hide();
    bands_->refresh(settings_.sessions_folder, running_);
    stack_->setCurrentIndex(OwnBands);
}

void ComparePage::leaveErrorBands()
{
    if (presenter_.comparison() != nullptr) {
        presenter_.goBack();
    } else {
        presenter_.chooseOthers();
    }
}

void ComparePage::tellKept(const KeptBands& where)
{
    const bool has_comparison = presenter_.comparison() != nullptr;
    if (has_comparison) {
        leaveErrorBands();
        presenter_.compareAgain();
    }
    const QString detail =
        tr("%1 error bands for the mat %2, in %3.")
            .arg(where.count)
            .arg(QString::fromStdString(where.mat_id), QString::fromStdString(where.file.string()));
    const bool decides = where.pairs >= kLeastOwnPairs;
    banner_->show({.title = decides ? tr("Comparisons are judged by these from now on")
                                    : tr("Kept; %1 pairs decide nothing before there are %2")
                                          .arg(where.pairs)
                                          .arg(kLeastOwnPairs),
                   .detail = has_comparison ? detail + tr(" This comparison is computed again.") : detail,
                   .button = {},
                   .good_news = true});
}

void ComparePage::setSettings(const Settings& settings)
{
    settings_ = settings;
    presenter_.setSettings(analysisSettings(settings));
    bands_->setSettings(analysisSettings(settings));
    landmarks_->setSettings(settings);
    body_->maps().setSettings(settings);
}

void ComparePage::setTheme(const Theme& theme)
{
    header_->setTheme(theme);
    chooser_->setTheme(theme);
    body_->setTheme(theme);
    bands_->setTheme(theme);
}

void ComparePage::showEvent(QShowEvent* event)
{
    chooser_->refresh(settings_.sessions_folder, running_);
    if (stack_->currentIndex() == OwnBands) {
        bands_->refresh(settings_.sessions_folder, running_);
    }
    QWidget::showEvent(event);
}

void ComparePage::showActions(bool are_shown)
{
    for (QWidget* const action : {static_cast<QWidget*>(layout_), static_cast<QWidget*>(swap_),
                                  static_cast<QWidget*>(control_), static_cast<QWidget*>(others_)}) {
        action->setVisible(are_shown);
    }
}

void ComparePage::showChoosing(ChoicePurpose purpose, const std::optional<std::filesystem::path>& first,
                               bool can_go_back)
{
    header_->setTitle(tr("Before and after"),
                      first ? tr("One chosen, one to go") : tr("Choose two recordings of one client"));
    showActions(false);
    to_bands_->show();
    cancel_->hide();
    body_->setEnabled(true);
    chooser_->setState(purpose, first, can_go_back);
    stack_->setCurrentIndex(Choosing);
}

void ComparePage::showComparing(const std::filesystem::path& a, const std::filesystem::path& b)
{
    banner_->dismiss();
    to_bands_->hide();
    comparing_->setSessions(a, b);
    if (stack_->currentIndex() == Landmarks) {
        stack_->setCurrentIndex(Compared);
    }
    if (stack_->currentIndex() == Compared) {
        // The same two in another way: what is there stays until then.
        body_->setEnabled(false);
        cancel_->show();
        showActions(false);
        return;
    }
    header_->setTitle(tr("Before and after"), tr("One moment"));
    stack_->setCurrentIndex(Comparing);
}

void ComparePage::showComparison(const live::SessionComparison& compared,
                                 const live::ComparisonRequest& request)
{
    const bool has_control = request.control_before.has_value();
    header_->setTitle(comparedTitle(compared), comparedSubtitle(compared, has_control),
                      comparedFiles(compared));
    control_->setText(has_control ? tr("Without control") : tr("Control site…"));
    body_->setComparison(compared, request);
    body_->setEnabled(true);
    cancel_->hide();
    showActions(true);
    to_bands_->show();
    layout_->setVisible(compared.comparison.map.has_value());
    stack_->setCurrentIndex(Compared);
}

void ComparePage::showLandmarks(const live::SessionComparison& compared,
                                const live::ComparisonRequest& request)
{
    banner_->dismiss();
    header_->setTitle(tr("Align by landmarks"), comparedTitle(compared));
    showActions(false);
    to_bands_->hide();
    stack_->setCurrentIndex(Landmarks);
    landmarks_->setSessions(compared, request);
}

void ComparePage::showAligned(const Comparison& comparison, const std::optional<Error>& not_kept)
{
    const QString kept = not_kept
                             ? tr("They are used for this comparison only, and could not be kept: %1")
                                   .arg(QString::fromStdString(not_kept->message))
                             : tr("They are kept in both recordings: the next comparison uses them as well.");
    banner_->show(
        {.title = landmarkResult(comparison.alignment, presenter_.comparison()->before.header.geometry),
         .detail = kept,
         .button = {},
         .good_news = !not_kept});
}

void ComparePage::showProblem(const std::string& title, const Error& error)
{
    banner_->show({.title = QString::fromStdString(title),
                   .detail = QString::fromStdString(error.message),
                   .button = tr("Choose others"),
                   .good_news = false},
                  [this] { presenter_.chooseOthers(); });
}

}  // namespace palpate::gui
