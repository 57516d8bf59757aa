#include "coach_group.hpp"

#include <string>

#include "coach_columns.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "result_column_writer.hpp"
#include "result_rows.hpp"
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

Result<std::vector<RuleScore>> readAdherence(hid_t coach)
{
    return ResultRows<RuleScore>{coach, "adherence", adherenceColumns(), std::nullopt}
        .read("rule", &RuleScore::rule)
        .read("met", &RuleScore::met)
        .read("value", &RuleScore::value)
        .read("target_min", [](RuleScore& s) -> std::optional<double>& { return s.target.min; })
        .read("target_max", [](RuleScore& s) -> std::optional<double>& { return s.target.max; })
        .read("in_band_pct", &RuleScore::in_band_pct)
        .readTexts("unit", &RuleScore::unit)
        .readTexts("why", &RuleScore::why)
        .rows();
}

Result<std::vector<CoachCue>> readCues(hid_t coach)
{
    return ResultRows<CoachCue>{coach, "cues", cueColumns(), std::nullopt}
        .read("start_s", &CoachCue::start_s)
        .read("end_s", &CoachCue::end_s)
        .read("kind", &CoachCue::kind)
        .read("asked", &CoachCue::asked)
        .read("done", &CoachCue::done)
        .readTexts("about", &CoachCue::about)
        .rows();
}

Result<std::vector<SiteDose>> readSites(hid_t coach)
{
    return ResultRows<SiteDose>{coach, "sites", siteColumns(), std::nullopt}
        .read("start_s", &SiteDose::start_s)
        .read("end_s", &SiteDose::end_s)
        .read("held_s", &SiteDose::held_s)
        .read("x_mm", [](SiteDose& s) -> double& { return s.place.x_mm; })
        .read("y_mm", [](SiteDose& s) -> double& { return s.place.y_mm; })
        .read("side", &SiteDose::side)
        .read("losses", &SiteDose::losses)
        .read("percussion_hz", &SiteDose::percussion_hz)
        .rows();
}

Result<std::vector<SetDone>> readSets(hid_t coach)
{
    return ResultRows<SetDone>{coach, "sets", setColumns(), std::nullopt}
        .read("start_s", &SetDone::start_s)
        .read("end_s", &SetDone::end_s)
        .read("worked_s", &SetDone::worked_s)
        .read("side", &SetDone::side)
        .rows();
}

Result<std::vector<MatPoint>> readMaybeBone(hid_t coach)
{
    const auto group = h5::openGroup(coach, "maybe_bone");
    if (!group) {
        return fail(group.error());
    }
    std::vector<MatPoint> places;
    if (!h5::exists(group->get(), "x_mm")) {
        return places;
    }
    const auto x_mm = h5::readColumn<double>(group->get(), "x_mm", "mm", kMaxTableRows);
    const auto y_mm = h5::readColumn<double>(group->get(), "y_mm", "mm", kMaxTableRows);
    if (!x_mm || !y_mm || y_mm->size() != x_mm->size()) {
        return fail(ErrorCode::Corrupt, "metrics/coach/maybe_bone: columns of different length");
    }
    places.reserve(x_mm->size());
    for (std::size_t i = 0; i < x_mm->size(); ++i) {
        places.push_back({.x_mm = (*x_mm)[i], .y_mm = (*y_mm)[i]});
    }
    return places;
}

template <typename T>
Result<void> take(Result<std::vector<T>> read, std::vector<T>& target)
{
    if (!read) {
        return fail(read.error());
    }
    target = std::move(*read);
    return {};
}

}  // namespace

Result<std::optional<CoachResults>> readCoach(hid_t metrics)
{
    if (!h5::exists(metrics, "coach")) {
        return std::optional<CoachResults>{};
    }
    const auto group = h5::openGroup(metrics, "coach");
    if (!group) {
        return fail(group.error());
    }
    CoachResults coach;
    coach.breaths_per_minute = h5::readNumber<double>(group->get(), "breaths_per_minute");
    auto read = take(readAdherence(group->get()), coach.adherence);
    read = read ? take(readCues(group->get()), coach.cues) : read;
    read = read ? take(readSites(group->get()), coach.sites) : read;
    read = read ? take(readSets(group->get()), coach.sets) : read;
    read = read ? take(readMaybeBone(group->get()), coach.maybe_bone) : read;
    if (!read) {
        return fail(read.error());
    }
    return std::optional{std::move(coach)};
}

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
