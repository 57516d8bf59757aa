#include "palpate/live/recorder.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "palpate/live/bounded_queue.hpp"
#include "palpate/live/stored_results.hpp"
#include "palpate/session/journal_writer.hpp"

#include "disk_room.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

using Clock = std::chrono::steady_clock;

// 128 MiB hold 160 s of a 64 x 64 mat at 100 Hz (8 KiB a frame), 16 s at 1,000 Hz: any stall of a disk that
// is worth surviving.
constexpr std::size_t kQueueBytes = std::size_t{128} << 20U;
// "safe" is announced at least once a second; half of it leaves room for a slow sync.
constexpr std::chrono::milliseconds kSyncPeriod{500};
/// Of the progress of finishing: the session file, before its results.
constexpr double kFileShare = 0.75;

struct QueuedFrame {
    RawFramePtr frame;
    SessionTime start;
};

struct End {
    StreamStats stats;
};

using Item = std::variant<QueuedFrame, Gap, Event, std::vector<Region>, End>;

}  // namespace

struct Recorder::State {
    State(session::JournalWriter journal, std::filesystem::path path, bool overwrite_session,
          AnalysisSettings wanted)
        : writer{std::move(journal)},
          session_path{std::move(path)},
          overwrite{overwrite_session},
          settings{std::move(wanted)}
    {
        settings.regions.clear();
    }

    void run(const std::stop_token& stop);
    [[nodiscard]] Result<void> writeUntilEnd(const std::stop_token& stop);
    [[nodiscard]] Result<void> write(const Item& item);
    [[nodiscard]] Result<void> sync();
    void buildSessionFile();
    void failWith(Error error);
    void countRejected(SessionTime time);

    // Owned by the recorder thread.
    session::JournalWriter writer;
    RawFrame shifted;
    SessionTime last_written{0};
    bool ended = false;

    const std::filesystem::path session_path;
    const bool overwrite;
    AnalysisSettings settings;
    std::atomic<bool> gives_up_results{false};
    BoundedQueue<Item> queue{kQueueBytes, WhenFull::Reject};

    // Owned by the pushing thread.
    std::optional<Gap> open_gap;
    SessionTime last_pushed{0};
    bool any_pushed = false;

    mutable std::mutex status_mutex;
    RecordingStatus status{.state = RecordingState::Recording};
    std::optional<Result<session::FinalizeReport>> outcome;

    std::jthread thread;
};

Result<std::unique_ptr<Recorder>> Recorder::start(const std::filesystem::path& session_path,
                                                  const SessionHeader& header, bool overwrite,
                                                  const AnalysisSettings& settings)
{
    if (auto checked = checkRoom(session_path, header); !checked) {
        return fail(std::move(checked.error()));
    }
    auto writer = session::JournalWriter::create(session_path, header, overwrite);
    if (!writer) {
        return fail(std::move(writer.error()));
    }
    auto state = std::make_unique<State>(std::move(*writer), session_path, overwrite, settings);
    auto* running = state.get();
    state->thread = std::jthread{[running](const std::stop_token& stop) { running->run(stop); }};
    return std::unique_ptr<Recorder>{new Recorder{std::move(state)}};
}

Recorder::Recorder(std::unique_ptr<State> state) : state_{std::move(state)} {}

Recorder::~Recorder()
{
    if (!state_->queue.closed()) {
        finish(StreamStats{});
    }
    state_->gives_up_results = true;
    if (state_->thread.joinable()) {
        state_->thread.join();
    }
}

void Recorder::push(RawFramePtr frame, SessionTime start)
{
    auto& state = *state_;
    const auto time = frame->stamp.time - start;
    const auto bytes = static_cast<std::size_t>(frame->counts.size()) * sizeof(std::uint16_t);
    if (!state.queue.push(QueuedFrame{.frame = std::move(frame), .start = start}, bytes)) {
        state.countRejected(time);
        return;
    }
    if (state.open_gap) {
        // Only with the frame that ends it: a gap without a second end says nothing.
        state.open_gap->to = time;
        state.queue.pushAlways(*state.open_gap);
        state.open_gap.reset();
    }
    state.last_pushed = time;
    state.any_pushed = true;
    const std::lock_guard lock{state.status_mutex};
    ++state.status.frames;
    state.status.recorded = time;
}

void Recorder::gap(const Gap& gap)
{
    state_->queue.pushAlways(gap);
}

void Recorder::event(const Event& event)
{
    state_->queue.pushAlways(event);
}

void Recorder::regions(std::vector<Region> regions)
{
    state_->queue.pushAlways(std::move(regions));
}

void Recorder::finish(const StreamStats& stats)
{
    auto& state = *state_;
    if (state.open_gap) {
        state.queue.pushAlways(*state.open_gap);
        state.open_gap.reset();
    }
    auto with_queue = stats;
    {
        const std::lock_guard lock{state.status_mutex};
        if (state.status.state == RecordingState::Recording) {
            state.status.state = RecordingState::Finishing;
        }
        with_queue.record_rejected = state.status.rejected;
    }
    with_queue.record_queue_high_water = state.queue.highWater();
    state.queue.pushAlways(End{.stats = with_queue});
    state.queue.close();
}

Result<session::FinalizeReport> Recorder::wait()
{
    if (!state_->queue.closed()) {
        return fail(ErrorCode::InvalidArgument, "the recording still runs: stop it first");
    }
    if (state_->thread.joinable()) {
        state_->thread.join();
    }
    const std::lock_guard lock{state_->status_mutex};
    return state_->outcome.value_or(fail(ErrorCode::Cancelled, "the recording was cut off"));
}

RecordingStatus Recorder::status() const
{
    const auto high_water = state_->queue.highWater();
    const std::lock_guard lock{state_->status_mutex};
    auto status = state_->status;
    status.queue_high_water_bytes = high_water;
    return status;
}

void Recorder::State::countRejected(SessionTime time)
{
    if (!open_gap) {
        open_gap = Gap{.from = any_pushed ? last_pushed : time,
                       .to = time,
                       .missing_frames = 0,
                       .reason = GapReason::QueueFull};
    }
    ++*open_gap->missing_frames;
    const std::lock_guard lock{status_mutex};
    ++status.rejected;
}

void Recorder::State::run(const std::stop_token& stop)
{
    try {
        if (auto written = writeUntilEnd(stop); !written) {
            failWith(std::move(written.error()));
        } else if (ended) {
            buildSessionFile();
        }
    } catch (const std::exception& unexpected) {
        failWith({.code = ErrorCode::Io,
                  .message = fmt::format("recording {}: {}; what was announced as safe is in its journal",
                                         session_path.string(), unexpected.what())});
    }
}

Result<void> Recorder::State::writeUntilEnd(const std::stop_token& stop)
{
    auto next_sync = Clock::now() + kSyncPeriod;
    while (!ended) {
        const auto item = queue.popUntil(stop, next_sync);
        if (item) {
            if (auto written = write(*item); !written) {
                return written;
            }
        } else if (queue.closed() || stop.stop_requested()) {
            return {};
        }
        if (ended || Clock::now() >= next_sync) {
            if (auto synced = sync(); !synced) {
                return synced;
            }
            next_sync = Clock::now() + kSyncPeriod;
        }
    }
    return {};
}

Result<void> Recorder::State::write(const Item& item)
{
    if (const auto* queued = std::get_if<QueuedFrame>(&item)) {
        shifted = *queued->frame;
        shifted.stamp.time -= queued->start;
        last_written = shifted.stamp.time;
        return writer.append(shifted);
    }
    if (const auto* gap = std::get_if<Gap>(&item)) {
        return writer.append(*gap);
    }
    if (const auto* event = std::get_if<Event>(&item)) {
        return writer.append(*event);
    }
    if (const auto* regions = std::get_if<std::vector<Region>>(&item)) {
        return writer.append(*regions);
    }
    ended = true;
    return writer.appendEnd(std::get<End>(item).stats);
}

Result<void> Recorder::State::sync()
{
    auto synced = writer.sync();
    if (synced) {
        const auto left_s = roomLeftS(session_path, writer.byteCount(), last_written);
        const std::lock_guard lock{status_mutex};
        status.safe = last_written;
        status.disk_left_s = left_s;
    }
    return synced;
}

void Recorder::State::buildSessionFile()
{
    // Closing the journal gives its lock to the builder.
    const auto journal_path = writer.path();
    {
        const auto closed = std::move(writer);
    }
    const auto progress = [this](double done) {
        const std::lock_guard lock{status_mutex};
        status.finishing_progress = kFileShare * done;
    };
    auto report = session::finalizeJournal(journal_path, overwrite, progress);
    if (report) {
        // The session is whole; without results it is analysed when it is opened.
        static_cast<void>(analyzeAndKeep(session_path, settings, [this] { return gives_up_results.load(); }));
    }
    const std::lock_guard lock{status_mutex};
    if (report) {
        status.state = RecordingState::Finished;
        status.finishing_progress = 1.0;
    } else {
        status.state = RecordingState::Failed;
        status.error = report.error();
    }
    outcome = std::move(report);
}

void Recorder::State::failWith(Error error)
{
    queue.close();
    const std::lock_guard lock{status_mutex};
    status.state = RecordingState::Failed;
    status.error = error;
    outcome = fail(std::move(error));
}

}  // namespace palpate::live
