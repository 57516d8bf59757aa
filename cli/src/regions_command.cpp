#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "palpate/session/session_reader.hpp"
#include "palpate/session/session_regions.hpp"

#include "command.hpp"
#include "json_output.hpp"
#include "region_option.hpp"
#include "regions_json.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    std::vector<std::string> added;
    std::vector<std::string> removed;
    bool as_json = false;
};

/// The stored regions without those that are to be removed; NotFound names one that is not there.
Result<std::vector<Region>> without(std::vector<Region> regions, const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        const auto found = std::find_if(regions.begin(), regions.end(),
                                        [&name](const Region& region) { return region.name == name; });
        if (found == regions.end()) {
            return fail(ErrorCode::NotFound,
                        fmt::format("--remove {}: the session has no region of this name", name));
        }
        regions.erase(found);
    }
    return regions;
}

Result<std::vector<Region>> changed(const std::vector<Region>& stored, const Options& options)
{
    auto left = without(stored, options.removed);
    if (!left) {
        return left;
    }
    const auto added = regionsOf("--add", options.added);
    if (!added) {
        return fail(added.error());
    }
    return session::mergedRegions(std::move(*left), *added);
}

int regions(const Options& options)
{
    const auto session = session::SessionReader::open(options.path);
    if (!session) {
        return refuse(session.error());
    }
    const auto wanted = changed(session->regions(), options);
    if (!wanted) {
        return refuse(wanted.error());
    }
    if (*wanted != session->regions()) {
        if (const auto saved = session::saveRegions(options.path, *wanted); !saved) {
            return refuse(saved.error());
        }
    }
    if (options.as_json) {
        printJson({{"regions", regionsJson(*wanted)}});
    } else {
        for (const Region& region : *wanted) {
            fmt::print("{}={}\n", region.name, toString(region.shape));
        }
    }
    return kDone;
}

}  // namespace

void addRegionsCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("regions", "List or change the marked parts of the mat of a session");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5)")->required();
    command->add_option("--add", options->added,
                        "NAME=SHAPE in mm: 'rectangle X,Y X,Y', 'ellipse X,Y RX,RY' or 'polygon X,Y X,Y X,Y "
                        "...'; takes the place of one of this name; may be repeated");
    command->add_option("--remove", options->removed, "Name of a region; may be repeated");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate regions visit.h5 --add 'calf=rectangle 10,20 60,80' --remove thigh");
    command->callback([&chosen, options] { chosen = [options] { return regions(*options); }; });
}

}  // namespace palpate::cli
