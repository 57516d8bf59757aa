#include "technique_agreement.hpp"

#include <QLabel>
#include <QVBoxLayout>

#include "choice_box.hpp"
#include "display_text.hpp"
#include "stepper.hpp"
#include "technique_words.hpp"
#include "theme.hpp"
#include "wheel_with_focus.hpp"

namespace palpate::gui {

namespace {

constexpr double kNewtonPerKg = 9.80665;

QDoubleSpinBox* makeSpin(const QString& name, double least, double most, const QString& unit, QWidget* parent)
{
    auto* const spin = new QDoubleSpinBox(parent);
    spin->setObjectName(name);
    spin->setRange(least, most);
    spin->setDecimals(1);
    spin->setSuffix(unit);
    spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return spin;
}

}  // namespace

TechniqueAgreement::TechniqueAgreement(QWidget* parent)
    : QFrame(parent),
      tool_(new ChoiceBox(QStringLiteral("agreedTool"), this)),
      side_(new ChoiceBox(QStringLiteral("agreedSide"), this)),
      timing_(new ChoiceBox(QStringLiteral("agreedTiming"), this)),
      pain_limit_(new QSpinBox(this)),
      weight_(makeSpin(QStringLiteral("bodyWeight"), 0.0, 400.0, QStringLiteral(" kg"), this)),
      threshold_(makeSpin(QStringLiteral("ownThreshold"), 0.0, 2000.0, QStringLiteral(" kPa"), this)),
      breath_in_(makeSpin(QStringLiteral("breathIn"), 1.0, 30.0, tr(" s in"), this)),
      breath_out_(makeSpin(QStringLiteral("breathOut"), 1.0, 30.0, tr(" s out"), this)),
      use_(new QPushButton(tr("Use this technique"), this))
{
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    pain_limit_->setObjectName(QStringLiteral("painLimit"));
    pain_limit_->setRange(0, 10);
    pain_limit_->setSuffix(tr(" of 10"));
    pain_limit_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    weight_->setSpecialValueText(tr("not given"));
    threshold_->setSpecialValueText(tr("not given"));
    for (QDoubleSpinBox* const seconds : {breath_in_, breath_out_}) {
        new WheelWithFocus(*seconds);
    }
    breath_in_->setValue(BreathPace{}.in_s);
    breath_out_->setValue(BreathPace{}.out_s);
    fillBoxes();
    auto* const title = new QLabel(tr("Agreed with the client"), this);
    title->setFont(sized(font(), TextSize::Title, QFont::DemiBold));
    auto* const breath = new QWidget(this);
    auto* const pace = new QHBoxLayout(breath);
    pace->setContentsMargins(0, 0, 0, 0);
    pace->setSpacing(metrics.small);
    pace->addWidget(breath_in_);
    pace->addWidget(breath_out_);
    breath_in_->setAccessibleName(tr("Seconds of breathing in"));
    breath_out_->setAccessibleName(tr("Seconds of breathing out"));
    auto* const grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics.large);
    grid->setVerticalSpacing(metrics.large);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    addField(*grid, 0, 0, tr("Tool"), tool_);
    addField(*grid, 0, 1, tr("Side"), side_);
    addField(*grid, 1, 0, tr("When"), timing_);
    addField(*grid, 1, 1, tr("Pain, at most"), new Stepper(*pain_limit_, this));
    addField(*grid, 2, 0, tr("Body weight (may be left out)"), new Stepper(*weight_, this));
    addField(*grid, 2, 1, tr("Breathing"), breath);
    threshold_field_ = addField(*grid, 3, 0, tr("Own pressure-pain threshold (may be left out)"),
                                new Stepper(*threshold_, this));
    setTabOrder(breath_out_, threshold_);
    setTabOrder(threshold_, use_);
    use_->setObjectName(QStringLiteral("useTechnique"));
    use_->setProperty("role", "primary");
    use_->setAutoDefault(true);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    column->setSpacing(metrics.large);
    column->addWidget(title);
    column->addLayout(grid);
    column->addWidget(use_);
    connect(use_, &QPushButton::clicked, this, &TechniqueAgreement::confirmed);
}

QWidget* TechniqueAgreement::addField(QGridLayout& grid, int row, int column, const QString& label,
                                      QWidget* field)
{
    auto* const both = new QWidget(this);
    auto* const stack = new QVBoxLayout(both);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(metricsFor(font()).small);
    auto* const words = new QLabel(label, both);
    words->setProperty("tone", "muted");
    words->setWordWrap(true);
    if (auto* const stepper = qobject_cast<Stepper*>(field)) {
        stepper->setName(label);
        words->setBuddy(stepper->focusProxy());
    } else {
        field->setAccessibleName(label);
        words->setBuddy(field);
    }
    stack->addWidget(words);
    stack->addStretch(1);
    stack->addWidget(field);
    grid.addWidget(both, row, column);
    return both;
}

void TechniqueAgreement::fillBoxes()
{
    side_->addItem(tr("Not given"), -1);
    side_->addItem(tr("Left"), static_cast<int>(Side::Left));
    side_->addItem(tr("Right"), static_cast<int>(Side::Right));
    side_->addItem(tr("Both"), static_cast<int>(Side::Both));
    timing_->addItem(tr("Not given"), -1);
    for (const Timing timing : {Timing::BeforeWorkout, Timing::AfterWorkout, Timing::RestDay,
                                Timing::PainManagement, Timing::InjuryRecovery}) {
        timing_->addItem(timingTitle(timing), static_cast<int>(timing));
    }
}

void TechniqueAgreement::setTechnique(const Technique& technique)
{
    technique_ = technique;
    tool_->clear();
    for (const Tool tool : technique.tools) {
        tool_->addItem(toolTitle(tool), static_cast<int>(tool));
    }
    tool_->setEnabled(technique.tools.size() > 1);
    side_->setCurrentIndex(side_->findData(technique.rules.each_side ? static_cast<int>(Side::Both) : -1));
    pain_limit_->setValue(technique.rules.pain_limit);
    const bool needs_threshold =
        technique.rules.load.has_value() && technique.rules.load->unit == LoadUnit::OwnThresholdPct;
    threshold_field_->setVisible(needs_threshold);
}

void TechniqueAgreement::setChoice(const TechniqueChoice& choice)
{
    setTechnique(choice.agreed.technique);
    const auto index_of = [](const auto& value) { return value ? static_cast<int>(*value) : -1; };
    tool_->setCurrentIndex(tool_->findData(static_cast<int>(choice.agreed.tool)));
    side_->setCurrentIndex(side_->findData(index_of(choice.side)));
    timing_->setCurrentIndex(timing_->findData(index_of(choice.agreed.timing)));
    pain_limit_->setValue(choice.agreed.pain_limit);
    weight_->setValue(choice.agreed.body_weight ? choice.agreed.body_weight->n / kNewtonPerKg : 0.0);
    threshold_->setValue(choice.agreed.own_threshold ? choice.agreed.own_threshold->kpa : 0.0);
    breath_in_->setValue(choice.agreed.pace.in_s);
    breath_out_->setValue(choice.agreed.pace.out_s);
}

TechniqueChoice TechniqueAgreement::choice() const
{
    TechniqueChoice choice{.agreed = {.technique = technique_,
                                      .tool = static_cast<Tool>(tool_->currentData().toInt()),
                                      .pain_limit = pain_limit_->value(),
                                      .pace = {.in_s = breath_in_->value(), .out_s = breath_out_->value()}}};
    if (const int side = side_->currentData().toInt(); side >= 0) {
        choice.side = static_cast<Side>(side);
    }
    if (const int timing = timing_->currentData().toInt(); timing >= 0) {
        choice.agreed.timing = static_cast<Timing>(timing);
    }
    if (weight_->value() > 0.0) {
        choice.agreed.body_weight = Force{weight_->value() * kNewtonPerKg};
    }
    if (!threshold_field_->isHidden() && threshold_->value() > 0.0) {
        choice.agreed.own_threshold = Pressure{threshold_->value()};
    }
    return choice;
}

}  // namespace palpate::gui
