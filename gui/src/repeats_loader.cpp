#include "repeats_loader.hpp"

#include <utility>

#include <QDateTime>

#include "palpate/live/error_bands.hpp"
#include "palpate/live/visit.hpp"
#include "palpate/session/error_band_file.hpp"

namespace palpate::gui {

namespace {

Result<JudgedRepeats> judgeFiles(const std::vector<std::filesystem::path>& files,
                                 const AnalysisSettings& settings, const std::function<bool()>& cancelled)
{
    const auto visits = live::readVisits(files, settings, cancelled);
    if (!visits) {
        return fail(visits.error());
    }
    auto repeatability = live::repeatabilityOf(*visits);
    if (!repeatability) {
        return fail(std::move(repeatability.error()));
    }
    JudgedRepeats judged{.repeatability = std::move(*repeatability), .pairs = {}};
    judged.pairs.reserve(judged.repeatability.measures.size());
    for (const Reliability& one : judged.repeatability.measures) {
        judged.pairs.push_back(live::pairsOf(*visits, judged.repeatability, one.measure));
    }
    return judged;
}

Result<KeptBands> keepBands(const live::Repeatability& repeatability)
{
    const auto file = live::ownErrorBandsFile();
    if (!file) {
        return fail(ErrorCode::NotFound,
                    "no folder to keep error bands in: set HOME or XDG_DATA_HOME and start Palpate again");
    }
    const std::string today =
        QDateTime::currentDateTimeUtc().date().toString(QStringLiteral("yyyy-MM-dd")).toStdString();
    const std::vector<ErrorBand> bands = live::errorBandsOf(repeatability, today);
    if (bands.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    "no measure could be judged, so there is nothing to keep: record more repeats");
    }
    if (auto saved = session::saveErrorBands(*file, bands); !saved) {
        return fail(std::move(saved.error()));
    }
    return KeptBands{.file = *file,
                     .count = static_cast<int>(bands.size()),
                     .mat_id = repeatability.mat,
                     .pairs = bands.front().pairs.value_or(0)};
}

}  // namespace

RepeatFunctions repeatFunctions()
{
    return {.judge = judgeFiles, .keep = keepBands};
}

RepeatsLoader::RepeatsLoader(RepeatFunctions functions, Callbacks callbacks)
    : functions_(std::move(functions)),
      callbacks_(std::move(callbacks)),
      thread_([this](const std::stop_token& stop) { work(stop); })
{}

RepeatsLoader::~RepeatsLoader()
{
    ++latest_id_;
    thread_.request_stop();
    thread_.join();
}

void RepeatsLoader::judge(std::vector<std::filesystem::path> files, const AnalysisSettings& settings)
{
    start([this, files = std::move(files), settings](std::uint64_t id) {
        Result<JudgedRepeats> judged =
            functions_.judge(files, settings, [this, id] { return latest_id_ != id; });
        if (!judged) {
            post(id, [this, error = judged.error()] { callbacks_.not_judged(error); });
            return;
        }
        auto shared = std::make_shared<const JudgedRepeats>(std::move(*judged));
        post(id, [this, shared] { callbacks_.judged(shared); });
    });
}

void RepeatsLoader::keep(std::shared_ptr<const JudgedRepeats> judged)
{
    start([this, judged = std::move(judged)](std::uint64_t id) {
        const Result<KeptBands> kept = functions_.keep(judged->repeatability);
        if (!kept) {
            post(id, [this, error = kept.error()] { callbacks_.not_kept(error); });
            return;
        }
        post(id, [this, where = *kept] { callbacks_.kept(where); });
    });
}

void RepeatsLoader::cancel()
{
    const std::lock_guard lock(mutex_);
    ++latest_id_;
    waiting_.reset();
}

void RepeatsLoader::start(Job job)
{
    {
        const std::lock_guard lock(mutex_);
        waiting_id_ = ++latest_id_;
        waiting_ = std::move(job);
    }
    wake_.notify_one();
}

void RepeatsLoader::work(const std::stop_token& stop)
{
    while (true) {
        Job job;
        std::uint64_t id = 0;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return waiting_.has_value(); })) {
                return;
            }
            job = std::move(*waiting_);
            id = waiting_id_;
            waiting_.reset();
        }
        job(id);
    }
}

void RepeatsLoader::post(std::uint64_t id, std::function<void()> deliver)
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
