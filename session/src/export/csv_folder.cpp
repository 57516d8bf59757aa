#include "export/csv_folder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "export/csv_tables.hpp"
#include "export/csv_text.hpp"
#include "export/metric_definitions.hpp"
#include "export/output_folder.hpp"
#include "export/session_json.hpp"
#include "export/text_file.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::array<std::string_view, 6> kTables{"frames.csv", "holds.csv",      "strokes.csv",
                                                  "events.csv", "dictionary.csv", "session.json"};

std::string mapFileName(std::string_view map)
{
    return fmt::format("map_{}.csv", map);
}

bool isExportFile(const std::string& name)
{
    const auto& maps = mapColumns();
    return std::find(kTables.begin(), kTables.end(), name) != kTables.end() ||
           std::any_of(maps.begin(), maps.end(),
                       [&name](const MapColumn& map) { return name == mapFileName(map.name); });
}

void appendDefinition(TextFile& file, std::string_view table, const ColumnDefinition& column)
{
    fmt::format_to(std::back_inserter(file.text()), "{},{},{},{}\n", table, csvField(column.name),
                   csvField(column.unit), csvField(column.definition));
}

void writeDictionary(TextFile& file)
{
    file.append("file,column,unit,definition\n");
    const std::array<std::pair<std::string_view, std::vector<ColumnDefinition>>, 4> tables{{
        {"frames.csv", frameColumns()},
        {"holds.csv", holdColumns()},
        {"strokes.csv", strokeColumns()},
        {"events.csv", eventColumns()},
    }};
    for (const auto& [table, columns] : tables) {
        for (const auto& column : columns) {
            appendDefinition(file, table, column);
        }
    }
    for (const auto& map : mapColumns()) {
        const auto definition = fmt::format(
            "{}; rows by columns of the mat, no header, empty for cells that take "
            "part in nothing",
            mapDefinition(map.name));
        appendDefinition(file, mapFileName(map.name),
                         {.name = "(every cell)", .unit = map.unit, .definition = definition});
    }
}

/// `write` fills the file; the first failure ends the export.
template <typename Write>
Result<void> writeFile(const OutputFolder& output, const std::string& name, Write write)
{
    TextFile file{output.pathOf(name)};
    write(file);
    return file.finish();
}

Result<void> writeTables(const SessionFacts& facts, const SessionResults& results, const OutputFolder& output)
{
    if (auto done = writeFile(output, "frames.csv", [&](TextFile& f) { writeFrames(results.frames, f); });
        !done) {
        return done;
    }
    if (auto done = writeFile(output, "holds.csv", [&](TextFile& f) { writeHolds(results.holds, f); });
        !done) {
        return done;
    }
    if (auto done = writeFile(output, "strokes.csv", [&](TextFile& f) { writeStrokes(results.strokes, f); });
        !done) {
        return done;
    }
    if (auto done = writeFile(output, "events.csv", [&](TextFile& f) { writeEvents(facts.events, f); });
        !done) {
        return done;
    }
    for (const auto& map : mapColumns()) {
        auto done = writeFile(output, mapFileName(map.name),
                              [&](TextFile& f) { writeMap(map.values(results.maps), f); });
        if (!done) {
            return done;
        }
    }
    if (auto done = writeFile(output, "dictionary.csv", writeDictionary); !done) {
        return done;
    }
    return writeFile(output, "session.json", [&](TextFile& f) { f.append(sessionJson(facts, results)); });
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
