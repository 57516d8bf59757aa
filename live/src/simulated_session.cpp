#include "palpate/live/simulated_session.hpp"

#include <system_error>
#include <utility>

#include "palpate/core/version.hpp"
#include "palpate/session/journal_writer.hpp"

namespace palpate::live {

namespace {

Result<void> writeAll(acquisition::Simulation& simulation, session::JournalWriter& journal)
{
    StreamStats stats;
    while (const auto frame = simulation.nextFrame()) {
        for (const auto& event : simulation.takeEvents()) {
            if (auto written = journal.append(event); !written) {
                return written;
            }
        }
        if (auto written = journal.append(*frame); !written) {
            return written;
        }
        ++stats.frames_ok;
    }
    return journal.appendEnd(stats).and_then([&] { return journal.sync(); });
}

}  // namespace

Result<session::FinalizeReport> writeSimulatedSession(acquisition::Simulation& simulation,
                                                      MeasurementInfo info,
                                                      const std::filesystem::path& session_path,
                                                      bool overwrite, const std::optional<Coaching>& coaching)
{
    const auto& profile = simulation.profile();
    info.session_id = makeSessionId();
    info.mat_id = profile.id;
    info.mat_title = profile.title;
    info.source = "simulator " + simulation.truth().scenario;
    info.software = softwareName();
    if (coaching) {
        info.technique = coaching->technique.id;
        // The simulated mat lies directly under the tool.
        info.setup = coaching->technique.setups.front();
    }
    const SessionHeader header{.info = std::move(info),
                               .geometry = profile.geometry,
                               .samples = SampleKind::Counts,
                               .calibration = profile.calibration,
                               .tare = std::nullopt,
                               .nominal_rate = simulation.rate(),
                               .coaching = coaching};
    auto journal = session::JournalWriter::create(session_path, header, overwrite);
    if (!journal) {
        return fail(std::move(journal.error()));
    }
    const auto journal_path = journal->path();
    auto written = writeAll(simulation, *journal);
    {
        const auto closed = std::move(*journal);
    }
    auto report = written.and_then([&] { return session::finalizeJournal(journal_path, overwrite); });
    if (!report) {
        std::error_code ignored;
        std::filesystem::remove(journal_path, ignored);
        return fail(session::withoutRecovery(report.error(), session_path));
    }
    return report;
}

}  // namespace palpate::live
