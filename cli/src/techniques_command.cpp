#include <memory>
#include <string>
#include <vector>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/live/technique_catalogue.hpp"

#include "command.hpp"
#include "json_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string id;
    std::string checked_path;
    bool as_json = false;
};

template <typename Kind>
std::string wordsOf(const std::vector<Kind>& kinds)
{
    std::vector<std::string_view> words;
    words.reserve(kinds.size());
    for (const Kind kind : kinds) {
        words.push_back(toString(kind));
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

Json jsonOfTechnique(const Technique& technique)
{
    return Json::parse(session::techniqueToJson(technique));
}

void printSteps(std::string_view title, const std::vector<std::string>& steps)
{
    fmt::print("\n{}\n", title);
    for (const std::string& step : steps) {
        fmt::print("  - {}\n", step);
    }
}

void printTechnique(const Technique& technique)
{
    fmt::print("{}: {}\ntool: {}; set-up: {}\n\n{}\n", technique.id, technique.title,
               wordsOf(technique.tools), wordsOf(technique.setups), technique.posture);
    printSteps("How", technique.steps);
    printSteps("Take care", technique.cautions);
    fmt::print("\n{}\n\nSimulated badly: {}\n", technique.evidence,
               fmt::join(acquisition::techniqueVariants(technique), ", "));
}

/// A wrong file does not hide the good ones, but it is an error.
int reportProblems(const std::vector<Error>& problems)
{
    for (const Error& problem : problems) {
        static_cast<void>(refuse(problem));
    }
    return problems.empty() ? kDone : kRefused;
}

int show(const session::TechniqueCatalogue& catalogue, const Options& options)
{
    const auto technique = session::findTechnique(catalogue, options.id);
    if (!technique) {
        return refuse(technique.error());
    }
    if (options.as_json) {
        printJson(jsonOfTechnique(*technique));
    } else {
        printTechnique(*technique);
    }
    return kDone;
}

int list(const session::TechniqueCatalogue& catalogue, bool as_json)
{
    if (as_json) {
        Json all = Json::array();
        for (const Technique& technique : catalogue.techniques) {
            all.push_back(jsonOfTechnique(technique));
        }
        printJson({{"techniques", all}});
    } else {
        for (const Technique& technique : catalogue.techniques) {
            fmt::print("{:<18} {:<28} {}\n", technique.id, technique.title, wordsOf(technique.tools));
        }
    }
    return reportProblems(catalogue.problems);
}

int techniques(const Options& options)
{
    if (!options.checked_path.empty()) {
        const auto technique = session::readTechniqueFile(options.checked_path);
        if (!technique) {
            return refuse(technique.error());
        }
        fmt::print("{}: a technique, '{}'\n", options.checked_path, technique->title);
        return kDone;
    }
    const auto catalogue = live::allTechniques();
    return options.id.empty() ? list(catalogue, options.as_json) : show(catalogue, options);
}

}  // namespace

void addTechniquesCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("techniques", "The catalogue of techniques, or one of them");
    const auto options = std::make_shared<Options>();
    command->add_option("ID", options->id, "One technique: how it is done, and what to take care of");
    command->add_option("--check", options->checked_path, "Say whether a file is a technique (ID.json)");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    std::string folders;
    for (const auto& folder : live::techniqueFolders()) {
        folders += (folders.empty() ? "" : ", then ") + folder.string();
    }
    command->footer("Looked for in " + folders + ".\nExample: palpate techniques upper-back");
    command->callback([&chosen, options] { chosen = [options] { return techniques(*options); }; });
}

}  // namespace palpate::cli
