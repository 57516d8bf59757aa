#include <string>
#include <utility>
#include <vector>

#include "h5_datasets.hpp"
#include "session_groups.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

std::string nameKey(std::size_t index)
{
    return fmt::format("name_{:02}", index);
}

std::string unitKey(std::size_t index)
{
    return fmt::format("unit_{:02}", index);
}

}  // namespace

Result<void> writeOutcomes(hid_t file, const std::vector<Outcome>& outcomes)
{
    const auto group = h5::createGroup(file, "outcomes");
    if (!group) {
        return fail(group.error());
    }
    if (outcomes.empty()) {
        return {};
    }
    h5::AttributeWriter texts{group->get()};
    std::vector<double> values;
    values.reserve(outcomes.size());
    for (const Outcome& outcome : outcomes) {
        const std::size_t row = values.size();
        texts.text(nameKey(row), outcome.name);
        if (!outcome.unit.empty()) {
            texts.text(unitKey(row), outcome.unit);
        }
        values.push_back(outcome.value);
    }
    if (!texts.result()) {
        return texts.result();
    }
    h5::TableWriter table{group->get(), nullptr};
    table.column("value", values, "1", "measured or asked beside the mat, in the unit of its row");
    return table.result();
}

Result<std::vector<Outcome>> readOutcomes(hid_t file)
{
    if (!h5::exists(file, "outcomes")) {
        return std::vector<Outcome>{};
    }
    const auto group = h5::openGroup(file, "outcomes");
    if (!group) {
        return fail(group.error());
    }
    if (!h5::exists(group->get(), "value")) {
        return std::vector<Outcome>{};
    }
    const auto values = h5::readColumn<double>(group->get(), "value", "1", kMaxOutcomes);
    if (!values) {
        return fail(h5::inFile("outcomes", values.error()));
    }
    std::vector<Outcome> outcomes;
    outcomes.reserve(values->size());
    for (const double value : *values) {
        const std::size_t row = outcomes.size();
        outcomes.push_back({.name = h5::readText(group->get(), nameKey(row)).value_or(""),
                            .value = value,
                            .unit = h5::readText(group->get(), unitKey(row)).value_or("")});
    }
    if (auto checked = checkOutcomes(outcomes); !checked) {
        return fail(ErrorCode::Corrupt, fmt::format("outcomes: {}", checked.error().message));
    }
    return outcomes;
}

}  // namespace palpate::session
