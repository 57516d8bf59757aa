#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "palpate/core/technique.hpp"

#include "theme.hpp"

namespace palpate::gui {

/// A value against the band that is asked for.
struct LaneContent {
    QString title;
    QString unit;
    Band asked;
    std::optional<double> now;
    /// The ones before, oldest first.
    std::vector<double> before;
};

/// A lane with the asked band, the value as a marker, those before it as ticks, and words beside.
class BandLane final : public QWidget {
    Q_OBJECT

  public:
    explicit BandLane(const Theme& theme, QWidget* parent = nullptr);

    void setContent(LaneContent content);
    void setTheme(const Theme& theme);
    /// "✓ 2.4 s", "▲ 1.4 s"; "–" without a value.
    [[nodiscard]] QString words() const;
    [[nodiscard]] const LaneContent& content() const { return content_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] bool isAsAsked() const;
    [[nodiscard]] QString wordsIn(const QString& unit) const;
    [[nodiscard]] double xOf(double value) const;
    void paintLane(QPainter& painter, double top) const;

    Theme theme_;
    LaneContent content_;
};

}  // namespace palpate::gui
