#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/serial_port.hpp>

#include "byte_transport.hpp"
#include "open_serial_port.hpp"

#include <unistd.h>

namespace palpate::acquisition {

namespace {

class SerialTransport final : public ByteTransport {
  public:
    SerialTransport(boost::asio::io_context& io, std::string path, int baud)
        : port_{io}, path_{std::move(path)}, baud_{baud}
    {}

    [[nodiscard]] Result<void> open() override
    {
        const auto fd = openSerialPort(path_, baud_);
        if (!fd) {
            return fail(fd.error());
        }
        boost::system::error_code error;
        port_.assign(*fd, error);
        if (error) {
            releaseSerialPort(*fd);
            ::close(*fd);
            return fail(ErrorCode::Io, "cannot read from serial port '" + path_ + "': " + error.message());
        }
        return {};
    }

    void asyncRead(std::span<std::uint8_t> buffer, ReadHandler handler) override
    {
        port_.async_read_some(boost::asio::buffer(buffer.data(), buffer.size()), std::move(handler));
    }

    void close() override
    {
        if (port_.is_open()) {
            releaseSerialPort(port_.native_handle());
            boost::system::error_code ignored;
            port_.close(ignored);
        }
    }

    [[nodiscard]] std::string description() const override { return "port " + path_; }

  private:
    boost::asio::serial_port port_;
    std::string path_;
    int baud_;
};

}  // namespace

std::unique_ptr<ByteTransport> makeSerialTransport(boost::asio::io_context& io, std::string path, int baud)
{
    return std::make_unique<SerialTransport>(io, std::move(path), baud);
}

}  // namespace palpate::acquisition
