#pragma once

#include <vector>

#include <QLabel>
#include <QWidget>

#include "palpate/core/coach_results.hpp"

namespace palpate::gui {

/// "✓ Hold time 41 s", "▲ Load 52 %", "– Coverage": met, not met, not judged; why is in the tooltip.
[[nodiscard]] QString scoreWords(const RuleScore& score);

/// The rules of a session and how they stand, side by side.
class AdherenceChips final : public QWidget {
    Q_OBJECT

  public:
    explicit AdherenceChips(QWidget* parent = nullptr);

    void setScores(const std::vector<RuleScore>& scores);

  private:
    std::vector<QLabel*> chips_;
};

}  // namespace palpate::gui
