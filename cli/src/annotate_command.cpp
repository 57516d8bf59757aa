#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "palpate/core/event.hpp"
#include "palpate/session/import.hpp"
#include "palpate/session/session_reader.hpp"

#include "command.hpp"

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    std::string events_path;
    double at_s = 0.0;
    std::string kind;
    std::optional<int> nrs;
    std::optional<double> x_mm;
    std::optional<double> y_mm;
    std::string text;
};

Result<std::vector<Event>> eventsOf(const Options& options)
{
    if (!options.events_path.empty()) {
        return session::readEventsCsv(options.events_path);
    }
    const auto kind = parseEventKind(options.kind);
    if (!kind) {
        return fail(kind.error());
    }
    Event event{.time = fromSeconds(options.at_s),
                .kind = *kind,
                .nrs = options.nrs,
                .place = std::nullopt,
                .text = options.text};
    if (options.x_mm && options.y_mm) {
        event.place = MatPoint{.x_mm = *options.x_mm, .y_mm = *options.y_mm};
    }
    return std::vector<Event>{std::move(event)};
}

int annotate(const Options& options)
{
    const auto events = eventsOf(options);
    if (!events) {
        return refuse(events.error());
    }
    const auto added = session::annotateSession(options.path, *events);
    return added ? kDone : refuse(added.error());
}

}  // namespace

void addAnnotateCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("annotate", "Add events to a session");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5)")->required();
    auto* at_option = command->add_option("--at", options->at_s, "Seconds since the start");
    at_option->check(CLI::NonNegativeNumber);
    auto* kind_option = command->add_option("--kind", options->kind, "pain, note or marker");
    at_option->needs(kind_option);
    kind_option->needs(at_option);
    command->add_option("--nrs", options->nrs, "Pain rating 0 to 10")->needs(at_option);
    auto* x_option = command->add_option("--x-mm", options->x_mm, "Place along a row");
    auto* y_option = command->add_option("--y-mm", options->y_mm, "Place along a column");
    x_option->needs(y_option)->needs(at_option);
    y_option->needs(x_option)->needs(at_option);
    command->add_option("--text", options->text, "Free text; no names")->needs(at_option);
    auto* events_option =
        command->add_option("--events", options->events_path,
                            "Many at once: a file of time_s,kind,nrs,x_mm,y_mm,text; all or none");
    events_option->excludes(at_option);
    // The session and what is to be added.
    command->require_option(2, 0);
    command->footer("Example: palpate annotate visit.h5 --at 42.5 --kind pain --nrs 6");
    command->callback([&chosen, options] { chosen = [options] { return annotate(*options); }; });
}

}  // namespace palpate::cli
