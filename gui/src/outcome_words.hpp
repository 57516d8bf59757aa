#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QString>

#include "palpate/core/error_band.hpp"
#include "palpate/core/outcome.hpp"

namespace palpate::gui {

/// An outcome that others know, to choose from.
struct OutcomeMeasure {
    std::string name;
    std::string unit;
    QString title;
};

/// "neck_rotation_left_deg" as "Neck rotation, left"; words of the therapist's own as they are.
[[nodiscard]] QString outcomeTitle(std::string_view name);
/// "°" for "deg", "of 10" for "0-10"; others as they are.
[[nodiscard]] QString outcomeUnit(std::string_view unit);
/// "Neck rotation, left   58°"
[[nodiscard]] QString outcomeLine(const Outcome& outcome);

/// What the bands are of, each once, by title, without the pain rating.
[[nodiscard]] std::vector<OutcomeMeasure> measuresOf(const std::vector<ErrorBand>& bands);

/// "Weight bearing lunge, left (cm)": two measures may differ in their unit alone.
[[nodiscard]] QString measureLabel(const OutcomeMeasure& measure);

/// The measure that was meant: by its label, title or name, in any case. Null where there is none.
[[nodiscard]] const OutcomeMeasure* findMeasure(const std::vector<OutcomeMeasure>& measures,
                                                const QString& words);

}  // namespace palpate::gui
