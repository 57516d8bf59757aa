#include "technique_sheet.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "technique_words.hpp"

namespace palpate::gui {

namespace {

QString numbered(const std::vector<std::string>& lines)
{
    QStringList words;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        words += QStringLiteral("%1. %2").arg(i + 1).arg(QString::fromStdString(lines[i]));
    }
    return words.join(QLatin1Char('\n'));
}

QString marked(const std::vector<std::string>& lines)
{
    QStringList words;
    for (const std::string& line : lines) {
        words += QStringLiteral("▲ ") + QString::fromStdString(line);
    }
    return words.join(QLatin1Char('\n'));
}

}  // namespace

TechniqueSheet::TechniqueSheet(const Theme& theme, QWidget* parent)
    : QWidget(parent), picture_(new TechniquePicture(theme, this)), agreement_(new TechniqueAgreement(this))
{
    setObjectName(QStringLiteral("techniqueSheet"));
    const Metrics metrics = metricsFor(font());
    auto* const card = new QFrame(this);
    card->setProperty("surface", "card");
    auto* const words = new QVBoxLayout(card);
    words->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    words->setSpacing(metrics.small);
    picture_->setMinimumHeight(fontMetrics().height() * 11);
    words->addWidget(picture_);
    posture_ = addText(*words, tr("Posture"));
    steps_ = addText(*words, tr("Steps"));
    cautions_ = addText(*words, tr("Cautions"));
    cautions_->setProperty("tone", "look");
    words->addStretch(1);
    auto* const facts = new QFrame(this);
    facts->setProperty("surface", "card");
    auto* const known = new QVBoxLayout(facts);
    known->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.margin);
    known->setSpacing(metrics.small);
    rules_ = addText(*known, tr("What the coach asks for"));
    evidence_ = addText(*known, tr("What is known"));
    auto* const right = new QVBoxLayout;
    right->setSpacing(metrics.large);
    right->addWidget(agreement_);
    right->addWidget(facts);
    right->addStretch(1);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(metrics.margin, metrics.margin, metrics.margin, metrics.margin);
    row->setSpacing(metrics.large);
    row->addWidget(card, 1);
    row->addLayout(right, 1);
}

QLabel* TechniqueSheet::addText(QVBoxLayout& column, const QString& title)
{
    auto* const heading = new QLabel(title, this);
    heading->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    auto* const text = new QLabel(this);
    text->setWordWrap(true);
    column.addSpacing(metricsFor(font()).medium);
    column.addWidget(heading);
    column.addWidget(text);
    return text;
}

void TechniqueSheet::showTechnique(const Technique& technique)
{
    picture_->setTechnique(technique.id);
    posture_->setText(QString::fromStdString(technique.posture));
    steps_->setText(numbered(technique.steps));
    rules_->setText(ruleLines(technique.rules).join(QLatin1Char('\n')));
    cautions_->setText(marked(technique.cautions));
    evidence_->setText(QString::fromStdString(technique.evidence));
}

}  // namespace palpate::gui
