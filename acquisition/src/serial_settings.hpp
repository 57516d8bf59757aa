#pragma once

namespace palpate::acquisition {

/// Makes a terminal raw (8 data bits, no parity, 1 stop bit, no flow control, nothing translated) at any
/// baud, also those without a name of their own. Returns 0, or the errno of the refusal.
[[nodiscard]] int setRawLine(int fd, int baud);

/// The baud that the driver has really set; 0 when it does not tell.
[[nodiscard]] int lineBaud(int fd);

}  // namespace palpate::acquisition
