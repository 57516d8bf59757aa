#pragma once

#include <QPushButton>
#include <QWidget>

#include "segmented.hpp"
#include "timeline.hpp"

namespace palpate::gui {

/// Time of a stored session: play, how fast, and the time line.
class PlayBar final : public QWidget {
    Q_OBJECT

  public:
    explicit PlayBar(const Theme& theme, QWidget* parent = nullptr);

    void setPlaying(bool playing);
    void setTheme(const Theme& theme) { timeline_->setTheme(theme); }
    [[nodiscard]] Timeline& timeline() { return *timeline_; }

  Q_SIGNALS:
    void playPressed();
    void speedChosen(double factor);
    void timeChosen(double time_s);

  private:
    QPushButton* play_;
    Segmented* speed_;
    Timeline* timeline_;
};

}  // namespace palpate::gui
