#include "palpate/live/repeatability.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "palpate/analysis/reliability.hpp"
#include "palpate/core/assert.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

/// Visits of one subject, trial by trial.
struct Row {
    std::string name;
    std::vector<const Visit*> trials;
};

std::string subjectOf(const MeasurementInfo& info)
{
    return info.side ? fmt::format("{} {}", info.client_code, toString(*info.side)) : info.client_code;
}

Result<std::vector<Row>> rowsByClient(const std::vector<Visit>& visits)
{
    std::vector<Row> rows;
    for (const Visit& visit : visits) {
        if (visit.info.client_code.empty()) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: no client code to tell whose repeat it is: record with --client, or "
                                    "give the files of each subject one after the other and --trials K",
                                    visit.path.string()));
        }
        const std::string name = subjectOf(visit.info);
        auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& one) { return one.name == name; });
        if (row == rows.end()) {
            row = rows.insert(rows.end(), {.name = name, .trials = {}});
        }
        row->trials.push_back(&visit);
    }
    for (Row& row : rows) {
        const bool is_dated = std::all_of(row.trials.begin(), row.trials.end(), [](const Visit* visit) {
            return visit->info.started_at.has_value();
        });
        if (is_dated) {
            std::stable_sort(row.trials.begin(), row.trials.end(), [](const Visit* a, const Visit* b) {
                return *a->info.started_at < *b->info.started_at;
            });
        }
    }
    return rows;
}

Result<std::vector<Row>> rowsOf(const std::vector<Visit>& visits, std::size_t trials)
{
    if (trials < 2 || visits.size() % trials != 0) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{} files are no rows of {} trials: give every subject's files, 2 or more each, "
                        "one after the other",
                        visits.size(), trials));
    }
    std::vector<Row> rows;
    rows.reserve(visits.size() / trials);
    for (std::size_t i = 0; i < visits.size(); ++i) {
        if (i % trials == 0) {
            rows.push_back({.name = fmt::format("files {} to {}", i + 1, i + trials), .trials = {}});
        }
        rows.back().trials.push_back(&visits[i]);
    }
    return rows;
}

Result<void> checkRows(const std::vector<Row>& rows)
{
    for (const Row& row : rows) {
        if (row.trials.size() != rows.front().trials.size()) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: {} has {} trial{}, but {} has {}: every subject needs as many",
                                    row.trials.back()->path.string(), row.name, row.trials.size(),
                                    row.trials.size() == 1 ? "" : "s", rows.front().name,
                                    rows.front().trials.size()));
        }
    }
    if (rows.size() < 2 || rows.front().trials.size() < 2) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{} subject{} with {} trial{}: repeats need at least 2 subjects with 2 trials "
                        "each",
                        rows.size(), rows.size() == 1 ? "" : "s", rows.front().trials.size(),
                        rows.front().trials.size() == 1 ? "" : "s"));
    }
    return {};
}

Result<Reliability> reliabilityOf(const std::vector<Row>& rows, const Measure& measure)
{
    analysis::RepeatTable table{.measure = measure, .values = {}};
    table.values.reserve(rows.size());
    for (const Row& row : rows) {
        auto& values = table.values.emplace_back();
        values.reserve(row.trials.size());
        for (const Visit* trial : row.trials) {
            const SessionValue* value = valueOf(*trial, measure);
            if (value == nullptr) {
                return fail(ErrorCode::InvalidArgument,
                            fmt::format("{} does not have it", trial->path.string()));
            }
            if (value->is_at_least) {
                return fail(ErrorCode::InvalidArgument,
                            fmt::format("a cell was at the mat's limit in {}", trial->path.string()));
            }
            values.push_back(*value->value);
        }
    }
    return analysis::reliabilityOf(table);
}

}  // namespace

Result<Repeatability> repeatabilityOf(const std::vector<Visit>& visits, std::optional<int> trials)
{
    if (visits.empty()) {
        return fail(ErrorCode::InvalidArgument, "no sessions: give at least 2 subjects with 2 trials each");
    }
    for (const Visit& visit : visits) {
        if (auto alike = checkAlike(visits.front(), visit, {}); !alike) {
            return fail(std::move(alike.error()));
        }
    }
    const auto rows =
        trials ? rowsOf(visits, static_cast<std::size_t>(std::max(0, *trials))) : rowsByClient(visits);
    if (!rows) {
        return fail(rows.error());
    }
    if (auto checked = checkRows(*rows); !checked) {
        return fail(std::move(checked.error()));
    }
    const MeasurementInfo& info = visits.front().info;
    Repeatability result{.mat_id = info.mat_id,
                         .mat = visits.front().mat,
                         .setup = info.setup,
                         .technique = info.technique,
                         .subjects = {},
                         .measures = {},
                         .refused = {}};
    result.subjects.reserve(rows->size());
    for (const Row& row : *rows) {
        auto& subject = result.subjects.emplace_back(RepeatSubject{.name = row.name, .files = {}});
        subject.files.reserve(row.trials.size());
        for (const Visit* trial : row.trials) {
            subject.files.push_back(trial->path);
        }
    }
    for (const Measure& measure : measuresOf(visits)) {
        auto reliability = reliabilityOf(*rows, measure);
        if (reliability) {
            result.measures.push_back(std::move(*reliability));
        } else {
            result.refused.push_back(refusedMeasure(measure, info.setup, reliability.error()));
        }
    }
    return result;
}

namespace {

double valueIn(const std::vector<Visit>& visits, const std::filesystem::path& path, const Measure& measure)
{
    const auto visit =
        std::find_if(visits.begin(), visits.end(), [&](const Visit& one) { return one.path == path; });
    PALPATE_ASSERT(visit != visits.end());
    const SessionValue* const value = valueOf(*visit, measure);
    PALPATE_ASSERT(value != nullptr && value->value);
    return *value->value;
}

}  // namespace

std::vector<RepeatPair> pairsOf(const std::vector<Visit>& visits, const Repeatability& repeatability,
                                const Measure& measure)
{
    std::vector<RepeatPair> pairs;
    pairs.reserve(repeatability.subjects.size());
    for (const RepeatSubject& subject : repeatability.subjects) {
        const double first = valueIn(visits, subject.files.at(0), measure);
        const double second = valueIn(visits, subject.files.at(1), measure);
        pairs.push_back(
            {.subject = subject.name, .mean = 0.5 * (first + second), .difference = second - first});
    }
    return pairs;
}

namespace {

/// Repeats that surely drift from one to the next let a change of that size come about by itself.
double surelyDrifting(const Agreement& agreement)
{
    const bool is_sure = agreement.bias_95.low > 0.0 || agreement.bias_95.high < 0.0;
    return is_sure ? std::abs(agreement.bias) : 0.0;
}

ErrorBand bandOf(const Reliability& reliability, const Repeatability& repeatability, const std::string& date)
{
    const double drift = surelyDrifting(reliability.agreement);
    ErrorBand band{.measure = bandMeasure(reliability.measure),
                   .unit = reliability.measure.unit,
                   .sem = reliability.sem,
                   .mdc95 = reliability.mdc95 + drift,
                   .pairs = reliability.pairs,
                   .source = fmt::format("own repeats, {} pairs, {}", reliability.pairs, date)};
    if (drift > 0.0) {
        band.source +=
            fmt::format(", with the {:.3g} {} by which they drift", drift, reliability.measure.unit);
    }
    if (reliability.measure.scope != ValueScope::Outcome) {
        band.mat_id = repeatability.mat;
        band.setup = repeatability.setup;
        if (!repeatability.technique.empty()) {
            band.techniques = {repeatability.technique};
        }
    }
    return band;
}

}  // namespace

std::vector<ErrorBand> errorBandsOf(const Repeatability& repeatability, const std::string& date)
{
    std::vector<ErrorBand> bands;
    bands.reserve(repeatability.measures.size());
    for (const Reliability& reliability : repeatability.measures) {
        ErrorBand band = bandOf(reliability, repeatability, date);
        const auto same = std::find_if(bands.begin(), bands.end(), [&](const ErrorBand& other) {
            return other.measure == band.measure && other.mat_id == band.mat_id;
        });
        if (same == bands.end()) {
            bands.push_back(std::move(band));
        }
    }
    return bands;
}

}  // namespace palpate::live
