#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "palpate/acquisition/catalog.hpp"

#include "accuracy_table.hpp"
#include "alignment_table.hpp"
#include "all_cores.hpp"
#include "coach_table.hpp"
#include "lying_recordings.hpp"
#include "map_test_table.hpp"
#include "moved_presses.hpp"
#include "results_of.hpp"
#include "robustness.hpp"
#include "scene_recording.hpp"
#include "verdict_table.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

// How right the results are: on scenes with known truth, or on real recordings without. Prints the tables of
// docs/accuracy.md; exit status 1 when a bound is not met.

namespace palpate::evaluation {

namespace {

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

/// Which scenes: `count` from `first` on, of which every `every`th.
struct Choice {
    std::uint64_t first = 0;
    std::uint64_t count = sceneCount();
    std::uint64_t every = 1;

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>((count + every - 1) / every); }
    [[nodiscard]] std::uint64_t number(std::size_t index) const { return first + every * index; }
};

ScoredScene score(std::uint64_t number)
{
    const Scene scene = makeScene(number);
    const MatGeometry& mat = scene.profile.geometry;
    return {.kind = scene.kind,
            .mat = fmt::format("{} x {}, {} mm", mat.rows(), mat.cols(), mat.pitchXMm()),
            .rate = fmt::format("{} Hz", scene.rate_hz),
            .score = scoreOf(scene, truthOf(scene), resultsOf(record(scene)))};
}

std::vector<ScoredScene> scoreAll(const Choice& choice)
{
    std::vector<ScoredScene> scores(choice.size());
    onAllCores(scores.size(), [&](std::size_t index) { scores[index] = score(choice.number(index)); });
    return scores;
}

bool evaluateScenes(const Choice& choice)
{
    const std::vector<ScoredScene> scores = scoreAll(choice);
    const CheckedTable table = tabulate(scores);
    fmt::print("{} scenes, numbers {} to {}{}\n\n{}\n", scores.size(), choice.first,
               choice.number(scores.size() - 1),
               choice.every > 1 ? fmt::format(", every {}th", choice.every) : std::string{}, table.markdown);
    std::string imperfect;
    for (std::size_t index = 0; index < scores.size(); ++index) {
        if (!isPerfect(scores[index].score)) {
            imperfect += fmt::format(" {} ({})", choice.number(index), toString(scores[index].kind));
        }
    }
    fmt::print("Scenes with something missed, invented or misplaced:{}\n\n",
               imperfect.empty() ? " none" : imperfect);
    return table.is_met;
}

bool evaluateTechniques(const CoachSetting& setting, std::uint64_t first_seed, std::uint64_t seeds)
{
    const auto table = acquisition::catalogFolder().and_then([&](const std::filesystem::path& catalogue) {
        return evaluateCoach(catalogue, setting, first_seed, seeds);
    });
    if (!table) {
        fmt::print(stderr, "palpate-evaluate: {}\n", table.error().message);
        return false;
    }
    fmt::print("{}\n", table->markdown);
    return table->is_met;
}

/// Skipped with a message where there are none.
bool evaluateRecordings(const std::filesystem::path& folder)
{
    const auto recordings = lyingRecordings(folder);
    if (!recordings) {
        fmt::print(stderr, "palpate-evaluate: {}\n", recordings.error().message);
        return false;
    }
    if (recordings->empty()) {
        fmt::print("No recordings of lying persons under {}: skipped.\n", folder.string());
        return true;
    }
    const CheckedTable table = checkRobustness(*recordings);
    fmt::print("{}\n", table.markdown);
    return table.is_met;
}

/// How many of what belongs to before and after; 0 = not asked for.
struct Comparisons {
    std::uint64_t aligned_pairs = 0;
    std::uint64_t judged_pairs = 0;
    std::uint64_t map_tests = 0;
    std::uint64_t moved_presses = 0;
};

/// Whether the bounds are met; empty where nothing of it was asked for.
std::optional<bool> evaluateComparisons(const Comparisons& asked, std::uint64_t first)
{
    const auto print = [](const CheckedTable& table) {
        fmt::print("{}\n", table.markdown);
        return table.is_met;
    };
    if (asked.aligned_pairs > 0) {
        return print(evaluateAlignment(first, asked.aligned_pairs));
    }
    if (asked.judged_pairs > 0) {
        return print(evaluateVerdicts(first, asked.judged_pairs));
    }
    if (asked.moved_presses > 0) {
        return print(evaluateMovedPresses(first, asked.moved_presses));
    }
    if (asked.map_tests > 0) {
        return print(evaluateMapTest(asked.map_tests, first));
    }
    return std::nullopt;
}

}  // namespace

}  // namespace palpate::evaluation

int main(int argc, char** argv)
{
    using namespace palpate::evaluation;
    CLI::App app{"How right the results are, on simulated scenes with known truth"};
    std::optional<std::uint64_t> scene;
    std::string recordings;
    Choice choice;
    app.add_option("--scene", scene, "Print one scene's truth and results");
    app.add_option("--first", choice.first,
                   "First scene; those from the number of scenes on have other seeds");
    app.add_option("--scenes", choice.count, "How many scenes")->check(CLI::PositiveNumber);
    app.add_option("--every", choice.every, "Only every so manieth")->check(CLI::PositiveNumber);
    app.add_option("--recordings", recordings,
                   "Instead of scenes: the real recordings of lying persons in this folder");
    std::uint64_t coach_seeds = 0;
    CoachSetting setting;
    std::string tool;
    app.add_option("--coach", coach_seeds,
                   "Instead of scenes: every technique, well and badly, with so many seeds from --first on");
    app.add_option("--only", setting.only, "With --coach: one technique or scenario");
    app.add_option("--mat", setting.mat, "With --coach: a mat of the catalogue");
    app.add_option("--rate", setting.rate.hz, "With --coach: frames per second")->check(CLI::PositiveNumber);
    app.add_option("--tool", tool, "With --coach: instead of each technique's first tool")
        ->check(CLI::IsMember({"foam_roller", "ball", "percussion_gun"}));
    app.add_flag("--with-body", setting.with_body, "With --coach: the client lies on the mat as well");
    Comparisons comparisons;
    app.add_option("--align", comparisons.aligned_pairs,
                   "Instead of scenes: so many pairs of recordings to be aligned, from --first on");
    app.add_option("--verdicts", comparisons.judged_pairs,
                   "Instead of scenes: so many clinics, each with its own repeats and two pairs to judge");
    app.add_option("--map-test", comparisons.map_tests,
                   "Instead of scenes: the map test on so many sets of presses, seeds from --first on");
    app.add_option("--moved-presses", comparisons.moved_presses,
                   "Instead of scenes: the map test on so many clients who lie elsewhere the second time");
    bool counts = false;
    app.add_flag("--count", counts, "Print how many scenes a set has");
    CLI11_PARSE(app, argc, argv);
    if (counts) {
        fmt::print("{}\n", sceneCount());
        return EXIT_SUCCESS;
    }
    if (scene) {
        const Scene made = makeScene(*scene);
        print(made, truthOf(made), resultsOf(record(made)));
        return EXIT_SUCCESS;
    }
    if (const auto is_met = evaluateComparisons(comparisons, choice.first)) {
        return *is_met ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    if (coach_seeds > 0) {
        if (!tool.empty()) {
            setting.tool = *palpate::parseTool(tool);
        }
        setting.every = choice.every;
        return evaluateTechniques(setting, choice.first, coach_seeds) ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    const bool is_met = recordings.empty() ? evaluateScenes(choice) : evaluateRecordings(recordings);
    return is_met ? EXIT_SUCCESS : EXIT_FAILURE;
}
