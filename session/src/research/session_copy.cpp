#include "research/session_copy.hpp"

#include <cstdint>
#include <utility>

#include "h5_file.hpp"
#include "session_builder.hpp"
#include "session_contents.hpp"
#include "session_layout.hpp"

namespace palpate::session {

namespace {

/// Device clocks from the first one that is there.
class DeviceClock final {
  public:
    explicit DeviceClock(bool is_relative) : is_relative_{is_relative} {}

    void release(FrameStamp& stamp)
    {
        if (!is_relative_ || !stamp.device_time_us) {
            return;
        }
        if (!has_start_) {
            start_us_ = *stamp.device_time_us;
            has_start_ = true;
        }
        // A device that restarted counts from below its start: wrapping keeps the differences.
        *stamp.device_time_us -= start_us_;
        if (*stamp.device_time_us == kNoDeviceTime) {
            stamp.device_time_us.reset();
        }
    }

  private:
    bool is_relative_;
    bool has_start_ = false;
    std::uint64_t start_us_ = 0;
};

template <typename Frame>
Result<void> appendFrame(Result<Frame> frame, DeviceClock& clock, SessionBuilder& builder)
{
    if (!frame) {
        return fail(std::move(frame.error()));
    }
    clock.release(frame->stamp);
    return builder.append(*frame);
}

}  // namespace

Result<SessionTexts> textsOf(const SessionReader& session)
{
    auto ending = storedEnding(session);
    if (!ending) {
        return fail(std::move(ending.error()));
    }
    SessionTexts texts{.header = session.header(), .ending = std::move(*ending)};
    if (texts.header.info.session_id.empty()) {
        // Of an early or foreign file: it can only be itself.
        texts.header.info.session_id = makeSessionId();
    }
    return texts;
}

Result<void> buildCopy(SessionReader& session, const ReleasedTexts& released,
                       const std::filesystem::path& target)
{
    const auto uses_fill_count = usesFillCount(session, session.header());
    if (!uses_fill_count) {
        return fail(uses_fill_count.error());
    }
    const auto& header = released.texts.header;
    auto builder = SessionBuilder::create(
        target, header, {.frames = session.frameCount(), .layout = layoutOf(header, *uses_fill_count)});
    if (!builder) {
        return fail(h5::inFile(target.string(), builder.error()));
    }
    DeviceClock clock{released.is_device_clock_relative};
    for (std::uint64_t i = 0; i < session.frameCount(); ++i) {
        auto added = header.samples == SampleKind::Counts
                         ? appendFrame(session.readCounts(i), clock, *builder)
                         : appendFrame(session.readPressure(i), clock, *builder);
        if (!added) {
            return added;
        }
    }
    if (auto finished = builder->finish(released.texts.ending); !finished) {
        return fail(h5::inFile(target.string(), finished.error()));
    }
    return {};
}

}  // namespace palpate::session
