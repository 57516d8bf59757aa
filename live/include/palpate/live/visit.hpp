#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "palpate/analysis/map_registration.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/measure.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_value.hpp"

namespace palpate::live {

/// Where the client reported pain, and what lay on the mat: to find the same places in another visit.
struct VisitReports {
    std::vector<Spot> spots;
    analysis::PlacedMap peak;
    /// Among them the landmarks that it shares with another visit.
    std::vector<Event> events{};
};

/// A stored session as one of many: what was measured, without how.
struct Visit {
    std::filesystem::path path;
    MeasurementInfo info;
    /// As matNameOf() names it.
    std::string mat;
    /// Those that can be compared and are true in the session's set-up; no doses. Of the spot that the client
    /// reported where there is exactly one.
    std::vector<SessionValue> values;
    std::optional<VisitReports> reports{};
};

/// The session files among `paths` and in the folders among them (and in their folders), by name within each
/// folder. NotFound names a path that is not there, and a folder without sessions.
[[nodiscard]] Result<std::vector<std::filesystem::path>> sessionFilesIn(
    const std::vector<std::filesystem::path>& paths);

/// Analyses the sessions, on as many threads as there are cores, and gives them in the same order. Errors
/// name the file; InvalidArgument where two of them are one and the same session. `cancelled` is asked now
/// and then, from all threads.
[[nodiscard]] Result<std::vector<Visit>> readVisits(const std::vector<std::filesystem::path>& files,
                                                    const AnalysisSettings& settings,
                                                    const std::function<bool()>& cancelled = {});

/// What must be the same in two sessions whose numbers go into one table: always mat and set-up.
struct Alike {
    bool technique = true;
    bool side = false;
    bool client = false;
};
/// InvalidArgument names the file of `other` and what differs.
[[nodiscard]] Result<void> checkAlike(const Visit& first, const Visit& other, const Alike& alike);

/// Every measure that one of the visits has, in the order in which they first come.
[[nodiscard]] std::vector<Measure> measuresOf(const std::vector<Visit>& visits);
/// The value of a measure among a visit's. Null where it has none.
[[nodiscard]] const SessionValue* valueOf(const std::vector<SessionValue>& values, const Measure& measure);

/// "peak_kpa max of calf": as messages and tables name a measure; under the name that the set-up allows.
[[nodiscard]] std::string labelOf(const Measure& measure, std::optional<SetUp> setup);

}  // namespace palpate::live
