#include <memory>
#include <string>
#include <vector>

#include "palpate/analysis/plausibility.hpp"
#include "palpate/live/stored_results.hpp"
#include "palpate/session/session_reader.hpp"

#include "command.hpp"
#include "findings_output.hpp"

namespace palpate::cli {

namespace {

struct Options {
    std::vector<std::string> paths;
    bool as_json = false;
};

Result<std::vector<Finding>> checkFile(const std::string& path)
{
    auto session = session::SessionReader::open(path);
    if (!session) {
        return fail(session.error());
    }
    const auto results = live::resultsOf(*session, {});
    if (!results) {
        return fail(results.error());
    }
    const analysis::RecordedFacts facts{.header = session->header(),
                                        .stamps = session->stamps(),
                                        .gaps = session->gaps(),
                                        .events = session->events(),
                                        .stream = session->streamStats(),
                                        .ended_on_purpose = session->endedOnPurpose()};
    return analysis::checkPlausibility(facts, *results);
}

int check(const Options& options)
{
    return printFindings(options.paths, checkFile, options.as_json, "nothing odd");
}

}  // namespace

void addCheckCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand(
        "check",
        "Whether sessions are plausible: times, clock, losses, saturation, dead rows, tare, magnitude");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->paths, "Session files (.h5)")->required();
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate check visit.h5\nExit status 1 when any finding is an error.");
    command->callback([&chosen, options] { chosen = [options] { return check(*options); }; });
}

}  // namespace palpate::cli
