#pragma once

#include <filesystem>
#include <optional>

#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>

#include "repeat_chooser.hpp"
#include "repeats_loader.hpp"
#include "repeats_result.hpp"

namespace palpate::gui {

/// A clinic's own error bands: what to record, the repeats to tick, what came of them. With large text the
/// result goes below the list, and all of it scrolls.
class ErrorBandsPane final : public QScrollArea {
    Q_OBJECT

  public:
    ErrorBandsPane(const Theme& theme, RepeatFunctions functions, QWidget* parent = nullptr);

    void setSettings(const AnalysisSettings& settings);
    void setTheme(const Theme& theme);
    void refresh(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& running);
    [[nodiscard]] RepeatChooser& chooser() { return *chooser_; }
    [[nodiscard]] RepeatsResult& result() { return *result_; }
    [[nodiscard]] bool isBusy() const { return is_busy_; }

  Q_SIGNALS:
    void backRequested();
    /// From now on comparisons are judged by them.
    void kept(const palpate::gui::KeptBands& where);
    void failed(const QString& title, const QString& why);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    [[nodiscard]] QFrame* makeIntroduction();
    void connectParts();
    void compute(const std::vector<std::filesystem::path>& files);
    void keep();
    void giveUp();
    void setBusy(bool is_busy);

    AnalysisSettings settings_;
    std::vector<std::filesystem::path> files_;
    bool is_busy_ = false;
    QPushButton* back_;
    RepeatChooser* chooser_;
    RepeatsResult* result_;
    QBoxLayout* row_;
    RepeatsLoader loader_;
};

}  // namespace palpate::gui
