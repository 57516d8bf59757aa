#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/map_registration.hpp"
#include "palpate/live/landmarks.hpp"

namespace palpate::gui {

enum class ClickedMap { Before, After };

/// Landmarks as they are clicked: a place on one map, then its partner on the other one.
class LandmarkPairs final {
  public:
    void set(std::vector<live::Landmark> pairs);
    /// A place on the map that has its half of the running pair already moves it.
    void mark(ClickedMap map, MatPoint place);
    /// Takes the half of a pair that runs back, else the last pair. False where there is nothing.
    bool undo();

    [[nodiscard]] const std::vector<live::Landmark>& pairs() const { return pairs_; }
    /// The half of the pair that runs.
    [[nodiscard]] std::optional<MatPoint> half(ClickedMap map) const;
    [[nodiscard]] bool isHalf() const { return before_.has_value() || after_.has_value(); }
    [[nodiscard]] bool isEmpty() const { return pairs_.empty() && !isHalf(); }
    /// Where the next place belongs.
    [[nodiscard]] ClickedMap next() const { return before_ ? ClickedMap::After : ClickedMap::Before; }
    /// What stands on one of the maps, in the order of its numbers.
    [[nodiscard]] std::vector<MatPoint> places(ClickedMap map) const;

  private:
    std::vector<live::Landmark> pairs_;
    std::optional<MatPoint> before_;
    std::optional<MatPoint> after_;
};

}  // namespace palpate::gui
