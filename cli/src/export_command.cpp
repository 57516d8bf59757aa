#include <memory>
#include <string>

#include "palpate/live/stored_results.hpp"
#include "palpate/session/csv_export.hpp"
#include "palpate/session/session_reader.hpp"

#include "command.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    std::string csv_folder;
    bool force = false;
};

int exportSession(const Options& options)
{
    auto session = session::SessionReader::open(options.path);
    if (!session) {
        return refuse(session.error());
    }
    const auto results = live::resultsOf(*session, {});
    if (!results) {
        return refuse(results.error());
    }
    if (const auto written = session::exportCsv(*session, *results, options.csv_folder, options.force);
        !written) {
        return refuse(written.error());
    }
    fmt::print(stderr, "{} frames and their maps are in {}\n", session->frameCount(), options.csv_folder);
    return kDone;
}

}  // namespace

void addExportCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("export", "Tables and maps as CSV, with a data dictionary");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5)")->required();
    command->add_option("--csv", options->csv_folder, "Folder to create")->required();
    command->add_flag("--force", options->force, "Replace the folder if it exists");
    command->footer("Example: palpate export visit.h5 --csv visit-tables");
    command->callback([&chosen, options] { chosen = [options] { return exportSession(*options); }; });
}

}  // namespace palpate::cli
