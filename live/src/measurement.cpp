#include "palpate/live/measurement.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <mutex>
#include <utility>

#include "palpate/analysis/carried_tare.hpp"
#include "palpate/analysis/tare.hpp"
#include "palpate/core/version.hpp"
#include "palpate/live/recorder.hpp"
#include "palpate/session/session_regions.hpp"

#include "live_analysis.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kTareSeconds = 1.0;
constexpr double kStallSeconds = 0.2;

std::shared_ptr<const SessionHeader> makeHeader(const acquisition::MatProfile& profile,
                                                const Calibration& calibration, std::optional<Tare> tare,
                                                std::optional<Coaching> coaching)
{
    return std::make_shared<const SessionHeader>(SessionHeader{.geometry = profile.geometry,
                                                               .samples = SampleKind::Counts,
                                                               .calibration = calibration,
                                                               .tare = std::move(tare),
                                                               .nominal_rate = profile.nominal_rate,
                                                               .coaching = std::move(coaching)});
}

}  // namespace

struct Measurement::State {
    State(std::unique_ptr<acquisition::FrameSource> frames, const AnalysisSettings& settings)
        : source{std::move(frames)},
          analysis{settings},
          asked{settings},
          header{makeHeader(source->profile(), source->profile().calibration, std::nullopt, std::nullopt)},
          regions{settings.regions}
    {}

    void onFrame(const RawFramePtr& frame);
    void onGap(const Gap& gap);
    void onEvent(const Event& event);
    void onEnded(std::optional<Error> error);
    void remember(const RawFramePtr& frame);
    void recordGap(Gap gap) const;
    void begin(RecordFrom from);
    [[nodiscard]] StreamStats stats() const;
    [[nodiscard]] StreamState streamState() const;
    void fillRecording(Snapshot& snapshot) const;

    std::unique_ptr<acquisition::FrameSource> source;
    LiveAnalysis analysis;
    const AnalysisSettings asked;
    bool source_running = false;

    // What the source's thread and the owner share; held for microseconds, never over disk or device calls.
    mutable std::mutex mutex;
    std::shared_ptr<const SessionHeader> header;
    std::shared_ptr<Recorder> recorder;
    bool recording = false;
    /// Source time that is session time 0: of the first frame, then of the first recorded one.
    std::optional<SessionTime> start;
    SessionTime last_time{0};
    std::optional<Clock::time_point> last_arrival;
    SessionTime last_period{0};
    std::uint64_t lost_frames = 0;
    std::vector<Event> events;
    std::vector<Region> regions;
    /// While not recording: the last second's.
    std::deque<RawFramePtr> recent;
    std::vector<Gap> recent_gaps;
    bool ended = false;
    std::optional<Error> source_error;
};

void Measurement::State::onFrame(const RawFramePtr& frame)
{
    const std::lock_guard lock{mutex};
    if (!start) {
        start = frame->stamp.time;
    }
    last_period = frame->stamp.time - last_time;
    last_time = frame->stamp.time;
    last_arrival = Clock::now();
    if (recording) {
        recorder->push(frame, *start);
    } else {
        remember(frame);
    }
    analysis.push(frame, *start, header, lost_frames);
}

void Measurement::State::remember(const RawFramePtr& frame)
{
    recent.push_back(frame);
    while (static_cast<int>(recent.size()) > analysis::kMinTareFrames &&
           toSeconds(frame->stamp.time - recent.front()->stamp.time) > kTareSeconds) {
        recent.pop_front();
    }
    std::erase_if(recent_gaps, [this](const Gap& gap) { return gap.to < recent.front()->stamp.time; });
}

void Measurement::State::onGap(const Gap& gap)
{
    const std::lock_guard lock{mutex};
    if (!start) {
        return;
    }
    lost_frames += gap.missing_frames.value_or(1);
    if (recording) {
        recordGap(gap);
    } else {
        recent_gaps.push_back(gap);
    }
}

void Measurement::State::recordGap(Gap gap) const
{
    gap.from = std::max(gap.from - *start, SessionTime::zero());
    gap.to = std::max(gap.to - *start, SessionTime::zero());
    recorder->gap(gap);
}

void Measurement::State::begin(RecordFrom from)
{
    recording = true;
    lost_frames = 0;
    events.clear();
    start.reset();
    if (!regions.empty()) {
        recorder->regions(regions);
    }
    if (from == RecordFrom::Buffered && !recent.empty()) {
        start = recent.front()->stamp.time;
        for (const auto& gap : recent_gaps) {
            lost_frames += gap.missing_frames.value_or(1);
            recordGap(gap);
        }
        for (const auto& frame : recent) {
            recorder->push(frame, *start);
            analysis.push(frame, *start, header, lost_frames);
        }
    }
    recent.clear();
    recent_gaps.clear();
}

void Measurement::State::onEvent(const Event& event)
{
    const std::lock_guard lock{mutex};
    if (!start || event.time < *start) {
        return;
    }
    auto in_session = event;
    in_session.time -= *start;
    if (recording) {
        recorder->event(in_session);
    }
    analysis.push(in_session);
    events.push_back(std::move(in_session));
}

void Measurement::State::onEnded(std::optional<Error> error)
{
    const std::lock_guard lock{mutex};
    ended = true;
    source_error = std::move(error);
}

StreamStats Measurement::State::stats() const
{
    auto all = source->stats();
    all.live_dropped = analysis.dropped();
    all.live_queue_high_water = analysis.queueHighWater();
    if (recorder) {
        const auto status = recorder->status();
        all.record_rejected = status.rejected;
        all.record_queue_high_water = status.queue_high_water_bytes;
    }
    return all;
}

StreamState Measurement::State::streamState() const
{
    if (ended) {
        return StreamState::Ended;
    }
    if (!last_arrival) {
        return StreamState::Waiting;
    }
    const std::chrono::duration<double> silent = Clock::now() - *last_arrival;
    return silent.count() > std::max(kStallSeconds, 2.0 * toSeconds(last_period)) ? StreamState::Stalled
                                                                                  : StreamState::Streaming;
}

void Measurement::State::fillRecording(Snapshot& snapshot) const
{
    if (!recorder) {
        return;
    }
    auto status = recorder->status();
    snapshot.recording = status.state;
    snapshot.recording_error = std::move(status.error);
    snapshot.recorded_s = toSeconds(status.recorded);
    snapshot.safe_s = toSeconds(status.safe);
    snapshot.recorded_frames = status.frames;
    snapshot.disk_left_s = status.disk_left_s;
    snapshot.finishing_progress = status.finishing_progress;
    snapshot.lost_frames += status.rejected;
}

Measurement::Measurement(std::unique_ptr<State> state) : state_{std::move(state)} {}

Result<std::unique_ptr<Measurement>> Measurement::start(std::unique_ptr<acquisition::FrameSource> source,
                                                        const AnalysisSettings& settings)
{
    auto state = std::make_unique<State>(std::move(source), settings);
    if (auto checked = session::checkRegions(settings.regions); !checked) {
        return fail(std::move(checked.error()));
    }
    if (auto pipeline = analysis::Pipeline::create(*state->header, settings); !pipeline) {
        return fail(std::move(pipeline.error()));
    }
    auto* shared = state.get();
    auto started = state->source->start({
        .frame = [shared](const RawFramePtr& frame) { shared->onFrame(frame); },
        .gap = [shared](const Gap& gap) { shared->onGap(gap); },
        .event = [shared](const Event& event) { shared->onEvent(event); },
        .ended = [shared](std::optional<Error> error) { shared->onEnded(std::move(error)); },
    });
    if (!started) {
        return fail(std::move(started.error()));
    }
    state->source_running = true;
    return std::unique_ptr<Measurement>{new Measurement{std::move(state)}};
}

Measurement::~Measurement()
{
    stop();
}

const acquisition::MatProfile& Measurement::profile() const
{
    return state_->source->profile();
}

Result<void> Measurement::tare()
{
    std::vector<RawFramePtr> frames;
    std::shared_ptr<const SessionHeader> before;
    {
        const std::lock_guard lock{state_->mutex};
        if (state_->recording) {
            return fail(ErrorCode::InvalidArgument,
                        "the mat cannot be tared while recording: stop first, step off, then tare");
        }
        frames.assign(state_->recent.begin(), state_->recent.end());
        before = state_->header;
    }
    auto tare = analysis::makeTare(*before, frames);
    if (!tare) {
        return fail(std::move(tare.error()));
    }
    auto header =
        makeHeader(state_->source->profile(), before->calibration, std::move(*tare), before->coaching);
    const std::lock_guard lock{state_->mutex};
    state_->header = std::move(header);
    return {};
}

Result<void> Measurement::useCalibration(const Calibration& calibration)
{
    auto& state = *state_;
    if (auto checked = checkCalibration(calibration, state.source->profile().geometry); !checked) {
        return checked;
    }
    const std::lock_guard lock{state.mutex};
    if (state.recording) {
        return fail(ErrorCode::InvalidArgument,
                    "the calibration cannot be changed while recording: stop first");
    }
    auto tare = analysis::carriedTare(*state.header, calibration);
    state.header = makeHeader(state.source->profile(), calibration, std::move(tare), state.header->coaching);
    return {};
}

Result<void> Measurement::useCoaching(std::optional<Coaching> coaching)
{
    auto& state = *state_;
    if (coaching) {
        if (auto checked = checkCoaching(*coaching); !checked) {
            return checked;
        }
    }
    const std::lock_guard lock{state.mutex};
    if (state.recording) {
        return fail(ErrorCode::InvalidArgument,
                    "the technique cannot be changed while recording: stop first");
    }
    state.header = makeHeader(state.source->profile(), state.header->calibration, state.header->tare,
                              std::move(coaching));
    return {};
}

Result<void> Measurement::startRecording(const std::filesystem::path& session_path, MeasurementInfo info,
                                         bool overwrite, RecordFrom from)
{
    auto& state = *state_;
    std::shared_ptr<const SessionHeader> before;
    {
        const std::lock_guard lock{state.mutex};
        if (state.recording) {
            return fail(ErrorCode::InvalidArgument, "a recording is already running: stop it first");
        }
        if (state.recorder && state.recorder->status().state == RecordingState::Finishing) {
            return fail(ErrorCode::Busy, "the last recording is still being saved: wait until it is done");
        }
        before = state.header;
    }
    const auto& profile = state.source->profile();
    const auto identity = state.source->identity();
    info.session_id = makeSessionId();
    info.mat_id = profile.id;
    info.mat_title = profile.title;
    info.mat_serial = identity.serial;
    info.mat_firmware = identity.firmware;
    info.started_at = std::chrono::system_clock::now();
    info.source = state.source->description();
    info.software = softwareName();
    auto header = *makeHeader(profile, before->calibration, before->tare, before->coaching);
    if (header.coaching) {
        info.technique = header.coaching->technique.id;
    }
    header.info = std::move(info);

    auto recorder = Recorder::start(session_path, header, overwrite, state.asked);
    if (!recorder) {
        return fail(std::move(recorder.error()));
    }
    const std::lock_guard lock{state.mutex};
    state.header = std::make_shared<const SessionHeader>(std::move(header));
    state.recorder = std::move(*recorder);
    state.begin(from);
    return {};
}

Result<void> Measurement::addEvent(EventKind kind, std::optional<int> nrs, std::string text,
                                   std::optional<MatPoint> place)
{
    const std::lock_guard lock{state_->mutex};
    if (!state_->recording || !state_->start) {
        return fail(ErrorCode::InvalidArgument, "nothing is being recorded: start the recording, then mark");
    }
    Event event{.time = state_->last_time - *state_->start,
                .kind = kind,
                .nrs = nrs,
                .place = place,
                .text = std::move(text)};
    if (auto checked = checkEvent(event); !checked) {
        return checked;
    }
    state_->recorder->event(event);
    state_->analysis.push(event);
    state_->events.push_back(std::move(event));
    return {};
}

Result<void> Measurement::setRegions(std::vector<Region> regions)
{
    if (auto checked = session::checkRegions(regions); !checked) {
        return checked;
    }
    const std::lock_guard lock{state_->mutex};
    if (state_->recording) {
        state_->recorder->regions(regions);
    }
    state_->analysis.setRegions(regions);
    state_->regions = std::move(regions);
    return {};
}

void Measurement::stopRecording()
{
    const std::lock_guard lock{state_->mutex};
    if (!state_->recording) {
        return;
    }
    state_->recording = false;
    state_->recorder->finish(state_->stats());
}

Result<session::FinalizeReport> Measurement::waitUntilFinished()
{
    std::shared_ptr<Recorder> recorder;
    {
        const std::lock_guard lock{state_->mutex};
        recorder = state_->recorder;
    }
    if (!recorder) {
        return fail(ErrorCode::InvalidArgument, "nothing was recorded");
    }
    return recorder->wait();
}

std::shared_ptr<const Snapshot> Measurement::snapshot() const
{
    const auto analysed = state_->analysis.latest();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->kpa = analysed->kpa;
    snapshot->metrics = analysed->metrics;
    snapshot->running_holds = analysed->running_holds;
    snapshot->finished_holds = analysed->finished_holds;
    snapshot->strokes = analysed->strokes;
    snapshot->spots = analysed->spots;
    snapshot->coach = analysed->coach;
    snapshot->tenderness = analysed->tenderness;
    snapshot->regions = analysed->regions;
    snapshot->contact = analysed->contact;
    snapshot->quality = analysed->quality;
    snapshot->rate_hz = analysed->rate_hz;
    snapshot->time_s = analysed->metrics ? analysed->metrics->time_s : 0.0;

    const std::lock_guard lock{state_->mutex};
    snapshot->stream = state_->streamState();
    snapshot->source_error = state_->source_error;
    snapshot->events = state_->events;
    snapshot->tared = state_->header->tare.has_value();
    snapshot->stats = state_->stats();
    snapshot->lost_frames = state_->lost_frames;
    state_->fillRecording(*snapshot);
    return snapshot;
}

std::vector<HistoryPoint> Measurement::history() const
{
    return state_->analysis.history();
}

void Measurement::stop()
{
    if (!state_->source_running) {
        return;
    }
    stopRecording();
    state_->source->stop();
    state_->source_running = false;
}

}  // namespace palpate::live
