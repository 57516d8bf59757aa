#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "palpate/analysis/pipeline.hpp"

#include "accuracy_table.hpp"
#include "scene_recording.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

// How right the results are, on scenes with known truth. Prints the table of docs/accuracy.md; exit status 1
// when a bound is not met.

namespace palpate::evaluation {

namespace {

SessionResults analyse(const SceneRecording& recording, const AnalysisSettings& settings)
{
    auto pipeline = analysis::Pipeline::create(recording.header, settings).value();
    for (const Event& event : recording.events) {
        pipeline.addEvent(event);
    }
    for (const RawFrame& frame : recording.frames) {
        pipeline.push(frame);
    }
    return pipeline.finish(0);
}

/// As a stored session is analysed: once more without the cells that were found faulty.
SessionResults resultsOf(const SceneRecording& recording)
{
    SessionResults results = analyse(recording, {});
    if (results.quality.invalid_cells.empty()) {
        return results;
    }
    return analyse(recording, {.invalid_cells = results.quality.invalid_cells});
}

void print(const Scene& scene, const SceneTruth& truth, const SessionResults& results)
{
    const auto& mat = scene.profile.geometry;
    fmt::print("scene {} {}: {} x {}, {} mm, {} Hz, {:.1f} s{}\n", scene.number, toString(scene.kind),
               mat.rows(), mat.cols(), mat.pitchXMm(), scene.rate_hz, scene.duration_s,
               scene.body_peak ? fmt::format(", body to {:.1f} kPa", scene.body_peak->kpa) : "");
    for (const auto& fault : scene.faults) {
        fmt::print("  fault {} at {},{}\n", toString(fault.kind), fault.cell.row, fault.cell.col);
    }
    fmt::print("  junk {}, lost {}\n", scene.junk_frames.size(), scene.lost_frames.size());
    for (const auto& fault : results.quality.invalid_cells) {
        fmt::print("  found {} at {},{}\n", toString(fault.kind), fault.cell.row, fault.cell.col);
    }
    for (const auto& hold : truth.holds) {
        fmt::print("  true hold {:.2f}-{:.2f} at {:.1f},{:.1f} {:.1f} N\n", hold.start_s, hold.end_s,
                   hold.place.x_mm, hold.place.y_mm, hold.mean_n);
    }
    for (const auto& hold : results.holds) {
        fmt::print("  hold {:.2f}-{:.2f} at {:.1f},{:.1f} {:.1f} N {} peak {:.1f}\n", hold.start_s,
                   hold.end_s, hold.place.x_mm, hold.place.y_mm, hold.mean_n, toString(hold.shape),
                   hold.peak_kpa);
    }
    for (const auto& stroke : truth.strokes) {
        fmt::print("  true stroke {:.2f}-{:.2f} {:.1f} mm/s\n", stroke.start_s, stroke.end_s,
                   stroke.speed_mm_s);
    }
    for (const auto& stroke : results.strokes) {
        fmt::print("  stroke {:.2f}-{:.2f} {:.1f} mm/s {}\n", stroke.start_s, stroke.end_s, stroke.speed_mm_s,
                   toString(stroke.shape));
    }
    for (const auto& spot : truth.spots) {
        fmt::print("  true spot {} at {:.1f},{:.1f} ratings {} last {} trials {} ppt {:.1f}\n",
                   spot.is_reported ? "reported" : "suggested", spot.place.x_mm, spot.place.y_mm,
                   spot.ratings, spot.last_nrs.value_or(-1), spot.trials, spot.ppt_kpa.value_or(-1.0));
    }
    for (const auto& spot : results.spots) {
        fmt::print("  spot {} at {:.1f},{:.1f} ratings {} last {} trials {} ppt {:.1f} peak {:.1f}\n",
                   toString(spot.evidence), spot.place.x_mm, spot.place.y_mm, spot.reports.size(),
                   spot.nrs.value_or(-1), spot.trials.size(), spot.ppt_kpa.value_or(-1.0), spot.peak_kpa);
    }
}

ScoredScene score(std::uint64_t number)
{
    const Scene scene = makeScene(number);
    return {.kind = scene.kind, .score = scoreOf(scene, truthOf(scene), resultsOf(record(scene)))};
}

std::vector<ScoredScene> scoreAll()
{
    std::vector<ScoredScene> scores(sceneCount());
    std::atomic<std::uint64_t> next{0};
    const unsigned count = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> workers;
    workers.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        workers.emplace_back([&] {
            for (std::uint64_t number = next++; number < scores.size(); number = next++) {
                scores[number] = score(number);
            }
        });
    }
    workers.clear();
    return scores;
}

int evaluate(std::optional<std::uint64_t> only)
{
    if (only) {
        const Scene scene = makeScene(*only);
        print(scene, truthOf(scene), resultsOf(record(scene)));
        return EXIT_SUCCESS;
    }
    const std::vector<ScoredScene> scores = scoreAll();
    const AccuracyTable table = tabulate(scores);
    fmt::print("{}", table.markdown);
    std::string imperfect;
    for (std::size_t number = 0; number < scores.size(); ++number) {
        if (!isPerfect(scores[number].score)) {
            imperfect += fmt::format(" {}({})", number, toString(scores[number].kind));
        }
    }
    fmt::print(stderr, "Scenes with something missed, invented or misplaced:{}\n",
               imperfect.empty() ? " none" : imperfect);
    return table.is_met ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

}  // namespace palpate::evaluation

int main(int argc, char** argv)
{
    CLI::App app{"How right the results are, on simulated scenes with known truth"};
    std::optional<std::uint64_t> scene;
    app.add_option("--scene", scene, "Print one scene's truth and results");
    CLI11_PARSE(app, argc, argv);
    return palpate::evaluation::evaluate(scene);
}
