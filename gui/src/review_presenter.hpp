#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "review_view.hpp"

namespace palpate::gui {

/// What the review page does: chooses a map, moves through time, plays. GUI thread only; knows no widgets.
class ReviewPresenter final {
  public:
    explicit ReviewPresenter(ReviewView& view) : view_(view) {}

    void openingStarted(const std::filesystem::path& path);
    void opened(std::shared_ptr<const ReviewSession> session);
    void analyzed(std::shared_ptr<const SessionResults> results);
    void failed(const Error& error);

    void chooseMap(ReviewMap map);
    void goTo(double time_s);
    void togglePlaying();
    void setSpeed(double factor) { speed_ = factor; }
    /// Called at display rate with the time that went by; moves on while playing.
    void tick(double elapsed_s);

    [[nodiscard]] bool isPlaying() const { return playing_; }
    [[nodiscard]] double time() const { return time_s_; }
    [[nodiscard]] ReviewMap map() const { return map_; }
    [[nodiscard]] const std::shared_ptr<const ReviewSession>& session() const { return session_; }
    [[nodiscard]] const std::shared_ptr<const SessionResults>& results() const { return results_; }

  private:
    [[nodiscard]] double endSeconds() const;
    void setPlaying(bool playing);
    void showValues();

    ReviewView& view_;
    std::shared_ptr<const ReviewSession> session_;
    std::shared_ptr<const SessionResults> results_;
    ReviewMap map_ = ReviewMap::Peak;
    double time_s_ = 0.0;
    double speed_ = 1.0;
    bool playing_ = false;
    std::optional<std::uint64_t> shown_frame_;
};

/// Index of the last of the rising times at or before `time_s`; 0 before the first.
[[nodiscard]] std::uint64_t frameAt(const std::vector<double>& times_s, double time_s);

/// None while the results are not there, and for ReviewMap::Frame.
[[nodiscard]] const CellArray<float>* mapValues(const SessionResults& results, ReviewMap map);

}  // namespace palpate::gui
