#include "coach_group.hpp"

#include <string>

#include "coach_columns.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "result_column_writer.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Calls `visit(column, row, text)` for each text that there is.
template <typename Row, typename Visit>
void forEachText(std::span<const ResultColumn<Row>> columns, const std::vector<Row>& rows, Visit visit)
{
    using TextOf = std::string (*)(const Row&);
    for (const ResultColumn<Row>& column : columns) {
        const auto* const text_of = std::get_if<TextOf>(&column.value);
        for (std::size_t row = 0; text_of != nullptr && row < rows.size(); ++row) {
            if (const std::string text = (*text_of)(rows[row]); !text.empty()) {
                visit(column, row, text);
            }
        }
    }
}

template <typename Row>
Result<void> writeTable(hid_t coach, std::string_view name, std::span<const ResultColumn<Row>> columns,
                        const std::vector<Row>& rows)
{
    const auto group = h5::createGroup(coach, name);
    if (!group || rows.empty()) {
        return group ? Result<void>{} : fail(group.error());
    }
    h5::AttributeWriter texts{group->get()};
    forEachText(columns, rows, [&texts](const auto& column, std::size_t row, const std::string& text) {
        texts.text(fmt::format("{}_{:06}", column.name, row), text);
    });
    if (!texts.result()) {
        return texts.result();
    }
    h5::TableWriter table{group->get(), nullptr};
    for (const ResultColumn<Row>& column : columns) {
        std::visit(ColumnWriter<Row>{table, rows, column.name, column}, column.value);
    }
    return table.result();
}

Result<void> writeMaybeBone(hid_t coach, const std::vector<MatPoint>& places)
{
    const auto group = h5::createGroup(coach, "maybe_bone");
    if (!group || places.empty()) {
        return group ? Result<void>{} : fail(group.error());
    }
    std::vector<double> x_mm;
    std::vector<double> y_mm;
    for (const MatPoint& place : places) {
        x_mm.push_back(place.x_mm);
        y_mm.push_back(place.y_mm);
    }
    h5::TableWriter table{group->get(), nullptr};
    table.column("x_mm", x_mm, "mm", "place along a row where a steep small peak may be bone")
        .column("y_mm", y_mm, "mm", "place along a column");
    return table.result();
}

}  // namespace

Result<void> checkCoachTexts(const CoachResults& coach)
{
    Result<void> checked;
    forEachCoachTable(coach, [&checked](std::string_view name, auto columns, const auto& rows) {
        forEachText(columns, rows, [&](const auto& column, std::size_t row, const std::string& text) {
            if (checked) {
                checked = checkText(fmt::format("{} of row {} of {}", column.name, row, name), text);
            }
        });
    });
    return checked;
}

Result<void> writeCoach(hid_t metrics, const CoachResults& coach)
{
    const auto group = h5::createGroup(metrics, "coach");
    if (!group) {
        return fail(group.error());
    }
    Result<void> written;
    if (coach.breaths_per_minute) {
        h5::AttributeWriter out{group->get()};
        out.number("breaths_per_minute", *coach.breaths_per_minute);
        written = out.result();
    }
    forEachCoachTable(coach, [&](std::string_view name, auto columns, const auto& rows) {
        written = written ? writeTable(group->get(), name, columns, rows) : written;
    });
    return written ? writeMaybeBone(group->get(), coach.maybe_bone) : written;
}

}  // namespace palpate::session
