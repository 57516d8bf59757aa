#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/trend.hpp"

namespace palpate::gui {

/// Every measure of one client over the visits.
struct ClientTrends {
    std::vector<Trend> trends;
    /// Of what was measured; decides under which names.
    std::optional<SetUp> setup;
};

/// Analyses the files; `cancelled` is asked from several threads.
using ReadTrends = std::function<Result<ClientTrends>(const std::vector<std::filesystem::path>& files,
                                                      const AnalysisSettings& settings,
                                                      const std::function<bool()>& cancelled)>;

/// From the files, with the published error bands and the clinic's own.
[[nodiscard]] Result<ClientTrends> readClientTrends(const std::vector<std::filesystem::path>& files,
                                                    const AnalysisSettings& settings,
                                                    const std::function<bool()>& cancelled);

/// Makes trends away from the screen.
///
/// One worker thread takes the latest job; a newer one cancels the one under way, and what arrives for an
/// older one is discarded. `arrived` runs on the thread that made the loader (the GUI's), never after the
/// loader is gone. The destructor cancels and joins.
class TrendLoader final : public QObject {
    Q_OBJECT

  public:
    TrendLoader(ReadTrends read, std::function<void(const Result<ClientTrends>&)> arrived);
    TrendLoader(const TrendLoader&) = delete;
    TrendLoader& operator=(const TrendLoader&) = delete;
    ~TrendLoader() override;

    void load(std::vector<std::filesystem::path> files, const AnalysisSettings& settings);
    void cancel();

  private:
    struct Job {
        std::uint64_t id = 0;
        std::vector<std::filesystem::path> files;
        AnalysisSettings settings;
    };

    void work(const std::stop_token& stop);
    void run(const Job& job);

    ReadTrends read_;
    std::function<void(const Result<ClientTrends>&)> arrived_;
    std::atomic<std::uint64_t> latest_id_{0};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Job> waiting_;
    std::jthread thread_;
};

}  // namespace palpate::gui
