#include "headline_card.hpp"

#include <algorithm>

#include <QStyle>

#include "theme.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

HeadlineTone headlineTone(const Comparison& comparison)
{
    if (!comparison.is_comparable) {
        return HeadlineTone::Look;
    }
    const bool is_clear = std::any_of(
        comparison.metrics.begin(), comparison.metrics.end(),
        [](const MetricChange& metric) { return metric.verdict == Verdict::ClearChange && !metric.is_dose; });
    return is_clear ? HeadlineTone::Good : HeadlineTone::Plain;
}

QStringList reasonLines(const std::vector<ComparabilityReason>& reasons)
{
    QStringList lines;
    for (const bool prevents : {true, false}) {
        for (const ComparabilityReason& reason : reasons) {
            if (reason.prevents == prevents) {
                lines << QStringLiteral("▲ %1 %2").arg(QString::fromStdString(reason.what),
                                                       QString::fromStdString(reason.remedy));
            }
        }
    }
    return lines;
}

HeadlineCard::HeadlineCard(QWidget* parent)
    : QFrame(parent),
      column_(new QVBoxLayout(this)),
      headline_(new FittingHeadline(this)),
      explanation_(new QLabel(this)),
      landmarks_(new QPushButton(tr("Align by landmarks…"), this)),
      automatic_(new QPushButton(tr("Align automatically"), this)),
      remedies_(makeRemedies())
{
    setObjectName(QStringLiteral("headlineCard"));
    setProperty("surface", "verdict");
    explanation_->setObjectName(QStringLiteral("explanation"));
    explanation_->setWordWrap(true);
    explanation_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const Metrics metrics = metricsFor(font());
    column_->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column_->setSpacing(metrics.small);
    column_->addWidget(headline_);
    column_->addWidget(explanation_);
    column_->addWidget(remedies_);
    connect(landmarks_, &QPushButton::clicked, this, &HeadlineCard::landmarksRequested);
    connect(automatic_, &QPushButton::clicked, this, &HeadlineCard::automaticRequested);
}

QWidget* HeadlineCard::makeRemedies()
{
    landmarks_->setObjectName(QStringLiteral("alignByLandmarks"));
    landmarks_->setToolTip(tr("Click the same places of the client on both maps"));
    automatic_->setObjectName(QStringLiteral("leaveLandmarks"));
    automatic_->setToolTip(tr("Lay the maps over each other by their pressures alone"));
    auto* const side = new QWidget(this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    side->setSizePolicy(policy);
    auto* const row = new WrapLayout(metricsFor(font()).medium, Qt::AlignLeft);
    side->setLayout(row);
    row->addWidget(landmarks_);
    row->addWidget(automatic_);
    return side;
}

void HeadlineCard::setComparison(const Comparison& comparison)
{
    headline_->setText(QString::fromStdString(comparison.headline));
    explanation_->setText(QString::fromStdString(comparison.explanation));
    // The reasons below say it with their remedies.
    const bool is_said_below =
        std::any_of(comparison.reasons.begin(), comparison.reasons.end(),
                    [&](const ComparabilityReason& reason) { return reason.what == comparison.explanation; });
    explanation_->setVisible(!comparison.explanation.empty() && !is_said_below);
    for (QLabel* const label : reasons_) {
        delete label;
    }
    reasons_.clear();
    for (const QString& line : reasonLines(comparison.reasons)) {
        auto* const label = new QLabel(line, this);
        label->setObjectName(QStringLiteral("reason"));
        label->setProperty("tone", "look");
        label->setWordWrap(true);
        column_->insertWidget(column_->indexOf(remedies_), label);
        reasons_.push_back(label);
    }
    remedies_->setVisible(std::any_of(
        comparison.reasons.begin(), comparison.reasons.end(),
        [](const ComparabilityReason& reason) { return reason.hindrance == Hindrance::Placement; }));
    automatic_->setVisible(comparison.alignment && comparison.alignment->landmarks > 0);
    const HeadlineTone tone = headlineTone(comparison);
    setProperty("tone", tone == HeadlineTone::Good ? "good" : tone == HeadlineTone::Look ? "look" : "plain");
    style()->unpolish(this);
    style()->polish(this);
}

}  // namespace palpate::gui
