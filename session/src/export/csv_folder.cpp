#include "export/csv_folder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "palpate/core/setup_rules.hpp"

#include "coach_columns.hpp"
#include "export/csv_tables.hpp"
#include "export/csv_text.hpp"
#include "export/metric_definitions.hpp"
#include "export/output_folder.hpp"
#include "export/session_json.hpp"
#include "export/text_file.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::array<std::string_view, 17> kFixedFiles{
    "frames.csv", "holds.csv",      "strokes.csv",  "coverage.csv",      "spots.csv",   "reports.csv",
    "trials.csv", "regions.csv",    "events.csv",   "adherence.csv",     "cues.csv",    "sites.csv",
    "sets.csv",   "dictionary.csv", "session.json", "map_saturated.csv", "outcomes.csv"};

constexpr std::array<std::optional<SetUp>, 4> kSetUps{std::nullopt, SetUp::ToolOnMat, SetUp::PressedFromAbove,
                                                      SetUp::MatBetween};

std::optional<std::string> mapFileName(std::string_view map, std::optional<SetUp> setup)
{
    auto name = nameInSetUp(map, setup);
    return name ? std::optional{fmt::format("map_{}.csv", *name)} : std::nullopt;
}

/// Of an export in any set-up.
bool isExportFile(const std::string& name)
{
    if (std::find(kFixedFiles.begin(), kFixedFiles.end(), name) != kFixedFiles.end()) {
        return true;
    }
    return std::any_of(mapColumns().begin(), mapColumns().end(), [&name](const MapColumn& map) {
        return std::any_of(kSetUps.begin(), kSetUps.end(), [&](const std::optional<SetUp>& setup) {
            return mapFileName(map.name, setup) == name;
        });
    });
}

void appendDefinitions(TextFile& file, std::string_view table, const std::vector<ColumnDefinition>& columns)
{
    for (const ColumnDefinition& column : columns) {
        fmt::format_to(std::back_inserter(file.text()), "{},{},{},{}\n", table, csvField(column.name),
                       csvField(column.unit), csvField(column.definition));
    }
}

void defineMap(TextFile& file, std::string_view name, std::string_view unit, std::string_view what)
{
    const auto definition = fmt::format("{}; rows by columns of the mat, no header", what);
    appendDefinitions(file, name, {{.name = "(every cell)", .unit = unit, .definition = definition}});
}

void writeDictionary(TextFile& file, const SessionResults& results, std::optional<SetUp> setup)
{
    file.append("file,column,unit,definition\n");
    appendDefinitions(file, "frames.csv", frameColumns(setup));
    forEachTable(results, setup, [&](std::string_view name, auto columns, const auto& /*rows*/) {
        appendDefinitions(file, fmt::format("{}.csv", name), definitionsOf(columns, setup));
    });
    if (results.coach) {
        forEachCoachTable(*results.coach, [&](std::string_view name, auto columns, const auto& /*rows*/) {
            appendDefinitions(file, fmt::format("{}.csv", name), definitionsOf(columns, setup));
        });
    }
    appendDefinitions(file, "events.csv", eventColumns());
    appendDefinitions(file, "outcomes.csv", outcomeColumns());
    for (const auto& map : mapColumns()) {
        if (const auto name = mapFileName(map.name, setup)) {
            defineMap(file, *name, map.unit,
                      fmt::format("{}; empty for cells that take part in nothing", mapDefinition(map.name)));
        }
    }
    defineMap(file, "map_saturated.csv", "1",
              "1 where the cell was at or over the ceiling in a valid frame: its pressures are at least");
}

/// `write` fills the file; the first failure ends the export.
template <typename Write>
Result<void> writeFile(const OutputFolder& output, const std::string& name, Write write)
{
    TextFile file{output.pathOf(name)};
    write(file);
    return file.finish();
}

Result<void> writeMaps(const SessionResults& results, std::optional<SetUp> setup, const OutputFolder& output)
{
    for (const auto& map : mapColumns()) {
        const auto name = mapFileName(map.name, setup);
        if (!name) {
            continue;
        }
        auto done = writeFile(output, *name, [&](TextFile& f) { writeMap(map.values(results.maps), f); });
        if (!done) {
            return done;
        }
    }
    return writeFile(output, "map_saturated.csv", [&](TextFile& f) { writeMask(results.saturated, f); });
}

Result<void> writeCoachTables(const CoachResults& coach, const OutputFolder& output)
{
    Result<void> done;
    forEachCoachTable(coach, [&](std::string_view name, auto columns, const auto& rows) {
        if (done) {
            done = writeFile(output, fmt::format("{}.csv", name),
                             [&](TextFile& f) { writeTable(columns, rows, std::nullopt, f); });
        }
    });
    return done;
}

Result<void> writeTables(const SessionFacts& facts, const SessionResults& results, const OutputFolder& output)
{
    const std::optional<SetUp> setup = facts.header.info.setup;
    auto done = writeFile(output, "frames.csv", [&](TextFile& f) { writeFrames(results.frames, setup, f); });
    forEachTable(results, setup, [&](std::string_view name, auto columns, const auto& rows) {
        if (done) {
            done = writeFile(output, fmt::format("{}.csv", name),
                             [&](TextFile& f) { writeTable(columns, rows, setup, f); });
        }
    });
    done = done && results.coach ? writeCoachTables(*results.coach, output) : done;
    done = done ? writeFile(output, "events.csv", [&](TextFile& f) { writeEvents(facts.events, f); }) : done;
    done = done ? writeFile(output, "outcomes.csv", [&](TextFile& f) { writeOutcomes(facts.outcomes, f); })
                : done;
    done = done ? writeMaps(results, setup, output) : done;
    done = done
               ? writeFile(output, "dictionary.csv", [&](TextFile& f) { writeDictionary(f, results, setup); })
               : done;
    return done ? writeFile(output, "session.json",
                            [&](TextFile& f) { f.append(sessionJson(facts, results)); })
                : done;
}

}  // namespace

Result<void> writeCsvFolder(const SessionFacts& facts, const SessionResults& results,
                            const std::filesystem::path& folder, bool overwrite)
{
    if (results.frames.size() != facts.frames) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("results of {} frames for a session of {}: analyse this session first",
                                results.frames.size(), facts.frames));
    }
    auto output = OutputFolder::create(folder, overwrite, isExportFile);
    if (!output) {
        return fail(std::move(output.error()));
    }
    if (auto written = writeTables(facts, results, *output); !written) {
        return written;
    }
    return output->publish();
}

}  // namespace palpate::session
