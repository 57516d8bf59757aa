#pragma once

#include <string>

#include "review_session.hpp"

namespace palpate::gui {

/// What the review presenter needs of a screen.
class ReviewView {
  public:
    ReviewView() = default;
    ReviewView(const ReviewView&) = delete;
    ReviewView& operator=(const ReviewView&) = delete;
    virtual ~ReviewView() = default;

    virtual void showOpening(const std::filesystem::path& path) = 0;
    /// The file is open; its results are still being computed.
    virtual void showSession(const ReviewSession& session) = 0;
    virtual void showResults(const ReviewSession& session, const SessionResults& results) = 0;
    /// Another moment of the session. `frame` is the index of the last frame at or before `time_s`.
    virtual void showMoment(double time_s, std::uint64_t frame) = 0;
    virtual void showValues(const CellArray<float>& values, ReviewMap map) = 0;
    virtual void showPlaying(bool playing) = 0;
    virtual void showProblem(const std::string& title, const Error& error) = 0;
};

}  // namespace palpate::gui
