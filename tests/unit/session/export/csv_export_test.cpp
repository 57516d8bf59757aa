#include "palpate/session/csv_export.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include <gmock/gmock.h>

#include "palpate/session/finalize.hpp"
#include "palpate/session/import.hpp"
#include "palpate/session/journal_writer.hpp"
#include "palpate/support/temp_dir.hpp"

#include "export/csv_folder.hpp"
#include "export/csv_text.hpp"

#include <nlohmann/json.hpp>

namespace palpate::session {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;
using Rows = std::vector<std::vector<std::string>>;

std::string textOf(const fs::path& path)
{
    std::ostringstream bytes;
    bytes << std::ifstream{path, std::ios::binary}.rdbuf();
    return bytes.str();
}

/// Fields without quotes.
Rows rowsOf(const fs::path& path)
{
    Rows rows;
    std::istringstream lines{textOf(path)};
    for (std::string line; std::getline(lines, line);) {
        rows.emplace_back();
        std::istringstream fields{line + ","};
        for (std::string field; std::getline(fields, field, ',');) {
            rows.back().push_back(field);
        }
    }
    return rows;
}

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
}

CellArray<float> mapOf(float first)
{
    CellArray<float> map(2, 3);
    map << first, 0.1F, 1e-7F, std::numeric_limits<float>::quiet_NaN(), 16777217.0F, 1.0F / 3.0F;
    return map;
}

/// A session of two frames and results that say something in every column.
struct Sample {
    SessionHeader header{.geometry =
                             *MatGeometry::create(2, 3, Length{10.0}, Length{12.5}, {{.row = 1, .col = 0}})};
    std::vector<Event> events;
    std::vector<Gap> gaps{{.from = SessionTime{0},
                           .to = std::chrono::milliseconds{250},
                           .missing_frames = 3,
                           .reason = GapReason::Disconnected}};
    std::vector<Outcome> outcomes{{.name = "=neck, left", .value = 175.0 / 3.0, .unit = "°"},
                                  {.name = "steps", .value = -0.1, .unit = ""}};
    StreamStats stats{.frames_ok = 2, .frames_missing = 3};
    SessionResults results;

    Sample()
    {
        header.info.session_id = "id";
        header.info.mat_id = "imported";
        header.info.setup = SetUp::MatBetween;
        header.calibration.curve = LinearCalibration{.kpa_per_count = 0.25};
        results.contact = Pressure{1.25};
        results.frames = {
            {.sequence = 10,
             .time_s = 0.1,
             .force_n = 1.0 / 3.0,
             .contact_area_cm2 = 2.5,
             .mean_kpa = 12.345678901234567,
             .peak_kpa = 1e-7,
             .ppi_kpa = 3,
             .saturated_cells = 2},
            {.sequence = 14, .time_s = 0.35, .valid = false, .cop_x_mm = 15.0, .cop_y_mm = 6.25}};
        results.summary = {MetricSummary{.mean = 1, .max = 2, .min = 0, .sd = 0.5}, std::nullopt};
        results.maps = {mapOf(1), mapOf(2), mapOf(3), mapOf(4), mapOf(5), mapOf(6), mapOf(7), mapOf(8)};
        results.saturated = CellMask::Zero(2, 3);
        results.saturated(0, 1) = 1;
        results.holds = {{.start_s = 1,
                          .end_s = 11.5,
                          .duration_s = 10.5,
                          .place = {.x_mm = 7, .y_mm = 8},
                          .shape = PatchShape::Ball,
                          .mean_n = 40,
                          .cv_pct = 2.5,
                          .mean_kpa = 20,
                          .peak_kpa = 35,
                          .in_window = InWindow::Short,
                          .drift_pct = std::nullopt,
                          .corrected_mean_n = 38.5,
                          .percussion_hz = 31.5,
                          .flags = kPlaceSaturated | kPlaceFewCells}};
        results.strokes = {{.start_s = 2, .end_s = 4, .length_mm = 100, .duration_s = 2, .speed_mm_s = 50}};
        results.coverage = {{.start_s = 2,
                             .end_s = 9,
                             .from = {.x_mm = 1.5, .y_mm = 2},
                             .direction_deg = 90,
                             .dwell_s_per_cm = {0.5, 0.25},
                             .missed_pct = 50}};
        results.spots = {{.place = {.x_mm = 7, .y_mm = 8}, .area_cm2 = 4.5, .peak_kpa = 35, .mean_kpa = 20},
                         {.place = {.x_mm = 17, .y_mm = 18},
                          .area_cm2 = 3,
                          .peak_kpa = 60,
                          .mean_kpa = 30,
                          .sustained_s = 12,
                          .pti_kpa_s = 400,
                          .evidence = SpotEvidence::Reported,
                          .nrs = 6,
                          .reports = {{.time_s = 3, .nrs = 7, .share = 0.75, .peak_kpa = 55, .force_n = 44},
                                      {.time_s = 5, .peak_kpa = 50, .force_n = 40}},
                          .ppt_kpa = 52.5,
                          .ppt_n = 42,
                          .trials = {{.time_s = 3, .kpa = 55, .n = 44, .ramp_kpa_s = 5, .is_dropped = true},
                                     {.time_s = 5, .kpa = 50, .n = 40, .ramp_kpa_s = 6}},
                          .flags = kPlaceAtEdge}};
        results.settings.regions = {
            {.name = "=calf, left",
             .shape = RectangleShape{.from = {.x_mm = 0, .y_mm = 0}, .to = {.x_mm = 20, .y_mm = 12.5}}}};
        results.regions = {{.name = "=calf, left",
                            .area_cm2 = 2.5,
                            .force_n = MetricSummary{.mean = 3, .max = 4, .min = 1, .sd = 0.5},
                            .pti_novel_kpa_s = 9,
                            .is_at_least = true}};
        results.quality = {.grade = QualityGrade::B,
                           .reasons = {"3 frames lost"},
                           .lost_frames = 3,
                           .invalid_cells = {{.cell = {.row = 1, .col = 2}, .kind = FaultKind::Hot}}};
        results.valid_frames = 1;
        results.duration_s = 0.25;
    }

    [[nodiscard]] SessionFacts facts() const
    {
        return {.header = header,
                .events = events,
                .gaps = gaps,
                .outcomes = outcomes,
                .stats = stats,
                .frames = 2};
    }
};

TEST(CsvExport, WritesEveryFileOfTheContract)
{
    const support::TempDir folder;
    const Sample sample;
    const auto written = writeCsvFolder(sample.facts(), sample.results, folder / "out", false);
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_THAT(namesIn(folder.path()), ElementsAre("out"));
    EXPECT_THAT(
        namesIn(folder / "out"),
        ElementsAre("coverage.csv", "dictionary.csv", "events.csv", "frames.csv", "holds.csv",
                    "map_mean_kpa.csv", "map_peak_kpa.csv", "map_pti_kpa_s.csv", "map_saturated.csv",
                    "map_sustained_kpa.csv", "map_sustained_longest_s.csv", "map_sustained_total_s.csv",
                    "map_tenderness.csv", "map_time_above_s.csv", "outcomes.csv", "regions.csv",
                    "reports.csv", "session.json", "spots.csv", "strokes.csv", "trials.csv"));
    for (const auto& entry : fs::directory_iterator{folder / "out"}) {
        const auto text = textOf(entry.path());
        EXPECT_EQ(text.back(), '\n') << entry.path();
        EXPECT_EQ(text.find('\r'), std::string::npos) << entry.path();
    }
}

TEST(CsvExport, OutcomesReadBackToTheSameNumbersWithTheirUnits)
{
    const support::TempDir folder;
    const Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    const auto rows = rowsOf(folder / "out" / "outcomes.csv");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[0], ElementsAre("name", "value", "unit"));
    EXPECT_EQ(std::stod(rows[1][rows[1].size() - 2]), 175.0 / 3.0);
    EXPECT_EQ(textOf(folder / "out" / "outcomes.csv").find("\"'=neck, left\",58.33"), 16U);
    EXPECT_THAT(rows[2], ElementsAre("steps", "-0.1", ""));
    EXPECT_THAT(textOf(folder / "out" / "dictionary.csv"), HasSubstr("outcomes.csv,value,"));
}

TEST(CsvExport, FramesReadBackToTheSameNumbers)
{
    const support::TempDir folder;
    const Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    const auto rows = rowsOf(folder / "out" / "frames.csv");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[0], ElementsAre("frame", "time_s", "valid", "force_n", "contact_area_cm2", "mean_kpa",
                                     "peak_kpa", "ppi_kpa", "gradient_kpa_cm", "cov_pct", "cop_x_mm",
                                     "cop_y_mm", "saturated_cells"));
    EXPECT_THAT(rows[2], ElementsAre("1", "0.35", "0", "0", "0", "", "0", "0", "", "", "15", "6.25", "0"));
    for (std::size_t k = 0; k < sample.results.frames.size(); ++k) {
        const auto& frame = sample.results.frames[k];
        EXPECT_EQ(std::stod(rows[k + 1][1]), frame.time_s);
        for (std::size_t c = 0; c < metricColumns().size(); ++c) {
            const auto value = metricColumns()[c].value(frame);
            const auto& field = rows[k + 1][c + 3];
            EXPECT_EQ(field.empty(), !value.has_value());
            if (value) {
                EXPECT_EQ(std::stod(field), *value);
            }
        }
    }
}

TEST(CsvExport, MapsReadBackToTheSameNumbersAndLeaveAbsentCellsEmpty)
{
    const support::TempDir folder;
    const Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    for (const auto& map : mapColumns()) {
        const auto rows = rowsOf(folder / "out" / ("map_" + std::string{map.name} + ".csv"));
        const auto& values = map.values(sample.results.maps);
        ASSERT_EQ(rows.size(), 2U);
        EXPECT_EQ(rows[1][0], "");
        for (Eigen::Index k = 0; k < values.size(); ++k) {
            const auto& field = rows[static_cast<std::size_t>(k / 3)].at(static_cast<std::size_t>(k % 3));
            if (!std::isnan(values.data()[k])) {
                EXPECT_EQ(std::stof(field), values.data()[k]);
            }
        }
    }
}

TEST(CsvExport, HoldsAndStrokesHaveTheirColumns)
{
    const support::TempDir folder;
    const Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    EXPECT_EQ(textOf(folder / "out" / "holds.csv"),
              "start_s,end_s,duration_s,x_mm,y_mm,shape,mean_n,cv_pct,mean_kpa,peak_kpa,in_window,drift_pct,"
              "corrected_mean_n,corrected_drift_pct,drift_uncertainty_pct,percussion_hz,flags\n"
              "1,11.5,10.5,7,8,ball,40,2.5,20,35,short,,38.5,,,31.5,saturated;few cells\n");
    EXPECT_EQ(textOf(folder / "out" / "strokes.csv"),
              "start_s,end_s,length_mm,duration_s,speed_mm_s,shape,from_x_mm,from_y_mm,to_x_mm,to_y_mm\n"
              "2,4,100,2,50,bar,0,0,0,0\n");
}

TEST(CsvExport, SpotsReportsTrialsCoverageAndRegionsHaveTheirColumns)
{
    const support::TempDir folder;
    const Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    EXPECT_EQ(textOf(folder / "out" / "spots.csv"),
              "x_mm,y_mm,area_cm2,peak_kpa,mean_kpa,sustained_s,pti_kpa_s,evidence,nrs,ppt_kpa,ppt_n,flags\n"
              "7,8,4.5,35,20,0,0,suggested,,,,\n"
              "17,18,3,60,30,12,400,reported,6,52.5,42,edge\n");
    EXPECT_EQ(textOf(folder / "out" / "reports.csv"),
              "spot,time_s,nrs,share,peak_kpa,force_n\n1,3,7,0.75,55,44\n1,5,,1,50,40\n");
    EXPECT_EQ(textOf(folder / "out" / "trials.csv"),
              "spot,time_s,kpa,n,ramp_kpa_s,counts\n1,3,55,44,5,0\n1,5,50,40,6,1\n");
    EXPECT_EQ(textOf(folder / "out" / "coverage.csv"),
              "path,start_s,end_s,x_mm,y_mm,direction_deg,missed_pct,from_cm,dwell_s_per_cm\n"
              "0,2,9,1.5,2,90,50,0,0.5\n0,2,9,1.5,2,90,50,1,0.25\n");
    const auto regions = textOf(folder / "out" / "regions.csv");
    EXPECT_THAT(regions, HasSubstr("name,shape,area_cm2,force_n_mean,force_n_max,force_n_min,force_n_sd,"));
    EXPECT_THAT(regions, HasSubstr("\n\"'=calf, left\",\"rectangle 0,0 20,12.5\",2.5,3,4,1,0.5,,,"));
    EXPECT_TRUE(regions.ends_with(",9,,0,0,1\n")) << regions;
    EXPECT_EQ(textOf(folder / "out" / "map_saturated.csv"), "0,1,0\n0,0,0\n");
}

TEST(CsvExport, NamesAreThoseThatTheSetUpAllows)
{
    const support::TempDir folder;
    Sample sample;
    const auto header_of = [&](const char* file) { return rowsOf(folder / "out" / file).front(); };
    sample.header.info.setup = SetUp::ToolOnMat;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    EXPECT_THAT(header_of("frames.csv"),
                ElementsAre("frame", "time_s", "valid", "force_n", "under_tool_contact_area_cm2",
                            "under_tool_mean_kpa", "under_tool_peak_kpa", "under_tool_ppi_kpa",
                            "under_tool_gradient_kpa_cm", "under_tool_cov_pct", "cop_x_mm", "cop_y_mm",
                            "saturated_cells"));
    EXPECT_THAT(
        header_of("spots.csv"),
        ElementsAre("x_mm", "y_mm", "under_tool_area_cm2", "under_tool_peak_kpa", "under_tool_mean_kpa",
                    "sustained_s", "under_tool_pti_kpa_s", "evidence", "nrs", "ppt_n", "flags"));
    EXPECT_THAT(header_of("trials.csv"), ElementsAre("spot", "time_s", "n", "counts"));
    EXPECT_THAT(header_of("reports.csv"),
                ElementsAre("spot", "time_s", "nrs", "share", "under_tool_peak_kpa", "force_n"));
    EXPECT_THAT(header_of("regions.csv"), Contains("under_tool_peak_kpa_max"));
    EXPECT_TRUE(fs::exists(folder / "out" / "map_under_tool_peak_kpa.csv"));
    EXPECT_FALSE(fs::exists(folder / "out" / "map_peak_kpa.csv"));

    // The earlier export is known as one, whatever its set-up.
    sample.header.info.setup = SetUp::PressedFromAbove;
    const auto replaced = writeCsvFolder(sample.facts(), sample.results, folder / "out", true);
    ASSERT_TRUE(replaced) << replaced.error().message;
    EXPECT_THAT(header_of("holds.csv"), Contains("support_mean_n"));
    EXPECT_THAT(header_of("holds.csv"), Not(Contains("mean_n")));
    EXPECT_THAT(header_of("spots.csv"), Not(Contains("ppt_n")));
    EXPECT_FALSE(fs::exists(folder / "out" / "trials.csv"));
    EXPECT_TRUE(fs::exists(folder / "out" / "map_support_sustained_kpa.csv"));
    const auto dictionary = textOf(folder / "out" / "dictionary.csv");
    EXPECT_THAT(dictionary, Not(HasSubstr("trials.csv")));
    EXPECT_THAT(dictionary, Not(HasSubstr(",peak_kpa,")));
    EXPECT_THAT(dictionary, HasSubstr("frames.csv,support_force_n,N,"));
    const auto json = nlohmann::json::parse(textOf(folder / "out" / "session.json"));
    EXPECT_EQ(json["summary"]["support_force_n"]["max"], 2.0);
    EXPECT_FALSE(json["summary"].contains("force_n"));
}

TEST(CsvExport, EventsComeBackThroughTheEventsFileOfAnImport)
{
    const support::TempDir folder;
    Sample sample;
    for (const char* const text : {"", "plain", "a, \"b\"\nc", "=SUM(A1:A9)", "-3 worse", "'=kept", "@x",
                                   "Gesäß", "'quoted'", "+", "''-"}) {
        sample.events.push_back({.time = SessionTime{123456789}, .kind = EventKind::Note, .text = text});
    }
    sample.events.push_back({.time = std::chrono::seconds{2},
                             .kind = EventKind::Pain,
                             .nrs = 7,
                             .place = MatPoint{.x_mm = 0.1, .y_mm = -2}});
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    const auto text = textOf(folder / "out" / "events.csv");
    EXPECT_THAT(text, HasSubstr("0.123456789,note,,,,'=SUM(A1:A9)\n"));
    EXPECT_THAT(text, HasSubstr("2,pain,7,0.1,-2,\n"));
    const auto events = readEventsCsv(folder / "out" / "events.csv");
    ASSERT_TRUE(events) << events.error().message;
    ASSERT_EQ(events->size(), sample.events.size());
    for (std::size_t k = 0; k < events->size(); ++k) {
        EXPECT_EQ(events->at(k).text, sample.events[k].text);
        EXPECT_EQ(events->at(k).time, sample.events[k].time);
        EXPECT_EQ(events->at(k).nrs, sample.events[k].nrs);
        EXPECT_EQ(events->at(k).place, sample.events[k].place);
    }
}

TEST(CsvExport, DictionaryDefinesEveryColumnOfEveryFile)
{
    const support::TempDir folder;
    const Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    const auto dictionary = rowsOf(folder / "out" / "dictionary.csv");
    EXPECT_THAT(dictionary[0], ElementsAre("file", "column", "unit", "definition"));
    for (const auto& row : dictionary) {
        ASSERT_GE(row.size(), 4U);
        EXPECT_FALSE(row[3].empty()) << row[0] << ' ' << row[1];
    }
    const auto defines = [&dictionary](const std::string& file, const std::string& column) {
        return std::any_of(dictionary.begin(), dictionary.end(),
                           [&](const auto& row) { return row[0] == file && row[1] == column; });
    };
    for (const auto& name : namesIn(folder / "out")) {
        if (name.starts_with("map_")) {
            EXPECT_TRUE(defines(name, "(every cell)")) << name;
        } else if (name != "dictionary.csv" && name != "session.json") {
            const auto rows = rowsOf(folder / "out" / name);
            for (const auto& column : rows.front()) {
                EXPECT_TRUE(defines(name, column)) << name << ' ' << column;
            }
        }
    }
}

TEST(CsvExport, SessionJsonTellsWhatTheTablesMean)
{
    const support::TempDir folder;
    const Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    const auto json = nlohmann::json::parse(textOf(folder / "out" / "session.json"));
    EXPECT_EQ(json["session"]["mat_id"], "imported");
    EXPECT_EQ(json["session"]["setup"], "mat_between");
    EXPECT_TRUE(json["session"]["client_code"].is_null());
    EXPECT_TRUE(json["session"]["started_at"].is_null());
    EXPECT_EQ(json["geometry"]["pitch_y_mm"], 12.5);
    EXPECT_EQ(json["geometry"]["absent_cells"], (nlohmann::json{{1, 0}}));
    EXPECT_EQ(json["settings"]["contact_kpa"], 1.25);
    EXPECT_EQ(json["calibration"]["curve"]["kpa_per_count"], 0.25);
    EXPECT_EQ(json["counts"]["frames"], 2);
    EXPECT_EQ(json["counts"]["valid_frames"], 1);
    EXPECT_TRUE(json["counts"]["rate_hz"].is_null());
    EXPECT_EQ(json["gaps"][0]["missing_frames"], 3);
    EXPECT_EQ(json["quality"]["grade"], "B");
    EXPECT_EQ(json["quality"]["invalid_cells"], (nlohmann::json{{1, 2, "hot"}}));
    EXPECT_EQ(json["summary"]["force_n"]["max"], 2.0);
    EXPECT_EQ(json["summary"]["force_n"]["at_least"], true);
    EXPECT_TRUE(json["summary"]["contact_area_cm2"].is_null());
    EXPECT_EQ(json["percussion"], "not resolvable at this frame rate");
    EXPECT_EQ(json["regions"][0]["shape"], "rectangle 0,0 20,12.5");
    EXPECT_EQ(json["stream"]["frames_missing"], 3);
}

TEST(CsvExport, ReplacesOnlyAnEarlierExportAndOnlyWhenAllowed)
{
    const support::TempDir folder;
    Sample sample;
    ASSERT_TRUE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    const auto before = textOf(folder / "out" / "frames.csv");
    sample.results.frames[0].force_n = 77.0;
    const auto kept = writeCsvFolder(sample.facts(), sample.results, folder / "out", false);
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(textOf(folder / "out" / "frames.csv"), before);
    const auto replaced = writeCsvFolder(sample.facts(), sample.results, folder / "out/", true);
    ASSERT_TRUE(replaced) << replaced.error().message;
    EXPECT_THAT(textOf(folder / "out" / "frames.csv"), HasSubstr(",77,"));
    EXPECT_THAT(namesIn(folder.path()), ElementsAre("out"));
}

TEST(CsvExport, NeverRemovesFilesThatAreNotItsOwn)
{
    const support::TempDir folder;
    const Sample sample;
    fs::create_directory(folder / "home");
    std::ofstream{folder / "home" / "thesis.txt"} << "years of work";
    std::ofstream{folder / "plain"} << "a file";
    const auto refusal = [&](const char* name) {
        const auto done = writeCsvFolder(sample.facts(), sample.results, folder / name, true);
        return done ? std::string{"accepted"} : done.error().message;
    };
    EXPECT_THAT(refusal("home"), HasSubstr("holds thesis.txt, which is no part of an export"));
    EXPECT_THAT(refusal("plain"), HasSubstr("is a file, not a folder"));
    EXPECT_THAT(refusal("absent/out"), HasSubstr("no such folder"));
    EXPECT_EQ(textOf(folder / "home" / "thesis.txt"), "years of work");
    EXPECT_THAT(namesIn(folder.path()), ElementsAre("home", "plain"));
}

TEST(CsvExport, ResultsOfAnotherSessionAreRefused)
{
    const support::TempDir folder;
    Sample sample;
    sample.results.frames.pop_back();
    EXPECT_FALSE(writeCsvFolder(sample.facts(), sample.results, folder / "out", false));
    EXPECT_THAT(namesIn(folder.path()), IsEmpty());
}

TEST(CsvExport, TakesWhatAReaderOfASessionGives)
{
    const support::TempDir folder;
    Sample sample;
    sample.header.info.session_id = makeSessionId();
    sample.header.info.source = "import matrix-text";
    sample.header.info.software = "palpate";
    {
        auto journal = JournalWriter::create(folder / "s.h5", sample.header, false);
        ASSERT_TRUE(journal) << journal.error().message;
        for (const auto& frame : sample.results.frames) {
            ASSERT_TRUE(journal->append(
                RawFrame{.stamp = {.sequence = frame.sequence, .time = fromSeconds(frame.time_s)},
                         .counts = CountArray::Zero(2, 3)}));
        }
        ASSERT_TRUE(
            journal->append(Event{.time = std::chrono::milliseconds{200}, .kind = EventKind::Marker}));
        ASSERT_TRUE(journal->appendEnd(sample.stats));
        ASSERT_TRUE(journal->sync());
    }
    ASSERT_TRUE(finalizeJournal(journalPathOf(folder / "s.h5"), false));
    const auto session = SessionReader::open(folder / "s.h5");
    ASSERT_TRUE(session) << session.error().message;
    const auto done = exportCsv(*session, sample.results, folder / "out", false);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(textOf(folder / "out" / "events.csv"), "time_s,kind,nrs,x_mm,y_mm,text\n0.2,marker,,,,\n");
    EXPECT_THAT(namesIn(folder.path()), UnorderedElementsAre("out", "s.h5"));
}

TEST(CsvText, QuotesAndHoldsFormulas)
{
    EXPECT_EQ(csvField("a b"), "a b");
    EXPECT_EQ(csvField("a,b"), "\"a,b\"");
    EXPECT_EQ(csvField("say \"x\""), "\"say \"\"x\"\"\"");
    EXPECT_EQ(holdFormulaText("=1"), "'=1");
    EXPECT_EQ(holdFormulaText("a=1"), "a=1");
    EXPECT_EQ(releaseFormulaText("'=1"), "=1");
    EXPECT_EQ(releaseFormulaText("'a"), "'a");
}

}  // namespace
}  // namespace palpate::session
