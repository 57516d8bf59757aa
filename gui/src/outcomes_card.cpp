#include "outcomes_card.hpp"

#include <algorithm>
#include <utility>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include "palpate/session/session_outcomes.hpp"

#include "display_text.hpp"
#include "space_presses.hpp"
#include "theme.hpp"
#include "undo_bar.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

namespace {

constexpr int kMostRows = 5;

const Outcome* outcomeNamed(const std::vector<Outcome>& outcomes, std::string_view name)
{
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [name](const Outcome& outcome) { return outcome.name == name; });
    return found == outcomes.end() ? nullptr : &*found;
}

std::vector<Outcome> without(std::vector<Outcome> outcomes, const std::string& name)
{
    std::erase_if(outcomes, [&name](const Outcome& outcome) { return outcome.name == name; });
    return outcomes;
}

QPushButton* makeButton(const QString& name, const QString& text, QWidget* parent)
{
    auto* const button = new QPushButton(text, parent);
    button->setObjectName(name);
    new SpacePresses(*button);
    return button;
}

}  // namespace

OutcomesCard::OutcomesCard(std::vector<OutcomeMeasure> measures, QUndoStack& stack, QWidget* parent)
    : QFrame(parent),
      pain_title_(new QLabel(this)),
      list_(new QListWidget(this)),
      add_(makeButton(QStringLiteral("addOutcome"), tr("Add a measure"), this)),
      change_(makeButton(QStringLiteral("changeOutcome"), tr("Change"), this)),
      remove_(makeButton(QStringLiteral("removeOutcome"), tr("Remove"), this)),
      form_(new OutcomeForm(std::move(measures), this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("outcomesCard"));
    const Metrics metrics = metricsFor(font());
    auto* const title = new QLabel(tr("Beside the mat"), this);
    title->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    pain_title_->setObjectName(QStringLiteral("besidePain"));
    pain_title_->setProperty("tone", "muted");
    pain_title_->setWordWrap(true);
    list_->setObjectName(QStringLiteral("outcomes"));
    list_->setAccessibleName(tr("Measured beside the mat"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setTextElideMode(Qt::ElideMiddle);
    auto* const top = new QHBoxLayout;
    top->setSpacing(metrics.medium);
    // Nothing moves when "Undo" comes into sight.
    title->setMinimumHeight(metrics.target);
    top->addWidget(title, 1);
    top->addWidget(new UndoBar(stack, UndoBar::Keys::Elsewhere, this));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.medium);
    column->addLayout(top);
    column->addWidget(pain_title_);
    column->addLayout(makePainKeys());
    column->addWidget(list_);
    column->addWidget(form_);
    column->addLayout(makeActions());
    form_->hide();
    connectControls();
    showList();
}

QLayout* OutcomesCard::makePainKeys()
{
    const Metrics metrics = metricsFor(font());
    // As PainKeys: grown with the text, they take two lines.
    constexpr int kUsualTarget = 44;
    const int per_line = metrics.target > kUsualTarget ? 6 : static_cast<int>(pain_keys_.size());
    auto* const grid = new QGridLayout;
    grid->setSpacing(metrics.small);
    for (std::size_t i = 0; i < pain_keys_.size(); ++i) {
        const auto nrs = static_cast<int>(i);
        auto* const key = makeButton(QStringLiteral("besidePain%1").arg(nrs), QString::number(nrs), this);
        key->setAccessibleName(tr("Pain rating %1 of 10").arg(nrs));
        key->setProperty("role", "key");
        key->setCheckable(true);
        key->setMinimumWidth(metrics.target * 3 / 4);
        key->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(key, &QPushButton::clicked, this, [this, nrs] { ratePain(nrs); });
        grid->addWidget(key, nrs / per_line, nrs % per_line);
        pain_keys_.at(i) = key;
    }
    return grid;
}

QLayout* OutcomesCard::makeActions()
{
    add_->setProperty("role", "choice");
    add_->setCheckable(true);
    add_->setToolTip(tr("A range of motion or anything else that was measured beside the mat"));
    change_->setToolTip(tr("Give the chosen one another value (Enter)"));
    remove_->setToolTip(tr("Take the chosen one out of the session (Delete)"));
    auto* const row = new WrapLayout(metricsFor(font()).medium, Qt::AlignLeft);
    row->addWidget(add_);
    row->addWidget(change_);
    row->addWidget(remove_);
    return row;
}

void OutcomesCard::connectControls()
{
    connect(add_, &QPushButton::toggled, this, [this](bool on) {
        form_->setVisible(on);
        if (on) {
            form_->begin();
        }
    });
    connect(form_, &OutcomeForm::submitted, this, &OutcomesCard::take);
    connect(change_, &QPushButton::clicked, this, &OutcomesCard::editSelected);
    connect(remove_, &QPushButton::clicked, this, &OutcomesCard::removeSelected);
    connect(list_, &QListWidget::itemSelectionChanged, this, &OutcomesCard::followSelection);
    connect(list_, &QListWidget::itemActivated, this, &OutcomesCard::editSelected);
    auto* const remove_key = new QShortcut(QKeySequence(Qt::Key_Delete), list_);
    remove_key->setContext(Qt::WidgetShortcut);
    connect(remove_key, &QShortcut::activated, this, &OutcomesCard::removeSelected);
}

void OutcomesCard::setOutcomes(const std::vector<Outcome>& outcomes)
{
    outcomes_ = outcomes;
    showList();
}

void OutcomesCard::showList()
{
    const Outcome* const pain = outcomeNamed(outcomes_, kPainOutcome);
    pain_title_->setText(pain == nullptr ? tr("Pain rating: how bad is it, from 0 to 10?")
                                         : outcomeLine(*pain));
    for (std::size_t i = 0; i < pain_keys_.size(); ++i) {
        const bool is_it = pain != nullptr && pain->value == static_cast<double>(i);
        pain_keys_.at(i)->setChecked(is_it);
        pain_keys_.at(i)->setToolTip(is_it ? tr("Press again to take it out") : QString());
    }
    const QListWidgetItem* const current = list_->currentItem();
    const QString chosen = current == nullptr ? QString() : current->data(Qt::UserRole).toString();
    list_->clear();
    for (const Outcome& outcome : outcomes_) {
        if (outcome.name == kPainOutcome) {
            continue;
        }
        auto* const item = new QListWidgetItem(outcomeLine(outcome), list_);
        item->setData(Qt::UserRole, fromUtf8(outcome.name));
        if (fromUtf8(outcome.name) == chosen) {
            list_->setCurrentItem(item);
        }
    }
    list_->setVisible(list_->count() > 0);
    const int rows = std::min(list_->count(), kMostRows);
    list_->setFixedHeight(rows * std::max(list_->sizeHintForRow(0), metricsFor(font()).target) +
                          2 * list_->frameWidth() + metricsFor(font()).small);
    followSelection();
}

const Outcome* OutcomesCard::selected() const
{
    const QList<QListWidgetItem*> items = list_->selectedItems();
    return items.isEmpty()
               ? nullptr
               : outcomeNamed(outcomes_, items.front()->data(Qt::UserRole).toString().toStdString());
}

void OutcomesCard::followSelection()
{
    const bool is_any = selected() != nullptr;
    change_->setVisible(is_any);
    remove_->setVisible(is_any);
}

void OutcomesCard::ratePain(int nrs)
{
    const Outcome* const pain = outcomeNamed(outcomes_, kPainOutcome);
    if (pain != nullptr && pain->value == static_cast<double>(nrs)) {
        want(without(outcomes_, kPainOutcome), tr("no pain rating"));
        return;
    }
    take({.name = kPainOutcome, .value = static_cast<double>(nrs), .unit = "0-10"});
}

void OutcomesCard::take(const Outcome& outcome)
{
    const std::vector<Outcome> wanted = session::mergedOutcomes(outcomes_, {outcome});
    if (const Result<void> checked = checkOutcomes(wanted); !checked) {
        form_->setProblem(fromUtf8(checked.error().message));
        return;
    }
    want(wanted, outcomeLine(outcome).simplified());
    if (form_->isVisible() && outcome.name != kPainOutcome) {
        form_->begin();
    }
}

void OutcomesCard::editSelected()
{
    if (const Outcome* const outcome = selected()) {
        const Outcome edited = *outcome;
        add_->setChecked(true);
        form_->edit(edited);
    }
}

void OutcomesCard::removeSelected()
{
    if (const Outcome* const outcome = selected()) {
        want(without(outcomes_, outcome->name), tr("%1 removed").arg(outcomeTitle(outcome->name)));
    }
}

void OutcomesCard::want(const std::vector<Outcome>& outcomes, const QString& what)
{
    if (outcomes != outcomes_) {
        Q_EMIT changeWanted(outcomes, what);
    }
    // Also where nothing changed: a key that was pressed has checked itself.
    showList();
}

}  // namespace palpate::gui
