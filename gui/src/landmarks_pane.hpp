#pragma once

#include <array>
#include <optional>
#include <vector>

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "palpate/live/session_comparison.hpp"

#include "landmark_map.hpp"
#include "landmark_pairs.hpp"
#include "settings.hpp"

namespace palpate::gui {

/// Both sessions' peak maps side by side, each as it was measured, to click the same places of the client on
/// them. Enter sets the place of the cross, Backspace takes the last one back, Escape leaves.
class LandmarksPane final : public QFrame {
    Q_OBJECT

  public:
    explicit LandmarksPane(const Settings& settings, QWidget* parent = nullptr);

    void setSettings(const Settings& settings) { settings_ = settings; }
    /// Begins with the landmarks that the request or both sessions have.
    void setSessions(const live::SessionComparison& compared, const live::ComparisonRequest& request);

    [[nodiscard]] LandmarkMap& map(ClickedMap which) { return *maps_.at(static_cast<std::size_t>(which)); }
    [[nodiscard]] const LandmarkPairs& landmarks() const { return pairs_; }
    [[nodiscard]] QString step() const { return step_->text(); }

  Q_SIGNALS:
    /// landmarks() are to be used.
    void useRequested();
    void automaticRequested();
    void cancelRequested();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void showMap(ClickedMap which, const live::ComparedSession& session, const live::ComparedSession& other);
    void mark(ClickedMap which, MatPoint place);
    void undo();
    void showPairs();
    void connectControls();

    Settings settings_;
    LandmarkPairs pairs_;
    std::array<std::optional<MatGeometry>, 2> mats_;
    bool mirrors_ = false;

    QLabel* step_;
    std::array<LandmarkMap*, 2> maps_;
    QPushButton* use_;
    QPushButton* undo_;
    QPushButton* automatic_;
    QPushButton* cancel_;
};

}  // namespace palpate::gui
