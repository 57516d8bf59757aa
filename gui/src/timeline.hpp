#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QImage>
#include <QWidget>

#include "theme.hpp"

namespace palpate::gui {

/// A stretch of the session on the timeline.
struct TimelineSpan {
    enum class Kind { HoldInWindow, HoldOutside, HoldRunning, Stroke, Gap };
    double start_s = 0.0;
    double end_s = 0.0;
    Kind kind = Kind::HoldInWindow;
    QString text;
};

/// Something that the coach wanted to be otherwise.
struct TimelineCue {
    double start_s = 0.0;
    double end_s = 0.0;
    /// At which to end at once, rather than to look.
    bool is_stop = false;
};

struct TimelineContent {
    double duration_s = 0.0;
    std::vector<TimelineSpan> spans;
    /// Times of pain reports.
    std::vector<double> pains_s;
    /// Times of notes and markers.
    std::vector<double> marks_s;
    std::vector<TimelineCue> cues;
};

/// The session from left to right: holds, strokes, gaps, pain reports and a cursor. Clicking and dragging,
/// and the arrow keys, ask for another time where scrubbing is on.
class Timeline final : public QWidget {
    Q_OBJECT

  public:
    explicit Timeline(const Theme& theme, QWidget* parent = nullptr);

    void setContent(TimelineContent content);
    void setCursorTime(double time_s);
    void setScrubbing(bool on);
    /// The picture of a time, shown over the pointer; a null one where there is none.
    void setPreview(std::function<QImage(double time_s)> preview);
    void setTheme(const Theme& theme);
    [[nodiscard]] double cursorTime() const { return cursor_s_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void scrubbed(double time_s);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    [[nodiscard]] QRectF track() const;
    [[nodiscard]] double xOf(double time_s) const;
    [[nodiscard]] double timeAt(double x) const;
    void askFor(double x);
    void showPreview(const QMouseEvent& event);
    void paintSpan(QPainter& painter, const TimelineSpan& span) const;
    void paintCues(QPainter& painter) const;
    void paintTexts(QPainter& painter) const;
    [[nodiscard]] QColor colorOf(TimelineSpan::Kind kind) const;

    Theme theme_;
    TimelineContent content_;
    double cursor_s_ = 0.0;
    bool scrubbing_ = false;
    std::function<QImage(double)> preview_;
};

}  // namespace palpate::gui
