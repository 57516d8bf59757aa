#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>

#include "palpate/session/finalize.hpp"

#include "review_session.hpp"

namespace palpate::gui {

/// Opens, analyses and recovers sessions away from the screen.
///
/// One worker thread takes the latest request; a newer request cancels the one under way, and results that
/// arrive for an older one are discarded. The callbacks run on the thread that made the loader (the GUI's),
/// never after the loader is gone. The destructor cancels and joins.
class SessionLoader final : public QObject {
    Q_OBJECT

  public:
    struct Callbacks {
        std::function<void(std::shared_ptr<const ReviewSession>)> opened;
        std::function<void(std::shared_ptr<const SessionResults>)> analyzed;
        std::function<void(const Error&)> failed;
        std::function<void(const session::FinalizeReport&)> recovered;
        /// What was added to a session could not be stored.
        std::function<void(const Error&)> not_stored;
    };

    explicit SessionLoader(Callbacks callbacks);
    SessionLoader(const SessionLoader&) = delete;
    SessionLoader& operator=(const SessionLoader&) = delete;
    ~SessionLoader() override;

    void open(const std::filesystem::path& path, const AnalysisSettings& settings);
    /// Adds to a stored session and analyses it anew. Additions are never dropped for a newer request: they
    /// are made in their order, at the latest by the destructor.
    void addReport(const std::filesystem::path& path, const Event& report, const AnalysisSettings& settings);
    /// Takes a report out again that was added.
    void removeReport(const std::filesystem::path& path, const Event& report,
                      const AnalysisSettings& settings);
    void setRegions(const std::filesystem::path& path, const std::vector<Region>& regions,
                    const AnalysisSettings& settings);
    void setOutcomes(const std::filesystem::path& path, const std::vector<Outcome>& outcomes,
                     const AnalysisSettings& settings);
    /// Finishes a recording that was cut off.
    void recover(const std::filesystem::path& journal_path);

  private:
    struct Job {
        std::uint64_t id = 0;
        std::filesystem::path path;
        AnalysisSettings settings;
        bool is_journal = false;
        std::vector<std::function<Result<void>()>> additions;
    };

    /// Changes the file, then analyses it anew.
    void change(const std::filesystem::path& path, const AnalysisSettings& settings,
                std::function<Result<void>()> addition);
    void request(Job job);
    void work(const std::stop_token& stop);
    void store(const Job& job);
    void runOpen(const Job& job);
    /// Computes what the session does not hold.
    void analyze(const Job& job);
    void runRecover(const Job& job);
    /// Calls `deliver` on the loader's own thread unless a newer request came.
    void post(std::uint64_t id, std::function<void()> deliver);

    Callbacks callbacks_;
    std::atomic<std::uint64_t> latest_id_{0};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Job> waiting_;
    std::jthread thread_;
};

}  // namespace palpate::gui
