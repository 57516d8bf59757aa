#include <algorithm>
#include <deque>
#include <system_error>
#include <utility>

#include "palpate/session/import.hpp"
#include "palpate/session/journal_writer.hpp"

#include "import/open_frame_reader.hpp"
#include "import/packed_input.hpp"
#include "import/printed_value.hpp"
#include "import/touch_h5_reader.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Takes the journal away unless told that it was used up: an import can be repeated, so nothing half-written
/// stays.
class JournalRemover final {
  public:
    explicit JournalRemover(std::filesystem::path journal_path) : journal_path_{std::move(journal_path)} {}
    JournalRemover(const JournalRemover&) = delete;
    JournalRemover& operator=(const JournalRemover&) = delete;
    JournalRemover(JournalRemover&&) = delete;
    JournalRemover& operator=(JournalRemover&&) = delete;
    ~JournalRemover()
    {
        if (!journal_path_.empty()) {
            std::error_code ignored;
            std::filesystem::remove(journal_path_, ignored);
        }
    }

    void release() { journal_path_.clear(); }

  private:
    std::filesystem::path journal_path_;
};

/// Where frames and events go.
class ImportTarget final {
  public:
    ImportTarget(JournalWriter writer, std::filesystem::path session_path)
        : writer_{std::move(writer)}, session_path_{std::move(session_path)}
    {}

    template <typename Content>
    [[nodiscard]] Result<void> append(const Content& content)
    {
        return checked(writer_.append(content));
    }

    [[nodiscard]] Result<void> finish(const StreamStats& stats)
    {
        auto ended = checked(writer_.appendEnd(stats));
        return ended ? checked(writer_.sync()) : ended;
    }

  private:
    [[nodiscard]] Result<void> checked(const Result<void>& done) const
    {
        return done ? Result<void>{} : fail(withoutRecovery(done.error(), session_path_));
    }

    JournalWriter writer_;
    std::filesystem::path session_path_;
};

struct Copied {
    std::uint64_t frames = 0;
    SessionTime last_time{0};
};

/// One sensor on its way from a reader to a journal.
struct Copying {
    FrameReader& reader;
    ImportTarget target;
    Copied copied{};
};

/// False after the last frame.
Result<bool> copyFrame(Copying& copying)
{
    auto frame = copying.reader.next();
    if (!frame) {
        return fail(std::move(frame.error()));
    }
    if (!*frame) {
        return false;
    }
    auto appended = std::visit(
        [&copying](const auto& imported) {
            copying.copied.last_time = imported.stamp.time;
            return copying.target.append(imported);
        },
        **frame);
    if (!appended) {
        return fail(std::move(appended.error()));
    }
    ++copying.copied.frames;
    return true;
}

/// The sensors of a file go on together, and all have as many frames.
Result<void> copyFrames(std::vector<Copying>& all)
{
    for (bool is_more = true; is_more;) {
        for (auto& copying : all) {
            const auto copied = copyFrame(copying);
            if (!copied) {
                return fail(copied.error());
            }
            is_more = *copied;
        }
    }
    return {};
}

/// The last frame stands for one period, so an event may lie in it.
Result<void> appendEvents(std::vector<Event> events, SessionTime last_time,
                          const std::optional<Frequency>& rate, ImportTarget& target)
{
    const auto end = last_time + fromSeconds(rate ? 1.0 / rate->hz : 0.0);
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    for (const auto& event : events) {
        if (event.time > end) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("an event at {} s: the recording ends at {} s; check the events file",
                                    toSeconds(event.time), toSeconds(end)));
        }
        if (auto appended = target.append(event); !appended) {
            return appended;
        }
    }
    return {};
}

Result<void> copyAll(std::vector<Copying>& all, const ImportOptions& options)
{
    if (auto copied = copyFrames(all); !copied) {
        return copied;
    }
    for (auto& copying : all) {
        if (auto appended = appendEvents(options.events, copying.copied.last_time,
                                         copying.reader.header().nominal_rate, copying.target);
            !appended) {
            return appended;
        }
        if (auto finished = copying.target.finish(
                {.bytes_in = copying.reader.bytesRead(), .frames_ok = copying.copied.frames});
            !finished) {
            return finished;
        }
    }
    return {};
}

/// Takes the sessions away that were written before a later one failed.
void removeWritten(const std::vector<ImportReport>& reports)
{
    for (const auto& report : reports) {
        std::error_code ignored;
        std::filesystem::remove(report.file.session_path, ignored);
    }
}

Result<std::vector<ImportReport>> importInto(std::vector<OpenedReader> opened, const ImportOptions& options,
                                             const std::vector<std::filesystem::path>& session_paths,
                                             bool overwrite)
{
    std::deque<JournalRemover> removers;
    std::vector<std::filesystem::path> journal_paths;
    {
        // Lets the journals go at the end of this block; only then can they be finished.
        std::vector<Copying> all;
        all.reserve(opened.size());
        journal_paths.reserve(opened.size());
        for (std::size_t k = 0; k < opened.size(); ++k) {
            auto created = JournalWriter::create(session_paths[k], opened[k].reader->header(), overwrite);
            if (!created) {
                return fail(std::move(created.error()));
            }
            journal_paths.push_back(created->path());
            removers.emplace_back(created->path());
            all.push_back({*opened[k].reader, ImportTarget{std::move(*created), session_paths[k]}});
        }
        if (auto written = copyAll(all, options); !written) {
            return fail(std::move(written.error()));
        }
    }
    std::vector<ImportReport> reports;
    reports.reserve(opened.size());
    for (std::size_t k = 0; k < opened.size(); ++k) {
        auto finished = finalizeJournal(journal_paths[k], overwrite);
        if (!finished) {
            removeWritten(reports);
            return fail(withoutRecovery(finished.error(), session_paths[k]));
        }
        removers[k].release();
        reports.push_back({.file = std::move(*finished),
                           .format = std::move(opened[k].format),
                           .left_out = opened[k].reader->leftOut()});
    }
    return reports;
}

Result<void> checkIsNotInput(const std::filesystem::path& input, const std::filesystem::path& session_path)
{
    std::error_code ignored;
    if (std::filesystem::equivalent(input, session_path, ignored)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: the session would replace its own source; give another name",
                                session_path.string()));
    }
    return {};
}

/// What stands after the name of the session: the models of the sensors where these differ, otherwise 1, 2
/// ...
std::vector<std::string> sensorLabels(const std::vector<OpenedReader>& opened)
{
    std::vector<std::string> labels;
    labels.reserve(opened.size());
    for (const auto& one : opened) {
        const std::string_view title = one.reader->header().info.mat_title;
        labels.push_back(plainName(title.substr(title.find(' ') + 1)));
    }
    auto sorted = labels;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        for (std::size_t k = 0; k < labels.size(); ++k) {
            labels[k] = std::to_string(k + 1);
        }
    }
    return labels;
}

/// HDF5 is read from a file on the disk only; everything else as a stream.
Result<std::vector<OpenedReader>> openInput(const std::filesystem::path& input, const ImportOptions& options)
{
    std::error_code ignored;
    if (std::filesystem::is_regular_file(input, ignored)) {
        auto bytes = InputBytes::open(input);
        if (!bytes) {
            return fail(std::move(bytes.error()));
        }
        const auto begin = bytes->peek(TouchH5Reader::kSignatureBytes);
        if (begin && TouchH5Reader::isHdf5(*begin)) {
            return onlyOne(openHdf5Reader(input, options));
        }
    }
    auto bytes = openPackedInput(input, options.member);
    if (!bytes) {
        return fail(std::move(bytes.error()));
    }
    return openFrameReaders(std::move(*bytes), options);
}

}  // namespace

Result<ImportReport> importFile(const std::filesystem::path& input, const ImportOptions& options,
                                const std::filesystem::path& session_path, bool overwrite)
{
    if (options.sensor == kAllSensors) {
        return fail(ErrorCode::InvalidArgument, "--sensor all makes several sessions, and one is wanted");
    }
    auto opened = openInput(input, options);
    if (!opened) {
        return fail(std::move(opened.error()));
    }
    if (auto checked = checkIsNotInput(input, session_path); !checked) {
        return fail(std::move(checked.error()));
    }
    auto reports = importInto(std::move(*opened), options, {session_path}, overwrite);
    return reports ? Result<ImportReport>{std::move(reports->front())} : fail(std::move(reports.error()));
}

Result<std::vector<ImportReport>> importSensors(const std::filesystem::path& input,
                                                const ImportOptions& options,
                                                const std::filesystem::path& session_path, bool overwrite)
{
    auto opened = openInput(input, options);
    if (!opened) {
        return fail(std::move(opened.error()));
    }
    std::vector<std::filesystem::path> paths;
    paths.reserve(opened->size());
    for (const auto& label : sensorLabels(*opened)) {
        auto path = session_path;
        path.replace_filename(
            fmt::format("{}-{}{}", session_path.stem().string(), label, session_path.extension().string()));
        if (auto checked = checkIsNotInput(input, path); !checked) {
            return fail(std::move(checked.error()));
        }
        paths.push_back(std::move(path));
    }
    return importInto(std::move(*opened), options, paths, overwrite);
}

}  // namespace palpate::session
