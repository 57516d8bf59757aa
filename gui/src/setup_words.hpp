#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <QString>

#include "palpate/core/measurement_info.hpp"

namespace palpate::gui {

/// A number's title under the name that core's nameInSetUp() gives it: "Peak", "Peak under the tool",
/// "Support force"; none where the number is not true in the set-up and must not be shown. `name` is one of
/// docs/metrics.md.
[[nodiscard]] std::optional<QString> titleInSetUp(std::string_view name, std::optional<SetUp> setup);

/// Where the set-up's pressures and areas are felt: "under the tool", "under the client"; empty at the skin.
[[nodiscard]] QString whereFelt(std::optional<SetUp> setup);

/// The set-ups in the order in which they are offered.
[[nodiscard]] const std::vector<SetUp>& setUpChoices();
[[nodiscard]] QString setUpTitle(std::optional<SetUp> setup);

}  // namespace palpate::gui
