#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>

#include "palpate/live/session_comparison.hpp"

namespace palpate::gui {

/// Two sessions to be compared, and perhaps two of a control site.
struct ComparisonJob {
    live::ComparisonRequest request;
    /// The sessions are in the order of the request; otherwise phase and time of recording decide which one
    /// is before, for the control site and the reference weight as well.
    bool keeps_order = false;
    /// Its landmarks are kept in the files once it is compared.
    bool keeps_landmarks = false;
    /// The same sessions as they were compared before: only the map is another one. Null = from the files.
    std::shared_ptr<const live::SessionComparison> known;
};

/// What the loader asks of live; tests put in their own.
struct ComparisonFunctions {
    std::function<Result<live::SessionComparison>(const live::ComparisonRequest&,
                                                  const std::function<bool()>& cancelled)>
        compare;
    std::function<Result<std::vector<ErrorBand>>()> bands;
    std::function<Result<void>(const std::filesystem::path& before, const std::filesystem::path& after,
                               const std::vector<live::Landmark>&)>
        keep_landmarks = {};
};

/// Compares sessions away from the screen.
///
/// One worker thread takes the latest job; a newer one cancels the one under way, and what arrives for an
/// older one is discarded. The callbacks run on the thread that made the loader (the GUI's), never after the
/// loader is gone. The destructor cancels and joins.
class ComparisonLoader final : public QObject {
    Q_OBJECT

  public:
    struct Callbacks {
        /// With the request in the order that was found.
        std::function<void(std::shared_ptr<const live::SessionComparison>, const live::ComparisonRequest&)>
            compared;
        std::function<void(const Error&)> failed;
        /// After compared(), of a job that keeps its landmarks.
        std::function<void(const Result<void>&)> landmarks_kept = {};
    };

    ComparisonLoader(ComparisonFunctions functions, Callbacks callbacks);
    ComparisonLoader(const ComparisonLoader&) = delete;
    ComparisonLoader& operator=(const ComparisonLoader&) = delete;
    ~ComparisonLoader() override;

    void compare(ComparisonJob job);
    void cancel();

  private:
    struct Numbered {
        std::uint64_t id = 0;
        ComparisonJob job;
    };

    void work(const std::stop_token& stop);
    void run(Numbered numbered);
    void runFromFiles(Numbered numbered);
    void post(std::uint64_t id, std::function<void()> deliver);

    ComparisonFunctions functions_;
    Callbacks callbacks_;
    std::atomic<std::uint64_t> latest_id_{0};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Numbered> waiting_;
    std::jthread thread_;
};

}  // namespace palpate::gui
