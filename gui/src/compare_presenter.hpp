#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "compare_view.hpp"
#include "comparison_loader.hpp"

namespace palpate::gui {

/// What the compare page does: chooses two sessions and perhaps a control site, has them compared, asks again
/// for another map or the other order. GUI thread only; knows no widgets.
class ComparePresenter final {
  public:
    struct Loading {
        std::function<void(ComparisonJob)> compare;
        std::function<void()> cancel;
    };

    ComparePresenter(CompareView& view, Loading loading) : view_(view), loading_(std::move(loading)) {}

    void setSettings(const AnalysisSettings& settings) { settings_ = settings; }

    /// The first of two, or the second one, which starts comparing; the first again takes it back.
    void choose(const std::filesystem::path& path);
    /// Which one is before is told by phase and time.
    void compareUnordered(const std::filesystem::path& a, const std::filesystem::path& b);
    void compareInOrder(const std::filesystem::path& before, const std::filesystem::path& after);
    /// Chosen elsewhere as one of two.
    void beginWith(const std::filesystem::path& path);
    void chooseOthers();
    void chooseControl();
    void removeControl();
    void chooseReference();
    void removeReference();
    /// From choosing to what was compared.
    void goBack();
    void swap();
    /// The same, by the error bands of now.
    void compareAgain() { startAgain(shown_request_); }
    /// Index of comparedMapNames().
    void chooseMap(int map);
    void setMirror(bool on);
    /// Landmarks are to be set.
    void chooseLandmarks();
    /// The same sessions aligned by these, which are then kept in the files.
    void useLandmarks(std::vector<live::Landmark> landmarks);
    /// Whatever landmarks there are.
    void alignAutomatically();
    void cancel();

    /// `request`: in the order that was found.
    void compared(std::shared_ptr<const live::SessionComparison> compared,
                  const live::ComparisonRequest& request);
    /// After compared().
    void landmarksKept(const Result<void>& kept);
    void failed(const Error& error);

    [[nodiscard]] const std::shared_ptr<const live::SessionComparison>& comparison() const
    {
        return compared_;
    }
    [[nodiscard]] const live::ComparisonRequest& request() const { return request_; }
    [[nodiscard]] bool isComparing() const { return is_comparing_; }

  private:
    struct Start {
        bool keeps_order;
        bool keeps_landmarks;
    };
    void start(Start how);
    /// What was shown in this order, anew.
    void startAgain(const live::ComparisonRequest& request);
    void showChoosing();

    CompareView& view_;
    Loading loading_;
    AnalysisSettings settings_;
    ChoicePurpose purpose_ = ChoicePurpose::Pair;
    std::optional<std::filesystem::path> first_;
    /// Under way, or what was compared last.
    live::ComparisonRequest request_;
    live::ComparisonRequest shown_request_;
    std::shared_ptr<const live::SessionComparison> compared_;
    bool is_comparing_ = false;
};

}  // namespace palpate::gui
