#include "trend_loader.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "palpate/live/error_bands.hpp"
#include "palpate/live/visit.hpp"
#include "palpate/live/visit_trend.hpp"

namespace palpate::gui {

Result<ClientTrends> readClientTrends(const std::vector<std::filesystem::path>& files,
                                      const AnalysisSettings& settings,
                                      const std::function<bool()>& cancelled)
{
    const auto bands = live::allErrorBands();
    if (!bands) {
        return fail(bands.error());
    }
    const auto visits = live::readVisits(files, settings, cancelled);
    if (!visits) {
        return fail(visits.error());
    }
    auto trends = live::trendsOf(*visits, *bands);
    if (!trends) {
        return fail(trends.error());
    }
    const auto measured = std::find_if(visits->begin(), visits->end(), [](const live::Visit& visit) {
        return visit.info.phase != Phase::During;
    });
    return ClientTrends{.trends = std::move(*trends),
                        .setup = measured != visits->end() ? measured->info.setup : std::nullopt};
}

TrendLoader::TrendLoader(ReadTrends read, std::function<void(const Result<ClientTrends>&)> arrived)
    : read_(std::move(read)),
      arrived_(std::move(arrived)),
      thread_([this](const std::stop_token& stop) { work(stop); })
{}

TrendLoader::~TrendLoader()
{
    ++latest_id_;
    thread_.request_stop();
    thread_.join();
}

void TrendLoader::load(std::vector<std::filesystem::path> files, const AnalysisSettings& settings)
{
    {
        const std::lock_guard lock(mutex_);
        waiting_ = Job{.id = ++latest_id_, .files = std::move(files), .settings = settings};
    }
    wake_.notify_one();
}

void TrendLoader::cancel()
{
    const std::lock_guard lock(mutex_);
    ++latest_id_;
    waiting_.reset();
}

void TrendLoader::work(const std::stop_token& stop)
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
        run(job);
    }
}

void TrendLoader::run(const Job& job)
{
    auto answer = std::make_shared<const Result<ClientTrends>>(
        read_(job.files, job.settings, [this, id = job.id] { return latest_id_ != id; }));
    QMetaObject::invokeMethod(
        this,
        [this, id = job.id, answer] {
            if (latest_id_ == id) {
                arrived_(*answer);
            }
        },
        Qt::QueuedConnection);
}

}  // namespace palpate::gui
