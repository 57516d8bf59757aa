#include "session_loader.hpp"

#include <utility>

#include "palpate/live/session_analysis.hpp"
#include "palpate/live/stored_results.hpp"
#include "palpate/session/session_outcomes.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/session/session_regions.hpp"

namespace palpate::gui {

namespace {

/// A reader and what calibrates its frames: the second points at the first.
struct FrameReader {
    explicit FrameReader(session::SessionReader opened) : reader(std::move(opened)) {}
    session::SessionReader reader;
    std::optional<live::SessionPressure> pressure;
};

struct OpenedSession {
    std::shared_ptr<const ReviewSession> session;
    /// Null where it has to be analysed.
    std::shared_ptr<const SessionResults> stored;
};

Result<OpenedSession> openSession(const std::filesystem::path& path, const AnalysisSettings& settings)
{
    Result<session::SessionReader> opened = session::SessionReader::open(path);
    if (!opened) {
        return fail(opened.error());
    }
    auto frames = std::make_shared<FrameReader>(std::move(*opened));
    Result<live::SessionPressure> pressure = live::SessionPressure::create(frames->reader);
    if (!pressure) {
        return fail(pressure.error());
    }
    frames->pressure.emplace(std::move(*pressure));
    const session::SessionReader& reader = frames->reader;
    auto session = std::make_shared<ReviewSession>(ReviewSession{.header = reader.header(),
                                                                 .path = path,
                                                                 .file_bytes = reader.fileBytes(),
                                                                 .ended_on_purpose = reader.endedOnPurpose(),
                                                                 .lost_frames = 0,
                                                                 .times_s = {},
                                                                 .events = reader.events(),
                                                                 .gaps = reader.gaps(),
                                                                 .regions = reader.regions(),
                                                                 .outcomes = reader.outcomes(),
                                                                 .frame = {}});
    session->times_s.reserve(reader.stamps().size());
    for (const FrameStamp& stamp : reader.stamps()) {
        session->times_s.push_back(toSeconds(stamp.time));
    }
    for (const Gap& gap : reader.gaps()) {
        session->lost_frames += gap.missing_frames.value_or(0);
    }
    OpenedSession made;
    if (std::optional<SessionResults> stored = live::storedResults(reader, settings)) {
        made.stored = std::make_shared<const SessionResults>(std::move(*stored));
    }
    session->frame = [frames](std::uint64_t index) -> Result<PressureArray> {
        Result<PressureFrame> frame = frames->pressure->frame(index);
        if (!frame) {
            return fail(frame.error());
        }
        return std::move(frame->kpa);
    };
    made.session = std::move(session);
    return made;
}

}  // namespace

SessionLoader::SessionLoader(Callbacks callbacks)
    : callbacks_(std::move(callbacks)), thread_([this](const std::stop_token& stop) { work(stop); })
{}

SessionLoader::~SessionLoader()
{
    ++latest_id_;
    thread_.request_stop();
    thread_.join();
}

void SessionLoader::open(const std::filesystem::path& path, const AnalysisSettings& settings)
{
    request({.id = 0, .path = path, .settings = settings, .is_journal = false, .additions = {}});
}

void SessionLoader::addReport(const std::filesystem::path& path, const Event& report,
                              const AnalysisSettings& settings)
{
    change(path, settings, [path, report] { return session::annotateSession(path, report); });
}

void SessionLoader::removeReport(const std::filesystem::path& path, const Event& report,
                                 const AnalysisSettings& settings)
{
    change(path, settings, [path, report] { return session::removeEvent(path, report); });
}

void SessionLoader::setRegions(const std::filesystem::path& path, const std::vector<Region>& regions,
                               const AnalysisSettings& settings)
{
    change(path, settings, [path, regions] { return session::saveRegions(path, regions); });
}

void SessionLoader::setOutcomes(const std::filesystem::path& path, const std::vector<Outcome>& outcomes,
                                const AnalysisSettings& settings)
{
    change(path, settings, [path, outcomes] { return session::saveOutcomes(path, outcomes); });
}

void SessionLoader::change(const std::filesystem::path& path, const AnalysisSettings& settings,
                           std::function<Result<void>()> addition)
{
    request({.id = 0,
             .path = path,
             .settings = settings,
             .is_journal = false,
             .additions = {std::move(addition)}});
}

void SessionLoader::recover(const std::filesystem::path& journal_path)
{
    request({.id = 0, .path = journal_path, .settings = {}, .is_journal = true, .additions = {}});
}

void SessionLoader::request(Job job)
{
    job.id = ++latest_id_;
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.has_value()) {
            job.additions.insert(job.additions.begin(), waiting_->additions.begin(),
                                 waiting_->additions.end());
        }
        waiting_ = std::move(job);
    }
    wake_.notify_one();
}

void SessionLoader::work(const std::stop_token& stop)
{
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return waiting_.has_value(); })) {
                return;
            }
            job = std::move(*waiting_);
            waiting_.reset();
        }
        store(job);
        if (job.is_journal) {
            runRecover(job);
        } else {
            runOpen(job);
        }
    }
}

void SessionLoader::store(const Job& job)
{
    for (const std::function<Result<void>()>& add : job.additions) {
        if (const Result<void> stored = add(); !stored) {
            // Also for a session that is not shown any more.
            QMetaObject::invokeMethod(
                this, [this, error = stored.error()] { callbacks_.not_stored(error); }, Qt::QueuedConnection);
        }
    }
}

void SessionLoader::runOpen(const Job& job)
{
    Result<OpenedSession> opened = openSession(job.path, job.settings);
    if (!opened) {
        post(job.id, [this, error = opened.error()] { callbacks_.failed(error); });
        return;
    }
    post(job.id, [this, shown = opened->session] { callbacks_.opened(shown); });
    if (opened->stored != nullptr) {
        post(job.id, [this, shown = opened->stored] { callbacks_.analyzed(shown); });
        return;
    }
    analyze(job);
}

void SessionLoader::analyze(const Job& job)
{
    // A second reader: the first one is the screen's from now on.
    Result<session::SessionReader> reader = session::SessionReader::open(job.path);
    if (!reader) {
        post(job.id, [this, error = reader.error()] { callbacks_.failed(error); });
        return;
    }
    Result<SessionResults> results =
        live::analyzeSession(*reader, job.settings, [this, &job] { return latest_id_ != job.id; });
    if (!results) {
        post(job.id, [this, error = results.error()] { callbacks_.failed(error); });
        return;
    }
    auto shared = std::make_shared<const SessionResults>(std::move(*results));
    post(job.id, [this, shared] { callbacks_.analyzed(shared); });
    if (!job.additions.empty() && latest_id_ == job.id && shared->frames.size() <= live::kMostFramesStored) {
        // What was changed here opens at once again; without it, it is only analysed again.
        static_cast<void>(live::keepResults(*reader, job.settings, *shared));
    }
}

void SessionLoader::runRecover(const Job& job)
{
    Result<session::FinalizeReport> report = session::finalizeJournal(job.path, false);
    if (!report) {
        post(job.id, [this, error = report.error()] { callbacks_.failed(error); });
        return;
    }
    // Of default settings, as the command keeps them; the session is whole without them.
    static_cast<void>(
        live::analyzeAndKeep(report->session_path, {}, [this, &job] { return latest_id_ != job.id; }));
    post(job.id, [this, done = *report] { callbacks_.recovered(done); });
}

void SessionLoader::post(std::uint64_t id, std::function<void()> deliver)
{
    QMetaObject::invokeMethod(
        this,
        [this, id, deliver = std::move(deliver)] {
            if (latest_id_ == id) {
                deliver();
            }
        },
        Qt::QueuedConnection);
}

}  // namespace palpate::gui
