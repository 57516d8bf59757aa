#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/stream_stats.hpp"

namespace palpate::acquisition {

/// Where a source reports; every function is called on the source's own thread and must not block for long.
struct SourceCallbacks {
    /// Stamped and in the order of arrival. `stamp.time` counts from start().
    std::function<void(RawFramePtr)> frame;
    /// Frames are missing between the one before and the next one.
    std::function<void(const Gap&)> gap;
    /// Only from sources whose client speaks by itself (the simulator).
    std::function<void(const Event&)> event;
    /// The source has ended by itself, after its last frame: an error, or none at the end of a replay or of
    /// a simulated session. Called at most once, never after stop() returned.
    std::function<void(std::optional<Error>)> ended;
};

/// What a device says of itself; empty where its protocol has no hello.
struct DeviceIdentity {
    std::string model;
    std::string serial;
    std::string firmware;
};

/// A stream of frames: a port, a network peer or the simulator. One per measurement.
///
/// Threads: start() and stop() from the owner's thread; the callbacks run on one thread that the source owns
/// from start() to the end of stop(); stats() and identity() from any thread. The destructor stops.
class FrameSource {
  public:
    FrameSource() = default;
    FrameSource(const FrameSource&) = delete;
    FrameSource& operator=(const FrameSource&) = delete;
    virtual ~FrameSource() = default;

    /// Opens the device and begins to read. Fails with one clear line (missing, busy, no permission, ...).
    [[nodiscard]] virtual Result<void> start(SourceCallbacks callbacks) = 0;
    /// Closes the device and joins the thread; no callback runs afterwards. Does nothing when stopped.
    virtual void stop() = 0;
    /// Queue counters stay 0 here: they belong to the reader.
    [[nodiscard]] virtual StreamStats stats() const = 0;
    [[nodiscard]] virtual DeviceIdentity identity() const = 0;
    /// The mat behind the source; for protocols with a hello, the shape that was asked for.
    [[nodiscard]] virtual const MatProfile& profile() const = 0;
    /// For messages and for the session: "port /dev/ttyUSB0", "tcp 192.0.2.1:7000", "simulator holds".
    [[nodiscard]] virtual std::string description() const = 0;
};

struct SourceRequest {
    /// A device path, `tcp://HOST:PORT`, or `sim:SCENARIO`.
    std::string port;
    MatProfile profile;
    /// For the simulator.
    unsigned seed = 1;
    std::optional<Frequency> rate;
    /// For the simulator's scenarios of a technique.
    std::optional<Coaching> coaching = std::nullopt;
};

/// Checks the address and makes the source that fits it; opens nothing yet.
[[nodiscard]] Result<std::unique_ptr<FrameSource>> makeFrameSource(const SourceRequest& request);

}  // namespace palpate::acquisition
