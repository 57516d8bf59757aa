#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "palpate/live/error_bands.hpp"
#include "palpate/session/session_outcomes.hpp"
#include "palpate/session/session_reader.hpp"

#include "command.hpp"
#include "json_output.hpp"
#include "outcome_option.hpp"
#include "outcomes_json.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    std::vector<std::string> set;
    std::vector<std::string> removed;
    bool as_json = false;
};

/// The stored outcomes without those that are to be removed; NotFound names one that is not there.
Result<std::vector<Outcome>> without(std::vector<Outcome> outcomes, const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                        [&name](const Outcome& outcome) { return outcome.name == name; });
        if (found == outcomes.end()) {
            return fail(ErrorCode::NotFound,
                        fmt::format("--remove {}: the session has no outcome of this name", name));
        }
        outcomes.erase(found);
    }
    return outcomes;
}

Result<std::vector<Outcome>> changed(const std::vector<Outcome>& stored, const Options& options)
{
    auto left = without(stored, options.removed);
    if (!left || options.set.empty()) {
        return left;
    }
    const auto bands = live::allErrorBands();
    if (!bands) {
        return fail(bands.error());
    }
    const auto set = outcomesOf(options.set, stored, *bands);
    if (!set) {
        return fail(set.error());
    }
    return session::mergedOutcomes(std::move(*left), *set);
}

int outcomes(const Options& options)
{
    const auto session = session::SessionReader::open(options.path);
    if (!session) {
        return refuse(session.error());
    }
    const auto wanted = changed(session->outcomes(), options);
    if (!wanted) {
        return refuse(wanted.error());
    }
    if (*wanted != session->outcomes()) {
        if (const auto saved = session::saveOutcomes(options.path, *wanted); !saved) {
            return refuse(saved.error());
        }
    }
    if (options.as_json) {
        printJson({{"outcomes", outcomesJson(*wanted)}});
    } else {
        for (const Outcome& outcome : *wanted) {
            fmt::print("{}={:g}{}{}\n", outcome.name, outcome.value, outcome.unit.empty() ? "" : " ",
                       outcome.unit);
        }
    }
    return kDone;
}

}  // namespace

void addOutcomesCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand(
        "outcomes", "List or change what was measured or asked beside the mat: pain, range of motion, ...");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5)")->required();
    command->add_option("--set", options->set,
                        "NAME=VALUE or 'NAME=VALUE UNIT', e.g. pain_nrs=4; takes the place of one of this "
                        "name; may be repeated");
    command->add_option("--remove", options->removed, "Name of an outcome; may be repeated");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate outcomes visit.h5 --set pain_nrs=4 --set 'neck turn left=58 deg'");
    command->callback([&chosen, options] { chosen = [options] { return outcomes(*options); }; });
}

}  // namespace palpate::cli
