#include <memory>
#include <string>

#include "palpate/live/stored_results.hpp"
#include "palpate/session/finalize.hpp"

#include "command.hpp"
#include "finalize_message.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    bool force = false;
};

int recover(const Options& options)
{
    const auto report = session::finalizeJournal(options.path, options.force);
    if (!report) {
        return refuse(report.error());
    }
    // The session is whole; without results it is analysed when it is opened.
    static_cast<void>(live::analyzeAndKeep(report->session_path));
    fmt::print(stderr, "{}\n", describeFinalized(*report));
    return report->damaged_records > 0 ? kDoneWithLoss : kDone;
}

}  // namespace

void addRecoverCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("recover", "Finish a recording that was cut off");
    const auto options = std::make_shared<Options>();
    command->add_option("JOURNAL", options->path, "The journal beside the session (.h5.journal)")->required();
    command->add_flag("--force", options->force, "Replace the session file if it exists");
    command->footer(
        "Exit status: 0 all frames, 3 some were damaged, 1 nothing.\nExample: palpate recover "
        "visit.h5.journal");
    command->callback([&chosen, options] { chosen = [options] { return recover(*options); }; });
}

}  // namespace palpate::cli
