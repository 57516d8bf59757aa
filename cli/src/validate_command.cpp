#include <memory>
#include <string>
#include <vector>

#include "palpate/session/session_validation.hpp"

#include "command.hpp"
#include "findings_output.hpp"

namespace palpate::cli {

namespace {

struct Options {
    std::vector<std::string> paths;
    bool as_json = false;
};

int validate(const Options& options)
{
    return printFindings(
        options.paths, [](const std::string& path) { return session::validateSession(path); },
        options.as_json, "as the format says");
}

}  // namespace

void addValidateCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand(
        "validate", "Session files against the published format: every deviation, with its path in the file");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->paths, "Session files (.h5)")->required();
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate validate visits/*.h5\nExit status 1 when any deviation is an error.");
    command->callback([&chosen, options] { chosen = [options] { return validate(*options); }; });
}

}  // namespace palpate::cli
