#include "error_bands_pane.hpp"

#include <utility>

#include <QLabel>
#include <QVBoxLayout>

#include "repeat_words.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

/// In lines of text.
constexpr int kNarrow = 62;
constexpr int kChooserShare = 9;
constexpr int kResultShare = 11;

}  // namespace

ErrorBandsPane::ErrorBandsPane(const Theme& theme, RepeatFunctions functions, QWidget* parent)
    : QScrollArea(parent),
      back_(new QPushButton(tr("Back"), this)),
      chooser_(new RepeatChooser(theme, this)),
      result_(new RepeatsResult(theme, this)),
      row_(new QBoxLayout(QBoxLayout::LeftToRight)),
      loader_(std::move(functions), {.judged =
                                         [this](std::shared_ptr<const JudgedRepeats> judged) {
                                             setBusy(false);
                                             result_->showResult(std::move(judged));
                                         },
                                     .not_judged =
                                         [this](const Error& error) {
                                             setBusy(false);
                                             result_->showNothing();
                                             Q_EMIT failed(tr("These recordings give no error bands"),
                                                           withoutFolders(error.message, files_));
                                         },
                                     .kept =
                                         [this](const KeptBands& where) {
                                             setBusy(false);
                                             Q_EMIT kept(where);
                                         },
                                     .not_kept =
                                         [this](const Error& error) {
                                             setBusy(false);
                                             Q_EMIT failed(tr("The error bands could not be kept"),
                                                           QString::fromStdString(error.message));
                                         }})
{
    setObjectName(QStringLiteral("errorBandsPane"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    const Metrics metrics = metricsFor(font());
    row_->setSpacing(metrics.large);
    row_->addWidget(chooser_, kChooserShare);
    row_->addWidget(result_, kResultShare);
    auto* const content = new QWidget(this);
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.medium);
    column->setSpacing(metrics.large);
    column->addWidget(makeIntroduction());
    column->addLayout(row_, 1);
    setWidget(content);
    connectParts();
}

QFrame* ErrorBandsPane::makeIntroduction()
{
    const Metrics metrics = metricsFor(font());
    auto* const card = new QFrame(this);
    card->setProperty("surface", "card");
    auto* const title = new QLabel(tr("How far do two readings differ although nothing changed?"), card);
    title->setFont(sized(font(), TextSize::Title, QFont::DemiBold));
    title->setWordWrap(true);
    auto* const steps = new QLabel(
        tr("Record the same thing three times or more: the same client, the same place, the same technique. "
           "Let the client get off the mat in between, and do nothing else in between. Do so with two "
           "clients or sides or more. What comes out is the error band of each measure, for this mat and "
           "your hands; a change within it is no change that can be told."),
        card);
    steps->setObjectName(QStringLiteral("bandSteps"));
    steps->setWordWrap(true);
    back_->setObjectName(QStringLiteral("bandsBack"));
    auto* const top = new QHBoxLayout;
    top->setSpacing(metrics.medium);
    top->addWidget(title, 1);
    top->addWidget(back_, 0, Qt::AlignTop);
    auto* const column = new QVBoxLayout(card);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.small);
    column->addLayout(top);
    column->addWidget(steps);
    return card;
}

void ErrorBandsPane::connectParts()
{
    connect(back_, &QPushButton::clicked, this, [this] {
        giveUp();
        Q_EMIT backRequested();
    });
    connect(chooser_, &RepeatChooser::computeRequested, this, &ErrorBandsPane::compute);
    connect(chooser_, &RepeatChooser::tickedChanged, this, [this] { result_->showNothing(); });
    connect(result_, &RepeatsResult::cancelRequested, this, &ErrorBandsPane::giveUp);
    connect(result_, &RepeatsResult::keepRequested, this, &ErrorBandsPane::keep);
}

void ErrorBandsPane::setSettings(const AnalysisSettings& settings)
{
    settings_ = settings;
}

void ErrorBandsPane::setTheme(const Theme& theme)
{
    chooser_->setTheme(theme);
    result_->setTheme(theme);
}

void ErrorBandsPane::refresh(const std::filesystem::path& folder,
                             const std::optional<std::filesystem::path>& running)
{
    chooser_->refresh(folder, running);
}

void ErrorBandsPane::compute(const std::vector<std::filesystem::path>& files)
{
    files_ = files;
    setBusy(true);
    result_->showComputing(files.size());
    loader_.judge(files, settings_);
}

void ErrorBandsPane::keep()
{
    if (result_->judged() != nullptr) {
        setBusy(true);
        loader_.keep(result_->judged());
    }
}

void ErrorBandsPane::giveUp()
{
    // What is being kept is told when it is.
    if (is_busy_ && result_->judged() == nullptr) {
        loader_.cancel();
        setBusy(false);
        result_->showNothing();
    }
}

void ErrorBandsPane::setBusy(bool is_busy)
{
    is_busy_ = is_busy;
    chooser_->setEnabled(!is_busy);
}

void ErrorBandsPane::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    const bool is_narrow = viewport()->width() < kNarrow * fontMetrics().height();
    row_->setDirection(is_narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace palpate::gui
