#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "palpate/core/error.hpp"

namespace palpate::acquisition {

/// The device end of a serial line inside this machine: what is written here is read at path(), which any
/// program opens like a port. Raw: bytes pass unchanged, nothing is echoed. Not thread safe, but for one
/// thread that writes while another calls nothing.
class PseudoTerminal {
  public:
    [[nodiscard]] static Result<PseudoTerminal> open();

    PseudoTerminal(PseudoTerminal&& other) noexcept;
    PseudoTerminal& operator=(PseudoTerminal&& other) noexcept;
    PseudoTerminal(const PseudoTerminal&) = delete;
    PseudoTerminal& operator=(const PseudoTerminal&) = delete;
    ~PseudoTerminal();

    /// "/dev/pts/7"
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Writes as much as fits now, which may be nothing; the reader makes room. Disconnected once closed.
    [[nodiscard]] Result<std::size_t> writeSome(std::span<const std::uint8_t> bytes);
    /// Writes all and waits for room where the reader is slow; Timeout says how much was taken.
    [[nodiscard]] Result<void> writeAll(std::span<const std::uint8_t> bytes,
                                        std::chrono::milliseconds timeout);
    /// Throws away what the reader has sent to the device; returns how many bytes.
    [[nodiscard]] std::size_t discardInput() const;

    /// Pulls the plug: readers see the end of the line, and unread bytes are gone.
    void close();

    /// For poll(): readable when the reader has sent something, writable when there is room. -1 once closed.
    [[nodiscard]] int handle() const { return device_fd_; }

  private:
    PseudoTerminal(int device_fd, int port_fd, std::string path);

    int device_fd_ = -1;
    /// Held open so that the line and its settings outlive the readers that come and go.
    int port_fd_ = -1;
    std::string path_;
};

}  // namespace palpate::acquisition
