#include <algorithm>
#include <system_error>
#include <utility>

#include "palpate/session/import.hpp"
#include "palpate/session/journal_writer.hpp"

#include "import/open_frame_reader.hpp"
#include "import/packed_input.hpp"
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

Result<Copied> copyFrames(FrameReader& reader, ImportTarget& target)
{
    Copied copied;
    for (;;) {
        auto frame = reader.next();
        if (!frame) {
            return fail(std::move(frame.error()));
        }
        if (!*frame) {
            return copied;
        }
        auto appended = std::visit(
            [&](const auto& imported) {
                copied.last_time = imported.stamp.time;
                return target.append(imported);
            },
            **frame);
        if (!appended) {
            return fail(std::move(appended.error()));
        }
        ++copied.frames;
    }
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

Result<void> copyAll(FrameReader& reader, const ImportOptions& options, ImportTarget& target)
{
    const auto copied = copyFrames(reader, target);
    if (!copied) {
        return fail(copied.error());
    }
    if (auto appended = appendEvents(options.events, copied->last_time, reader.header().nominal_rate, target);
        !appended) {
        return appended;
    }
    return target.finish({.bytes_in = reader.bytesRead(), .frames_ok = copied->frames});
}

Result<ImportReport> importInto(OpenedReader opened, const ImportOptions& options,
                                const std::filesystem::path& session_path, bool overwrite)
{
    auto created = JournalWriter::create(session_path, opened.reader->header(), overwrite);
    if (!created) {
        return fail(std::move(created.error()));
    }
    const auto journal_path = created->path();
    JournalRemover remover{journal_path};
    {
        // Lets the journal go at the end of this block; only then can it be finished.
        ImportTarget target{std::move(*created), session_path};
        if (auto written = copyAll(*opened.reader, options, target); !written) {
            return fail(std::move(written.error()));
        }
    }
    auto finished = finalizeJournal(journal_path, overwrite);
    if (!finished) {
        return fail(withoutRecovery(finished.error(), session_path));
    }
    remover.release();
    return ImportReport{.file = std::move(*finished),
                        .format = std::move(opened.format),
                        .left_out = opened.reader->leftOut()};
}

/// HDF5 is read from a file on the disk only; everything else as a stream.
Result<OpenedReader> openInput(const std::filesystem::path& input, const ImportOptions& options)
{
    std::error_code ignored;
    if (std::filesystem::is_regular_file(input, ignored)) {
        auto bytes = InputBytes::open(input);
        if (!bytes) {
            return fail(std::move(bytes.error()));
        }
        const auto begin = bytes->peek(TouchH5Reader::kSignatureBytes);
        if (begin && TouchH5Reader::isHdf5(*begin)) {
            return openHdf5Reader(input, options);
        }
    }
    auto bytes = openPackedInput(input, options.member);
    if (!bytes) {
        return fail(std::move(bytes.error()));
    }
    return openFrameReader(std::move(*bytes), options);
}

}  // namespace

Result<ImportReport> importFile(const std::filesystem::path& input, const ImportOptions& options,
                                const std::filesystem::path& session_path, bool overwrite)
{
    auto opened = openInput(input, options);
    if (!opened) {
        return fail(std::move(opened.error()));
    }
    std::error_code ignored;
    if (std::filesystem::equivalent(input, session_path, ignored)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: the session would replace its own source; give another name",
                                session_path.string()));
    }
    return importInto(std::move(*opened), options, session_path, overwrite);
}

}  // namespace palpate::session
