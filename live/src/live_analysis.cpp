#include "live_analysis.hpp"

#include <chrono>
#include <utility>

namespace palpate::live {

namespace {

using Clock = std::chrono::steady_clock;

// Over 2 s of a 100 Hz mat, half a second at 500 Hz: drained within 10 ms at 40 us a frame.
constexpr std::size_t kQueueFrames = 256;
constexpr double kHistorySeconds = 60.0;
// Faster than any screen repaints; copying a state for every frame of a 500 Hz mat would be wasted.
constexpr std::chrono::milliseconds kPublishPeriod{8};
constexpr std::chrono::milliseconds kSearchPeriod{400};

}  // namespace

LiveAnalysis::LiveAnalysis(AnalysisSettings settings)
    : settings_{std::move(settings)},
      queue_{kQueueFrames, WhenFull::DropOldest},
      published_{std::make_shared<const AnalysedState>()},
      thread_{[this](const std::stop_token& stop) { run(stop); }}
{}

LiveAnalysis::~LiveAnalysis() = default;

void LiveAnalysis::push(RawFramePtr frame, SessionTime start, std::shared_ptr<const SessionHeader> header,
                        std::uint64_t lost)
{
    const bool taken =
        queue_.push({.frame = std::move(frame), .start = start, .header = std::move(header), .lost = lost});
    static_cast<void>(taken);
}

void LiveAnalysis::setRegions(std::vector<Region> regions)
{
    const bool taken = queue_.push({.regions = std::move(regions)});
    static_cast<void>(taken);
}

void LiveAnalysis::push(Event event)
{
    const bool taken = queue_.push({.event = std::move(event)});
    static_cast<void>(taken);
}

std::shared_ptr<const AnalysedState> LiveAnalysis::latest() const
{
    const std::lock_guard lock{published_mutex_};
    return published_;
}

std::vector<HistoryPoint> LiveAnalysis::history() const
{
    const std::lock_guard lock{published_mutex_};
    return {history_.begin(), history_.end()};
}

void LiveAnalysis::run(const std::stop_token& stop)
{
    auto next_publish = Clock::now();
    bool unpublished = false;
    std::uint64_t lost = 0;
    while (!stop.stop_requested()) {
        const auto item = unpublished ? queue_.popUntil(stop, next_publish) : queue_.pop(stop);
        if (item && item->regions) {
            settings_.regions = *item->regions;
            if (pipeline_) {
                pipeline_->setRegions(settings_.regions);
            }
        } else if (item && item->event) {
            if (pipeline_) {
                pipeline_->addEvent(*item->event);
            }
            next_search_ = Clock::time_point{};
        } else if (item) {
            analyse(*item);
            lost = item->lost;
            unpublished = pipeline_.has_value();
        }
        const auto now = Clock::now();
        if (unpublished && now >= next_publish) {
            publish(lost);
            unpublished = false;
            next_publish = now + kPublishPeriod;
        }
    }
}

void LiveAnalysis::analyse(const Item& item)
{
    if (item.header != header_) {
        header_ = item.header;
        auto pipeline = analysis::Pipeline::create(*header_, settings_, analysis::KeepFrames::Latest);
        pipeline_.reset();
        if (pipeline) {
            pipeline_.emplace(std::move(*pipeline));
        }
        last_second_s_.clear();
        next_search_ = Clock::time_point{};
        const std::lock_guard lock{published_mutex_};
        history_.clear();
    }
    if (!pipeline_) {
        return;
    }
    shifted_ = *item.frame;
    shifted_.stamp.time -= item.start;
    pipeline_->push(shifted_);
    if (const auto& metrics = pipeline_->latestMetrics()) {
        remember(*metrics);
    }
}

void LiveAnalysis::remember(const FrameMetrics& metrics)
{
    last_second_s_.push_back(metrics.time_s);
    while (last_second_s_.front() < metrics.time_s - 1.0) {
        last_second_s_.pop_front();
    }
    const std::lock_guard lock{published_mutex_};
    history_.push_back({.time_s = metrics.time_s,
                        .force_n = metrics.force_n,
                        .contact_area_cm2 = metrics.contact_area_cm2,
                        .peak_kpa = metrics.peak_kpa});
    while (history_.front().time_s < metrics.time_s - kHistorySeconds) {
        history_.pop_front();
    }
}

void LiveAnalysis::publish(std::uint64_t lost)
{
    auto state = std::make_shared<AnalysedState>();
    state->kpa = pipeline_->latestPressure();
    state->metrics = pipeline_->latestMetrics();
    state->running_holds = pipeline_->runningHolds();
    state->finished_holds = pipeline_->finishedHolds();
    searchSlowly(*state);
    state->regions = pipeline_->regions();
    state->coach = pipeline_->coach();
    state->contact = pipeline_->contactThreshold();
    state->quality = pipeline_->quality(lost);
    if (last_second_s_.size() > 1) {
        state->rate_hz =
            static_cast<double>(last_second_s_.size() - 1) / (last_second_s_.back() - last_second_s_.front());
    }
    const std::lock_guard lock{published_mutex_};
    published_ = std::move(state);
}

void LiveAnalysis::searchSlowly(AnalysedState& state)
{
    const auto now = Clock::now();
    if (now >= next_search_) {
        strokes_ = pipeline_->strokes();
        spots_ = pipeline_->spots();
        tenderness_ = pipeline_->maps().tenderness;
        next_search_ = now + kSearchPeriod;
    }
    state.strokes = strokes_;
    state.spots = spots_;
    state.tenderness = tenderness_;
}

}  // namespace palpate::live
