#include "simulator_source.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/version.hpp"

#include <fmt/format.h>

namespace palpate::acquisition {

namespace {

/// Hands on each frame of a simulation when its time has come, on a thread of its own that start() begins and
/// stop() ends. A consumer that is slow delays frames and loses none.
class SimulatorSource final : public FrameSource {
  public:
    SimulatorSource(std::unique_ptr<Simulation> simulation, std::string scenario, unsigned seed)
        : simulation_{std::move(simulation)},
          profile_{simulation_->profile()},
          scenario_{std::move(scenario)},
          seed_{seed}
    {}
    SimulatorSource(const SimulatorSource&) = delete;
    SimulatorSource& operator=(const SimulatorSource&) = delete;
    ~SimulatorSource() override { join(); }

    [[nodiscard]] Result<void> start(SourceCallbacks callbacks) override
    {
        if (std::exchange(started_, true)) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{} was started before: make a new source", description()));
        }
        callbacks_ = std::move(callbacks);
        thread_ = std::jthread{[this](const std::stop_token& stop) { runThread(stop); }};
        return {};
    }

    void stop() override { join(); }

    [[nodiscard]] StreamStats stats() const override { return StreamStats{.frames_ok = frames_ok_}; }

    [[nodiscard]] DeviceIdentity identity() const override
    {
        return {.model = "simulated " + profile_.id,
                .serial = fmt::format("seed {}", seed_),
                .firmware = std::string{softwareName()}};
    }

    [[nodiscard]] const MatProfile& profile() const override { return profile_; }
    [[nodiscard]] std::string description() const override { return "simulator " + scenario_; }

  private:
    void join()
    {
        if (thread_.joinable()) {
            thread_.request_stop();
            thread_.join();
        }
    }

    void runThread(const std::stop_token& stop)
    {
        std::optional<Error> error;
        try {
            play(stop);
        } catch (const std::exception& problem) {
            error = Error{.code = ErrorCode::Io,
                          .message = fmt::format("{} failed: {}", description(), problem.what())};
        }
        if (!stop.stop_requested() && callbacks_.ended) {
            callbacks_.ended(std::move(error));
        }
    }

    void play(const std::stop_token& stop)
    {
        const auto start = std::chrono::steady_clock::now();
        while (auto frame = simulation_->nextFrame()) {
            waitUntil(start + frame->stamp.time, stop);
            if (stop.stop_requested()) {
                return;
            }
            forwardEvents();
            ++frames_ok_;
            if (callbacks_.frame) {
                callbacks_.frame(std::make_shared<const RawFrame>(std::move(*frame)));
            }
        }
        forwardEvents();
    }

    void forwardEvents()
    {
        for (const auto& event : simulation_->takeEvents()) {
            if (callbacks_.event) {
                callbacks_.event(event);
            }
        }
    }

    void waitUntil(std::chrono::steady_clock::time_point due, const std::stop_token& stop)
    {
        std::unique_lock lock{mutex_};
        wake_.wait_until(lock, stop, due, [] { return false; });
    }

    std::unique_ptr<Simulation> simulation_;
    MatProfile profile_;
    std::string scenario_;
    unsigned seed_;
    SourceCallbacks callbacks_;
    std::atomic<std::uint64_t> frames_ok_ = 0;
    bool started_ = false;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

}  // namespace

Result<std::unique_ptr<FrameSource>> makeSimulatorSource(const SourceRequest& request,
                                                         const std::string& scenario)
{
    auto simulation = makeSimulation(
        request.profile,
        {.scenario = scenario, .seed = request.seed, .rate = request.rate, .coaching = request.coaching});
    if (!simulation) {
        return fail(simulation.error());
    }
    return std::make_unique<SimulatorSource>(std::move(*simulation), scenario, request.seed);
}

}  // namespace palpate::acquisition
