#pragma once

#include <optional>

#include <QString>

#include "palpate/core/event.hpp"
#include "palpate/core/results.hpp"

namespace palpate::gui {

/// "02:31"; "1:02:31" from an hour on.
[[nodiscard]] QString clockText(double seconds);
/// "0:42", for axes.
[[nodiscard]] QString shortClockText(double seconds);
/// Three significant digits at most after the point, thousands grouped: "1,842", "38", "15.8", "0.4".
[[nodiscard]] QString figureText(double value);
/// With the decimals that its error has to be seen with, where those are more: "4.22" for an error of 0.05.
[[nodiscard]] QString figureText(double value, double error);
/// "–" where there is none.
[[nodiscard]] QString figureText(std::optional<double> value);
/// "21 s", "1 min 34 s"
[[nodiscard]] QString durationText(double seconds);
/// "312, 640 mm"
[[nodiscard]] QString placeText(MatPoint place);
[[nodiscard]] QString sizeText(std::uint64_t bytes);

/// UTF-8 of the core to the screen.
[[nodiscard]] QString fromUtf8(std::string_view text);

/// At most so many letters, the middle left out: the ends of a file's name tell most.
[[nodiscard]] QString middleCut(const QString& text, int most);

}  // namespace palpate::gui
