#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/live/bounded_queue.hpp"
#include "palpate/live/measurement.hpp"

namespace palpate::live {

/// What the analysis knows after its last frame.
struct AnalysedState {
    PressureArray kpa;
    std::optional<FrameMetrics> metrics;
    std::vector<analysis::RunningHold> running_holds;
    std::vector<Hold> finished_holds;
    std::vector<Stroke> strokes;
    std::vector<Spot> spots;
    CellArray<float> tenderness;
    std::vector<analysis::RegionNow> regions;
    std::optional<analysis::CoachNow> coach;
    Pressure contact{1.0};
    Quality quality;
    double rate_hz = 0.0;
};

/// The analysis thread of a measurement: frames in, the latest state out. push() from one thread, latest()
/// and history() from any. Frames that find the queue full push out the oldest ones, counted in dropped(). A
/// frame with another header than the one before starts the analysis anew.
class LiveAnalysis {
  public:
    explicit LiveAnalysis(AnalysisSettings settings);
    LiveAnalysis(const LiveAnalysis&) = delete;
    LiveAnalysis& operator=(const LiveAnalysis&) = delete;
    /// Drops what is queued and joins.
    ~LiveAnalysis();

    /// `start` is the source time that is session time 0; `lost` the frames lost since then.
    void push(RawFramePtr frame, SessionTime start, std::shared_ptr<const SessionHeader> header,
              std::uint64_t lost);

    /// Measured from the next frame on, in place of those before.
    void setRegions(std::vector<Region> regions);
    /// What the client said; belongs behind the frames that were pushed before it.
    void push(Event event);

    [[nodiscard]] std::shared_ptr<const AnalysedState> latest() const;
    [[nodiscard]] std::vector<HistoryPoint> history() const;
    [[nodiscard]] std::size_t dropped() const { return queue_.dropped(); }
    [[nodiscard]] std::size_t queueHighWater() const { return queue_.highWater(); }

  private:
    struct Item {
        /// None for an event.
        RawFramePtr frame;
        std::optional<Event> event;
        std::optional<std::vector<Region>> regions;
        SessionTime start{0};
        std::shared_ptr<const SessionHeader> header;
        std::uint64_t lost = 0;
    };

    void run(const std::stop_token& stop);
    void analyse(const Item& item);
    void remember(const FrameMetrics& metrics);
    void publish(std::uint64_t lost);
    void searchSlowly(AnalysedState& state);

    /// Owned by the analysis thread.
    AnalysisSettings settings_;
    BoundedQueue<Item> queue_;

    // Owned by the analysis thread.
    std::shared_ptr<const SessionHeader> header_;
    std::optional<analysis::Pipeline> pipeline_;
    RawFrame shifted_;
    std::deque<double> last_second_s_;
    /// Spots and strokes are searched over the whole session, a few times a second.
    std::chrono::steady_clock::time_point next_search_;
    std::vector<Stroke> strokes_;
    std::vector<Spot> spots_;
    CellArray<float> tenderness_;

    mutable std::mutex published_mutex_;
    std::shared_ptr<const AnalysedState> published_;
    std::deque<HistoryPoint> history_;

    std::jthread thread_;
};

}  // namespace palpate::live
