#include "tabular_text.hpp"

#include <algorithm>

namespace palpate::gui {

namespace {

double widestDigit(const QFontMetricsF& metrics)
{
    double widest = 0.0;
    for (char digit = '0'; digit <= '9'; ++digit) {
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    }
    return widest;
}

/// Calls place(text, x, width) for each digit and each stretch between digits; gives the whole width.
template <typename Place>
double layOut(const QFontMetricsF& metrics, const QString& text, const Place& place)
{
    const double digit_width = widestDigit(metrics);
    double x = 0.0;
    qsizetype begin = 0;
    while (begin < text.size()) {
        qsizetype end = begin + 1;
        const bool digit = text[begin].isDigit();
        while (!digit && end < text.size() && !text[end].isDigit()) {
            ++end;
        }
        const QString part = text.mid(begin, end - begin);
        const double own = metrics.horizontalAdvance(part);
        const double width = digit ? digit_width : own;
        place(part, x + (width - own) / 2.0);
        x += width;
        begin = end;
    }
    return x;
}

}  // namespace

double tabularWidth(const QFontMetricsF& metrics, const QString& text)
{
    return layOut(metrics, text, [](const QString&, double) {});
}

void drawTabular(QPainter& painter, QPointF baseline, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    layOut(metrics, text, [&](const QString& part, double x) {
        painter.drawText(QPointF(baseline.x() + x, baseline.y()), part);
    });
}

}  // namespace palpate::gui
