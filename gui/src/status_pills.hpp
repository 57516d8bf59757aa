#pragma once

#include <QWidget>

#include "palpate/live/snapshot.hpp"

#include "theme.hpp"

namespace palpate::gui {

/// A mark says the state by its shape as well as by its colour.
enum class PillMark { None, Full, Ring, Warning };

/// A short fact in a capsule; figures of even width. One that opens something takes clicks and keys, and is
/// as high as a finger needs.
class Pill final : public QWidget {
    Q_OBJECT

  public:
    explicit Pill(const Theme& theme, QWidget* parent = nullptr);

    void setText(const QString& text, PillMark mark = PillMark::None);
    void setTheme(const Theme& theme);
    void setClickable(bool on);
    [[nodiscard]] const QString& text() const { return text_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  Q_SIGNALS:
    void clicked();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] double capsuleHeight() const;
    void paintMark(QPainter& painter, QPointF centre) const;

    Theme theme_;
    QString text_;
    PillMark mark_ = PillMark::None;
    bool clickable_ = false;
};

/// State of the data, always visible: mat, rate, lost frames; how far it is safe; quality.
class StatusPills final : public QWidget {
    Q_OBJECT

  public:
    explicit StatusPills(const Theme& theme, QWidget* parent = nullptr);

    void setSnapshot(const live::Snapshot& snapshot, int rows, int cols);
    void setTheme(const Theme& theme);

  Q_SIGNALS:
    /// The user wants the reasons for the grade.
    void qualityAsked();

  private:
    Pill* mat_;
    Pill* safe_;
    Pill* quality_;
};

}  // namespace palpate::gui
