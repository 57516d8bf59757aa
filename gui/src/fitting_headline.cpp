#include "fitting_headline.hpp"

#include <algorithm>
#include <array>

#include <QPainter>

namespace palpate::gui {

namespace {

constexpr int kFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

struct Step {
    double factor;
    int most_lines;
};
constexpr std::array<Step, 2> kSteps{{{.factor = 3.4, .most_lines = 1}, {.factor = 2.7, .most_lines = 2}}};
/// A text that the user has made larger already is not made larger still.
constexpr double kMostPoints = 40.0;

int heightIn(const QFont& font, const QString& text, int width)
{
    return QFontMetrics(font).boundingRect(0, 0, width, 100000, kFlags, text).height();
}

int widestWord(const QFont& font, const QString& text)
{
    const QFontMetrics metrics(font);
    int widest = 0;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        widest = std::max(widest, metrics.horizontalAdvance(word));
    }
    return widest;
}

}  // namespace

FittingHeadline::FittingHeadline(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("verdictHeadline"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FittingHeadline::setText(const QString& text)
{
    text_ = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QFont FittingHeadline::fontFor(int width) const
{
    for (const Step& step : kSteps) {
        QFont large = sized(font(), TextSize::Headline, QFont::Bold);
        large.setPointSizeF(font().pointSizeF() * step.factor);
        const int lines = QFontMetrics(large).lineSpacing() * step.most_lines;
        if (large.pointSizeF() <= kMostPoints && heightIn(large, text_, width) <= lines &&
            widestWord(large, text_) <= width) {
            return large;
        }
    }
    return sized(font(), TextSize::Headline, QFont::Bold);
}

int FittingHeadline::heightForWidth(int width) const
{
    return heightIn(fontFor(width), text_, width);
}

QSize FittingHeadline::sizeHint() const
{
    constexpr int kWide = 900;
    return {kWide, heightForWidth(kWide)};
}

QSize FittingHeadline::minimumSizeHint() const
{
    const QFont smallest = sized(font(), TextSize::Headline, QFont::Bold);
    return {std::max(200, widestWord(smallest, text_)), QFontMetrics(smallest).height()};
}

void FittingHeadline::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setFont(fontFor(width()));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), kFlags, text_);
}

}  // namespace palpate::gui
