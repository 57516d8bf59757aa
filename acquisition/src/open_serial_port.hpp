#pragma once

#include <string>

#include "palpate/core/error.hpp"

namespace palpate::acquisition {

/// Opens a serial port (or the port end of a pseudo-terminal) for this program alone, raw at `baud`, with old
/// input thrown away. The descriptor is the caller's, to be given back to releaseSerialPort(). The errors say
/// in one line what stands in the way: NotFound, Busy (and who, where the system tells), Io (permission, not
/// a port, baud).
[[nodiscard]] Result<int> openSerialPort(const std::string& path, int baud);

/// Lets others in again and throws away unsent output, which would hold up closing; does not close.
void releaseSerialPort(int fd);

}  // namespace palpate::acquisition
