#pragma once

#include <vector>

#include <QFrame>
#include <QPushButton>

#include "palpate/analysis/coach_now.hpp"

#include "adherence_chips.hpp"
#include "band_lane.hpp"
#include "breath_pacer.hpp"
#include "elided_label.hpp"

namespace palpate::gui {

/// "1 of 2 sets done · now 41 s of 30 to 120 s"
[[nodiscard]] QString setWords(const analysis::CoachNow& now, const TechniqueRules& rules);
/// "Left 32 s · right 10 s"
[[nodiscard]] QString sideWords(const analysis::CoachNow& now);

/// "Breath about 14 a minute · exploratory: ..."
[[nodiscard]] QString breathWords(const std::optional<double>& per_minute);

/// How the session stands against what the technique asks for.
class CoachCard final : public QFrame {
    Q_OBJECT

  public:
    explicit CoachCard(const Theme& theme, QWidget* parent = nullptr);

    void setCoaching(const Coaching& coaching);
    void setNow(const analysis::CoachNow& now);
    void setBreathing(bool on);
    /// The outline is placed before recording only.
    void setPlaceable(bool on) { place_->setVisible(on); }
    void setTheme(const Theme& theme);

  Q_SIGNALS:
    void placingRequested();
    void clientViewRequested();
    void breathingToggled(bool on);

  private:
    void showBreath(const std::optional<double>& per_minute);

    Coaching coaching_;
    ElidedLabel* title_;
    QPushButton* place_;
    QPushButton* client_view_;
    QPushButton* breathing_;
    ElidedLabel* sets_;
    ElidedLabel* sides_;
    BandLane* stroke_;
    BandLane* load_;
    ElidedLabel* breath_;
    BreathPacer* pacer_;
    AdherenceChips* chips_;
};

}  // namespace palpate::gui
