#include "outcome_form.hpp"

#include <optional>
#include <utility>

#include <QCompleter>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "space_presses.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

QLineEdit* makeField(const QString& name, const QString& title, QWidget* parent)
{
    auto* const field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(title);
    field->setPlaceholderText(title);
    field->setMinimumWidth(field->fontMetrics().averageCharWidth() * 8);
    return field;
}

/// A comma is as good as a point.
std::optional<double> numberIn(QString text)
{
    bool is_number = false;
    const double value = text.trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&is_number);
    return is_number ? std::optional(value) : std::nullopt;
}

/// Once the cards have found their places.
void scrollTo(QWidget& widget)
{
    const auto scroll = [&widget] {
        for (QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget()) {
            if (auto* const area = qobject_cast<QScrollArea*>(above)) {
                area->ensureWidgetVisible(&widget);
                return;
            }
        }
    };
    QMetaObject::invokeMethod(&widget, scroll, Qt::QueuedConnection);
}

}  // namespace

OutcomeForm::OutcomeForm(std::vector<OutcomeMeasure> measures, QWidget* parent)
    : QWidget(parent),
      measures_(std::move(measures)),
      name_(new ChoiceBox(QStringLiteral("outcomeName"), this)),
      value_(makeField(QStringLiteral("outcomeValue"), tr("Value"), this)),
      unit_(makeField(QStringLiteral("outcomeUnit"), tr("Unit"), this)),
      save_(new QPushButton(tr("Save"), this)),
      problem_(new QLabel(this))
{
    name_->setEditable(true);
    name_->setInsertPolicy(QComboBox::NoInsert);
    name_->setAccessibleName(tr("Measure"));
    for (const OutcomeMeasure& measure : measures_) {
        name_->addItem(measureLabel(measure));
    }
    name_->lineEdit()->setPlaceholderText(tr("Measure: choose one, or type your own"));
    name_->completer()->setFilterMode(Qt::MatchContains);
    name_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    save_->setObjectName(QStringLiteral("outcomeSave"));
    new SpacePresses(*save_);
    problem_->setObjectName(QStringLiteral("outcomeProblem"));
    problem_->setProperty("tone", "look");
    problem_->setWordWrap(true);
    problem_->hide();
    const Metrics metrics = metricsFor(font());
    auto* const numbers = new QHBoxLayout;
    numbers->setSpacing(metrics.medium);
    numbers->addWidget(value_, 2);
    numbers->addWidget(unit_, 1);
    numbers->addWidget(save_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics.medium);
    column->addWidget(name_);
    column->addLayout(numbers);
    column->addWidget(problem_);
    connect(name_, &QComboBox::editTextChanged, this, &OutcomeForm::followName);
    connect(value_, &QLineEdit::textChanged, this, &OutcomeForm::followFields);
    connect(name_->lineEdit(), &QLineEdit::returnPressed, this, [this] { value_->setFocus(); });
    connect(value_, &QLineEdit::returnPressed, this, &OutcomeForm::submit);
    connect(unit_, &QLineEdit::returnPressed, this, &OutcomeForm::submit);
    connect(save_, &QPushButton::clicked, this, &OutcomeForm::submit);
    name_->setCurrentIndex(-1);
    followName();
}

void OutcomeForm::begin()
{
    name_->setCurrentIndex(-1);
    name_->clearEditText();
    value_->clear();
    unit_->clear();
    setProblem({});
    name_->setFocus(Qt::TabFocusReason);
    scrollTo(*this);
}

void OutcomeForm::edit(const Outcome& outcome)
{
    const OutcomeMeasure* const measure = findMeasure(measures_, fromUtf8(outcome.name));
    name_->setEditText(measure == nullptr ? fromUtf8(outcome.name) : measureLabel(*measure));
    value_->setText(QLocale::c().toString(outcome.value, 'g', QLocale::FloatingPointShortest));
    if (measure == nullptr) {
        unit_->setText(fromUtf8(outcome.unit));
    }
    setProblem({});
    value_->setFocus(Qt::TabFocusReason);
    value_->selectAll();
    scrollTo(*this);
}

void OutcomeForm::setProblem(const QString& problem)
{
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
}

void OutcomeForm::followName()
{
    const OutcomeMeasure* const measure = findMeasure(measures_, name_->currentText().trimmed());
    // What others know under this name is in this unit.
    if (measure != nullptr) {
        unit_->setText(outcomeUnit(measure->unit));
    } else if (!unit_->isEnabled()) {
        unit_->clear();
    }
    unit_->setEnabled(measure == nullptr);
    followFields();
}

void OutcomeForm::followFields()
{
    save_->setEnabled(!name_->currentText().trimmed().isEmpty() && !value_->text().trimmed().isEmpty());
}

void OutcomeForm::submit()
{
    const QString words = name_->currentText().trimmed();
    if (words.isEmpty()) {
        setProblem(tr("Say what was measured: choose a measure, or type its name."));
        return;
    }
    const std::optional<double> value = numberIn(value_->text());
    if (!value) {
        setProblem(tr("The value is not a number: type it like 58 or 3.5."));
        return;
    }
    setProblem({});
    const OutcomeMeasure* const measure = findMeasure(measures_, words);
    Q_EMIT submitted({.name = measure == nullptr ? words.toStdString() : measure->name,
                      .value = *value,
                      .unit = measure == nullptr ? unit_->text().trimmed().toStdString() : measure->unit});
}

}  // namespace palpate::gui
