#include "theme.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <QFontDatabase>
#include <QPalette>

namespace palpate::gui {

namespace {

constexpr double kBasePointSize = 10.0;

Theme darkTheme()
{
    return {.kind = ThemeKind::Dark,
            .window = QColor(0x0d1117),
            .rail = QColor(0x0a0d12),
            .card = QColor(0x151b23),
            .control = QColor(0x1f2731),
            .control_hover = QColor(0x2a3440),
            .line = QColor(0x2a323d),
            .text = QColor(0xe8ebf0),
            .muted = QColor(0x97a1b0),
            .good = QColor(0x7fd6bd),
            .good_ground = QColor(0x2a6a57),
            .look = QColor(0xf2b36b),
            .good_card = QColor(0x12352c),
            .look_card = QColor(0x33260f),
            .stop = QColor(0xc9382f),
            .pain = QColor(0xffab87),
            .pain_ground = QColor(0x7c3a2a),
            .force = QColor(0x8db4f7),
            .area = QColor(0x7fd6bd),
            .peak = QColor(0xe7c45c),
            .mat_ground = QColor(0x10151c),
            .mat_line = QColor(0x323b47),
            .mat_text = QColor(0xe8ebf0)};
}

Theme lightTheme()
{
    return {.kind = ThemeKind::Light,
            .window = QColor(0xf4f6f8),
            .rail = QColor(0xe7ebf0),
            .card = QColor(0xffffff),
            .control = QColor(0xe9edf2),
            .control_hover = QColor(0xdce2ea),
            .line = QColor(0xd5dbe3),
            .text = QColor(0x17202b),
            .muted = QColor(0x566170),
            .good = QColor(0x17765c),
            .good_ground = QColor(0x8fd0bc),
            .look = QColor(0x8f5a00),
            .good_card = QColor(0xe3f4ee),
            .look_card = QColor(0xfff1da),
            .stop = QColor(0xc2332a),
            .pain = QColor(0xb4472a),
            .pain_ground = QColor(0xf6c8b6),
            .force = QColor(0x2c62c4),
            .area = QColor(0x17765c),
            .peak = QColor(0x8c6a00),
            .mat_ground = QColor(0x10151c),
            .mat_line = QColor(0x323b47),
            .mat_text = QColor(0xe8ebf0)};
}

QString controlRules()
{
    return QStringLiteral(R"(
QPushButton, QComboBox, QLineEdit, QAbstractSpinBox {
    min-height: @inner; border: 2px solid transparent; border-radius: @radius; padding: 0 @large;
    background: @control; color: @text; }
QPushButton { font-weight: 600; }
QPushButton:hover, QComboBox:hover { background: @hover; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus, QListView:focus { border-color: @force; }
QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled { color: @muted; background: @card; border-color: @line; }
QPushButton[role="primary"] { background: @text; color: @window; }
QPushButton[role="primary"]:focus { border-color: @force; }
QPushButton[role="primary"]:disabled { background: @control; color: @muted; }
QPushButton[role="stop"] { background: @stop; color: white; }
QPushButton[role="key"] { padding: 0; font-size: @bodyPt; }
QPushButton[role="key"]:checked { background: @painGround; border-color: @pain; }
QPushButton[role="choice"]:checked { background: @hover; border-color: @good; }
QPushButton[role="choice"][tone="look"]:checked { border-color: @look; }
QPushButton[role="segment"] { border-radius: @radius; background: transparent; color: @muted; padding: 0 @medium; }
QPushButton[role="segment"]:hover { color: @text; }
QPushButton[role="segment"]:checked { background: @hover; color: @text; border-color: @line; }
QPushButton[role="segment"]:focus { border-color: @force; }
QToolButton[role="rail"] { border: 2px solid transparent; border-radius: @radius; color: @muted; padding: @medium 0;
    font-size: @smallPt; }
QToolButton[role="rail"]:hover { color: @text; }
QToolButton[role="rail"]:checked { background: @card; color: @text; }
QToolButton[role="rail"]:focus { border-color: @force; }
QComboBox { padding-right: @margin; }
QComboBox::drop-down { border: 0; width: @margin; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: @control; color: @text; border: 1px solid @line; outline: 0;
    selection-background-color: @hover; selection-color: @text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
)");
}

QString surfaceRules()
{
    return QStringLiteral(R"(
* { outline: 0; }
QWidget { color: @text; }
QMainWindow, QWidget[surface="page"] { background: @window; }
QWidget[surface="rail"] { background: @rail; }
QFrame[surface="card"] { background: @card; border-radius: @cardRadius; }
QFrame[surface="card"][tone="look"] { border: 1px solid @look; }
QFrame[surface="verdict"] { background: @card; border-radius: @cardRadius; }
QFrame[surface="verdict"][tone="good"] { background: @goodCard; }
QFrame[surface="verdict"][tone="look"] { background: @lookCard; }
QFrame[surface="banner"] { background: @control; border-radius: @cardRadius; border-left: 6px solid @look; }
QFrame[surface="banner"][tone="good"] { border-left: 6px solid @good; }
QFrame[surface="segments"] { background: @card; border-radius: @radius; }
QFrame[surface="line"] { background: @line; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="look"] { color: @look; }
QLabel[tone="stop"] { color: @pain; }
QToolTip { background: @control; color: @text; border: 1px solid @line; padding: 4px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QTableView, QListView { background: transparent; border: 2px solid transparent; gridline-color: transparent;
    selection-background-color: @control; selection-color: @text; }
QTableView::item { padding: 0; border: 0; }
QListView::item { padding: 0 @medium; border: 0; }
QListView::item { min-height: @target; border-radius: @radius; }
QListView::item:selected { background: @hover; color: @text; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: @muted; border: 0; padding: 0 3px;
    font-weight: 400; font-size: @smallPt; text-align: left; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @hover; border-radius: 5px; min-height: 44px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @hover; border-radius: 5px; min-width: 44px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)");
}

QString pixels(int value)
{
    return QStringLiteral("%1px").arg(value);
}

}  // namespace

Theme makeTheme(ThemeKind kind)
{
    return kind == ThemeKind::Light ? lightTheme() : darkTheme();
}

Metrics metricsFor(const QFont& font)
{
    const double growth = std::max(1.0, font.pointSizeF() / kBasePointSize);
    const double gentle = 1.0 + (growth - 1.0) * 0.4;
    const auto grown = [gentle](int base) { return static_cast<int>(base * gentle); };
    return {.small = grown(4),
            .medium = grown(8),
            .large = grown(12),
            .margin = grown(16),
            .radius = 8,
            .card_radius = 14,
            .target = std::max(44, static_cast<int>(28 * growth))};
}

QFont sized(const QFont& base, TextSize size, int weight)
{
    double factor = 1.0;
    switch (size) {
        case TextSize::Small:
            factor = 0.9;
            break;
        case TextSize::Body:
            break;
        case TextSize::Title:
            factor = 1.25;
            break;
        case TextSize::Value:
            factor = 1.7;
            break;
        case TextSize::Headline:
            factor = 2.1;
            break;
        case TextSize::Cue:
            factor = 4.6;
            break;
    }
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * factor);
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

QString styleSheet(const Theme& theme, const QFont& font)
{
    const Metrics metrics = metricsFor(font);
    const auto points = [&font](TextSize size) {
        return QStringLiteral("%1pt").arg(sized(font, size).pointSizeF(), 0, 'f', 2);
    };
    // Longer names first where one begins with another.
    const std::vector<std::pair<QString, QString>> tokens{
        {QStringLiteral("@window"), theme.window.name()},
        {QStringLiteral("@rail"), theme.rail.name()},
        {QStringLiteral("@cardRadius"), pixels(metrics.card_radius)},
        {QStringLiteral("@card"), theme.card.name()},
        {QStringLiteral("@control"), theme.control.name()},
        {QStringLiteral("@hover"), theme.control_hover.name()},
        {QStringLiteral("@line"), theme.line.name()},
        {QStringLiteral("@text"), theme.text.name()},
        {QStringLiteral("@muted"), theme.muted.name()},
        {QStringLiteral("@goodCard"), theme.good_card.name()},
        {QStringLiteral("@lookCard"), theme.look_card.name()},
        {QStringLiteral("@good"), theme.good.name()},
        {QStringLiteral("@look"), theme.look.name()},
        {QStringLiteral("@stop"), theme.stop.name()},
        {QStringLiteral("@painGround"), theme.pain_ground.name()},
        {QStringLiteral("@pain"), theme.pain.name()},
        {QStringLiteral("@force"), theme.force.name()},
        {QStringLiteral("@smallPt"), points(TextSize::Small)},
        {QStringLiteral("@bodyPt"), points(TextSize::Body)},
        {QStringLiteral("@small"), pixels(metrics.small)},
        {QStringLiteral("@medium"), pixels(metrics.medium)},
        {QStringLiteral("@large"), pixels(metrics.large)},
        {QStringLiteral("@margin"), pixels(metrics.margin)},
        {QStringLiteral("@radius"), pixels(metrics.radius)},
        {QStringLiteral("@target"), pixels(metrics.target)},
        {QStringLiteral("@inner"), pixels(metrics.target - 4)},
    };
    QString sheet = surfaceRules() + controlRules();
    for (const auto& token : tokens) {
        sheet.replace(token.first, token.second);
    }
    return sheet;
}

QFont applicationFont(int scale_pct)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QString inter = QStringLiteral("Inter");
    if (QFontDatabase::families().contains(inter)) {
        font.setFamily(inter);
    }
    font.setPointSizeF(kBasePointSize * std::clamp(scale_pct, 50, 400) / 100.0);
    font.setStyleHint(QFont::SansSerif);
    return font;
}

void applyTheme(QApplication& application, const Theme& theme, int font_scale_pct)
{
    const QFont font = applicationFont(font_scale_pct);
    QApplication::setFont(font);
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.card);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::Button, theme.control);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Highlight, theme.force);
    palette.setColor(QPalette::HighlightedText, theme.window);
    QApplication::setPalette(palette);
    application.setStyleSheet(styleSheet(theme, font));
}

}  // namespace palpate::gui
