#include "palpate/live/group_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include "palpate/analysis/group_comparison.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

/// Every subject's values of one measure in one group.
using ValuesBySubject = std::map<std::string, std::vector<double>>;

std::string subjectOf(const Visit& visit, GroupKey by)
{
    if (visit.info.client_code.empty()) {
        return visit.path.string();
    }
    const bool with_side = by != GroupKey::Side && visit.info.side.has_value();
    return with_side ? fmt::format("{} {}", visit.info.client_code, toString(*visit.info.side))
                     : visit.info.client_code;
}

std::string_view wordOf(GroupKey by)
{
    switch (by) {
        case GroupKey::Phase:
            return "phase";
        case GroupKey::Technique:
            return "technique";
        case GroupKey::Side:
            return "side";
    }
    return "";
}

/// Phases and sides as their enumerations have them.
std::size_t rankOf(const Visit& visit, GroupKey by)
{
    if (by == GroupKey::Phase) {
        return static_cast<std::size_t>(*visit.info.phase);
    }
    return by == GroupKey::Side ? static_cast<std::size_t>(*visit.info.side) : 0;
}

Result<void> checkVisits(const std::vector<Visit>& visits, const GroupRequest& request)
{
    for (const Visit& visit : visits) {
        if (auto alike = checkAlike(visits.front(), visit, {.technique = request.by != GroupKey::Technique});
            !alike) {
            return alike;
        }
        if (groupOf(visit, request.by).empty()) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: its {} is not known, which tells the groups apart: leave it out",
                                    visit.path.string(), wordOf(request.by)));
        }
        if (request.is_paired && visit.info.client_code.empty()) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: no client code to find its pair by: leave it out, or ask without "
                                    "--paired",
                                    visit.path.string()));
        }
    }
    return {};
}

std::vector<std::string> groupsOf(const std::vector<Visit>& visits, GroupKey by)
{
    std::map<std::pair<std::size_t, std::string>, int> found;
    for (const Visit& visit : visits) {
        ++found[{rankOf(visit, by), groupOf(visit, by)}];
    }
    std::vector<std::string> groups;
    groups.reserve(found.size());
    for (const auto& [group, sessions] : found) {
        groups.push_back(group.second);
    }
    return groups;
}

/// InvalidArgument for a value that is only known to be "at least".
Result<ValuesBySubject> valuesOf(const std::vector<Visit>& visits, const Measure& measure,
                                 const std::string& group, GroupKey by)
{
    ValuesBySubject values;
    for (const Visit& visit : visits) {
        const SessionValue* value = valueOf(visit.values, measure);
        if (value == nullptr || groupOf(visit, by) != group) {
            continue;
        }
        if (value->is_at_least) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("a cell was at the mat's limit in {}", visit.path.string()));
        }
        values[subjectOf(visit, by)].push_back(*value->value);
    }
    return values;
}

double meanOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Result<GroupComparison> compare(const std::vector<Visit>& visits, const Measure& measure,
                                const std::pair<std::string, std::string>& groups,
                                const GroupRequest& request)
{
    const auto first = valuesOf(visits, measure, groups.first, request.by);
    if (!first) {
        return fail(first.error());
    }
    const auto second = valuesOf(visits, measure, groups.second, request.by);
    if (!second) {
        return fail(second.error());
    }
    analysis::GroupSamples samples{.measure = measure,
                                   .first_name = groups.first,
                                   .second_name = groups.second,
                                   .first = {},
                                   .second = {},
                                   .is_paired = request.is_paired};
    samples.first.reserve(first->size());
    samples.second.reserve(second->size());
    for (const auto& [subject, values] : *first) {
        if (!request.is_paired || second->contains(subject)) {
            samples.first.push_back(meanOf(values));
        }
    }
    for (const auto& [subject, values] : *second) {
        if (!request.is_paired || first->contains(subject)) {
            samples.second.push_back(meanOf(values));
        }
    }
    return analysis::compareGroups(samples);
}

}  // namespace

std::string groupOf(const Visit& visit, GroupKey by)
{
    switch (by) {
        case GroupKey::Phase:
            return visit.info.phase ? std::string{toString(*visit.info.phase)} : std::string{};
        case GroupKey::Technique:
            return visit.info.technique;
        case GroupKey::Side:
            return visit.info.side ? std::string{toString(*visit.info.side)} : std::string{};
    }
    return {};
}

Result<GroupTables> groupTablesOf(const std::vector<Visit>& visits, const GroupRequest& request)
{
    if (auto checked = checkVisits(visits, request); !checked) {
        return fail(std::move(checked.error()));
    }
    GroupTables tables{.setup = visits.empty() ? std::nullopt : visits.front().info.setup,
                       .groups = groupsOf(visits, request.by),
                       .comparisons = {},
                       .refused = {}};
    if (tables.groups.size() < 2) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} session{}, all of {} {}: two groups are needed", visits.size(),
                                visits.size() == 1 ? "" : "s", wordOf(request.by),
                                tables.groups.empty() ? "none" : tables.groups.front()));
    }
    for (const Measure& measure : measuresOf(visits)) {
        for (std::size_t i = 0; i < tables.groups.size(); ++i) {
            for (std::size_t j = i + 1; j < tables.groups.size(); ++j) {
                auto compared = compare(visits, measure, {tables.groups[i], tables.groups[j]}, request);
                if (compared) {
                    tables.comparisons.push_back(std::move(*compared));
                } else {
                    tables.refused.push_back(refusedMeasure(measure, tables.setup, compared.error()));
                }
            }
        }
    }
    return tables;
}

}  // namespace palpate::live
