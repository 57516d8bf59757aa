#include "palpate/live/stored_results.hpp"

#include <string>
#include <utility>

#include "palpate/live/session_analysis.hpp"
#include "palpate/session/saved_results.hpp"

#include "methods_version.hpp"

namespace palpate::live {

namespace {

session::ResultsOrigin originOf(const session::SessionReader& session, const AnalysisSettings& settings)
{
    return session::originOf(session, settings, std::string{methodsVersion()});
}

}  // namespace

std::optional<SessionResults> storedResults(const session::SessionReader& session,
                                            const AnalysisSettings& settings)
{
    auto stored = session::loadResults(session, originOf(session, settings));
    // What cannot be read can be computed.
    return stored ? std::optional{std::move(*stored)} : std::nullopt;
}

Result<SessionResults> resultsOf(session::SessionReader& session, const AnalysisSettings& settings,
                                 const std::function<bool()>& cancelled)
{
    if (auto stored = storedResults(session, settings)) {
        return std::move(*stored);
    }
    return analyzeSession(session, settings, cancelled);
}

Result<void> keepResults(const session::SessionReader& session, const AnalysisSettings& settings,
                         const SessionResults& results)
{
    return session::saveResults(session.path(), results, originOf(session, settings));
}

Result<void> analyzeAndKeep(const std::filesystem::path& session_path, const AnalysisSettings& settings,
                            const std::function<bool()>& cancelled)
{
    auto session = session::SessionReader::openOwn(session_path);
    if (!session) {
        return fail(std::move(session.error()));
    }
    if (session->frameCount() > kMostFramesStored) {
        return {};
    }
    const auto results = analyzeSession(*session, settings, cancelled);
    return results ? keepResults(*session, settings, *results) : fail(results.error());
}

}  // namespace palpate::live
