#include "review_presenter.hpp"

#include <algorithm>
#include <utility>

namespace palpate::gui {

void ReviewPresenter::openingStarted(const std::filesystem::path& path)
{
    setPlaying(false);
    session_.reset();
    results_.reset();
    view_.showOpening(path);
}

void ReviewPresenter::opened(std::shared_ptr<const ReviewSession> session)
{
    // Something was added to it: the moment stays.
    const bool is_again = session_ != nullptr && session_->path == session->path;
    session_ = std::move(session);
    results_.reset();
    shown_frame_.reset();
    view_.showSession(*session_);
    goTo(is_again ? time_s_ : 0.0);
}

void ReviewPresenter::analyzed(std::shared_ptr<const SessionResults> results)
{
    if (session_ == nullptr) {
        return;
    }
    results_ = std::move(results);
    view_.showResults(*session_, *results_);
    showValues();
    view_.showMoment(time_s_, shown_frame_.value_or(0));
}

void ReviewPresenter::failed(const Error& error)
{
    view_.showProblem(
        session_ == nullptr ? "The session could not be opened" : "The session could not be analysed", error);
}

void ReviewPresenter::chooseMap(ReviewMap map)
{
    map_ = map;
    showValues();
    if (session_ != nullptr) {
        view_.showMoment(time_s_, shown_frame_.value_or(0));
    }
}

double ReviewPresenter::endSeconds() const
{
    return session_ == nullptr || session_->times_s.empty() ? 0.0 : session_->times_s.back();
}

void ReviewPresenter::goTo(double time_s)
{
    if (session_ == nullptr || session_->times_s.empty()) {
        return;
    }
    time_s_ = std::clamp(time_s, 0.0, endSeconds());
    const std::uint64_t frame = frameAt(session_->times_s, time_s_);
    const bool other_frame = shown_frame_ != frame;
    shown_frame_ = frame;
    if (other_frame && (map_ == ReviewMap::Frame || results_ == nullptr)) {
        showValues();
    }
    view_.showMoment(time_s_, frame);
}

void ReviewPresenter::togglePlaying()
{
    if (session_ == nullptr) {
        return;
    }
    if (!playing_ && time_s_ >= endSeconds()) {
        goTo(0.0);
    }
    setPlaying(!playing_);
}

void ReviewPresenter::setPlaying(bool playing)
{
    if (playing_ != playing) {
        playing_ = playing;
        view_.showPlaying(playing);
    }
}

void ReviewPresenter::tick(double elapsed_s)
{
    if (!playing_) {
        return;
    }
    goTo(time_s_ + elapsed_s * speed_);
    if (time_s_ >= endSeconds()) {
        setPlaying(false);
    }
}

void ReviewPresenter::showValues()
{
    if (session_ == nullptr) {
        return;
    }
    if (map_ != ReviewMap::Frame && results_ != nullptr) {
        if (const CellArray<float>* const values = mapValues(*results_, map_)) {
            view_.showValues(*values, map_);
        }
        return;
    }
    if (!shown_frame_.has_value() || !session_->frame) {
        return;
    }
    const Result<PressureArray> values = session_->frame(*shown_frame_);
    if (!values) {
        setPlaying(false);
        view_.showProblem("This part of the session could not be read", values.error());
        return;
    }
    view_.showValues(*values, ReviewMap::Frame);
}

std::uint64_t frameAt(const std::vector<double>& times_s, double time_s)
{
    const auto after = std::upper_bound(times_s.begin(), times_s.end(), time_s);
    return after == times_s.begin() ? 0 : static_cast<std::uint64_t>(after - times_s.begin() - 1);
}

const CellArray<float>* mapValues(const SessionResults& results, ReviewMap map)
{
    switch (map) {
        case ReviewMap::Peak:
            return &results.maps.peak_kpa;
        case ReviewMap::Mean:
            return &results.maps.mean_kpa;
        case ReviewMap::TimeIntegral:
            return &results.maps.pti_kpa_s;
        case ReviewMap::Sustained:
            return &results.maps.sustained_longest_s;
        case ReviewMap::Tenderness:
            return &results.maps.tenderness;
        case ReviewMap::Frame:
            break;
    }
    return nullptr;
}

}  // namespace palpate::gui
