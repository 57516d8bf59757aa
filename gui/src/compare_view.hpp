#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "palpate/live/session_comparison.hpp"

#include "session_chooser.hpp"

namespace palpate::gui {

/// What the compare presenter needs of a screen.
class CompareView {
  public:
    CompareView() = default;
    CompareView(const CompareView&) = delete;
    CompareView& operator=(const CompareView&) = delete;
    virtual ~CompareView() = default;

    /// `first`: one is chosen already. `can_go_back`: something was compared before.
    virtual void showChoosing(ChoicePurpose purpose, const std::optional<std::filesystem::path>& first,
                              bool can_go_back) = 0;
    virtual void showComparing(const std::filesystem::path& a, const std::filesystem::path& b) = 0;
    virtual void showComparison(const live::SessionComparison& compared,
                                const live::ComparisonRequest& request) = 0;
    /// Landmarks are to be clicked on the maps of both sessions.
    virtual void showLandmarks(const live::SessionComparison& compared,
                               const live::ComparisonRequest& request) = 0;
    /// What is shown was aligned by landmarks; `not_kept`: why they are not in the files.
    virtual void showAligned(const Comparison& comparison, const std::optional<Error>& not_kept) = 0;
    virtual void showProblem(const std::string& title, const Error& error) = 0;
};

}  // namespace palpate::gui
