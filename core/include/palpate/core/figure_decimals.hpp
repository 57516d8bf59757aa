#pragma once

namespace palpate {

/// How many decimals an error, and what it is the error of, have to be shown with, at most four: one digit of
/// it is enough, unless that is a 1 or a 2. None for an error of nothing.
[[nodiscard]] int decimalsOfError(double error);

}  // namespace palpate
