#include "port_source.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "palpate/acquisition/frame_decoder.hpp"
#include "palpate/core/assert.hpp"

#include "byte_transport.hpp"
#include "frame_stamper.hpp"

#include <fmt/format.h>

namespace palpate::acquisition {

namespace {

using boost::system::error_code;

/// Holds 20 ms of the fastest mats.
constexpr std::size_t kReadBufferBytes = 65536;

/// Reads bytes, decodes and stamps frames, all on one thread of its own: the one that runs the io_context.
///
/// start() and stop() belong to the owner's thread. stop() posts the closing of the line to the io thread and
/// joins it; a line that ends by itself closes itself, reports once and lets the thread end. stats() and
/// identity() read copies under a mutex that the io thread renews after each read.
class PortSource final : public FrameSource, private FrameSink {
  public:
    PortSource(const MatProfile& profile, std::unique_ptr<boost::asio::io_context> io,
               std::unique_ptr<ByteTransport> transport)
        : profile_{profile},
          io_{std::move(io)},
          transport_{std::move(transport)},
          description_{transport_->description()},
          decoder_{makeDecoder(profile)}
    {}
    PortSource(const PortSource&) = delete;
    PortSource& operator=(const PortSource&) = delete;
    ~PortSource() override { stopReading(); }

    [[nodiscard]] Result<void> start(SourceCallbacks callbacks) override
    {
        if (started_) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{} was started before: make a new source", description_));
        }
        if (auto opened = transport_->open(); !opened) {
            return opened;
        }
        started_ = true;
        callbacks_ = std::move(callbacks);
        start_time_ = std::chrono::steady_clock::now();
        io_->restart();
        readNext();
        thread_ = std::jthread{[this] { runThread(); }};
        return {};
    }

    void stop() override { stopReading(); }

    [[nodiscard]] StreamStats stats() const override
    {
        const std::scoped_lock lock{mutex_};
        return shared_stats_;
    }

    [[nodiscard]] DeviceIdentity identity() const override
    {
        const std::scoped_lock lock{mutex_};
        return shared_identity_;
    }

    [[nodiscard]] const MatProfile& profile() const override { return profile_; }
    [[nodiscard]] std::string description() const override { return description_; }

  private:
    void stopReading()
    {
        if (!thread_.joinable()) {
            return;
        }
        PALPATE_ASSERT(thread_.get_id() != std::this_thread::get_id());
        stopping_ = true;
        boost::asio::post(*io_, [this] { transport_->close(); });
        thread_.join();
    }

    void runThread()
    {
        try {
            io_->run();
        } catch (const std::exception& problem) {
            end(Error{.code = ErrorCode::Io,
                      .message = fmt::format("reading {} failed: {}", description_, problem.what())});
        }
    }

    void readNext()
    {
        transport_->asyncRead(buffer_,
                              [this](const error_code& error, std::size_t size) { take(error, size); });
    }

    void take(const error_code& error, std::size_t size)
    {
        const auto arrival = std::chrono::steady_clock::now();
        if (stopping_) {
            finish();
            return;
        }
        // A line that has ended completes every further read at once: reading on would only burn the
        // processor.
        if (error) {
            finish();
            end(disconnected(error));
            return;
        }
        arrival_ = arrival - start_time_;
        decoder_->feed(std::span{buffer_}.first(size), *this);
        publishStats();
        if (wrong_mat_) {
            finish();
            end(std::move(*wrong_mat_));
            return;
        }
        readNext();
    }

    [[nodiscard]] Error disconnected(const error_code& error) const
    {
        const bool plain_end = error == boost::asio::error::eof;
        return Error{.code = ErrorCode::Disconnected,
                     .message = fmt::format(
                         "{} is gone{}: check the cable and the power of the mat, then connect again",
                         description_, plain_end ? "" : " (" + error.message() + ")")};
    }

    void finish()
    {
        decoder_->finish();
        publishStats();
    }

    void end(Error error)
    {
        transport_->close();
        if (callbacks_.ended && !std::exchange(ended_, true)) {
            callbacks_.ended(std::move(error));
        }
    }

    void publishStats()
    {
        const std::scoped_lock lock{mutex_};
        shared_stats_ = decoder_->stats();
    }

    void onFrame(DecodedFrame&& frame) override { stamper_.hand(std::move(frame), arrival_); }

    void onHello(const DeviceHello& hello) override
    {
        {
            const std::scoped_lock lock{mutex_};
            shared_identity_ = {.model = hello.model, .serial = hello.serial, .firmware = hello.firmware};
        }
        const auto& geometry = profile_.geometry;
        const bool turned = profile_.order.transpose;
        const int rows = turned ? geometry.cols() : geometry.rows();
        const int cols = turned ? geometry.rows() : geometry.cols();
        if (hello.rows != rows || hello.cols != cols || hello.bit_depth != profile_.bit_depth) {
            wrong_mat_ =
                Error{.code = ErrorCode::InvalidArgument,
                      .message = fmt::format(
                          "the mat on {} ({}) sends {} x {} cells of {} bits, but profile {} has {} x {} of "
                          "{}: choose the profile of this mat",
                          description_, hello.model, hello.rows, hello.cols, hello.bit_depth, profile_.id,
                          rows, cols, profile_.bit_depth)};
        }
    }

    MatProfile profile_;
    std::unique_ptr<boost::asio::io_context> io_;
    std::unique_ptr<ByteTransport> transport_;
    std::string description_;

    // The io thread's own, once it runs.
    std::unique_ptr<FrameDecoder> decoder_;
    SourceCallbacks callbacks_;
    FrameStamper stamper_{callbacks_};
    std::array<std::uint8_t, kReadBufferBytes> buffer_{};
    std::chrono::steady_clock::time_point start_time_;
    SessionTime arrival_{0};
    std::optional<Error> wrong_mat_;
    bool ended_ = false;

    std::atomic<bool> stopping_ = false;
    bool started_ = false;

    mutable std::mutex mutex_;
    StreamStats shared_stats_;
    DeviceIdentity shared_identity_;

    std::jthread thread_;
};

}  // namespace

std::unique_ptr<FrameSource> makeSerialSource(const MatProfile& profile, const std::string& path)
{
    auto io = std::make_unique<boost::asio::io_context>(1);
    auto transport = makeSerialTransport(*io, path, profile.baud);
    return std::make_unique<PortSource>(profile, std::move(io), std::move(transport));
}

std::unique_ptr<FrameSource> makeTcpSource(const MatProfile& profile, const std::string& host,
                                           const std::string& port)
{
    auto io = std::make_unique<boost::asio::io_context>(1);
    auto transport = makeTcpTransport(*io, host, port);
    return std::make_unique<PortSource>(profile, std::move(io), std::move(transport));
}

}  // namespace palpate::acquisition
