#include "lying_recordings.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "palpate/session/import.hpp"
#include "palpate/session/session_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace palpate::evaluation {

namespace {

namespace fs = std::filesystem;

constexpr double kKpaPerMmhg = 0.133322387415;
constexpr Length kPitch{28.0};

class TemporaryFolder {
  public:
    TemporaryFolder()
    {
        std::string name = (fs::temp_directory_path() / "palpate-evaluate-XXXXXX").string();
        path_ = mkdtemp(name.data()) != nullptr ? fs::path{name} : fs::path{};
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

std::vector<fs::path> filesUnder(const fs::path& folder, const std::string& extension)
{
    std::vector<fs::path> files;
    std::error_code missing;
    for (fs::recursive_directory_iterator it{folder, missing};
         !missing && it != fs::recursive_directory_iterator{}; it.increment(missing)) {
        if (it->is_regular_file() && it->path().extension() == extension) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<SceneRecording> importedText(const fs::path& file, const fs::path& session_path)
{
    session::ImportOptions options;
    options.format = "matrix-text";
    options.rows = 64;
    options.cols = 32;
    options.pitch_x = kPitch;
    options.pitch_y = kPitch;
    options.rate = Frequency{1.0};
    options.unit = session::ImportUnit::Counts;
    options.counts_per_kpa = 10.0 / kKpaPerMmhg;
    if (auto imported = session::importFile(file, options, session_path, true); !imported) {
        return fail(imported.error());
    }
    auto reader = session::SessionReader::open(session_path);
    if (!reader) {
        return fail(reader.error());
    }
    SceneRecording recording{.header = reader->header(), .frames = {}, .events = {}};
    for (std::uint64_t i = 0; i < reader->frameCount(); ++i) {
        auto frame = reader->readCounts(i);
        if (!frame) {
            return fail(frame.error());
        }
        recording.frames.push_back(std::move(*frame));
    }
    return recording;
}

/// Seconds of a snapshot's id, which ends in minutes, seconds and hundredths.
double secondsOf(const std::string& id)
{
    constexpr std::size_t kDigits = 6;
    const long digits = std::stol(id.substr(id.size() - std::min(kDigits, id.size())));
    const long minutes = digits / 10'000;
    return 60.0 * static_cast<double>(minutes) + static_cast<double>(digits % 10'000) / 100.0;
}

Result<SceneRecording> snapshots(const fs::path& file)
{
    std::ifstream in{file};
    const nlohmann::json json = nlohmann::json::parse(in, nullptr, false);
    if (json.is_discarded()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{}: no JSON", file.string()));
    }
    const int rows = json.at("tactilus_rows").get<int>();
    const int cols = json.at("tactilus_columns").get<int>();
    SceneRecording recording{
        .header = {.geometry = MatGeometry::create(rows, cols, kPitch, kPitch).value(),
                   .samples = SampleKind::Counts,
                   .calibration = {.curve = LinearCalibration{.kpa_per_count = kKpaPerMmhg}}},
        .frames = {},
        .events = {}};
    std::optional<double> first_s;
    double last_s = -1.0;
    const auto& all = json.at("snapshots");
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& snapshot = all.at(std::to_string(i));
        const double time_s = secondsOf(snapshot.at("id").get<std::string>());
        first_s = first_s.value_or(time_s);
        // An hour may end between two snapshots.
        constexpr double kHourS = 3600.0;
        const double since_s = time_s >= *first_s ? time_s - *first_s : time_s - *first_s + kHourS;
        const auto readings = snapshot.at("tactilus_readings").get<std::vector<std::uint16_t>>();
        if (readings.size() != static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols) ||
            since_s <= last_s) {
            continue;
        }
        last_s = since_s;
        CountArray counts(rows, cols);
        std::copy(readings.begin(), readings.end(), counts.data());
        recording.frames.push_back(
            {.stamp = {.sequence = i, .time = fromSeconds(since_s)}, .counts = std::move(counts)});
    }
    return recording;
}

}  // namespace

Result<std::vector<LyingRecording>> lyingRecordings(const fs::path& folder)
{
    std::vector<LyingRecording> recordings;
    const TemporaryFolder temporary;
    for (const fs::path& file : filesUnder(folder / "pmat-lying" / "experiment-i", ".txt")) {
        auto recording = importedText(file, temporary.path() / "session.h5");
        if (!recording) {
            return fail(recording.error());
        }
        recordings.push_back({.name = (file.parent_path().filename() / file.stem()).string(),
                              .recording = std::move(*recording)});
    }
    for (const fs::path& file : filesUnder(folder / "popu-lying" / "tactilus", ".json")) {
        auto recording = snapshots(file);
        if (!recording) {
            return fail(recording.error());
        }
        recordings.push_back({.name = file.stem().string(), .recording = std::move(*recording)});
    }
    return recordings;
}

}  // namespace palpate::evaluation
