#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>

#include "palpate/core/results.hpp"
#include "palpate/live/repeatability.hpp"

namespace palpate::gui {

/// Repeats that were judged, with what the plot of each measure shows.
struct JudgedRepeats {
    live::Repeatability repeatability;
    /// One list per measure.
    std::vector<std::vector<live::RepeatPair>> pairs;
};

/// Where error bands were kept.
struct KeptBands {
    std::filesystem::path file;
    int count = 0;
    /// As in live::Repeatability::mat.
    std::string mat_id;
    /// Behind each; too few decide nothing.
    int pairs = 0;
};

/// What the loader asks of live and session; tests put in their own.
struct RepeatFunctions {
    std::function<Result<JudgedRepeats>(const std::vector<std::filesystem::path>&, const AnalysisSettings&,
                                        const std::function<bool()>& cancelled)>
        judge;
    std::function<Result<KeptBands>(const live::Repeatability&)> keep;
};
/// The real ones: session files, and the clinic's own file of error bands, with today's date (UTC).
[[nodiscard]] RepeatFunctions repeatFunctions();

/// Judges repeats and keeps error bands away from the screen.
///
/// One worker thread takes the latest job; what arrives for an older or a cancelled one is discarded. The
/// callbacks run on the thread that made the loader (the GUI's), never after the loader is gone. The
/// destructor cancels and joins; what is being kept is kept first.
class RepeatsLoader final : public QObject {
    Q_OBJECT

  public:
    struct Callbacks {
        std::function<void(std::shared_ptr<const JudgedRepeats>)> judged;
        std::function<void(const Error&)> not_judged;
        std::function<void(const KeptBands&)> kept;
        std::function<void(const Error&)> not_kept;
    };

    RepeatsLoader(RepeatFunctions functions, Callbacks callbacks);
    RepeatsLoader(const RepeatsLoader&) = delete;
    RepeatsLoader& operator=(const RepeatsLoader&) = delete;
    ~RepeatsLoader() override;

    void judge(std::vector<std::filesystem::path> files, const AnalysisSettings& settings);
    void keep(std::shared_ptr<const JudgedRepeats> judged);
    void cancel();

  private:
    /// Runs on the worker with its number.
    using Job = std::function<void(std::uint64_t)>;

    void start(Job job);
    void work(const std::stop_token& stop);
    void post(std::uint64_t id, std::function<void()> deliver);

    RepeatFunctions functions_;
    Callbacks callbacks_;
    std::atomic<std::uint64_t> latest_id_{0};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Job> waiting_;
    std::uint64_t waiting_id_ = 0;
    std::jthread thread_;
};

}  // namespace palpate::gui
