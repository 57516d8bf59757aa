#include "palpate/core/spot.hpp"

#include <array>
#include <utility>

namespace palpate {

std::string_view toString(SpotEvidence evidence)
{
    return evidence == SpotEvidence::Reported ? "reported" : "suggested";
}

std::vector<std::string_view> wordsOf(PlaceFlags flags)
{
    static constexpr std::array<std::pair<PlaceFlags, std::string_view>, 5> kWords{{
        {kPlaceAtEdge, "edge"},
        {kPlaceSaturated, "saturated"},
        {kPlaceFewCells, "few cells"},
        {kPlaceOutsideCalibration, "outside calibration"},
        {kPlaceGhostCorner, "ghost corner"},
    }};
    std::vector<std::string_view> words;
    for (const auto& [flag, word] : kWords) {
        if ((flags & flag) != 0) {
            words.push_back(word);
        }
    }
    return words;
}

}  // namespace palpate
