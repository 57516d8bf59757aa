#include "adherence_chips.hpp"

#include <cmath>

#include <QStyle>

#include "display_text.hpp"
#include "technique_words.hpp"
#include "theme.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

namespace {

QString toneOf(const RuleScore& score)
{
    if (!score.met.has_value()) {
        return QStringLiteral("muted");
    }
    return *score.met ? QStringLiteral("good") : QStringLiteral("look");
}

}  // namespace

QString scoreWords(const RuleScore& score)
{
    const QString mark = !score.met.has_value() ? QStringLiteral("–")
                         : *score.met           ? QStringLiteral("✓")
                                                : QStringLiteral("▲");
    QString words = mark + QLatin1Char(' ') + ruleTitle(score.rule);
    if (score.value.has_value()) {
        words +=
            QStringLiteral(" %1 %2").arg(std::lround(*score.value)).arg(QString::fromStdString(score.unit));
    }
    return words.trimmed();
}

AdherenceChips::AdherenceChips(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("adherenceChips"));
    setAccessibleName(tr("What is asked, and how it stands"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setLayout(new WrapLayout(metricsFor(font()).large, Qt::AlignLeft));
}

void AdherenceChips::setScores(const std::vector<RuleScore>& scores)
{
    while (chips_.size() > scores.size()) {
        delete chips_.back();
        chips_.pop_back();
    }
    while (chips_.size() < scores.size()) {
        chips_.push_back(new QLabel(this));
        layout()->addWidget(chips_.back());
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
        QLabel& chip = *chips_[i];
        const QString words = scoreWords(scores[i]);
        if (chip.text() == words) {
            continue;
        }
        chip.setText(words);
        chip.setToolTip(QString::fromStdString(scores[i].why));
        chip.setProperty("tone", toneOf(scores[i]));
        chip.style()->unpolish(&chip);
        chip.style()->polish(&chip);
    }
}

}  // namespace palpate::gui
