#include "landmark_pairs.hpp"

#include <utility>

namespace palpate::gui {

void LandmarkPairs::set(std::vector<live::Landmark> pairs)
{
    pairs_ = std::move(pairs);
    before_.reset();
    after_.reset();
}

void LandmarkPairs::mark(ClickedMap map, MatPoint place)
{
    (map == ClickedMap::Before ? before_ : after_) = place;
    if (before_ && after_) {
        pairs_.push_back({.text = {}, .before = *before_, .after = *after_});
        before_.reset();
        after_.reset();
    }
}

bool LandmarkPairs::undo()
{
    if (isHalf()) {
        before_.reset();
        after_.reset();
        return true;
    }
    if (pairs_.empty()) {
        return false;
    }
    pairs_.pop_back();
    return true;
}

std::optional<MatPoint> LandmarkPairs::half(ClickedMap map) const
{
    return map == ClickedMap::Before ? before_ : after_;
}

std::vector<MatPoint> LandmarkPairs::places(ClickedMap map) const
{
    std::vector<MatPoint> places;
    places.reserve(pairs_.size() + 1);
    for (const live::Landmark& pair : pairs_) {
        places.push_back(map == ClickedMap::Before ? pair.before : pair.after);
    }
    if (const std::optional<MatPoint> running = half(map)) {
        places.push_back(*running);
    }
    return places;
}

}  // namespace palpate::gui
