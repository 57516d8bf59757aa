#pragma once

#include <filesystem>
#include <vector>

#include <QString>

#include "session_choice.hpp"

namespace palpate::gui {

/// Recordings of one client that were made alike (mat, set-up, technique, side), with the client's
/// treatments.
struct TrendChoice {
    /// "P-0417 · Upper back, left · 5 visits"
    QString title;
    QString client;
    /// Those that are measured, then the treatments.
    std::vector<std::filesystem::path> files;
    std::size_t visits = 0;
};

/// In the order in which the clients first come. What has no client code or no time of recording, or cannot
/// be read, has no place in a trend.
[[nodiscard]] std::vector<TrendChoice> trendChoices(const std::vector<SessionChoice>& sessions);
/// The one that holds the session; else the first one with two visits; else the first. -1 where there are
/// none.
[[nodiscard]] int bestTrendChoice(const std::vector<TrendChoice>& choices,
                                  const std::filesystem::path& session);

}  // namespace palpate::gui
