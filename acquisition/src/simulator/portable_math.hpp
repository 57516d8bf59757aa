#pragma once

// Elementary functions from +, -, *, / alone. The C library's differ in the last digit between versions and
// processors, and a simulated session must have the same bytes everywhere. Relative error below 1e-14.

namespace palpate::acquisition::simulator {

inline constexpr double kPi = 3.14159265358979323846;

/// For |x| below 700.
[[nodiscard]] double portableExp(double x);
/// For x > 0.
[[nodiscard]] double portableLog(double x);
/// For x >= 0; 0 to any power is 0.
[[nodiscard]] double portablePow(double x, double exponent);
/// sin(2 pi turns)
[[nodiscard]] double sinOfTurns(double turns);

}  // namespace palpate::acquisition::simulator
