#include <cstdio>
#include <exception>

#include "palpate/core/version.hpp"

#include "command.hpp"
#include "standard_streams.hpp"
#include "unseal_command.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace {

int run(int argc, char** argv)
{
    using namespace palpate;
    CLI::App app{"Palpate measures pressure mats for physical therapists. Not a medical device.", "palpate"};
    app.set_version_flag("--version", std::string{softwareName()});
    app.require_subcommand(1);
    app.footer("`palpate COMMAND --help` explains a command with an example.");

    cli::Action chosen;
    cli::addDevicesCommand(app, chosen);
    cli::addMatsCommand(app, chosen);
    cli::addTechniquesCommand(app, chosen);
    cli::addSimulateCommand(app, chosen);
    cli::addRecordCommand(app, chosen);
    cli::addRecoverCommand(app, chosen);
    cli::addImportCommand(app, chosen);
    cli::addAnnotateCommand(app, chosen);
    cli::addRegionsCommand(app, chosen);
    cli::addOutcomesCommand(app, chosen);
    cli::addInfoCommand(app, chosen);
    cli::addAnalyzeCommand(app, chosen);
    cli::addCompareCommand(app, chosen);
    cli::addExportCommand(app, chosen);
    cli::addValidateCommand(app, chosen);
    cli::addCheckCommand(app, chosen);
    cli::addVerifyCommand(app, chosen);
    cli::addUnsealCommand(app, chosen);
    cli::addReliabilityCommand(app, chosen);
    cli::addTrendCommand(app, chosen);
    cli::addGroupsCommand(app, chosen);
    cli::addCalibrateCommand(app, chosen);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and version requests arrive here too, with status 0.
        return app.exit(error) == 0 ? cli::kDone : cli::kWrongUsage;
    }
    return chosen();
}

}  // namespace

int main(int argc, char** argv)
{
    palpate::cli::keepStandardStreamsOpen();
    try {
        return run(argc, argv);
    } catch (const std::exception& unexpected) {
        std::fputs(fmt::format("palpate: internal error, please report it: {}\n", unexpected.what()).c_str(),
                   stderr);
        return palpate::cli::kRefused;
    }
}
