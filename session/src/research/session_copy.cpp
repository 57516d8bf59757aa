#include "research/session_copy.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "session_builder.hpp"
#include "session_layout.hpp"

namespace palpate::session {

namespace {

/// What the journal lost, which the reader of sessions does not give.
Result<void> readDamage(const std::filesystem::path& path, SessionEnding& ending)
{
    const auto file = h5::openForReading(path);
    if (!file) {
        return fail(file.error());
    }
    const auto metadata = h5::openGroup(file->get(), "metadata");
    if (!metadata) {
        return fail(metadata.error());
    }
    const auto count = [&metadata](std::string_view name) {
        return h5::readNumber<std::uint64_t>(metadata->get(), name).value_or(0);
    };
    ending.damaged_records = count("journal_damaged_records");
    ending.damaged_bytes = count("journal_damaged_bytes");
    return {};
}

bool holdsAbsentCount(const CountArray& counts, const MatGeometry& geometry)
{
    return (counts == kAbsentCount && geometry.presentMask() != 0).any();
}

/// Whether some cell reads what stands for an absent one; only then does the layout depend on the frames.
Result<bool> usesFillCount(SessionReader& session)
{
    const auto& header = session.header();
    const bool matters =
        header.samples == SampleKind::Counts && layoutOf(header, true) != layoutOf(header, false);
    for (std::uint64_t i = 0; matters && i < session.frameCount(); ++i) {
        const auto frame = session.readCounts(i);
        if (!frame) {
            return fail(frame.error());
        }
        if (holdsAbsentCount(frame->counts, header.geometry)) {
            return true;
        }
    }
    return false;
}

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
    SessionTexts texts{.header = session.header(),
                       .ending = {.events = session.events(),
                                  .gaps = session.gaps(),
                                  .regions = session.regions(),
                                  .outcomes = session.outcomes(),
                                  .stats = session.streamStats(),
                                  .ended_on_purpose = session.endedOnPurpose()}};
    if (texts.header.info.session_id.empty()) {
        // Of an early or foreign file: it can only be itself.
        texts.header.info.session_id = makeSessionId();
    }
    if (auto read = readDamage(session.path(), texts.ending); !read) {
        return fail(std::move(read.error()));
    }
    return texts;
}

Result<void> buildCopy(SessionReader& session, const ReleasedTexts& released,
                       const std::filesystem::path& target)
{
    const auto uses_fill_count = usesFillCount(session);
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
