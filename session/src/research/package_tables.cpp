#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>

#include "palpate/core/version.hpp"

#include "export/tsv_text.hpp"
#include "research/package_texts.hpp"
#include "utc_time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace palpate::session {

namespace {

using Json = nlohmann::ordered_json;

struct Column {
    std::string_view name;
    std::string_view unit;
    std::string_view definition;
    std::string (*value)(const PackedSession&);
};

template <typename T>
std::string wordOf(const std::optional<T>& value)
{
    return value ? std::string{toString(*value)} : "n/a";
}

constexpr Column kClientCode{"client_code", "", "the clinic's own code of the client (profile full only)",
                             [](const PackedSession& s) { return tsvText(s.header.info.client_code); }};
constexpr Column kStart{"acq_time", "", "start of the session, ISO 8601 UTC; years up to 1925 are shifted",
                        [](const PackedSession& s) {
                            const auto& start = s.header.info.started_at;
                            return start ? toIsoUtc(*start) : std::string{"n/a"};
                        }};
constexpr std::array kSessionColumns{
    Column{"participant_id", "", "pseudonym of the client; sub- in front of it names the folder",
           [](const PackedSession& s) { return "sub-" + s.participant; }},
    Column{"session_id", "", "random name of the session; ses- in front of it names the folder",
           [](const PackedSession& s) { return "ses-" + s.label; }},
    Column{"filename", "", "the session file (HDF5)", [](const PackedSession& s) { return s.file; }},
    Column{"tables", "", "folder of its tables", [](const PackedSession& s) { return s.tables; }},
    Column{"days_since_first_session", "d", "since the client's first session of the key file",
           [](const PackedSession& s) { return s.day ? fmt::format("{}", *s.day) : std::string{"n/a"}; }},
    Column{"setup", "", "tool_on_mat, pressed_from_above or mat_between: decides what the numbers mean",
           [](const PackedSession& s) { return wordOf(s.header.info.setup); }},
    Column{"phase", "", "before, during, after or other",
           [](const PackedSession& s) { return wordOf(s.header.info.phase); }},
    Column{"side", "", "left, right or both",
           [](const PackedSession& s) { return wordOf(s.header.info.side); }},
    Column{"technique", "", "id of the technique",
           [](const PackedSession& s) { return tsvText(s.header.info.technique); }},
    Column{"mat_profile", "", "kind of the mat",
           [](const PackedSession& s) { return tsvText(s.header.info.mat_id); }},
    Column{"mat", "", "which mat; a pseudonym but in profile full",
           [](const PackedSession& s) { return tsvText(s.header.info.mat_serial); }},
    Column{"rows", "1", "of the mat",
           [](const PackedSession& s) { return fmt::format("{}", s.header.geometry.rows()); }},
    Column{"cols", "1", "of the mat",
           [](const PackedSession& s) { return fmt::format("{}", s.header.geometry.cols()); }},
    Column{"pitch_x_mm", "mm", "distance of columns",
           [](const PackedSession& s) { return tsvNumber(s.header.geometry.pitchXMm()); }},
    Column{"pitch_y_mm", "mm", "distance of rows",
           [](const PackedSession& s) { return tsvNumber(s.header.geometry.pitchYMm()); }},
    Column{"frames", "1", "in the session file",
           [](const PackedSession& s) { return fmt::format("{}", s.frames); }},
    Column{"duration_s", "s", "first to last frame",
           [](const PackedSession& s) { return tsvNumber(s.duration_s); }},
    Column{"rate_hz", "Hz", "measured", [](const PackedSession& s) { return tsvNumber(s.rate_hz); }},
    Column{"quality", "", "grade of the recording, A to D, as docs/metrics.md says",
           [](const PackedSession& s) { return std::string{toString(s.quality)}; }},
};

std::vector<Column> sessionColumns(ResearchProfile profile)
{
    std::vector<Column> columns{kSessionColumns.begin(), kSessionColumns.end()};
    if (profile != ResearchProfile::SafeHarbour) {
        columns.push_back(kStart);
    }
    if (profile == ResearchProfile::Full) {
        columns.push_back(kClientCode);
    }
    return columns;
}

constexpr std::array<std::array<std::string_view, 2>, 2> kParticipantColumns{
    {{"participant_id", "random pseudonym of the client"},
     {"sessions", "number of this client's sessions in the package"}}};

/// The datasets of a session file that a reader needs first; all are in the format's own table.
constexpr std::array<std::array<std::string_view, 3>, 8> kDatasets{{
    {"pressure", "kPa",
     "time x rows x columns; where stored as counts, kPa = scale_factor * count + add_offset; missing: "
     "NaN or _FillValue"},
    {"counts", "1", "raw counts, where pressure is stored as kPa"},
    {"time", "s", "of each frame since the start of the session"},
    {"y", "mm", "centres of the rows"},
    {"x", "mm", "centres of the columns"},
    {"frame_seq", "1", "frame counter of the device, or a running number"},
    {"device_time_us", "us", "the device's own clock"},
    {"frame_quality", "1", "0 good, else bits as in flag_meanings"},
}};

std::vector<DictionaryRow> allRows(const std::vector<DictionaryRow>& tables, ResearchProfile profile)
{
    std::vector<DictionaryRow> rows;
    for (const auto& column : kParticipantColumns) {
        rows.push_back({"participants.tsv", std::string{column[0]}, "", std::string{column[1]}});
    }
    for (const Column& column : sessionColumns(profile)) {
        rows.push_back({"sessions.tsv", std::string{column.name}, std::string{column.unit},
                        std::string{column.definition}});
    }
    for (const auto& dataset : kDatasets) {
        rows.push_back(
            {"*_pressure.h5", std::string{dataset[0]}, std::string{dataset[1]}, std::string{dataset[2]}});
    }
    rows.insert(rows.end(), tables.begin(), tables.end());
    return rows;
}

std::string_view typeOf(const DictionaryRow& row)
{
    return row.unit.empty() ? "text" : "number";
}

std::string_view missingIn(const DictionaryRow& row)
{
    if (row.file.ends_with(".tsv")) {
        return "n/a";
    }
    return row.file.ends_with(".h5") ? "NaN or _FillValue" : "empty";
}

}  // namespace

std::size_t participantsIn(const std::vector<PackedSession>& sessions)
{
    std::set<std::string_view> seen;
    for (const PackedSession& session : sessions) {
        seen.insert(session.participant);
    }
    return seen.size();
}

std::string participantsTsv(const std::vector<PackedSession>& sessions)
{
    std::map<std::string, std::size_t> counts;
    for (const PackedSession& session : sessions) {
        ++counts[session.participant];
    }
    std::string text = tsvLine({"participant_id", "sessions"});
    for (const auto& [participant, count] : counts) {
        text += tsvLine({"sub-" + participant, fmt::format("{}", count)});
    }
    return text;
}

std::string sessionsTsv(const std::vector<PackedSession>& sessions, ResearchProfile profile)
{
    const auto columns = sessionColumns(profile);
    std::vector<std::string> fields;
    fields.reserve(columns.size());
    for (const Column& column : columns) {
        fields.emplace_back(column.name);
    }
    std::string text = tsvLine(fields);
    for (const PackedSession& session : sessions) {
        fields.clear();
        for (const Column& column : columns) {
            fields.push_back(column.value(session));
        }
        text += tsvLine(fields);
    }
    return text;
}

std::string participantsJson()
{
    Json json;
    for (const auto& column : kParticipantColumns) {
        json[std::string{column[0]}] = {{"Description", column[1]}};
    }
    return json.dump(2) + '\n';
}

std::string sessionsJson(ResearchProfile profile)
{
    Json json;
    for (const Column& column : sessionColumns(profile)) {
        Json& entry = json[std::string{column.name}];
        entry["Description"] = column.definition;
        if (!column.unit.empty()) {
            entry["Units"] = column.unit;
        }
    }
    return json.dump(2) + '\n';
}

std::string dictionaryTsv(const std::vector<DictionaryRow>& tables, ResearchProfile profile)
{
    std::string text = tsvLine({"file", "name", "description", "unit", "type", "missing"});
    for (const DictionaryRow& row : allRows(tables, profile)) {
        text += tsvLine({tsvText(row.file), tsvText(row.column), tsvText(row.definition), tsvText(row.unit),
                         std::string{typeOf(row)}, std::string{missingIn(row)}});
    }
    return text;
}

std::string dictionaryJson(const std::vector<DictionaryRow>& tables, ResearchProfile profile)
{
    Json json;
    for (const DictionaryRow& row : allRows(tables, profile)) {
        json[row.file][row.column] = {{"Description", row.definition},
                                      {"Units", row.unit},
                                      {"Type", typeOf(row)},
                                      {"Missing", missingIn(row)}};
    }
    return json.dump(2) + '\n';
}

std::string descriptionJson(ResearchProfile profile)
{
    const Json json{
        {"Name", "Pressure sessions"},
        {"BIDSVersion", "1.9.0"},
        {"DatasetType", "raw"},
        {"DatasetDOI", nullptr},
        {"GeneratedBy",
         {{{"Name", "Palpate"},
           {"Version", version()},
           {"Description", "palpate export --research"},
           {"Settings",
            {{"profile", toString(profile)},
             {"analysis", "the settings of each session's results are in its tables/session.json"}}}}}}};
    return json.dump(2) + '\n';
}

}  // namespace palpate::session
