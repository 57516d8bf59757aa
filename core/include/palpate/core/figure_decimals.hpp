#pragma once

namespace palpate {

/// How many decimals an error (its SEM or its MDC95), and what it is the error of, have to be shown with, at
/// most four: one digit of it is enough, unless that is a 1 or a 2. None for an error of nothing.
[[nodiscard]] int decimalsOfError(double sem);

}  // namespace palpate
