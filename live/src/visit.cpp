#include "palpate/live/visit.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include "palpate/analysis/session_values.hpp"
#include "palpate/core/mat_name.hpp"
#include "palpate/core/setup_rules.hpp"
#include "palpate/live/stored_results.hpp"
#include "palpate/session/session_reader.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

namespace fs = std::filesystem;

std::vector<Spot> reportedOf(const SessionResults& results)
{
    std::vector<Spot> reported;
    std::copy_if(results.spots.begin(), results.spots.end(), std::back_inserter(reported),
                 [](const Spot& spot) { return spot.evidence == SpotEvidence::Reported; });
    return reported;
}

Result<Visit> readVisit(const fs::path& path, const AnalysisSettings& settings,
                        const std::function<bool()>& cancelled)
{
    auto session = session::SessionReader::open(path);
    if (!session) {
        return fail(std::move(session.error()));
    }
    const auto results = resultsOf(*session, settings, cancelled);
    if (!results) {
        return fail(results.error());
    }
    Visit visit{.path = path,
                .info = session->header().info,
                .mat = matNameOf(session->header()),
                .values = analysis::sessionValues(*results, session->outcomes())};
    if (auto reported = reportedOf(*results); !reported.empty()) {
        if (reported.size() == 1) {
            const auto of_spot = analysis::spotValues(reported.front());
            visit.values.insert(visit.values.end(), of_spot.begin(), of_spot.end());
        }
        visit.reports.emplace(VisitReports{.spots = std::move(reported),
                                           .peak = {.mat = session->header().geometry,
                                                    .kpa = results->maps.peak_kpa,
                                                    .contact = results->contact},
                                           .events = session->events()});
    }
    const auto setup = visit.info.setup;
    std::erase_if(visit.values, [&](const SessionValue& value) {
        return !value.value || value.is_dose ||
               (value.measure.scope != ValueScope::Outcome && !nameInSetUp(value.measure.name, setup));
    });
    return visit;
}

Result<void> checkDifferent(const std::vector<Visit>& visits)
{
    for (std::size_t i = 0; i < visits.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (!visits[i].info.session_id.empty() &&
                visits[i].info.session_id == visits[j].info.session_id) {
                return fail(ErrorCode::InvalidArgument,
                            fmt::format("{} and {} are the same session: leave one out",
                                        visits[j].path.string(), visits[i].path.string()));
            }
        }
    }
    return {};
}

std::string wordOf(const std::string& text)
{
    return text.empty() ? "none" : text;
}

template <typename Value>
std::string wordOf(const std::optional<Value>& value)
{
    return value ? std::string{toString(*value)} : "none";
}

}  // namespace

Result<std::vector<fs::path>> sessionFilesIn(const std::vector<fs::path>& paths)
{
    std::vector<fs::path> files;
    for (const fs::path& path : paths) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            if (!fs::exists(path, error)) {
                return fail(ErrorCode::NotFound, fmt::format("{}: no such file or folder", path.string()));
            }
            files.push_back(path);
            continue;
        }
        std::vector<fs::path> found;
        fs::recursive_directory_iterator entry{path, error};
        for (; !error && entry != fs::recursive_directory_iterator{}; entry.increment(error)) {
            if (entry->is_regular_file(error) && entry->path().extension() == ".h5") {
                found.push_back(entry->path());
            }
        }
        if (error) {
            return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), error.message()));
        }
        if (found.empty()) {
            return fail(ErrorCode::NotFound, fmt::format("{}: no session (.h5) in it", path.string()));
        }
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

Result<std::vector<Visit>> readVisits(const std::vector<fs::path>& files, const AnalysisSettings& settings,
                                      const std::function<bool()>& cancelled)
{
    std::vector<std::optional<Result<Visit>>> read(files.size());
    std::atomic<std::size_t> next{0};
    std::atomic<bool> has_failed{false};
    const auto is_over = [&] { return has_failed.load() || (cancelled && cancelled()); };
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++) {
            read[i] = readVisit(files[i], settings, is_over);
            if (!*read[i]) {
                has_failed = true;
                return;
            }
        }
    };
    {
        const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
        std::vector<std::jthread> others;
        others.reserve(cores);
        for (std::size_t i = 1; i < std::min(cores, files.size()); ++i) {
            others.emplace_back(work);
        }
        work();
    }
    // The cause of a stop, not what it cut off.
    const auto is_cause = [](const auto& one) {
        return one && !*one && one->error().code != ErrorCode::Cancelled;
    };
    if (const auto cause = std::find_if(read.begin(), read.end(), is_cause); cause != read.end()) {
        return fail((*cause)->error());
    }
    std::vector<Visit> visits;
    visits.reserve(files.size());
    for (auto& one : read) {
        if (!one || !*one) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        visits.push_back(std::move(**one));
    }
    if (auto different = checkDifferent(visits); !different) {
        return fail(std::move(different.error()));
    }
    return visits;
}

Result<void> checkAlike(const Visit& first, const Visit& other, const Alike& alike)
{
    const MeasurementInfo& a = first.info;
    const MeasurementInfo& b = other.info;
    const auto differs = [&](std::string_view what, const std::string& one, const std::string& another) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: {} {}, but {} in {}: only what was measured alike can be put into one "
                                "table; leave it out",
                                other.path.string(), what, another, one, first.path.string()));
    };
    if (first.mat != other.mat) {
        return differs("mat", wordOf(first.mat), wordOf(other.mat));
    }
    if (a.setup != b.setup) {
        return differs("set-up", wordOf(a.setup), wordOf(b.setup));
    }
    if (alike.technique && a.technique != b.technique) {
        return differs("technique", wordOf(a.technique), wordOf(b.technique));
    }
    if (alike.side && a.side != b.side) {
        return differs("side", wordOf(a.side), wordOf(b.side));
    }
    if (alike.client && a.client_code != b.client_code) {
        return differs("client", wordOf(a.client_code), wordOf(b.client_code));
    }
    return {};
}

std::vector<Measure> measuresOf(const std::vector<Visit>& visits)
{
    std::vector<Measure> measures;
    for (const Visit& visit : visits) {
        for (const SessionValue& value : visit.values) {
            if (std::find(measures.begin(), measures.end(), value.measure) == measures.end()) {
                measures.push_back(value.measure);
            }
        }
    }
    return measures;
}

const SessionValue* valueOf(const std::vector<SessionValue>& values, const Measure& measure)
{
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const SessionValue& value) { return value.measure == measure; });
    return found != values.end() ? &*found : nullptr;
}

std::string labelOf(const Measure& measure, std::optional<SetUp> setup)
{
    std::string label = shownName(measure, setup);
    if (!measure.statistic.empty()) {
        label += fmt::format(" {}", measure.statistic);
    }
    if (!measure.place.empty()) {
        label += fmt::format(" of {}", measure.place);
    }
    return label;
}

}  // namespace palpate::live
