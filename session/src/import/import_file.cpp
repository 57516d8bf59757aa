#include <algorithm>
#include <system_error>
#include <utility>

#include "palpate/session/import.hpp"
#include "palpate/session/journal_writer.hpp"

#include "import/open_frame_reader.hpp"

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

struct Copied {
    std::uint64_t frames = 0;
    SessionTime last_time{0};
};

Result<Copied> copyFrames(FrameReader& reader, JournalWriter& writer)
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
                return writer.append(imported);
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
                          const std::optional<Frequency>& rate, JournalWriter& writer)
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
        if (auto appended = writer.append(event); !appended) {
            return appended;
        }
    }
    return {};
}

Result<void> writeJournal(FrameReader& reader, const ImportOptions& options, JournalWriter& writer)
{
    const auto copied = copyFrames(reader, writer);
    if (!copied) {
        return fail(copied.error());
    }
    if (auto appended = appendEvents(options.events, copied->last_time, reader.header().nominal_rate, writer);
        !appended) {
        return appended;
    }
    if (auto ended = writer.appendEnd({.bytes_in = reader.bytesRead(), .frames_ok = copied->frames});
        !ended) {
        return ended;
    }
    return writer.sync();
}

}  // namespace

Result<ImportReport> importFile(const std::filesystem::path& input, const ImportOptions& options,
                                const std::filesystem::path& session_path, bool overwrite)
{
    auto lines = TextLines::open(input);
    if (!lines) {
        return fail(std::move(lines.error()));
    }
    auto opened = openFrameReader(std::move(*lines), options);
    if (!opened) {
        return fail(std::move(opened.error()));
    }
    auto writer = JournalWriter::create(session_path, opened->reader->header(), overwrite);
    if (!writer) {
        return fail(std::move(writer.error()));
    }
    const auto journal_path = writer->path();
    JournalRemover remover{journal_path};
    {
        // Lets the journal go at the end of this block; only then can it be finished.
        auto journal = std::move(*writer);
        if (auto written = writeJournal(*opened->reader, options, journal); !written) {
            return fail(std::move(written.error()));
        }
    }
    auto finished = finalizeJournal(journal_path, overwrite);
    if (!finished) {
        return fail(std::move(finished.error()));
    }
    remover.release();
    return ImportReport{.file = std::move(*finished),
                        .format = std::move(opened->format),
                        .left_out = opened->reader->leftOut()};
}

}  // namespace palpate::session
