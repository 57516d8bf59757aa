#pragma once

#include <QWidget>

#include "palpate/live/snapshot.hpp"

#include "theme.hpp"

namespace palpate::gui {

/// A mark says the state by its shape as well as by its colour.
enum class PillMark { None, Full, Ring, Warning };

/// A short fact in a capsule; figures of even width.
class Pill final : public QWidget {
    Q_OBJECT

  public:
    explicit Pill(const Theme& theme, QWidget* parent = nullptr);

    void setText(const QString& text, PillMark mark = PillMark::None);
    void setTheme(const Theme& theme);
    [[nodiscard]] const QString& text() const { return text_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintMark(QPainter& painter, QPointF centre) const;

    Theme theme_;
    QString text_;
    PillMark mark_ = PillMark::None;
};

/// State of the data, always visible: mat, rate, lost frames; how far it is safe; quality with its reasons.
class StatusPills final : public QWidget {
    Q_OBJECT

  public:
    explicit StatusPills(const Theme& theme, QWidget* parent = nullptr);

    void setSnapshot(const live::Snapshot& snapshot, int rows, int cols);
    void setTheme(const Theme& theme);

  private:
    Pill* mat_;
    Pill* safe_;
    Pill* quality_;
};

/// "A" and its reasons, one a line, for a tooltip.
[[nodiscard]] QString qualityReasonsText(const Quality& quality);

}  // namespace palpate::gui
