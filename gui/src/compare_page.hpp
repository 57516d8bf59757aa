#pragma once

#include <filesystem>
#include <optional>

#include <QPushButton>
#include <QStackedWidget>
#include <QWidget>

#include "compare_presenter.hpp"
#include "compare_view.hpp"
#include "comparing_pane.hpp"
#include "comparison_body.hpp"
#include "comparison_loader.hpp"
#include "error_bands_pane.hpp"
#include "error_banner.hpp"
#include "landmarks_pane.hpp"
#include "page_header.hpp"
#include "segmented.hpp"
#include "session_chooser.hpp"
#include "settings.hpp"

namespace palpate::gui {

/// Two sessions side by side: choosing them, the verdict, the maps, every measure with its error band.
class ComparePage final : public QWidget, public CompareView {
    Q_OBJECT

  public:
    ComparePage(const Theme& theme, const Settings& settings, ComparisonFunctions functions,
                QWidget* parent = nullptr);

    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);
    /// A recording that is under way is not offered.
    void setRunningRecording(const std::optional<std::filesystem::path>& path) { running_ = path; }
    [[nodiscard]] ComparePresenter& presenter() { return presenter_; }
    [[nodiscard]] ErrorBanner& banner() { return *banner_; }
    [[nodiscard]] ComparisonBody& body() { return *body_; }
    [[nodiscard]] SessionChooser& chooser() { return *chooser_; }
    [[nodiscard]] LandmarksPane& landmarks() { return *landmarks_; }
    [[nodiscard]] ErrorBandsPane& errorBands() { return *bands_; }
    /// How well repeats agree, in place of what is shown; back again with its button.
    void showErrorBands();

    void showChoosing(ChoicePurpose purpose, const std::optional<std::filesystem::path>& first,
                      bool can_go_back) override;
    void showComparing(const std::filesystem::path& a, const std::filesystem::path& b) override;
    void showComparison(const live::SessionComparison& compared,
                        const live::ComparisonRequest& request) override;
    void showLandmarks(const live::SessionComparison& compared,
                       const live::ComparisonRequest& request) override;
    void showAligned(const Comparison& comparison, const std::optional<Error>& not_kept) override;
    void showProblem(const std::string& title, const Error& error) override;

  Q_SIGNALS:
    /// Two files are to be chosen in a dialog.
    void browseRequested();
    void settingsChanged(const palpate::gui::Settings& settings);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    [[nodiscard]] QWidget* makeMiddle(QWidget* card, int stretch_below);
    void addActions();
    void connectControls();
    void connectErrorBands();
    void connectLandmarks();
    void useLandmarks();
    void leaveErrorBands();
    void tellKept(const KeptBands& where);
    void showActions(bool are_shown);

    Settings settings_;
    std::optional<std::filesystem::path> running_;
    ComparePresenter presenter_;

    PageHeader* header_;
    Segmented* layout_;
    QPushButton* swap_;
    QPushButton* control_;
    QPushButton* others_;
    QPushButton* cancel_;
    QPushButton* to_bands_;
    ErrorBanner* banner_;
    QStackedWidget* stack_;
    SessionChooser* chooser_;
    ComparingPane* comparing_;
    ComparisonBody* body_;
    ErrorBandsPane* bands_;
    LandmarksPane* landmarks_;
    ComparisonLoader loader_;
};

}  // namespace palpate::gui
