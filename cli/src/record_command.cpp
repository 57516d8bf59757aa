#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "palpate/acquisition/frame_source.hpp"
#include "palpate/live/measurement.hpp"
#include "palpate/live/technique_catalogue.hpp"
#include "palpate/session/calibration_file.hpp"

#include "coaching_options.hpp"
#include "command.hpp"
#include "finalize_message.hpp"
#include "mat_choice.hpp"
#include "measurement_options.hpp"
#include "notice.hpp"
#include "recording_notices.hpp"
#include "region_option.hpp"
#include "standard_streams.hpp"
#include "stop_signals.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kTick{50};
constexpr std::chrono::milliseconds kAnnouncePeriod{500};
constexpr std::chrono::seconds kFirstFrameLimit{5};
constexpr std::chrono::milliseconds kTareWait{1200};

struct Options {
    std::string port;
    std::string mat = kDefaultMat;
    std::string output;
    std::string calibration;
    std::optional<double> duration_s;
    std::optional<double> rate_hz;
    unsigned seed = 1;
    bool tare = false;
    bool force = false;
    MeasurementOptions measurement;
    CoachingOptions coaching;
    std::vector<std::string> regions;
};

/// The mat's own calibration in place of its profile's.
Result<void> calibrate(live::Measurement& measurement, const std::string& path)
{
    if (path.empty()) {
        return {};
    }
    const auto file = session::readCalibrationFile(path);
    if (!file) {
        return fail(file.error());
    }
    const auto& profile = measurement.profile();
    MeasurementInfo info;
    info.mat_id = profile.id;
    if (auto checked = session::checkIsOfMat(*file, profile.geometry, info, false); !checked) {
        return fail(checked.error().code, fmt::format("{}: {}", path, checked.error().message));
    }
    return measurement.useCalibration(file->calibration);
}

/// What the coach goes by, and what the client does on a simulated mat.
struct Technical {
    std::optional<Coaching> coaching;
    std::optional<Coaching> simulated;
};

/// The simulated client's weight and threshold are known, unless the user says otherwise.
Result<Technical> techniqueFor(const Options& options, const MeasurementInfo& info, const MatGeometry& mat)
{
    auto coaching = coachingFor(info.technique, options.coaching, mat, info.setup);
    if (!coaching) {
        return fail(std::move(coaching.error()));
    }
    Technical technical{.coaching = std::move(*coaching), .simulated = std::nullopt};
    constexpr std::string_view kSimulated = "sim:";
    if (options.port.starts_with(kSimulated)) {
        technical.simulated = live::coachingOfScenario(
            std::string_view{options.port}.substr(kSimulated.size()), live::allTechniques().techniques, mat);
    }
    if (technical.coaching && technical.simulated) {
        Coaching& used = *technical.coaching;
        used.body_weight = used.body_weight ? used.body_weight : technical.simulated->body_weight;
        used.own_threshold = used.own_threshold ? used.own_threshold : technical.simulated->own_threshold;
        technical.simulated->placement = used.placement;
    }
    return technical;
}

Result<std::unique_ptr<live::Measurement>> connect(const Options& options, const MeasurementInfo& info)
{
    auto mat = matById(options.mat);
    if (!mat) {
        return fail(std::move(mat.error()));
    }
    auto technique = techniqueFor(options, info, mat->geometry);
    if (!technique) {
        return fail(std::move(technique.error()));
    }
    acquisition::SourceRequest request{.port = options.port,
                                       .profile = std::move(*mat),
                                       .seed = options.seed,
                                       .rate = std::nullopt,
                                       .coaching = std::move(technique->simulated)};
    if (options.rate_hz) {
        request.rate = Frequency{*options.rate_hz};
    }
    auto source = acquisition::makeFrameSource(request);
    if (!source) {
        return fail(std::move(source.error()));
    }
    auto regions = regionsOf("--region", options.regions);
    if (!regions) {
        return fail(std::move(regions.error()));
    }
    auto measurement = live::Measurement::start(std::move(*source), {.regions = std::move(*regions)});
    if (measurement) {
        if (auto coached = (*measurement)->useCoaching(std::move(technique->coaching)); !coached) {
            return fail(std::move(coached.error()));
        }
    }
    return measurement;
}

/// Waits for the first frame; an error when the mat stays silent or the user stops.
Result<void> waitForFrames(const live::Measurement& measurement, StopSignals& signals, Clock::duration limit)
{
    const auto deadline = Clock::now() + limit;
    while (Clock::now() < deadline) {
        if (signals.waitFor(kTick)) {
            return fail(ErrorCode::Cancelled, "stopped before the first frame: nothing was recorded");
        }
        const auto snapshot = measurement.snapshot();
        if (snapshot->source_error) {
            return fail(*snapshot->source_error);
        }
        if (snapshot->metrics) {
            return {};
        }
    }
    const auto stats = measurement.snapshot()->stats;
    return fail(ErrorCode::Timeout,
                fmt::format("no frame within {} s ({} bytes came): check that the mat is on and that --mat "
                            "{} is the right one",
                            std::chrono::duration_cast<std::chrono::seconds>(limit).count(), stats.bytes_in,
                            measurement.profile().id));
}

Result<void> tareFirst(live::Measurement& measurement, StopSignals& signals)
{
    const auto deadline = Clock::now() + kTareWait;
    while (Clock::now() < deadline) {
        if (signals.waitFor(kTick)) {
            return fail(ErrorCode::Cancelled, "stopped while taring: nothing was recorded");
        }
    }
    return measurement.tare();
}

/// Until the duration is over, the source ends, the recording fails or a signal comes.
void recordUntilEnd(const live::Measurement& measurement, const Options& options, StopSignals& signals)
{
    auto next_announcement = Clock::now() + kAnnouncePeriod;
    CuePrinter cues;
    RoomWarning room{options.output};
    while (!signals.waitFor(kTick)) {
        const auto snapshot = measurement.snapshot();
        cues.print(*snapshot);
        if (Clock::now() >= next_announcement) {
            announceSafe(*snapshot);
            room.announce(*snapshot);
            next_announcement += kAnnouncePeriod;
        }
        const bool over = options.duration_s && snapshot->recorded_s >= *options.duration_s;
        if (over || snapshot->stream == live::StreamState::Ended ||
            snapshot->recording == live::RecordingState::Failed) {
            return;
        }
    }
}

int finish(live::Measurement& measurement)
{
    measurement.stop();
    const auto report = measurement.waitUntilFinished();
    const auto snapshot = measurement.snapshot();
    if (!report) {
        return refuse(report.error());
    }
    announceSafe(*snapshot);
    notice(describeFinalized(*report));
    announceLosses(*snapshot);
    if (snapshot->source_error) {
        return refuse(*snapshot->source_error);
    }
    return kDone;
}

int record(const Options& options)
{
    StopSignals signals;
    outliveClosedPipes();
    const auto info = measurementInfo(options.measurement);
    if (!info) {
        return refuse(info.error());
    }
    auto measurement = connect(options, *info);
    if (!measurement) {
        return refuse(measurement.error());
    }
    if (const auto ready = waitForFrames(**measurement, signals, kFirstFrameLimit); !ready) {
        return refuse(ready.error());
    }
    if (const auto calibrated = calibrate(**measurement, options.calibration); !calibrated) {
        return refuse(calibrated.error());
    }
    if (options.tare) {
        if (const auto tared = tareFirst(**measurement, signals); !tared) {
            return refuse(tared.error());
        }
    }
    const auto from = options.tare ? live::RecordFrom::Now : live::RecordFrom::Buffered;
    if (const auto started = (*measurement)->startRecording(options.output, *info, options.force, from);
        !started) {
        return refuse(started.error());
    }
    recordUntilEnd(**measurement, options, signals);
    return finish(**measurement);
}

}  // namespace

void addRecordCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("record", "Record a mat, or a simulated one");
    const auto options = std::make_shared<Options>();
    command->add_option("--port", options->port, "Device path, tcp://HOST:PORT or sim:SCENARIO")->required();
    command->add_option("--mat", options->mat, "Mat profile (see palpate mats)")->capture_default_str();
    command->add_option("-o,--output", options->output, "Session file to write (.h5)")->required();
    command->add_option("--calibration", options->calibration,
                        "This mat's calibration (palpate calibrate -o), in place of its profile's");
    command->add_option("--duration", options->duration_s, "Seconds; without it until Ctrl+C")
        ->check(CLI::PositiveNumber);
    command->add_option("--rate", options->rate_hz, "Frames per second of a simulated mat")
        ->check(CLI::PositiveNumber);
    command->add_option("--seed", options->seed, "Seed of a simulated client")->capture_default_str();
    command->add_flag("--tare", options->tare, "Take the empty mat's zero first (nobody may be on it)");
    command->add_option("--region", options->regions,
                        "A part of the mat to keep with the session: NAME=SHAPE in mm, e.g. 'calf=rectangle "
                        "10,20 60,80'; may be repeated");
    command->add_flag("--force", options->force, "Replace the session file if it exists");
    addMeasurementOptions(*command, options->measurement);
    addCoachingOptions(*command, options->coaching);
    command->footer(
        "Example: palpate record --port /dev/ttyUSB0 --mat jq-32x32 --setup mat_between -o visit.h5");
    command->callback([&chosen, options] { chosen = [options] { return record(*options); }; });
}

}  // namespace palpate::cli
