#pragma once

#include <QFrame>

#include "cue.hpp"
#include "elided_label.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// One sentence as large as its width allows, in one line, or two where one would be too small.
class HeadlineLabel final : public QWidget {
    Q_OBJECT

  public:
    explicit HeadlineLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    void setColor(const QColor& color);
    [[nodiscard]] const QString& text() const { return text_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] QFont fittingFont() const;
    /// For the text in several lines, small enough for the height.
    [[nodiscard]] QFont wrappedFont() const;

    QString text_;
    QColor color_;
};

/// A hold's seconds on their way to the window's two ends, each with its mark and words.
class HoldBar final : public QWidget {
    Q_OBJECT

  public:
    explicit HoldBar(const Theme& theme, QWidget* parent = nullptr);

    void setProgress(const std::optional<HoldProgress>& progress);
    void setTheme(const Theme& theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintLabels(QPainter& painter, double min_x, double baseline) const;

    Theme theme_;
    std::optional<HoldProgress> progress_;
};

/// The colour of a sentence of this tone.
[[nodiscard]] QColor toneColor(const Theme& theme, CueTone tone);

/// The largest thing on the live page.
class CueCard final : public QFrame {
    Q_OBJECT

  public:
    explicit CueCard(const Theme& theme, QWidget* parent = nullptr);

    void setCue(const Cue& cue);
    void setTheme(const Theme& theme);
    [[nodiscard]] QString headline() const { return headline_->text(); }

  private:
    Theme theme_;
    CueTone tone_ = CueTone::Calm;
    HeadlineLabel* headline_;
    ElidedLabel* detail_;
    HoldBar* bar_;
};

}  // namespace palpate::gui
