#include <chrono>
#include <optional>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "byte_transport.hpp"

#include <fmt/format.h>

namespace palpate::acquisition {

namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::seconds kConnectTimeout{5};

class TcpTransport final : public ByteTransport {
  public:
    TcpTransport(boost::asio::io_context& io, std::string host, std::string port)
        : io_{io}, socket_{io}, resolver_{io}, host_{std::move(host)}, port_{std::move(port)}
    {}

    [[nodiscard]] Result<void> open() override
    {
        std::optional<error_code> resolved;
        std::optional<error_code> connected;
        resolver_.async_resolve(
            host_, port_, [&](const error_code& error, const tcp::resolver::results_type& endpoints) {
                resolved = error;
                if (!error) {
                    boost::asio::async_connect(
                        socket_, endpoints,
                        [&connected](const error_code& result, const tcp::endpoint&) { connected = result; });
                }
            });
        io_.restart();
        io_.run_for(kConnectTimeout);
        const bool in_time = connected || (resolved && *resolved);
        if (!in_time) {
            abandon();
            return fail(ErrorCode::Timeout,
                        fmt::format("no answer from {} within {} s: check the address and that the mat is on",
                                    address(), kConnectTimeout.count()));
        }
        if (*resolved) {
            return fail(ErrorCode::NotFound,
                        fmt::format("no host '{}': {}; check the address", host_, resolved->message()));
        }
        if (*connected) {
            return fail(ErrorCode::Io,
                        fmt::format("cannot connect to {}: {}; check that the mat is on and listens there",
                                    address(), connected->message()));
        }
        error_code ignored;
        socket_.set_option(tcp::no_delay{true}, ignored);
        return {};
    }

    void asyncRead(std::span<std::uint8_t> buffer, ReadHandler handler) override
    {
        socket_.async_read_some(boost::asio::buffer(buffer.data(), buffer.size()), std::move(handler));
    }

    void close() override
    {
        error_code ignored;
        socket_.close(ignored);
    }

    [[nodiscard]] std::string description() const override { return "tcp " + address(); }

  private:
    [[nodiscard]] std::string address() const
    {
        const bool is_v6 = host_.find(':') != std::string::npos;
        return is_v6 ? fmt::format("[{}]:{}", host_, port_) : fmt::format("{}:{}", host_, port_);
    }

    /// The handlers refer to variables of open(): they must have run before it returns.
    void abandon()
    {
        resolver_.cancel();
        close();
        io_.restart();
        io_.run();
    }

    boost::asio::io_context& io_;
    tcp::socket socket_;
    tcp::resolver resolver_;
    std::string host_;
    std::string port_;
};

}  // namespace

std::unique_ptr<ByteTransport> makeTcpTransport(boost::asio::io_context& io, std::string host,
                                                std::string port)
{
    return std::make_unique<TcpTransport>(io, std::move(host), std::move(port));
}

}  // namespace palpate::acquisition
