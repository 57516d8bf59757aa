#include "trend_page.hpp"

#include <algorithm>
#include <utility>

#include <QGridLayout>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

#include "trend_words.hpp"

namespace palpate::gui {

namespace {

/// Narrower than this many lines of text, the table goes under the plot.
constexpr int kNarrow = 50;

QLabel* wrapped(const char* name, QWidget* parent)
{
    auto* const label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 14);
    return label;
}

}  // namespace

TrendPage::TrendPage(const Theme& theme, const Settings& settings, ReadTrends read, QWidget* parent)
    : QWidget(parent),
      settings_(settings),
      header_(new PageHeader(theme, this)),
      banner_(new ErrorBanner(this)),
      client_(new ChoiceBox(QStringLiteral("trendClient"), this)),
      measure_(new ChoiceBox(QStringLiteral("trendMeasure"), this)),
      state_(wrapped("trendState", this)),
      again_(new QPushButton(tr("Analyse"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      choices_row_(makeChoices()),
      scroll_(new QScrollArea(this)),
      headline_(new FittingHeadline(this)),
      slope_(wrapped("trendSlope", this)),
      verdict_(wrapped("trendVerdict", this)),
      verdict_card_(new QFrame(this)),
      plot_(new TrendPlot(theme, this)),
      legend_(wrapped("trendLegend", this)),
      points_(new TrendPointsModel(this)),
      table_(new CardTable(theme, tr("Visits"), *points_, this)),
      reader_([this](const SessionHeaderReader::Listing& listing) {
          if (listing.is_complete) {
              setSessions(listing.choices);
          }
      }),
      loader_(std::move(read), [this](const Result<ClientTrends>& trends) { showTrends(trends); })
{
    setProperty("surface", "page");
    setObjectName(QStringLiteral("trendPage"));
    const Metrics metrics = metricsFor(font());
    header_->setTitle(tr("Trend"), tr("One client's visits over time"));
    auto* const top = new QVBoxLayout;
    top->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, 0);
    top->setSpacing(metrics.medium);
    top->addWidget(banner_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidget(makeContent());
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addLayout(top);
    column->addWidget(scroll_, 1);
    connect(client_, &QComboBox::currentIndexChanged, this, [this] { load(); });
    connect(measure_, &QComboBox::currentIndexChanged, this, [this](int index) { showTrend(index); });
    connect(cancel_, &QPushButton::clicked, this, [this] { cancel(); });
    connect(again_, &QPushButton::clicked, this, [this] { load(); });
    choices_row_->hide();
    showState(tr("Looking for recordings …"), false);
    again_->hide();
}

QWidget* TrendPage::makeChoices()
{
    const Metrics metrics = metricsFor(font());
    auto* const side = new QWidget(this);
    auto* const grid = new QGridLayout(side);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics.large);
    grid->setVerticalSpacing(metrics.small);
    auto* const whose = new QLabel(tr("Client and technique"), side);
    auto* const what = new QLabel(tr("Measure"), side);
    whose->setBuddy(client_);
    what->setBuddy(measure_);
    client_->setAccessibleName(whose->text());
    measure_->setAccessibleName(what->text());
    grid->addWidget(whose, 0, 0);
    grid->addWidget(what, 0, 1);
    grid->addWidget(client_, 1, 0);
    grid->addWidget(measure_, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return side;
}

QWidget* TrendPage::makeContent()
{
    const Metrics metrics = metricsFor(font());
    auto* const content = new QWidget(this);
    verdict_card_->setObjectName(QStringLiteral("trendCard"));
    verdict_card_->setProperty("surface", "verdict");
    auto* const said = new QVBoxLayout(verdict_card_);
    said->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    said->setSpacing(metrics.small);
    said->addWidget(headline_);
    said->addWidget(slope_);
    said->addWidget(verdict_);
    auto* const plot_card = new QFrame(content);
    plot_card->setObjectName(QStringLiteral("trendPlotCard"));
    plot_card->setProperty("surface", "card");
    auto* const drawn = new QVBoxLayout(plot_card);
    drawn->setContentsMargins(metrics.large, metrics.large, metrics.large, metrics.large);
    drawn->addWidget(plot_, 1);
    drawn->addWidget(legend_);
    legend_->setProperty("tone", "muted");
    row_ = new QBoxLayout(QBoxLayout::LeftToRight);
    row_->setSpacing(metrics.large);
    row_->addWidget(plot_card, 5);
    row_->addWidget(table_, 3);
    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(cancel_);
    buttons->addWidget(again_);
    buttons->addStretch(1);
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.margin);
    column->setSpacing(metrics.large);
    column->addWidget(choices_row_);
    column->addWidget(state_);
    column->addLayout(buttons);
    column->addWidget(verdict_card_);
    column->addLayout(row_, 1);
    column->addStretch(0);
    cancel_->setObjectName(QStringLiteral("cancelTrend"));
    again_->setObjectName(QStringLiteral("trendAgain"));
    return content;
}

std::filesystem::path TrendPage::folder() const
{
    return folder_.value_or(settings_.sessions_folder);
}

void TrendPage::setSettings(const Settings& settings)
{
    settings_ = settings;
    loaded_.clear();
    if (isVisible()) {
        list();
    }
}

void TrendPage::setTheme(const Theme& theme)
{
    header_->setTheme(theme);
    plot_->setTheme(theme);
    table_->setTheme(theme);
}

void TrendPage::open(const std::filesystem::path& path)
{
    const bool is_folder = std::filesystem::is_directory(path);
    folder_ = is_folder ? path : path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path();
    wanted_ = is_folder ? std::filesystem::path() : *folder_ / path.filename();
    list();
}

void TrendPage::list()
{
    reader_.read(folder(), running_);
}

void TrendPage::showEvent(QShowEvent* event)
{
    list();
    QWidget::showEvent(event);
}

void TrendPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    row_->setDirection(width() < kNarrow * fontMetrics().height() ? QBoxLayout::TopToBottom
                                                                  : QBoxLayout::LeftToRight);
}

void TrendPage::setSessions(const std::vector<SessionChoice>& sessions)
{
    std::filesystem::path kept = std::exchange(wanted_, {});
    const int before = client_->currentIndex();
    if (kept.empty() && before >= 0) {
        kept = choices_.at(static_cast<std::size_t>(before)).files.front();
    }
    choices_ = trendChoices(sessions);
    {
        const QSignalBlocker quiet(client_);
        client_->clear();
        for (const TrendChoice& choice : choices_) {
            client_->addItem(choice.title);
        }
        client_->setCurrentIndex(bestTrendChoice(choices_, kept));
    }
    choices_row_->setVisible(!choices_.empty());
    if (!choices_.empty()) {
        const auto& files = choices_[static_cast<std::size_t>(client_->currentIndex())].files;
        if (files != loaded_) {
            load();
        }
        return;
    }
    loader_.cancel();
    loaded_.clear();
    showState(tr("No client to follow yet. Record at every visit with the same client code, mat, set-up and "
                 "technique: the trend begins with the first recording, a slope with the third.\n\nLooked "
                 "for recordings with a client code in %1.")
                  .arg(QString::fromStdString(folder().string())),
              false);
    again_->hide();
}

void TrendPage::load()
{
    const int index = client_->currentIndex();
    if (index < 0) {
        return;
    }
    const TrendChoice& choice = choices_.at(static_cast<std::size_t>(index));
    loaded_ = choice.files;
    banner_->dismiss();
    showState(tr("Analysing %n recording(s) of %1 …", nullptr, static_cast<int>(choice.files.size()))
                  .replace(QStringLiteral("(s)"), choice.files.size() == 1 ? QString() : QStringLiteral("s"))
                  .arg(choice.client),
              true);
    loader_.load(choice.files, analysisSettings(settings_));
}

void TrendPage::cancel()
{
    loader_.cancel();
    showState(tr("Given up: nothing was analysed."), false);
}

/// In place of a trend.
void TrendPage::showState(const QString& state, bool is_busy)
{
    state_->setText(state);
    state_->setVisible(!state.isEmpty());
    cancel_->setVisible(is_busy);
    again_->setVisible(!state.isEmpty() && !is_busy);
    measure_->setEnabled(state.isEmpty());
    for (QWidget* const part :
         {static_cast<QWidget*>(verdict_card_), plot_->parentWidget(), static_cast<QWidget*>(table_)}) {
        part->setVisible(state.isEmpty());
    }
}

void TrendPage::showTrends(const Result<ClientTrends>& trends)
{
    if (!trends || trends->trends.empty()) {
        banner_->show({.title = tr("No trend could be made"),
                       .detail = trends ? tr("The recordings have no measure that can be followed.")
                                        : QString::fromStdString(trends.error().message),
                       .button = QString(),
                       .good_news = false});
        showState(tr("Choose another client, or mend what the message names and analyse again."), false);
        return;
    }
    const QString kept = measure_->currentText();
    trends_ = *trends;
    {
        const QSignalBlocker quiet(measure_);
        measure_->clear();
        for (const Trend& trend : trends_.trends) {
            measure_->addItem(trendTitle(trend, trends_.setup));
        }
        const int same = measure_->findText(kept);
        measure_->setCurrentIndex(same >= 0 ? same : firstTrendToShow(trends_.trends));
    }
    showState(QString(), false);
    showTrend(measure_->currentIndex());
}

void TrendPage::showTrend(int index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= trends_.trends.size()) {
        return;
    }
    const Trend& trend = trends_.trends[static_cast<std::size_t>(index)];
    headline_->setText(trendHeadline(trend, trends_.setup));
    slope_->setText(slopeLine(trend));
    verdict_->setText(verdictLine(trend));
    legend_->setText(legendLine(trend));
    plot_->setTrend(trend, trends_.setup);
    points_->setTrend(trend);
    verdict_card_->setProperty("tone", trend.verdict == Verdict::ClearChange ? "good" : "plain");
    verdict_card_->style()->unpolish(verdict_card_);
    verdict_card_->style()->polish(verdict_card_);
}

}  // namespace palpate::gui
