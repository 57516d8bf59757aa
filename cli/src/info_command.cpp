#include <ctime>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "palpate/live/stored_results.hpp"
#include "palpate/session/finalize.hpp"
#include "palpate/session/journal_writer.hpp"
#include "palpate/session/session_reader.hpp"

#include "analysis_json.hpp"
#include "calibration_output.hpp"
#include "command.hpp"
#include "json_output.hpp"
#include "outcomes_json.hpp"
#include "regions_json.hpp"
#include "utc_text.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    bool as_json = false;
};

Json startedAt(const MeasurementInfo& info)
{
    if (!info.started_at) {
        return nullptr;
    }
    return utcText(*info.started_at);
}

Json eventsOf(const session::SessionReader& session)
{
    Json events = Json::array();
    for (const auto& event : session.events()) {
        events.push_back({
            {"time_s", toSeconds(event.time)},
            {"kind", toString(event.kind)},
            {"nrs", event.nrs ? Json(*event.nrs) : Json(nullptr)},
            {"x_mm", event.place ? Json(event.place->x_mm) : Json(nullptr)},
            {"y_mm", event.place ? Json(event.place->y_mm) : Json(nullptr)},
            {"text", jsonOf(event.text)},
        });
    }
    return events;
}

Json describe(const session::SessionReader& session, const SessionResults& results)
{
    const auto& header = session.header();
    const auto& info = header.info;
    return {
        {"file", session.path().filename().string()},
        {"session_id", info.session_id},
        {"mat", jsonOf(info.mat_id)},
        {"mat_title", jsonOf(info.mat_title)},
        {"mat_serial", jsonOf(info.mat_serial)},
        {"rows", header.geometry.rows()},
        {"cols", header.geometry.cols()},
        {"pitch_x_mm", header.geometry.pitchXMm()},
        {"pitch_y_mm", header.geometry.pitchYMm()},
        {"absent_cells", header.geometry.cellCount() - header.geometry.presentCount()},
        {"frames", session.frameCount()},
        {"rate_hz", results.rate ? Json(results.rate->hz) : Json(nullptr)},
        {"duration_s", results.duration_s},
        {"started_at", startedAt(info)},
        {"setup", info.setup ? Json(toString(*info.setup)) : Json(nullptr)},
        {"technique", jsonOf(info.technique)},
        {"phase", info.phase ? Json(toString(*info.phase)) : Json(nullptr)},
        {"side", info.side ? Json(toString(*info.side)) : Json(nullptr)},
        {"client", jsonOf(info.client_code)},
        {"source", info.source},
        {"samples", header.samples == SampleKind::Counts ? "counts" : "kpa"},
        {"calibration", jsonOf(header.calibration.source)},
        {"calibration_record", calibrationRecordJson(header.calibration)},
        {"tared", header.tare.has_value()},
        {"ended_on_purpose", session.endedOnPurpose()},
        {"gaps", session.gaps().size()},
        {"events", eventsOf(session)},
        {"regions", regionsJson(session.regions())},
        {"outcomes", outcomesJson(session.outcomes())},
        {"quality", analysisJson(session, results, std::nullopt)["quality"]},
        {"file_bytes", session.fileBytes()},
        {"software", info.software},
    };
}

void printLines(const Json& facts)
{
    static const std::set<std::string_view> kLists{"events", "outcomes", "quality", "regions"};
    for (const auto& [name, value] : facts.items()) {
        if (!kLists.contains(name) && !value.is_null()) {
            fmt::print("{:<18} {}\n", name, value.is_string() ? value.get<std::string>() : value.dump());
        }
    }
    fmt::print("{:<18} {}", "quality", facts["quality"]["grade"].get<std::string>());
    for (const auto& reason : facts["quality"]["reasons"]) {
        fmt::print("; {}", reason.get<std::string>());
    }
    fmt::print("\n{:<18} {}\n", "events", facts["events"].size());
    for (const auto& event : facts["events"]) {
        fmt::print("  {:>8.2f} s  {}{}{}\n", event["time_s"].get<double>(), event["kind"].get<std::string>(),
                   event["nrs"].is_null() ? "" : fmt::format(" {}", event["nrs"].get<int>()),
                   event["text"].is_null() ? "" : "  " + event["text"].get<std::string>());
    }
    fmt::print("{:<18} {}\n", "regions", facts["regions"].size());
    for (const auto& region : facts["regions"]) {
        fmt::print("  {}  {}\n", region["name"].get<std::string>(), region["shape"].get<std::string>());
    }
    fmt::print("{:<18} {}\n", "outcomes", facts["outcomes"].size());
    for (const auto& outcome : facts["outcomes"]) {
        fmt::print("  {}  {:g}{}\n", outcome["name"].get<std::string>(), outcome["value"].get<double>(),
                   outcome["unit"].is_null() ? "" : " " + outcome["unit"].get<std::string>());
    }
}

int describeJournal(const std::string& path, bool as_json)
{
    const auto report = session::inspectJournal(path);
    if (!report) {
        return refuse(report.error());
    }
    const auto remedy = fmt::format("palpate recover {}", path);
    if (as_json) {
        printJson({{"journal", std::filesystem::path{path}.filename().string()},
                   {"frames", report->frames},
                   {"duration_s", report->duration_s},
                   {"damaged_records", report->damaged_records},
                   {"ended_on_purpose", report->ended_on_purpose},
                   {"remedy", remedy}});
    } else {
        fmt::print("{}: an unfinished recording of {} frames, {:.1f} s; finish it with: {}\n", path,
                   report->frames, report->duration_s, remedy);
    }
    return kDone;
}

int info(const Options& options)
{
    if (std::filesystem::path{options.path}.extension() == ".journal") {
        return describeJournal(options.path, options.as_json);
    }
    const auto journal = session::journalPathOf(options.path);
    std::error_code ignored;
    const bool has_journal = std::filesystem::exists(journal, ignored);
    if (has_journal) {
        fmt::print(stderr, "palpate: an unfinished recording lies beside it: palpate recover {}\n",
                   journal.string());
    }
    auto session = session::SessionReader::open(options.path);
    if (!session) {
        return refuse(session.error());
    }
    const auto results = live::resultsOf(*session, {});
    if (!results) {
        return refuse(results.error());
    }
    const auto facts = describe(*session, *results);
    if (options.as_json) {
        printJson(facts);
    } else {
        printLines(facts);
    }
    return kDone;
}

}  // namespace

void addInfoCommand(CLI::App& app, Action& chosen)
{
    auto* command =
        app.add_subcommand("info", "What is in a session, or in the journal of an unfinished one");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5) or journal (.h5.journal)")->required();
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate info visit.h5");
    command->callback([&chosen, options] { chosen = [options] { return info(*options); }; });
}

}  // namespace palpate::cli
