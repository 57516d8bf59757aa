#include "display_text.hpp"

#include <algorithm>
#include <cmath>

#include <QLocale>

#include "palpate/core/figure_decimals.hpp"

namespace palpate::gui {

namespace {

/// One form for every screen, as in the files: full stop, comma between thousands.
QLocale figureLocale()
{
    return {QLocale::English, QLocale::UnitedStates};
}

int usualDecimals(double value)
{
    return std::abs(value) < 19.95 ? 1 : 0;
}

/// Never "-0.0".
QString withDecimals(double value, int decimals)
{
    const bool is_nothing = std::abs(value) < 0.5 * std::pow(10.0, -decimals);
    return figureLocale().toString(is_nothing ? 0.0 : value, 'f', decimals);
}

}  // namespace

QString clockText(double seconds)
{
    const auto total = static_cast<long long>(std::max(0.0, seconds));
    const auto two = [](long long value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    const QString rest = two(total / 60 % 60) + QLatin1Char(':') + two(total % 60);
    return total < 3600 ? rest : QString::number(total / 3600) + QLatin1Char(':') + rest;
}

QString shortClockText(double seconds)
{
    const auto total = static_cast<long long>(std::max(0.0, seconds));
    return QStringLiteral("%1:%2").arg(total / 60).arg(total % 60, 2, 10, QLatin1Char('0'));
}

QString figureText(double value)
{
    return withDecimals(value, usualDecimals(value));
}

QString figureText(double value, double error)
{
    return withDecimals(value, std::max(usualDecimals(value), decimalsOfError(error)));
}

QString figureText(std::optional<double> value)
{
    return value.has_value() ? figureText(*value) : QStringLiteral("–");
}

QString durationText(double seconds)
{
    const auto total = static_cast<long long>(std::max(0.0, seconds));
    if (total < 60) {
        return QStringLiteral("%1 s").arg(total);
    }
    return QStringLiteral("%1 min %2 s").arg(total / 60).arg(total % 60);
}

QString placeText(MatPoint place)
{
    return QStringLiteral("%1, %2 mm").arg(std::lround(place.x_mm)).arg(std::lround(place.y_mm));
}

QString sizeText(std::uint64_t bytes)
{
    return figureLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString middleCut(const QString& text, int most)
{
    if (text.size() <= most) {
        return text;
    }
    const qsizetype left = most / 2;
    return text.left(left) + QStringLiteral("…") + text.right(most - 1 - left);
}

}  // namespace palpate::gui
