#include "measurement_options.hpp"

#include <utility>

namespace palpate::cli {

void addMeasurementOptions(CLI::App& command, MeasurementOptions& options)
{
    command.add_option("--setup", options.setup, "tool_on_mat, pressed_from_above or mat_between");
    command.add_option("--technique", options.technique,
                       "Technique (see palpate techniques); its cues are printed as lines");
    command.add_option("--phase", options.phase, "before, during, after or other");
    command.add_option("--client", options.client, "Client code; never a name");
    command.add_option("--side", options.side, "left, right or both");
}

Result<MeasurementInfo> measurementInfo(const MeasurementOptions& options)
{
    MeasurementInfo info;
    if (!options.setup.empty()) {
        auto setup = parseSetUp(options.setup);
        if (!setup) {
            return fail(std::move(setup.error()));
        }
        info.setup = *setup;
    }
    if (!options.phase.empty()) {
        auto phase = parsePhase(options.phase);
        if (!phase) {
            return fail(std::move(phase.error()));
        }
        info.phase = *phase;
    }
    if (!options.side.empty()) {
        auto side = parseSide(options.side);
        if (!side) {
            return fail(std::move(side.error()));
        }
        info.side = *side;
    }
    info.technique = options.technique;
    info.client_code = options.client;
    return info;
}

}  // namespace palpate::cli
