#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/units.hpp"
#include "palpate/session/finalize.hpp"

namespace palpate::session {

enum class ImportUnit { Kpa, Mmhg, Psi, NewtonPerCm2, Newton, Counts };
[[nodiscard]] Result<ImportUnit> parseImportUnit(std::string_view text);

enum class ImportTimeUnit { Seconds, Milliseconds, Microseconds };
/// "s", "ms" or "us".
[[nodiscard]] Result<ImportTimeUnit> parseImportTimeUnit(std::string_view text);

inline constexpr std::string_view kAllSensors = "all";

/// What the user said of a file, for what it does not say itself.
struct ImportOptions {
    /// One of the names in docs/formats.md ("matrix-text"); none = found from the content.
    std::optional<std::string> format;
    std::optional<int> rows;
    std::optional<int> cols;
    std::optional<Length> pitch_x;
    std::optional<Length> pitch_y;
    std::optional<Frequency> rate;
    std::optional<ImportUnit> unit;
    std::optional<double> counts_per_kpa;
    /// Which of the sensors in the file, where it has several: its name, or a part that only one name has;
    /// kAllSensors for importSensors().
    std::optional<std::string> sensor;
    /// Which of the files in a .zip: its name, or a part that only one has.
    std::optional<std::string> member;
    /// The column with the time of a frame in a table of numbers: its name in the header line, or its place
    /// ("1" is the first, "-1" the last).
    std::optional<std::string> time_column;
    /// What the numbers of that column are.
    std::optional<ImportTimeUnit> time_unit;
    /// The place of the first cell's column, from 1, where other columns stand before or behind the cells.
    std::optional<int> first_cell;
    /// A file with the places of the sensors (schemas/sensor-layout.schema.json), for exports that only
    /// number them.
    std::optional<std::filesystem::path> layout;
    std::vector<Event> events;
    std::string client_code;
};

struct ImportReport {
    FinalizeReport file;
    std::string format;
    /// Header entries that were left out because they may identify a person, by name ("FILENAME", "TIME").
    std::vector<std::string> left_out;
};

/// Reads INPUT as a stream (memory does not grow with the file) through a journal into a session file. What
/// the file does not say and the options do not either is refused, naming the option. Text errors name the
/// line.
[[nodiscard]] Result<ImportReport> importFile(const std::filesystem::path& input,
                                              const ImportOptions& options,
                                              const std::filesystem::path& session_path, bool overwrite);

/// Every sensor of a file with several, each into a session of its own, in one reading: beside `session_path`
/// and named after it, "walk-HX210.11.31.M11-DFM-LF.h5" of "walk.h5", with the model where the models differ
/// and else with 1, 2 ... Nothing is kept where any of them fails.
[[nodiscard]] Result<std::vector<ImportReport>> importSensors(const std::filesystem::path& input,
                                                              const ImportOptions& options,
                                                              const std::filesystem::path& session_path,
                                                              bool overwrite);

/// An events file: time_s,kind,nrs,x_mm,y_mm,text with a header line.
[[nodiscard]] Result<std::vector<Event>> readEventsCsv(const std::filesystem::path& path);

}  // namespace palpate::session
