#include "comparison_loader.hpp"

#include <utility>

#include "session_choice.hpp"
#include "session_header_reader.hpp"

namespace palpate::gui {

namespace {

/// A file that cannot be read stays where it is: comparing names it.
void putInOrder(std::filesystem::path& before, std::filesystem::path& after)
{
    const SessionChoice first = readSessionChoice(before);
    const SessionChoice second = readSessionChoice(after);
    if (first.info && second.info && isOtherWayRound(*first.info, *second.info)) {
        std::swap(before, after);
    }
}

std::shared_ptr<const live::SessionComparison> withMap(const live::SessionComparison& known,
                                                       std::string_view name)
{
    auto compared = std::make_shared<live::SessionComparison>(known);
    compared->comparison.map = live::differenceOf(known, name);
    return compared;
}

}  // namespace

ComparisonLoader::ComparisonLoader(ComparisonFunctions functions, Callbacks callbacks)
    : functions_(std::move(functions)),
      callbacks_(std::move(callbacks)),
      thread_([this](const std::stop_token& stop) { work(stop); })
{}

ComparisonLoader::~ComparisonLoader()
{
    ++latest_id_;
    thread_.request_stop();
    thread_.join();
}

void ComparisonLoader::compare(ComparisonJob job)
{
    {
        const std::lock_guard lock(mutex_);
        waiting_ = Numbered{.id = ++latest_id_, .job = std::move(job)};
    }
    wake_.notify_one();
}

void ComparisonLoader::cancel()
{
    const std::lock_guard lock(mutex_);
    ++latest_id_;
    waiting_.reset();
}

void ComparisonLoader::work(const std::stop_token& stop)
{
    while (true) {
        Numbered numbered;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return waiting_.has_value(); })) {
                return;
            }
            numbered = std::move(*waiting_);
            waiting_.reset();
        }
        run(std::move(numbered));
    }
}

void ComparisonLoader::run(Numbered numbered)
{
    if (numbered.job.known == nullptr) {
        runFromFiles(std::move(numbered));
        return;
    }
    const live::ComparisonRequest& request = numbered.job.request;
    post(numbered.id, [this, compared = withMap(*numbered.job.known, request.map), used = request] {
        callbacks_.compared(compared, used);
    });
}

void ComparisonLoader::runFromFiles(Numbered numbered)
{
    live::ComparisonRequest& request = numbered.job.request;
    const auto failed = [this, id = numbered.id](const Error& error) {
        post(id, [this, error] { callbacks_.failed(error); });
    };
    if (!numbered.job.keeps_order) {
        putInOrder(request.before, request.after);
        if (request.control_before && request.control_after) {
            putInOrder(*request.control_before, *request.control_after);
        }
        if (request.reference_before && request.reference_after) {
            putInOrder(*request.reference_before, *request.reference_after);
        }
    }
    Result<std::vector<ErrorBand>> bands = functions_.bands();
    if (!bands) {
        failed(bands.error());
        return;
    }
    request.bands = std::move(*bands);
    Result<live::SessionComparison> compared =
        functions_.compare(request, [this, id = numbered.id] { return latest_id_ != id; });
    if (!compared) {
        failed(compared.error());
        return;
    }
    auto shared = std::make_shared<const live::SessionComparison>(std::move(*compared));
    // Not before it is known that they can be used, nor after somebody gave up.
    std::optional<Result<void>> kept;
    if (numbered.job.keeps_landmarks && latest_id_ == numbered.id) {
        kept = functions_.keep_landmarks(request.before, request.after, request.landmarks);
    }
    post(numbered.id, [this, shared, used = request, kept] {
        callbacks_.compared(shared, used);
        if (kept) {
            callbacks_.landmarks_kept(*kept);
        }
    });
}

void ComparisonLoader::post(std::uint64_t id, std::function<void()> deliver)
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
