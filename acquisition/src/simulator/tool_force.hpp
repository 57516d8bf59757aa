#pragma once

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "simulator/technique_variant.hpp"

namespace palpate::acquisition::simulator {

/// Of the client's own pressure-pain threshold, where it was not measured.
inline constexpr Pressure kUsualThreshold{300.0};

/// The middle of a band; 0.7 of its max or 1.4 of its min where it has only that.
[[nodiscard]] double middleOf(const Band& band);

/// The force with which the technique's load rule is met, or broken by TooHard and TooLight. InvalidArgument
/// where these could not be judged: a rule in % of a weight or a threshold that is not given.
[[nodiscard]] Result<Force> toolForce(const Coaching& coaching, const MatGeometry& mat, Variant variant);

/// The force on a ball under which the highest cell reads `peak` as soon as the ball has landed: on the
/// average over places within a cell, or at a cell's centre where cells are as wide as the contact.
[[nodiscard]] Force ballForceForPeak(const MatGeometry& mat, Pressure peak);

/// Cells so wide that a ball's peak depends on where in a cell it lies.
[[nodiscard]] bool hasCoarseCells(const MatGeometry& mat);

}  // namespace palpate::acquisition::simulator
