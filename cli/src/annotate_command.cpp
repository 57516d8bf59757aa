#include <memory>
#include <optional>
#include <string>

#include "palpate/core/event.hpp"
#include "palpate/session/session_reader.hpp"

#include "command.hpp"

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    double at_s = 0.0;
    std::string kind;
    std::optional<int> nrs;
    std::optional<double> x_mm;
    std::optional<double> y_mm;
    std::string text;
};

int annotate(const Options& options)
{
    const auto kind = parseEventKind(options.kind);
    if (!kind) {
        return refuse(kind.error());
    }
    Event event{.time = fromSeconds(options.at_s),
                .kind = *kind,
                .nrs = options.nrs,
                .place = std::nullopt,
                .text = options.text};
    if (options.x_mm && options.y_mm) {
        event.place = MatPoint{.x_mm = *options.x_mm, .y_mm = *options.y_mm};
    }
    const auto added = session::annotateSession(options.path, event);
    return added ? kDone : refuse(added.error());
}

}  // namespace

void addAnnotateCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("annotate", "Add an event to a session");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5)")->required();
    command->add_option("--at", options->at_s, "Seconds since the start")
        ->required()
        ->check(CLI::NonNegativeNumber);
    command->add_option("--kind", options->kind, "pain, note or marker")->required();
    command->add_option("--nrs", options->nrs, "Pain rating 0 to 10");
    auto* x_option = command->add_option("--x-mm", options->x_mm, "Place along a row");
    auto* y_option = command->add_option("--y-mm", options->y_mm, "Place along a column");
    x_option->needs(y_option);
    y_option->needs(x_option);
    command->add_option("--text", options->text, "Free text; no names");
    command->footer("Example: palpate annotate visit.h5 --at 42.5 --kind pain --nrs 6");
    command->callback([&chosen, options] { chosen = [options] { return annotate(*options); }; });
}

}  // namespace palpate::cli
