#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/live/error_bands.hpp"
#include "palpate/live/repeatability.hpp"
#include "palpate/session/error_band_file.hpp"

#include "command.hpp"
#include "measure_words.hpp"
#include "statistics_json.hpp"
#include "utc_text.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::vector<std::filesystem::path> paths;
    std::optional<int> trials;
    bool save = false;
    bool as_json = false;
};

constexpr double kSmallP = 0.05;

void printMeasures(const live::Repeatability& repeatability)
{
    std::size_t width = 0;
    for (const Reliability& one : repeatability.measures) {
        width = std::max(width, titleOf(one.measure, repeatability.setup).size());
    }
    fmt::print("{:<{}}  {:>9}  {:>20}  {:>9}  {:>9}  {}\n", "", width, "mean", "ICC(2,1) [95 %]", "SEM",
               "MDC95", "bias [limits of agreement]");
    for (const Reliability& one : repeatability.measures) {
        const Agreement& agreement = one.agreement;
        fmt::print("{:<{}}  {:>9.4g}  {:>20}  {:>9.3g}  {:>9.3g}  {:+.3g} [{:+.3g}, {:+.3g}]\n",
                   titleOf(one.measure, repeatability.setup), width, one.mean,
                   fmt::format("{:.2f} [{:.2f}, {:.2f}]", one.icc, one.icc_low, one.icc_high), one.sem,
                   one.mdc95, agreement.bias, agreement.lower_limit, agreement.upper_limit);
        if (agreement.spread_p && *agreement.spread_p < kSmallP) {
            fmt::print(
                "  its error {} with the value (p = {:.2g}): one band fits small and large values badly\n",
                *agreement.spread_slope > 0.0 ? "grows" : "shrinks", *agreement.spread_p);
        }
    }
}

void print(const live::Repeatability& repeatability)
{
    fmt::print("{} subjects with {} trials each, on {}{}{}\n", repeatability.subjects.size(),
               repeatability.subjects.front().files.size(), repeatability.mat,
               repeatability.setup ? fmt::format(", {}", toString(*repeatability.setup)) : "",
               repeatability.technique.empty() ? "" : fmt::format(", {}", repeatability.technique));
    for (const auto& subject : repeatability.subjects) {
        fmt::print("  {}:", subject.name);
        for (const auto& file : subject.files) {
            fmt::print(" {}", file.filename().string());
        }
        fmt::print("\n");
    }
    fmt::print("\n");
    if (!repeatability.measures.empty()) {
        printMeasures(repeatability);
        fmt::print(
            "\nA change is clear when it is over MDC95. Limits of agreement: second minus first trial.\n");
    }
    for (const auto& refused : repeatability.refused) {
        fmt::print("not judged: {}: {}\n", refused.label, refused.why);
    }
}

/// Of one mat, set-up and technique; says on standard error what was kept.
Result<void> save(const live::Repeatability& repeatability)
{
    const auto file = live::ownErrorBandsFile();
    if (!file) {
        return fail(ErrorCode::NotFound,
                    "--save: no folder to keep error bands in: set HOME or XDG_DATA_HOME");
    }
    const auto bands = live::errorBandsOf(repeatability, utcDay(std::chrono::system_clock::now()));
    if (bands.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    "--save: no measure could be judged, so there is nothing to keep");
    }
    if (auto saved = session::saveErrorBands(*file, bands); !saved) {
        return saved;
    }
    fmt::print(stderr, "{} error band{} kept in {}\n", bands.size(), bands.size() == 1 ? "" : "s",
               file->string());
    if (*bands.front().pairs < kLeastOwnPairs) {
        fmt::print(stderr, "{} pairs decide nothing yet: published bands are used until there are {}\n",
                   *bands.front().pairs, kLeastOwnPairs);
    }
    return {};
}

int judge(const Options& options)
{
    const auto files = live::sessionFilesIn(options.paths);
    if (!files) {
        return refuse(files.error());
    }
    const auto visits = live::readVisits(*files, {});
    if (!visits) {
        return refuse(visits.error());
    }
    const auto repeatability = live::repeatabilityOf(*visits, options.trials);
    if (!repeatability) {
        return refuse(repeatability.error());
    }
    if (options.save) {
        if (const auto saved = save(*repeatability); !saved) {
            return refuse(saved.error());
        }
    }
    if (options.as_json) {
        printJson(reliabilityJson(*repeatability));
    } else {
        print(*repeatability);
    }
    return kDone;
}

}  // namespace

void addReliabilityCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand(
        "reliability", "How well measures repeat when nothing changed: ICC, SEM, MDC95, limits of agreement");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->paths, "Session files (.h5) or folders of them")->required();
    command->add_option("--trials", options->trials,
                        "So many files one after the other are the trials of one subject (default: by client "
                        "code and side)");
    command->add_flag("--save", options->save,
                      "Keep the error bands; compare and trend judge by them from then on");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate reliability repeats/*.h5 --save");
    command->callback([&chosen, options] { chosen = [options] { return judge(*options); }; });
}

}  // namespace palpate::cli
