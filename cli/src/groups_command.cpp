#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "palpate/live/group_tables.hpp"

#include "command.hpp"
#include "groups_csv.hpp"
#include "measure_words.hpp"
#include "statistics_json.hpp"
#include "written_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::vector<std::filesystem::path> paths;
    std::string by = "phase";
    bool is_paired = false;
    std::string csv;
    bool force = false;
    bool as_json = false;
};

live::GroupKey keyOf(const std::string& word)
{
    return word == "phase"       ? live::GroupKey::Phase
           : word == "technique" ? live::GroupKey::Technique
                                 : live::GroupKey::Side;
}

std::string effectOf(const std::optional<EffectSize>& effect)
{
    return effect ? fmt::format("{:+.2f} [{:+.2f}, {:+.2f}]", effect->g, effect->g_95.low, effect->g_95.high)
                  : std::string{"-"};
}

std::string momentsOf(const GroupMoments& group)
{
    return fmt::format("{} {:.4g} ({:.3g}, n {})", group.name, group.mean, group.sd.value_or(0.0), group.n);
}

void print(const live::GroupTables& tables)
{
    fmt::print(
        "mean (SD, n); difference, Hedges g with 95 %; permutation p, not adjusted for the number of "
        "measures\n\n");
    for (const GroupComparison& one : tables.comparisons) {
        fmt::print("{}\n  {}, {}\n  difference {:+.4g} [{:+.4g}, {:+.4g}]\n",
                   titleOf(one.measure, tables.setup), momentsOf(one.first), momentsOf(one.second),
                   one.mean_difference, one.mean_difference_95.low, one.mean_difference_95.high);
        if (one.is_paired) {
            fmt::print("  g (d_av) {}, g (d_z) {}\n", effectOf(one.hedges_g), effectOf(one.hedges_g_z));
        } else {
            fmt::print("  g {}\n", effectOf(one.hedges_g));
        }
        fmt::print("  p = {:.3g}, {} {}; {:.3g} at best\n\n", one.permutation.p,
                   one.permutation.is_exact ? "all" : "random", one.permutation.arrangements,
                   one.permutation.smallest_p);
    }
    for (const auto& refused : tables.refused) {
        fmt::print("not compared: {}: {}\n", refused.label, refused.why);
    }
}

int tabulate(const Options& options)
{
    const auto files = live::sessionFilesIn(options.paths);
    if (!files) {
        return refuse(files.error());
    }
    const auto visits = live::readVisits(*files, {});
    if (!visits) {
        return refuse(visits.error());
    }
    const live::GroupKey by = keyOf(options.by);
    const auto tables = live::groupTablesOf(*visits, {.by = by, .is_paired = options.is_paired});
    if (!tables) {
        return refuse(tables.error());
    }
    if (!options.csv.empty()) {
        const auto written = writeWholeFile(options.csv, groupsCsv(*visits, by), options.force);
        if (!written) {
            return refuse(written.error());
        }
    }
    if (options.as_json) {
        printJson(groupsJson(*tables));
    } else {
        print(*tables);
    }
    return kDone;
}

}  // namespace

void addGroupsCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("groups", "Two groups of sessions side by side, for research");
    const auto options = std::make_shared<Options>();
    command->add_option("FOLDER", options->paths, "Folders of sessions, or session files (.h5)")->required();
    command->add_option("--by", options->by, "What tells the groups apart")
        ->capture_default_str()
        ->check(CLI::IsMember({"phase", "technique", "side"}));
    command->add_flag("--paired", options->is_paired, "Pairs of the same client in both groups");
    command->add_option("--csv", options->csv, "Every value of every session, one per row, for R and Python");
    command->add_flag("--force", options->force, "Replace the CSV file where there is one");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate groups study/ --by phase --paired --csv study.csv");
    command->callback([&chosen, options] { chosen = [options] { return tabulate(*options); }; });
}

}  // namespace palpate::cli
