#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>

#include "session_choice.hpp"
#include "session_files.hpp"

namespace palpate::gui {

/// Lists the sessions of a folder with what their headers say, away from the screen.
///
/// One worker thread takes the latest folder; headers that were read before are remembered for as long as
/// their files stay as they are. `listed` runs on the thread that made the reader (the GUI's) with all
/// choices so far, latest file first: once the folder is listed, then after every few headers, and not after
/// the reader is gone.
class SessionHeaderReader final : public QObject {
    Q_OBJECT

  public:
    struct Listing {
        std::vector<SessionChoice> choices;
        bool is_complete = false;
    };
    using Listed = std::function<void(const Listing&)>;

    explicit SessionHeaderReader(Listed listed);
    SessionHeaderReader(const SessionHeaderReader&) = delete;
    SessionHeaderReader& operator=(const SessionHeaderReader&) = delete;
    ~SessionHeaderReader() override;

    /// Recordings under way (`running`) are left out.
    void read(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& running);

  private:
    struct Job {
        std::uint64_t id = 0;
        std::filesystem::path folder;
        std::optional<std::filesystem::path> running;
    };
    struct Known {
        std::filesystem::file_time_type changed;
        SessionChoice choice;
    };

    void work(const std::stop_token& stop);
    void list(const Job& job, const std::stop_token& stop);
    [[nodiscard]] const SessionChoice& choiceOf(const SessionFile& file);
    [[nodiscard]] bool isLatest(std::uint64_t id);
    void post(std::uint64_t id, Listing listing);

    Listed listed_;
    /// Of the worker thread.
    std::map<std::filesystem::path, Known> known_;
    std::mutex mutex_;
    std::uint64_t latest_id_ = 0;
    std::condition_variable_any wake_;
    std::optional<Job> waiting_;
    std::jthread thread_;
};

/// What the header of one file says.
[[nodiscard]] SessionChoice readSessionChoice(const std::filesystem::path& path);

}  // namespace palpate::gui
