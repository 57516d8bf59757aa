#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/system/error_code.hpp>

#include "palpate/core/error.hpp"

namespace palpate::acquisition {

/// Something that bytes come from. After open() it is used on the thread that runs the io_context only.
class ByteTransport {
  public:
    using ReadHandler = std::function<void(boost::system::error_code, std::size_t)>;

    ByteTransport() = default;
    ByteTransport(const ByteTransport&) = delete;
    ByteTransport& operator=(const ByteTransport&) = delete;
    virtual ~ByteTransport() = default;

    /// Blocks until the line is open or cannot be; nobody else may run the io_context meanwhile.
    [[nodiscard]] virtual Result<void> open() = 0;
    /// `buffer` must live until the handler has run. One read at a time.
    virtual void asyncRead(std::span<std::uint8_t> buffer, ReadHandler handler) = 0;
    /// Ends a pending read; its handler still runs. Does nothing when closed.
    virtual void close() = 0;
    /// "port /dev/ttyUSB0"
    [[nodiscard]] virtual std::string description() const = 0;
};

[[nodiscard]] std::unique_ptr<ByteTransport> makeSerialTransport(boost::asio::io_context& io,
                                                                 std::string path, int baud);
[[nodiscard]] std::unique_ptr<ByteTransport> makeTcpTransport(boost::asio::io_context& io, std::string host,
                                                              std::string port);

}  // namespace palpate::acquisition
