#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "palpate/core/measurement_info.hpp"

namespace palpate::gui {

/// What a set-up lets the numbers be called. metrics.md, "Set-up".
struct SetUpWords {
    QString force;
    QString area;
    QString peak;
    /// Not empty: area and peak are not shown, for this reason.
    QString area_and_peak_hidden;
};

[[nodiscard]] SetUpWords setUpWords(std::optional<SetUp> setup);

/// The choice as the therapist reads it before recording.
struct SetUpChoice {
    SetUp setup;
    QString title;
    QString meaning;
};
[[nodiscard]] const std::vector<SetUpChoice>& setUpChoices();
[[nodiscard]] QString setUpTitle(std::optional<SetUp> setup);

}  // namespace palpate::gui
