#include "compare_presenter.hpp"

#include <utility>

#include "compared_maps.hpp"

namespace palpate::gui {

void ComparePresenter::choose(const std::filesystem::path& path)
{
    if (!first_.has_value()) {
        first_ = path;
        showChoosing();
        return;
    }
    const std::filesystem::path first = *std::exchange(first_, std::nullopt);
    if (first == path) {
        showChoosing();
        return;
    }
    if (purpose_ == ChoicePurpose::Pair) {
        compareUnordered(first, path);
        return;
    }
    request_ = shown_request_;
    if (purpose_ == ChoicePurpose::Control) {
        request_.control_before = first;
        request_.control_after = path;
    } else {
        request_.reference_before = first;
        request_.reference_after = path;
    }
    start({.keeps_order = false, .keeps_landmarks = false});
}

void ComparePresenter::compareUnordered(const std::filesystem::path& a, const std::filesystem::path& b)
{
    request_ = {};
    request_.before = a;
    request_.after = b;
    start({.keeps_order = false, .keeps_landmarks = false});
}

void ComparePresenter::compareInOrder(const std::filesystem::path& before, const std::filesystem::path& after)
{
    request_ = {};
    request_.before = before;
    request_.after = after;
    start({.keeps_order = true, .keeps_landmarks = false});
}

void ComparePresenter::beginWith(const std::filesystem::path& path)
{
    cancel();
    purpose_ = ChoicePurpose::Pair;
    first_ = path;
    showChoosing();
}

void ComparePresenter::chooseOthers()
{
    purpose_ = ChoicePurpose::Pair;
    first_.reset();
    showChoosing();
}

void ComparePresenter::chooseControl()
{
    purpose_ = ChoicePurpose::Control;
    first_.reset();
    showChoosing();
}

void ComparePresenter::removeControl()
{
    live::ComparisonRequest request = shown_request_;
    request.control_before.reset();
    request.control_after.reset();
    startAgain(request);
}

void ComparePresenter::chooseReference()
{
    purpose_ = ChoicePurpose::Reference;
    first_.reset();
    showChoosing();
}

void ComparePresenter::removeReference()
{
    live::ComparisonRequest request = shown_request_;
    request.reference_before.reset();
    request.reference_after.reset();
    startAgain(request);
}

void ComparePresenter::goBack()
{
    if (compared_ != nullptr) {
        first_.reset();
        request_ = shown_request_;
        view_.showComparison(*compared_, shown_request_);
    }
}

void ComparePresenter::swap()
{
    live::ComparisonRequest request = shown_request_;
    std::swap(request.before, request.after);
    // The control site and the weight were measured at the same two times.
    std::swap(request.control_before, request.control_after);
    std::swap(request.reference_before, request.reference_after);
    for (live::Landmark& landmark : request.landmarks) {
        std::swap(landmark.before, landmark.after);
    }
    startAgain(request);
}

void ComparePresenter::chooseMap(int map)
{
    if (compared_ == nullptr) {
        return;
    }
    request_ = shown_request_;
    request_.map = comparedMapNames().at(static_cast<std::size_t>(map));
    is_comparing_ = true;
    loading_.compare(
        {.request = request_, .keeps_order = true, .keeps_landmarks = false, .known = compared_});
}

void ComparePresenter::setMirror(bool on)
{
    live::ComparisonRequest request = shown_request_;
    request.mirrors = on;
    startAgain(request);
}

void ComparePresenter::chooseLandmarks()
{
    if (compared_ != nullptr) {
        view_.showLandmarks(*compared_, shown_request_);
    }
}

void ComparePresenter::useLandmarks(std::vector<live::Landmark> landmarks)
{
    if (compared_ == nullptr) {
        return;
    }
    request_ = shown_request_;
    request_.uses_landmarks = true;
    request_.landmarks = std::move(landmarks);
    start({.keeps_order = true, .keeps_landmarks = true});
}

void ComparePresenter::alignAutomatically()
{
    live::ComparisonRequest request = shown_request_;
    request.uses_landmarks = false;
    startAgain(request);
}

void ComparePresenter::cancel()
{
    if (!is_comparing_) {
        return;
    }
    is_comparing_ = false;
    loading_.cancel();
    if (compared_ != nullptr) {
        goBack();
    } else {
        showChoosing();
    }
}

void ComparePresenter::compared(std::shared_ptr<const live::SessionComparison> compared,
                                const live::ComparisonRequest& request)
{
    is_comparing_ = false;
    compared_ = std::move(compared);
    request_ = request;
    shown_request_ = request;
    purpose_ = ChoicePurpose::Pair;
    view_.showComparison(*compared_, shown_request_);
}

void ComparePresenter::landmarksKept(const Result<void>& kept)
{
    if (compared_ != nullptr) {
        view_.showAligned(compared_->comparison, kept ? std::nullopt : std::optional<Error>(kept.error()));
    }
}

void ComparePresenter::failed(const Error& error)
{
    is_comparing_ = false;
    view_.showProblem("The sessions could not be compared", error);
    if (compared_ != nullptr) {
        goBack();
    } else {
        showChoosing();
    }
}

void ComparePresenter::start(Start how)
{
    first_.reset();
    request_.settings = settings_;
    request_.tests_maps = true;
    is_comparing_ = true;
    view_.showComparing(request_.before, request_.after);
    loading_.compare({.request = request_,
                      .keeps_order = how.keeps_order,
                      .keeps_landmarks = how.keeps_landmarks,
                      .known = nullptr});
}

void ComparePresenter::startAgain(const live::ComparisonRequest& request)
{
    if (compared_ == nullptr) {
        return;
    }
    request_ = request;
    start({.keeps_order = true, .keeps_landmarks = false});
}

void ComparePresenter::showChoosing()
{
    view_.showChoosing(purpose_, first_, compared_ != nullptr);
}

}  // namespace palpate::gui
