#include "coach_card.hpp"

#include <cmath>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "header_layout.hpp"
#include "technique_words.hpp"

namespace palpate::gui {

QString setWords(const analysis::CoachNow& now, const TechniqueRules& rules)
{
    if (!rules.set) {
        return {};
    }
    if (now.sets_done >= rules.set->sets) {
        return QObject::tr("All %1 sets done").arg(rules.set->sets);
    }
    const QString worked = now.set_worked_s ? QObject::tr(" · now %1 s of %2")
                                                  .arg(static_cast<int>(*now.set_worked_s))
                                                  .arg(bandWords(rules.set->seconds, QStringLiteral("s")))
                                            : QString();
    return QObject::tr("%1 of %2 sets done").arg(now.sets_done).arg(rules.set->sets) + worked;
}

QString sideWords(const analysis::CoachNow& now)
{
    return QObject::tr("Left %1 s · right %2 s")
        .arg(static_cast<int>(now.left_s))
        .arg(static_cast<int>(now.right_s));
}

QString breathWords(const std::optional<double>& per_minute)
{
    return per_minute ? QObject::tr(
                            "Breath about %1 a minute · exploratory: estimated from slow changes of the load")
                            .arg(std::lround(*per_minute))
                      : QObject::tr("Breath: none seen now · exploratory");
}

CoachCard::CoachCard(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      title_(new ElidedLabel(TextSize::Body, QFont::DemiBold, this)),
      place_(new QPushButton(tr("Place outline"), this)),
      client_view_(new QPushButton(tr("Client view"), this)),
      breathing_(new QPushButton(tr("Breathing"), this)),
      sets_(new ElidedLabel(TextSize::Body, QFont::DemiBold, this)),
      sides_(new ElidedLabel(TextSize::Body, QFont::Normal, this)),
      stroke_(new BandLane(theme, this)),
      load_(new BandLane(theme, this)),
      breath_(new ElidedLabel(TextSize::Small, QFont::Normal, this)),
      pacer_(new BreathPacer(theme, this)),
      chips_(new AdherenceChips(this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("coachCard"));
    place_->setObjectName(QStringLiteral("placeOutline"));
    place_->setToolTip(tr("Move, turn and scale the body's outline on the mat"));
    client_view_->setObjectName(QStringLiteral("clientView"));
    client_view_->setToolTip(tr("A second window for the client (F11)"));
    breathing_->setObjectName(QStringLiteral("breathing"));
    breathing_->setProperty("role", "choice");
    breathing_->setCheckable(true);
    sets_->setObjectName(QStringLiteral("coachSets"));
    sides_->setObjectName(QStringLiteral("coachSides"));
    stroke_->setObjectName(QStringLiteral("strokeLane"));
    breath_->setObjectName(QStringLiteral("coachBreath"));
    load_->setObjectName(QStringLiteral("loadLane"));
    const Metrics metrics = metricsFor(font());
    auto* const words = new QHBoxLayout;
    words->addWidget(title_);
    auto* const actions = new QHBoxLayout;
    actions->setSpacing(metrics.medium);
    for (QPushButton* const button : {place_, breathing_, client_view_}) {
        button->setAutoDefault(true);
        actions->addWidget(button);
    }
    auto* const top = new HeaderLayout(metrics.medium);
    top->addItem(words);
    top->addItem(new QHBoxLayout);
    top->addItem(actions);
    auto* const lines = new QVBoxLayout;
    lines->setSpacing(metrics.small);
    lines->addWidget(sets_);
    lines->addWidget(sides_);
    lines->addWidget(stroke_);
    lines->addWidget(load_);
    lines->addWidget(breath_);
    lines->addStretch(1);
    auto* const row = new QHBoxLayout;
    row->setSpacing(metrics.margin);
    row->addLayout(lines, 1);
    row->addWidget(pacer_, 0, Qt::AlignVCenter);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.large);
    column->setSpacing(metrics.medium);
    column->addLayout(top);
    column->addLayout(row);
    column->addWidget(chips_);
    connect(place_, &QPushButton::clicked, this, &CoachCard::placingRequested);
    connect(client_view_, &QPushButton::clicked, this, &CoachCard::clientViewRequested);
    connect(breathing_, &QPushButton::clicked, this, &CoachCard::breathingToggled);
    setTheme(theme);
}

void CoachCard::setCoaching(const Coaching& coaching)
{
    coaching_ = coaching;
    const TechniqueRules& rules = coaching.technique.rules;
    title_->setText(QString::fromStdString(coaching.technique.title));
    sets_->setVisible(rules.set.has_value());
    sides_->setVisible(rules.each_side);
    stroke_->setVisible(rules.stroke.has_value());
    load_->setVisible(rules.load.has_value());
    pacer_->setPace(coaching.pace);
    setNow({});
    breath_->hide();
}

void CoachCard::setNow(const analysis::CoachNow& now)
{
    const TechniqueRules& rules = coaching_.technique.rules;
    sets_->setText(setWords(now, rules));
    sides_->setText(sideWords(now));
    if (rules.stroke) {
        const bool is_time = rules.stroke->unit == StrokeUnit::Seconds;
        LaneContent lane{.title = is_time ? tr("One way") : tr("Speed"),
                         .unit = unitWords(rules.stroke->unit),
                         .asked = rules.stroke->band,
                         .now = std::nullopt,
                         .before = now.recent_strokes};
        if (!lane.before.empty()) {
            lane.now = lane.before.back();
            lane.before.pop_back();
        }
        stroke_->setContent(std::move(lane));
    }
    if (rules.load) {
        load_->setContent({.title = tr("Load"),
                           .unit = unitWords(rules.load->unit),
                           .asked = rules.load->band,
                           .now = now.load,
                           .before = {}});
    }
    showBreath(now.breaths_per_minute);
    chips_->setScores(now.adherence);
}

void CoachCard::showBreath(const std::optional<double>& per_minute)
{
    // Once seen the line stays, so that the card does not jump with every doubt.
    if (per_minute.has_value()) {
        breath_->show();
    }
    breath_->setText(breathWords(per_minute));
}

void CoachCard::setBreathing(bool on)
{
    breathing_->setChecked(on);
    pacer_->setVisible(on);
}

void CoachCard::setTheme(const Theme& theme)
{
    title_->setColor(theme.muted);
    sets_->setColor(theme.text);
    sides_->setColor(theme.text);
    breath_->setColor(theme.muted);
    stroke_->setTheme(theme);
    load_->setTheme(theme);
    pacer_->setTheme(theme);
}

}  // namespace palpate::gui
