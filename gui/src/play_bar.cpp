#include "play_bar.hpp"

#include <array>

#include <QHBoxLayout>

namespace palpate::gui {

namespace {

constexpr std::array<double, 4> kSpeeds{0.5, 1.0, 2.0, 4.0};

}  // namespace

PlayBar::PlayBar(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      play_(new QPushButton(tr("Play"), this)),
      speed_(new Segmented(
          QStringLiteral("speed"),
          {QStringLiteral("½×"), QStringLiteral("1×"), QStringLiteral("2×"), QStringLiteral("4×")}, this)),
      timeline_(new Timeline(theme, this))
{
    const Metrics metrics = metricsFor(font());
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(metrics.margin, 0, 0, metrics.medium);
    row->setSpacing(metrics.medium);
    play_->setObjectName(QStringLiteral("play"));
    play_->setProperty("role", "primary");
    play_->setToolTip(tr("Play or pause (Space)"));
    // As wide as its wider word.
    play_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("Pause")) + 4 * metrics.large);
    speed_->setAccessibleName(tr("Speed"));
    speed_->setCurrent(1);
    speed_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    timeline_->setScrubbing(true);
    row->addWidget(play_);
    row->addWidget(speed_);
    row->addWidget(timeline_, 1);
    connect(play_, &QPushButton::clicked, this, &PlayBar::playPressed);
    connect(speed_, &Segmented::chosen, this,
            [this](int index) { Q_EMIT speedChosen(kSpeeds.at(static_cast<std::size_t>(index))); });
    connect(timeline_, &Timeline::scrubbed, this, &PlayBar::timeChosen);
}

void PlayBar::setPlaying(bool playing)
{
    play_->setText(playing ? tr("Pause") : tr("Play"));
}

}  // namespace palpate::gui
