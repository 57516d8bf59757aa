#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "palpate/acquisition/mat_on_terminal.hpp"
#include "palpate/acquisition/pseudo_terminal.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/live/simulated_session.hpp"
#include "palpate/live/technique_catalogue.hpp"

#include "command.hpp"
#include "finalize_message.hpp"
#include "mat_choice.hpp"
#include "stop_signals.hpp"
#include "written_file.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

constexpr std::chrono::milliseconds kTick{50};

struct Options {
    std::string scenario;
    std::string mat = kDefaultMat;
    std::uint64_t seed = 1;
    std::optional<double> duration_s;
    std::optional<double> rate_hz;
    bool faults = false;
    bool with_body = false;
    std::string truth_path;
    std::string output;
    bool on_terminal = false;
    bool force = false;
};

Result<std::unique_ptr<acquisition::Simulation>> simulationFor(const Options& options,
                                                               const acquisition::MatProfile& mat,
                                                               const std::optional<Coaching>& coaching)
{
    acquisition::SimulationRequest request{.scenario = options.scenario,
                                           .seed = options.seed,
                                           .duration_s = options.duration_s,
                                           .rate = std::nullopt,
                                           .with_faults = options.faults,
                                           .coaching = coaching,
                                           .with_body = options.with_body};
    if (options.rate_hz) {
        request.rate = Frequency{*options.rate_hz};
    }
    return acquisition::makeSimulation(mat, request);
}

int speak(acquisition::Simulation& simulation)
{
    StopSignals signals;
    auto terminal = acquisition::PseudoTerminal::open();
    if (!terminal) {
        return refuse(terminal.error());
    }
    fmt::print("{}\n", terminal->path());
    std::fflush(stdout);

    std::atomic<bool> over = false;
    Result<acquisition::SpokenFrames> spoken;
    {
        std::jthread voice{[&](const std::stop_token& stop) {
            spoken = acquisition::speakOnTerminal(simulation, *terminal, stop);
            over = true;
        }};
        while (!over && !signals.waitFor(kTick)) {
        }
    }
    if (!spoken) {
        return refuse(spoken.error());
    }
    fmt::print(stderr, "{} frames sent, {} not taken by a reader\n", spoken->sent, spoken->dropped);
    return kDone;
}

int simulate(const Options& options)
{
    const auto mat = matById(options.mat);
    if (!mat) {
        return refuse(mat.error());
    }
    const auto coaching =
        live::coachingOfScenario(options.scenario, live::allTechniques().techniques, mat->geometry);
    auto simulation = simulationFor(options, *mat, coaching);
    if (!simulation) {
        return refuse(simulation.error());
    }
    if (!options.truth_path.empty()) {
        const auto written = writeWholeFile(options.truth_path,
                                            acquisition::truthAsJson((*simulation)->truth()), options.force);
        if (!written) {
            return refuse(written.error());
        }
    }
    if (options.on_terminal) {
        return speak(**simulation);
    }
    const auto report =
        live::writeSimulatedSession(**simulation, {}, options.output, options.force, coaching);
    if (!report) {
        std::error_code ignored;
        std::filesystem::remove(options.truth_path, ignored);
        return refuse(report.error());
    }
    fmt::print(stderr, "{}\n", describeFinalized(*report));
    return kDone;
}

}  // namespace

void addSimulateCommand(CLI::App& app, Action& chosen)
{
    auto* command =
        app.add_subcommand("simulate", "A simulated client on a simulated mat, with the truth written down");
    const auto options = std::make_shared<Options>();
    std::string scenarios;
    for (const auto& scenario : acquisition::scenarios()) {
        scenarios += fmt::format("{}{}", scenarios.empty() ? "" : ", ", scenario.id);
    }
    command
        ->add_option("--scenario", options->scenario,
                     scenarios + "; or a technique's id, or ID-VARIANT (palpate techniques ID lists them)")
        ->required();
    command->add_option("--mat", options->mat, "Mat profile (see palpate mats)")->capture_default_str();
    command->add_option("--seed", options->seed, "The same seed gives the same frames")
        ->capture_default_str();
    command->add_option("--duration", options->duration_s, "Seconds")->check(CLI::PositiveNumber);
    command->add_option("--rate", options->rate_hz, "Frames per second (default: the mat's)")
        ->check(CLI::PositiveNumber);
    command->add_flag("--faults", options->faults, "With dead and hot cells");
    command->add_flag("--with-body", options->with_body,
                      "With a technique: the client lies on the mat as well");
    command->add_option("--truth", options->truth_path, "Write what really happened as JSON");
    auto* output = command->add_option("-o,--output", options->output, "Session file to write (.h5)");
    auto* terminal =
        command->add_flag("--pty", options->on_terminal,
                          "Print the path of a pseudo-terminal that speaks the mat's protocol until stopped");
    output->excludes(terminal);
    command->add_flag("--force", options->force, "Replace existing files");
    command->footer("Example: palpate simulate --scenario holds --mat jq-32x32 --pty");
    command->callback([&chosen, options] {
        if (options->output.empty() && !options->on_terminal) {
            throw CLI::RequiredError{"-o SESSION.h5 or --pty"};
        }
        chosen = [options] { return simulate(*options); };
    });
}

}  // namespace palpate::cli
