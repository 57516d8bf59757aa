#pragma once

#include <filesystem>
#include <optional>

#include <QString>

#include "palpate/core/measurement_info.hpp"

namespace palpate::gui {

/// A stored session as it is offered for comparing.
struct SessionChoice {
    std::filesystem::path path;
    /// None when the file cannot be read; `problem` says why.
    std::optional<MeasurementInfo> info;
    /// Of the coach's technique; else its id stands in `info`.
    QString technique_title;
    QString problem;
};

/// "P-0417"; the file's name where there is no client code.
[[nodiscard]] QString clientText(const SessionChoice& choice);
/// "Upper back, left"
[[nodiscard]] QString techniqueText(const SessionChoice& choice);
/// "before"; empty where none was given.
[[nodiscard]] QString phaseText(const SessionChoice& choice);
/// "14 Nov 2026, 09:12"; empty where it is not known.
[[nodiscard]] QString begunText(const MeasurementInfo& info);
/// All of it in one line.
[[nodiscard]] QString choiceLine(const SessionChoice& choice);

/// True where the phases, or without them the times of recording, say that the second one came first.
[[nodiscard]] bool isOtherWayRound(const MeasurementInfo& first, const MeasurementInfo& second);

}  // namespace palpate::gui
