#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "palpate/acquisition/frame_source.hpp"

namespace palpate::live {

/// Hands over what a test tells it to, on the test's own thread.
class ScriptedSource final : public acquisition::FrameSource {
  public:
    explicit ScriptedSource(acquisition::MatProfile profile) : profile_{std::move(profile)} {}

    Result<void> start(acquisition::SourceCallbacks callbacks) override
    {
        callbacks_ = std::move(callbacks);
        return {};
    }
    void stop() override {}
    [[nodiscard]] StreamStats stats() const override { return stats_; }
    [[nodiscard]] acquisition::DeviceIdentity identity() const override
    {
        return {.model = "test", .serial = "T-1", .firmware = "1"};
    }
    [[nodiscard]] const acquisition::MatProfile& profile() const override { return profile_; }
    [[nodiscard]] std::string description() const override { return "test"; }

    void frame(RawFramePtr frame) { callbacks_.frame(std::move(frame)); }
    void gap(const Gap& gap) { callbacks_.gap(gap); }
    void event(const Event& event) { callbacks_.event(event); }
    void end(std::optional<Error> error) { callbacks_.ended(std::move(error)); }

  private:
    acquisition::MatProfile profile_;
    acquisition::SourceCallbacks callbacks_;
    StreamStats stats_;
};

/// 8 x 8 cells of 10 mm, 0.1 kPa per count.
inline acquisition::MatProfile smallMat()
{
    return {.id = "test-8x8",
            .title = "Test mat",
            .geometry = MatGeometry::create(8, 8, Length{10.0}, Length{10.0}).value(),
            .protocol = acquisition::PalpateWire{},
            .nominal_rate = Frequency{100.0},
            .order = {},
            .calibration = {.curve = LinearCalibration{.kpa_per_count = 0.1}, .source = "test"}};
}

/// Frame k at k * 10 ms: a 2 x 2 load that grows slowly, over a little noise that depends on k.
inline RawFramePtr loadedFrame(std::uint64_t number)
{
    auto frame = std::make_shared<RawFrame>();
    frame->stamp.sequence = number;
    frame->stamp.time = SessionTime{static_cast<std::int64_t>(number) * 10'000'000};
    frame->counts = CountArray::Constant(8, 8, static_cast<std::uint16_t>(number % 3));
    frame->counts.block(3, 4, 2, 2) = static_cast<std::uint16_t>(500 + number % 7);
    return frame;
}

inline RawFramePtr emptyFrame(std::uint64_t number)
{
    auto frame = std::make_shared<RawFrame>(*loadedFrame(number));
    frame->counts.block(3, 4, 2, 2) = static_cast<std::uint16_t>(number % 3);
    return frame;
}

}  // namespace palpate::live
