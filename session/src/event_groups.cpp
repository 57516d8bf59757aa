#include <cmath>
#include <limits>
#include <string>

#include "h5_datasets.hpp"
#include "session_groups.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
/// Beyond any session, and safe to turn into nanoseconds.
constexpr double kMaxTimeS = 1e9;

std::string textKey(std::size_t index)
{
    return fmt::format("text_{:06}", index);
}

bool isTime(double time_s)
{
    return std::isfinite(time_s) && std::abs(time_s) <= kMaxTimeS;
}

struct EventColumns {
    std::vector<double> time_s;
    std::vector<std::uint8_t> kind;
    std::vector<std::int8_t> nrs;
    std::vector<double> x_mm;
    std::vector<double> y_mm;
};

Result<EventColumns> readEventColumns(hid_t group)
{
    auto time_s = h5::readColumn<double>(group, "time_s", "s", kMaxTableRows);
    if (!time_s) {
        return fail(time_s.error());
    }
    auto kind = h5::readColumn<std::uint8_t>(group, "kind", "1", kMaxTableRows);
    if (!kind) {
        return fail(kind.error());
    }
    auto nrs = h5::readColumn<std::int8_t>(group, "nrs", "1", kMaxTableRows);
    if (!nrs) {
        return fail(nrs.error());
    }
    auto x_mm = h5::readColumn<double>(group, "x_mm", "mm", kMaxTableRows);
    if (!x_mm) {
        return fail(x_mm.error());
    }
    auto y_mm = h5::readColumn<double>(group, "y_mm", "mm", kMaxTableRows);
    if (!y_mm) {
        return fail(y_mm.error());
    }
    const std::size_t count = time_s->size();
    if (kind->size() != count || nrs->size() != count || x_mm->size() != count || y_mm->size() != count) {
        return fail(ErrorCode::Corrupt, "columns of different length");
    }
    return EventColumns{.time_s = std::move(*time_s),
                        .kind = std::move(*kind),
                        .nrs = std::move(*nrs),
                        .x_mm = std::move(*x_mm),
                        .y_mm = std::move(*y_mm)};
}

Result<Event> eventOfRow(const EventColumns& columns, std::size_t row, hid_t group)
{
    if (!isTime(columns.time_s[row]) || columns.kind[row] > static_cast<int>(EventKind::Stop)) {
        return fail(ErrorCode::Corrupt, fmt::format("row {} is not an event", row));
    }
    Event event{.time = fromSeconds(columns.time_s[row]), .kind = static_cast<EventKind>(columns.kind[row])};
    if (columns.nrs[row] != kNoRating) {
        event.nrs = columns.nrs[row];
    }
    if (!std::isnan(columns.x_mm[row]) && !std::isnan(columns.y_mm[row])) {
        event.place = MatPoint{.x_mm = columns.x_mm[row], .y_mm = columns.y_mm[row]};
    }
    event.text = h5::readText(group, textKey(row)).value_or("");
    if (auto checked = checkEvent(event); !checked) {
        return fail(ErrorCode::Corrupt, fmt::format("row {}: {}", row, checked.error().message));
    }
    return event;
}

Result<void> writeGapTable(hid_t group, const std::vector<Gap>& gaps)
{
    std::vector<double> from_s;
    std::vector<double> to_s;
    std::vector<std::int64_t> missing;
    std::vector<std::uint8_t> reason;
    for (const Gap& gap : gaps) {
        from_s.push_back(toSeconds(gap.from));
        to_s.push_back(toSeconds(gap.to));
        missing.push_back(gap.missing_frames ? static_cast<std::int64_t>(*gap.missing_frames)
                                             : kUnknownMissing);
        reason.push_back(static_cast<std::uint8_t>(gap.reason));
    }
    h5::TableWriter table{group, nullptr};
    table.column("from_s", from_s, "s", "time of the last frame before")
        .column("to_s", to_s, "s", "time of the first frame after")
        .column("missing_frames", missing, "1", "frames that are missing", std::optional{kUnknownMissing})
        .flags("reason", reason, gapReasonFlags(), "why they are missing");
    return table.result();
}

}  // namespace

Result<void> writeGaps(hid_t file, const std::vector<Gap>& gaps)
{
    const auto group = h5::createGroup(file, "gaps");
    if (!group) {
        return fail(group.error());
    }
    return gaps.empty() ? Result<void>{} : writeGapTable(group->get(), gaps);
}

Result<std::vector<Gap>> readGaps(hid_t file)
{
    const auto group = h5::openGroup(file, "gaps");
    if (!group) {
        return fail(group.error());
    }
    if (!h5::exists(group->get(), "from_s")) {
        return std::vector<Gap>{};
    }
    const auto from_s = h5::readColumn<double>(group->get(), "from_s", "s", kMaxTableRows);
    const auto to_s = h5::readColumn<double>(group->get(), "to_s", "s", kMaxTableRows);
    const auto missing = h5::readColumn<std::int64_t>(group->get(), "missing_frames", "1", kMaxTableRows);
    const auto reason = h5::readColumn<std::uint8_t>(group->get(), "reason", "1", kMaxTableRows);
    if (!from_s || !to_s || !missing || !reason || to_s->size() != from_s->size() ||
        missing->size() != from_s->size() || reason->size() != from_s->size()) {
        return fail(ErrorCode::Corrupt, "gaps: columns are missing or of different length");
    }
    std::vector<Gap> gaps;
    for (std::size_t row = 0; row < from_s->size(); ++row) {
        const auto why = (*reason)[row];
        if (!isTime((*from_s)[row]) || !isTime((*to_s)[row]) ||
            why < static_cast<int>(GapReason::SequenceJump) || why > static_cast<int>(GapReason::Damaged)) {
            return fail(ErrorCode::Corrupt, fmt::format("gaps: row {} is not a gap", row));
        }
        Gap gap{.from = fromSeconds((*from_s)[row]), .to = fromSeconds((*to_s)[row])};
        if ((*missing)[row] >= 0) {
            gap.missing_frames = static_cast<std::uint64_t>((*missing)[row]);
        }
        gap.reason = static_cast<GapReason>(why);
        gaps.push_back(gap);
    }
    return gaps;
}

Result<void> writeEvents(hid_t file, const std::vector<Event>& events)
{
    const auto group = h5::createGroup(file, "events");
    if (!group) {
        return fail(group.error());
    }
    if (events.empty()) {
        return {};
    }
    EventColumns columns;
    h5::AttributeWriter texts{group->get()};
    for (std::size_t row = 0; row < events.size(); ++row) {
        const Event& event = events[row];
        columns.time_s.push_back(toSeconds(event.time));
        columns.kind.push_back(static_cast<std::uint8_t>(event.kind));
        columns.nrs.push_back(event.nrs ? static_cast<std::int8_t>(*event.nrs) : kNoRating);
        columns.x_mm.push_back(event.place ? event.place->x_mm : kNan);
        columns.y_mm.push_back(event.place ? event.place->y_mm : kNan);
        if (!event.text.empty()) {
            texts.text(textKey(row), event.text);
        }
    }
    if (!texts.result()) {
        return texts.result();
    }
    h5::TableWriter table{group->get(), nullptr};
    table.column("time_s", columns.time_s, "s", "time since the start of the session")
        .flags("kind", columns.kind, eventKindFlags(), "what was said or marked")
        .column("nrs", columns.nrs, "1", "pain rating 0-10", std::optional{kNoRating})
        .column("x_mm", columns.x_mm, "mm", "place along a row", std::optional{kNan})
        .column("y_mm", columns.y_mm, "mm", "place along a column", std::optional{kNan});
    return table.result();
}

Result<std::vector<Event>> readEvents(hid_t file)
{
    const auto group = h5::openGroup(file, "events");
    if (!group) {
        return fail(group.error());
    }
    if (!h5::exists(group->get(), "time_s")) {
        return std::vector<Event>{};
    }
    const auto columns = readEventColumns(group->get());
    if (!columns) {
        return fail(h5::inFile("events", columns.error()));
    }
    std::vector<Event> events;
    for (std::size_t row = 0; row < columns->time_s.size(); ++row) {
        auto event = eventOfRow(*columns, row, group->get());
        if (!event) {
            return fail(h5::inFile("events", event.error()));
        }
        events.push_back(std::move(*event));
    }
    return events;
}

}  // namespace palpate::session
