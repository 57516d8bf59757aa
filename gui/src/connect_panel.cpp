#include "connect_panel.hpp"

#include <algorithm>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "palpate/core/setup_rules.hpp"

#include "choice_box.hpp"
#include "display_text.hpp"
#include "setup_words.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

enum Source { Simulated, Serial, Network };

QLabel* makeLabel(const QString& text, QWidget* buddy, QWidget* parent)
{
    auto* const label = new QLabel(text, parent);
    label->setProperty("tone", "muted");
    label->setBuddy(buddy);
    buddy->setAccessibleName(text);
    return label;
}

/// What was chosen before stays chosen; `first` is chosen at the beginning.
void fill(QComboBox& box, const std::vector<ConnectOptions::Item>& items, const QString& none,
          const QString& first)
{
    const QString chosen = box.currentData().toString();
    const QString before = chosen.isEmpty() ? first : chosen;
    box.clear();
    for (const ConnectOptions::Item& item : items) {
        box.addItem(QString::fromStdString(item.title), QString::fromStdString(item.id));
    }
    if (items.empty()) {
        box.addItem(none, QString());
    }
    box.setCurrentIndex(std::max(0, box.findData(before)));
}

}  // namespace

ConnectPanel::ConnectPanel(QWidget* parent)
    : QFrame(parent),
      source_(new Segmented(QStringLiteral("source"),
                            {tr("Simulated client"), tr("Serial port"), tr("Network")}, this)),
      source_fields_(new QStackedWidget(this)),
      scenario_(new ChoiceBox(QStringLiteral("scenario"), this)),
      port_(new ChoiceBox(QStringLiteral("port"), this)),
      address_(new QLineEdit(this)),
      profile_(new ChoiceBox(QStringLiteral("profile"), this)),
      problem_(new QLabel(this)),
      setup_group_(new QButtonGroup(this)),
      setup_meaning_(new QLabel(this)),
      client_(new QLineEdit(this)),
      technique_(new TechniqueButton(this)),
      side_(new ChoiceBox(QStringLiteral("side"), this)),
      phase_(new ChoiceBox(QStringLiteral("phase"), this)),
      hint_(new QLabel(this)),
      connect_(new QPushButton(tr("Connect"), this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("connectPanel"));
    const Metrics metrics = metricsFor(font());
    auto* const title = new QLabel(tr("Connect a mat"), this);
    title->setFont(sized(font(), TextSize::Value, QFont::DemiBold));
    problem_->setProperty("tone", "look");
    problem_->setWordWrap(true);
    problem_->hide();
    hint_->setProperty("tone", "muted");
    hint_->setWordWrap(true);
    connect_->setObjectName(QStringLiteral("connect"));
    connect_->setProperty("role", "primary");
    connect_->setAutoDefault(true);
    auto* const last = new QHBoxLayout;
    last->addWidget(hint_, 1);
    last->addWidget(connect_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(2 * metrics.large, metrics.margin, 2 * metrics.large, metrics.margin);
    column->setSpacing(metrics.large);
    column->addWidget(title);
    column->addWidget(source_);
    column->addWidget(makeSourceFields());
    column->addWidget(problem_);
    column->addWidget(makeSetUpTiles());
    column->addWidget(makeClientFields());
    column->addLayout(last);
    connect(source_, &Segmented::chosen, this, [this](int index) {
        source_fields_->setCurrentIndex(index);
        if (index == Serial) {
            Q_EMIT rescanRequested();
        }
        updateReady();
    });
    connect(connect_, &QPushButton::clicked, this, &ConnectPanel::connectRequested);
    connect(technique_, &QPushButton::clicked, this, &ConnectPanel::techniqueRequested);
    connect(profile_, &QComboBox::currentIndexChanged, this, &ConnectPanel::chooseRememberedSetUp);
    orderTabs();
    updateReady();
}

void ConnectPanel::orderTabs()
{
    // As they are read, not as they were made.
    QWidget* before = profile_;
    const auto goes_on = [&before](QWidget* next) {
        setTabOrder(before, next);
        before = next;
    };
    for (QPushButton* const tile : setups_) {
        goes_on(tile);
    }
    for (QWidget* const field :
         {static_cast<QWidget*>(client_), static_cast<QWidget*>(technique_), static_cast<QWidget*>(side_),
          static_cast<QWidget*>(phase_), static_cast<QWidget*>(connect_)}) {
        goes_on(field);
    }
}

QWidget* ConnectPanel::makeSourceFields()
{
    const Metrics metrics = metricsFor(font());
    const auto page = [&](const QString& label, QWidget* field) {
        auto* const widget = new QWidget(this);
        auto* const column = new QVBoxLayout(widget);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(metrics.small);
        column->addWidget(makeLabel(label, field, widget));
        column->addWidget(field);
        source_fields_->addWidget(widget);
    };
    address_->setObjectName(QStringLiteral("address"));
    address_->setPlaceholderText(QStringLiteral("192.168.4.1:7000"));
    page(tr("Scenario"), scenario_);
    page(tr("Port"), port_);
    page(tr("Address and port of the mat"), address_);
    source_fields_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(address_, &QLineEdit::textChanged, this, &ConnectPanel::updateReady);
    connect(port_, &QComboBox::currentIndexChanged, this, &ConnectPanel::updateReady);
    auto* const both = new QWidget(this);
    auto* const grid = new QGridLayout(both);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics.margin);
    grid->setVerticalSpacing(metrics.small);
    grid->addWidget(source_fields_, 0, 0, 2, 1);
    grid->addWidget(makeLabel(tr("Mat"), profile_, both), 0, 1);
    grid->addWidget(profile_, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return both;
}

QWidget* ConnectPanel::makeSetUpTiles()
{
    const Metrics metrics = metricsFor(font());
    auto* const widget = new QWidget(this);
    auto* const column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics.small);
    auto* const label = new QLabel(tr("Set-up: it decides what the numbers can mean"), widget);
    label->setProperty("tone", "muted");
    column->addWidget(label);
    auto* const row = new QHBoxLayout;
    row->setSpacing(metrics.medium);
    for (const SetUp setup : setUpChoices()) {
        auto* const tile = new QPushButton(setUpTitle(setup), widget);
        tile->setObjectName(QStringLiteral("setup_") + fromUtf8(toString(setup)));
        tile->setAccessibleDescription(fromUtf8(meaningOf(setup)));
        tile->setProperty("role", "choice");
        tile->setCheckable(true);
        setup_group_->addButton(tile);
        setups_.push_back(tile);
        row->addWidget(tile, 1);
        connect(tile, &QPushButton::toggled, this, &ConnectPanel::updateReady);
    }
    column->addLayout(row);
    setup_meaning_->setWordWrap(true);
    setup_meaning_->setProperty("tone", "muted");
    column->addWidget(setup_meaning_);
    return widget;
}

QWidget* ConnectPanel::makeClientFields()
{
    const Metrics metrics = metricsFor(font());
    client_->setObjectName(QStringLiteral("client"));
    client_->setPlaceholderText(tr("a code, never a name"));
    technique_->setObjectName(QStringLiteral("technique"));
    side_->addItem(tr("Not given"), QString());
    for (const Side side : {Side::Left, Side::Right, Side::Both}) {
        const QString word = fromUtf8(toString(side));
        side_->addItem(word.left(1).toUpper() + word.mid(1), word);
    }
    phase_->addItem(tr("Not given"), QString());
    for (const Phase phase : {Phase::Before, Phase::During, Phase::After, Phase::Other}) {
        const QString word = fromUtf8(toString(phase));
        phase_->addItem(word.left(1).toUpper() + word.mid(1), word);
    }
    auto* const widget = new QWidget(this);
    auto* const grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics.margin);
    grid->setVerticalSpacing(metrics.small);
    grid->addWidget(makeLabel(tr("Client code"), client_, widget), 0, 0);
    grid->addWidget(makeLabel(tr("Technique"), technique_, widget), 0, 1);
    grid->addWidget(makeLabel(tr("Side"), side_, widget), 0, 2);
    grid->addWidget(makeLabel(tr("Phase"), phase_, widget), 0, 3);
    grid->addWidget(client_, 1, 0);
    grid->addWidget(technique_, 1, 1);
    grid->addWidget(side_, 1, 2);
    grid->addWidget(phase_, 1, 3);
    for (int i = 0; i < 4; ++i) {
        grid->setColumnStretch(i, 1);
    }
    return widget;
}

void ConnectPanel::setOptions(const ConnectOptions& options)
{
    fill(*scenario_, options.scenarios, tr("No scenario found"), QStringLiteral("holds"));
    fill(*port_, options.ports, tr("No port found: plug the mat in"), {});
    fill(*profile_, options.profiles, tr("No mat profile found"), QStringLiteral("palpate-64x64"));
    problem_->setText(QString::fromStdString(options.problem));
    problem_->setVisible(!options.problem.empty());
    updateReady();
}

void ConnectPanel::setRememberedSetUps(const std::map<std::string, SetUp>& setups)
{
    if (setups != remembered_) {
        remembered_ = setups;
        chooseRememberedSetUp();
    }
}

void ConnectPanel::chooseRememberedSetUp()
{
    const auto known = remembered_.find(profile_->currentData().toString().toStdString());
    // An exclusive group does not let its last button go.
    setup_group_->setExclusive(false);
    for (std::size_t i = 0; i < setups_.size(); ++i) {
        setups_[i]->setChecked(known != remembered_.end() && known->second == setUpChoices().at(i));
    }
    setup_group_->setExclusive(true);
}

std::optional<SetUp> ConnectPanel::chosenSetUp() const
{
    for (std::size_t i = 0; i < setups_.size(); ++i) {
        if (setups_[i]->isChecked()) {
            return setUpChoices().at(i);
        }
    }
    return std::nullopt;
}

void ConnectPanel::setSide(Side side)
{
    side_->setCurrentIndex(side_->findData(fromUtf8(toString(side))));
}

void ConnectPanel::updateReady()
{
    const std::optional<SetUp> setup = chosenSetUp();
    QString missing;
    if (source_->current() == Serial && port_->currentData().toString().isEmpty()) {
        missing = tr("No port found: plug the mat in, then choose it.");
    } else if (source_->current() == Network && address_->text().trimmed().isEmpty()) {
        missing = tr("Give the mat's address and port.");
    } else if (source_->current() == Simulated && scenario_->currentData().toString().isEmpty()) {
        missing = tr("No scenario found.");
    }
    setup_meaning_->setText(setup.has_value() ? fromUtf8(meaningOf(setup))
                                              : tr("Not chosen: you are asked before the first recording."));
    hint_->setText(missing);
    connect_->setEnabled(missing.isEmpty());
}

ConnectChoice ConnectPanel::choice() const
{
    ConnectChoice choice;
    switch (source_->current()) {
        case Serial:
            choice.port = port_->currentData().toString().toStdString();
            break;
        case Network:
            choice.port = "tcp://" + address_->text().trimmed().toStdString();
            break;
        default:
            choice.port = "sim:" + scenario_->currentData().toString().toStdString();
            break;
    }
    choice.profile_id = profile_->currentData().toString().toStdString();
    choice.info.setup = chosenSetUp();
    choice.info.client_code = client_->text().trimmed().toStdString();
    const std::string side = side_->currentData().toString().toStdString();
    if (!side.empty()) {
        choice.info.side = parseSide(side).value();
    }
    const std::string phase = phase_->currentData().toString().toStdString();
    if (!phase.empty()) {
        choice.info.phase = parsePhase(phase).value();
    }
    return choice;
}

}  // namespace palpate::gui
