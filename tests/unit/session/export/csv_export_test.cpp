#include "palpate/session/csv_export.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
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

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
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
        results.maps = {mapOf(1), mapOf(2), mapOf(3), mapOf(4), mapOf(5), mapOf(6)};
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
                          .drift_pct = std::nullopt}};
        results.strokes = {{.start_s = 2, .end_s = 4, .length_mm = 100, .duration_s = 2, .speed_mm_s = 50}};
        results.quality = {.grade = QualityGrade::B, .reasons = {"3 frames lost"}, .lost_frames = 3};
        results.valid_frames = 1;
        results.duration_s = 0.25;
    }

    [[nodiscard]] SessionFacts facts() const
    {
        return {.header = header, .events = events, .gaps = gaps, .stats = stats, .frames = 2};
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
        ElementsAre("dictionary.csv", "events.csv", "frames.csv", "holds.csv", "map_mean_kpa.csv",
                    "map_peak_kpa.csv", "map_pti_kpa_s.csv", "map_sustained_longest_s.csv",
                    "map_sustained_total_s.csv", "map_time_above_s.csv", "session.json", "strokes.csv"));
    for (const auto& entry : fs::directory_iterator{folder / "out"}) {
        const auto text = textOf(entry.path());
        EXPECT_EQ(text.back(), '\n') << entry.path();
        EXPECT_EQ(text.find('\r'), std::string::npos) << entry.path();
    }
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
              "start_s,end_s,duration_s,x_mm,y_mm,shape,mean_n,cv_pct,mean_kpa,peak_kpa,in_window,drift_pct\n"
              "1,11.5,10.5,7,8,ball,40,2.5,20,35,short,\n");
    EXPECT_EQ(textOf(folder / "out" / "strokes.csv"),
              "start_s,end_s,length_mm,duration_s,speed_mm_s,shape\n2,4,100,2,50,bar\n");
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
    EXPECT_EQ(json["summary"]["force_n"]["max"], 2.0);
    EXPECT_TRUE(json["summary"]["contact_area_cm2"].is_null());
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

TEST(CsvExport, AnHourAt60HzTakesUnderASecond)
{
    const support::TempDir folder;
    Sample sample;
    const auto frame = sample.results.frames[0];
    sample.results.frames.assign(60'000, frame);
    for (std::size_t k = 0; k < sample.results.frames.size(); ++k) {
        auto& changed = sample.results.frames[k];
        changed.time_s = static_cast<double>(k) / 97.0;
        changed.force_n = std::sin(static_cast<double>(k)) * 100.0;
        changed.cov_pct = std::cos(static_cast<double>(k)) * 100.0;
        changed.cop_x_mm = std::sqrt(static_cast<double>(k));
    }
    auto facts = sample.facts();
    facts.frames = 60'000;
    const auto start = std::chrono::steady_clock::now();
    ASSERT_TRUE(writeCsvFolder(facts, sample.results, folder / "out", false));
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    RecordProperty("seconds", std::to_string(seconds));
    std::cout << "60,000 rows: " << seconds << " s\n";
#if defined(NDEBUG)
    EXPECT_LT(seconds, 1.0);
#endif
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
