// A day's work of a mat in minutes: frames with the times of a 100 Hz stream, handed to a real measurement as
// fast as its recorder and its analysis take them. Prints one line of JSON per stage with the resident
// memory; long_recording_test.py judges them.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/frame_source.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/live/measurement.hpp"

#include <unistd.h>

namespace {

using namespace palpate;

constexpr std::int64_t kPeriodNs = 10'000'000;
// Below the 256 frames that the analysis queues: it sees every one.
constexpr std::uint64_t kBurst = 200;
constexpr double kPatternSeconds = 20.0;
constexpr std::uint64_t kFramesPerHour = 360'000;

std::uint64_t residentKb()
{
    std::ifstream file{"/proc/self/statm"};
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    file >> all >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024;
}

void say(const char* stage, double hours, std::uint64_t frames, std::uint64_t resident_kb)
{
    std::printf(R"({"stage": "%s", "hours": %.4f, "frames": %llu, "resident_kb": %llu})"
                "\n",
                stage, hours, static_cast<unsigned long long>(frames),
                static_cast<unsigned long long>(resident_kb));
    std::fflush(stdout);
}

[[noreturn]] void giveUp(const std::string& why)
{
    std::fprintf(stderr, "long_recording: %s\n", why.c_str());
    std::exit(1);
}

/// The frames of a simulated client, over and over, when the owner asks for them.
class RepeatedSource final : public acquisition::FrameSource {
  public:
    explicit RepeatedSource(const acquisition::MatProfile& profile) : profile_{profile}
    {
        auto simulation = acquisition::makeSimulation(
            profile, {.scenario = "holds", .duration_s = kPatternSeconds, .rate = Frequency{100.0}});
        if (!simulation) {
            giveUp(simulation.error().message);
        }
        while (auto frame = (*simulation)->nextFrame()) {
            pattern_.push_back(std::move(*frame));
        }
    }

    Result<void> start(acquisition::SourceCallbacks callbacks) override
    {
        callbacks_ = std::move(callbacks);
        return {};
    }
    void stop() override {}
    [[nodiscard]] StreamStats stats() const override { return {.frames_ok = number_}; }
    [[nodiscard]] acquisition::DeviceIdentity identity() const override { return {}; }
    [[nodiscard]] const acquisition::MatProfile& profile() const override { return profile_; }
    [[nodiscard]] std::string description() const override { return "repeated simulation"; }

    void next()
    {
        auto frame = std::make_shared<RawFrame>(pattern_[number_ % pattern_.size()]);
        frame->stamp.sequence = number_;
        frame->stamp.time = SessionTime{static_cast<std::int64_t>(number_) * kPeriodNs};
        ++number_;
        callbacks_.frame(std::move(frame));
    }

  private:
    acquisition::MatProfile profile_;
    acquisition::SourceCallbacks callbacks_;
    std::vector<RawFrame> pattern_;
    std::uint64_t number_ = 0;
};

template <typename Condition>
void waitFor(Condition condition, const char* what)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) {
            giveUp(what);
        }
        std::this_thread::yield();
    }
}

void record(RepeatedSource& source, live::Measurement& measurement, std::uint64_t frames)
{
    for (std::uint64_t pushed = 0; pushed < frames; pushed += kBurst) {
        for (std::uint64_t i = 0; i < kBurst; ++i) {
            source.next();
        }
        const double last_s =
            static_cast<double>(pushed + kBurst - 1) * static_cast<double>(kPeriodNs) * 1e-9;
        waitFor(
            [&] {
                const auto now = measurement.snapshot();
                if (now->recording != live::RecordingState::Recording) {
                    giveUp(now->recording_error ? now->recording_error->message : "not recording");
                }
                return now->time_s >= last_s - 1e-6 && now->safe_s >= last_s - kPatternSeconds * 10;
            },
            "recorder or analysis stands still");
        if ((pushed / kBurst) % (frames / kBurst / 20 + 1) == 0) {
            say("recording", static_cast<double>(pushed + kBurst) / kFramesPerHour, pushed + kBurst,
                residentKb());
        }
    }
}

void finish(live::Measurement& measurement, double hours)
{
    measurement.stopRecording();
    std::uint64_t most_kb = 0;
    while (measurement.snapshot()->recording == live::RecordingState::Finishing) {
        most_kb = std::max(most_kb, residentKb());
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    const auto report = measurement.waitUntilFinished();
    if (!report) {
        giveUp(report.error().message);
    }
    say("finishing", hours, report->frames, most_kb);
    say("finished", hours, report->frames, residentKb());
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        giveUp("use: MAT HOURS SESSION.h5");
    }
    const auto mat =
        acquisition::catalogFolder()
            .and_then([](const auto& folder) { return acquisition::loadMatProfiles(folder); })
            .and_then([&](const auto& mats) { return acquisition::findMatProfile(mats, argv[1]); });
    if (!mat) {
        giveUp(mat.error().message);
    }
    const double hours = std::atof(argv[2]);
    auto owned = std::make_unique<RepeatedSource>(*mat);
    auto& source = *owned;
    auto measurement = live::Measurement::start(std::move(owned), {});
    if (!measurement) {
        giveUp(measurement.error().message);
    }
    if (const auto started = (*measurement)->startRecording(argv[3], {}, false); !started) {
        giveUp(started.error().message);
    }
    record(source, **measurement, static_cast<std::uint64_t>(hours * kFramesPerHour));
    finish(**measurement, hours);
    return 0;
}
