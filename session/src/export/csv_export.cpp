#include "palpate/session/csv_export.hpp"

#include "export/csv_folder.hpp"

namespace palpate::session {

Result<void> exportCsv(const SessionReader& session, const SessionResults& results,
                       const std::filesystem::path& folder, bool overwrite)
{
    return writeCsvFolder({.header = session.header(),
                           .events = session.events(),
                           .gaps = session.gaps(),
                           .outcomes = session.outcomes(),
                           .stats = session.streamStats(),
                           .frames = session.frameCount(),
                           .ended_on_purpose = session.endedOnPurpose()},
                          results, folder, overwrite);
}

}  // namespace palpate::session
