#pragma once

#include <vector>

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include "palpate/core/comparison.hpp"
#include "palpate/core/measurement_info.hpp"

namespace palpate::gui {

/// The card of the tender spots, paired by place: what became of each, what was said before and after, and
/// what to do about it.
class SpotChanges final : public QFrame {
    Q_OBJECT

  public:
    explicit SpotChanges(QWidget* parent = nullptr);

    /// The set-up decides which threshold may be named. Hidden where there are none.
    void setSpots(const std::vector<SpotChange>& spots, std::optional<SetUp> setup);

  private:
    void addSpot(const SpotChange& spot, std::optional<SetUp> setup);

    QVBoxLayout* column_;
    std::vector<QWidget*> lines_;
};

/// "▽ spot 1: eased"
[[nodiscard]] QString fateText(const SpotChange& spot);
/// "pain 6 → 3 · threshold 27 → 33 kPa"; a session in which it was not found says so.
[[nodiscard]] QString spotCourse(const SpotChange& spot, std::optional<SetUp> setup);

}  // namespace palpate::gui
