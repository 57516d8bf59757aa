#pragma once

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QString>

namespace palpate::gui {

enum class ThemeKind { Dark, Light };

/// The colours of every page. Green only for "as asked", amber for "look", red only for stop.
struct Theme {
    ThemeKind kind = ThemeKind::Dark;
    QColor window;
    QColor rail;
    QColor card;
    QColor control;
    QColor control_hover;
    QColor line;
    QColor text;
    QColor muted;
    QColor good;
    QColor good_ground;
    QColor look;
    /// Grounds of the verdict: green and amber so pale that text is read on them.
    QColor good_card;
    QColor look_card;
    QColor stop;
    QColor pain;
    QColor pain_ground;
    QColor force;
    QColor area;
    QColor peak;
    /// The mat's own ground is dark in both themes.
    QColor mat_ground;
    QColor mat_line;
    QColor mat_text;
};

[[nodiscard]] Theme makeTheme(ThemeKind kind);

/// Spacing, radii and targets in pixels at a font of 10 points; they grow with the font, but slower.
struct Metrics {
    int small;
    int medium;
    int large;
    int margin;
    int radius;
    int card_radius;
    int target;
};
[[nodiscard]] Metrics metricsFor(const QFont& font);

/// The steps of text size: at most three of them on a card.
enum class TextSize { Small, Body, Title, Value, Headline, Cue };
[[nodiscard]] QFont sized(const QFont& base, TextSize size, int weight = QFont::Normal);

[[nodiscard]] QString styleSheet(const Theme& theme, const QFont& font);

/// Inter where it is installed, else the system's font, at `scale_pct` of the normal size.
[[nodiscard]] QFont applicationFont(int scale_pct);
void applyTheme(QApplication& application, const Theme& theme, int font_scale_pct);

}  // namespace palpate::gui
