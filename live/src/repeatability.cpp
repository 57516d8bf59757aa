#include "palpate/live/repeatability.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include "palpate/analysis/reliability.hpp"
#include "palpate/core/assert.hpp"

#include "visit_spots.hpp"

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

/// What one trial of a subject measured, or of one of its spots.
struct Trial {
    std::filesystem::path path;
    std::vector<SessionValue> values;
};

/// A row of a measure's table.
struct ValueRow {
    std::string name;
    std::vector<Trial> trials;
};

ValueRow subjectRow(const Row& row)
{
    ValueRow of_subject{.name = row.name, .trials = {}};
    of_subject.trials.reserve(row.trials.size());
    for (const Visit* visit : row.trials) {
        Trial& trial = of_subject.trials.emplace_back(Trial{.path = visit->path, .values = {}});
        std::copy_if(visit->values.begin(), visit->values.end(), std::back_inserter(trial.values),
                     [](const SessionValue& value) { return value.measure.scope != ValueScope::Spot; });
    }
    return of_subject;
}

/// One row for each spot that the client reported in any trial.
std::vector<ValueRow> spotRows(const Row& row)
{
    const std::vector<VisitSpots> spots = spotsOver(row.trials);
    std::vector<std::string> names;
    for (const VisitSpots& one : spots) {
        for (const SessionValue& value : one.values) {
            if (std::find(names.begin(), names.end(), value.measure.place) == names.end()) {
                names.push_back(value.measure.place);
            }
        }
    }
    std::vector<ValueRow> rows;
    rows.reserve(names.size());
    for (const std::string& name : names) {
        ValueRow& of_spot = rows.emplace_back(ValueRow{
            .name = names.size() == 1 ? row.name : fmt::format("{} {}", row.name, name), .trials = {}});
        of_spot.trials.reserve(row.trials.size());
        for (std::size_t i = 0; i < row.trials.size(); ++i) {
            Trial& trial = of_spot.trials.emplace_back(Trial{.path = row.trials[i]->path, .values = {}});
            for (SessionValue value : spots[i].values) {
                if (value.measure.place == name) {
                    value.measure.place.clear();
                    trial.values.push_back(std::move(value));
                }
            }
        }
    }
    return rows;
}

/// The rows of every measure: of the subjects, and of their spots.
struct ValueRows {
    explicit ValueRows(const std::vector<Row>& rows)
    {
        for (const Row& row : rows) {
            of_subjects.push_back(subjectRow(row));
            auto spots = spotRows(row);
            std::move(spots.begin(), spots.end(), std::back_inserter(of_spots));
        }
    }

    [[nodiscard]] const std::vector<ValueRow>& of(const Measure& measure) const
    {
        return measure.scope == ValueScope::Spot ? of_spots : of_subjects;
    }

    [[nodiscard]] std::vector<Measure> measures() const
    {
        std::vector<Measure> all;
        for (const auto* rows : {&of_subjects, &of_spots}) {
            for (const ValueRow& row : *rows) {
                for (const Trial& trial : row.trials) {
                    for (const SessionValue& value : trial.values) {
                        if (std::find(all.begin(), all.end(), value.measure) == all.end()) {
                            all.push_back(value.measure);
                        }
                    }
                }
            }
        }
        return all;
    }

    std::vector<ValueRow> of_subjects;
    std::vector<ValueRow> of_spots;
};

/// The first trial without the measure; null where all have it.
const Trial* trialWithout(const ValueRow& row, const Measure& measure)
{
    const auto found = std::find_if(row.trials.begin(), row.trials.end(), [&](const Trial& trial) {
        return valueOf(trial.values, measure) == nullptr;
    });
    return found != row.trials.end() ? &*found : nullptr;
}

Result<Reliability> reliabilityOf(const std::vector<ValueRow>& rows, const Measure& measure)
{
    analysis::RepeatTable table{.measure = measure, .values = {}};
    table.values.reserve(rows.size());
    for (const ValueRow& row : rows) {
        if (const Trial* without = trialWithout(row, measure)) {
            if (measure.scope == ValueScope::Spot) {
                continue;
            }
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{} does not have it", without->path.string()));
        }
        auto& values = table.values.emplace_back();
        values.reserve(row.trials.size());
        for (const Trial& trial : row.trials) {
            const SessionValue* value = valueOf(trial.values, measure);
            if (value->is_at_least) {
                return fail(ErrorCode::InvalidArgument,
                            fmt::format("a cell was at the mat's limit in {}", trial.path.string()));
            }
            values.push_back(*value->value);
        }
    }
    return analysis::reliabilityOf(table);
}

/// Spots that a trial does not have are no rows, and named.
void nameLeftOut(const std::vector<ValueRow>& rows, const Measure& measure, std::optional<SetUp> setup,
                 std::vector<RefusedMeasure>& refused)
{
    for (const ValueRow& row : rows) {
        if (const Trial* without = trialWithout(row, measure)) {
            refused.push_back({.measure = measure,
                               .label = fmt::format("{} at {}", labelOf(measure, setup), row.name),
                               .why = fmt::format("{} does not have it", without->path.string())});
        }
    }
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
    const ValueRows values{*rows};
    for (const Measure& measure : values.measures()) {
        auto reliability = reliabilityOf(values.of(measure), measure);
        if (reliability) {
            result.measures.push_back(std::move(*reliability));
            if (measure.scope == ValueScope::Spot) {
                nameLeftOut(values.of(measure), measure, info.setup, result.refused);
            }
        } else {
            result.refused.push_back(refusedMeasure(measure, info.setup, reliability.error()));
        }
    }
    return result;
}

std::vector<RepeatPair> pairsOf(const std::vector<Visit>& visits, const Repeatability& repeatability,
                                const Measure& measure)
{
    std::vector<Row> rows;
    rows.reserve(repeatability.subjects.size());
    for (const RepeatSubject& subject : repeatability.subjects) {
        Row& row = rows.emplace_back(Row{.name = subject.name, .trials = {}});
        for (const std::filesystem::path& path : subject.files) {
            const auto visit = std::find_if(visits.begin(), visits.end(),
                                            [&](const Visit& one) { return one.path == path; });
            PALPATE_ASSERT(visit != visits.end());
            row.trials.push_back(&*visit);
        }
    }
    std::vector<ValueRow> table;
    for (const Row& row : rows) {
        // Spots are laid onto each other for each subject: only where they are asked.
        if (measure.scope == ValueScope::Spot) {
            auto spots = spotRows(row);
            std::move(spots.begin(), spots.end(), std::back_inserter(table));
        } else {
            table.push_back(subjectRow(row));
        }
    }
    std::vector<RepeatPair> pairs;
    pairs.reserve(table.size());
    for (const ValueRow& row : table) {
        if (trialWithout(row, measure) != nullptr) {
            continue;
        }
        const double first = *valueOf(row.trials.at(0).values, measure)->value;
        const double second = *valueOf(row.trials.at(1).values, measure)->value;
        pairs.push_back({.subject = row.name, .mean = 0.5 * (first + second), .difference = second - first});
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
