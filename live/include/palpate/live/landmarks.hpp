#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "palpate/analysis/map_registration.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/units.hpp"

namespace palpate::live {

/// The same place of the client on both mats: a marker of one text in both sessions.
struct Landmark {
    /// Empty while it is not in the files.
    std::string text;
    MatPoint before;
    MatPoint after;
    bool operator==(const Landmark&) const = default;
};

/// Markers with a place and the same text in both sessions, in the order of the first one.
[[nodiscard]] std::vector<Landmark> landmarksOf(const std::vector<Event>& before,
                                                const std::vector<Event>& after);

[[nodiscard]] std::vector<analysis::LandmarkPair> placePairs(const std::vector<Landmark>& landmarks);

/// Gives those without a text one that no other pair of sessions has: with three visits, "landmark 1" of the
/// first two is another place than that of the last two.
void nameLandmarks(std::vector<Landmark>& landmarks, std::chrono::system_clock::time_point now);

/// Makes these, each with a text, the landmarks of the two files: adds the markers that are missing, takes
/// out those that both have and that are not among them. Where the second file cannot be changed, what was
/// added to the first one is taken out again.
[[nodiscard]] Result<void> keepLandmarks(const std::filesystem::path& before,
                                         const std::filesystem::path& after,
                                         const std::vector<Landmark>& landmarks);

}  // namespace palpate::live
