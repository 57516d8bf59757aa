#include "import/events_csv.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "palpate/session/import.hpp"

#include "export/csv_text.hpp"
#include "import/csv_fields.hpp"
#include "import/text_decoder.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::session {

namespace {

constexpr std::array<std::string_view, 6> kColumns{"time_s", "kind", "nrs", "x_mm", "y_mm", "text"};
constexpr std::size_t kMaxEvents = 100'000;
/// 20 days, as far as a session's time is exact.
constexpr double kMaxSeconds = 20.0 * 86400.0;

std::string_view trim(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

template <typename T>
Result<std::optional<T>> optionalNumber(std::string_view column, std::string_view field)
{
    const auto text = trim(field);
    if (text.empty()) {
        return std::optional<T>{};
    }
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return fail(ErrorCode::Corrupt, fmt::format("{} '{}' is not a {}", column, text.substr(0, 40),
                                                    std::is_integral_v<T> ? "whole number" : "number"));
    }
    return std::optional<T>{value};
}

Result<std::optional<MatPoint>> placeOf(const std::vector<std::string>& fields)
{
    const auto x = optionalNumber<double>("x_mm", fields[3]);
    const auto y = optionalNumber<double>("y_mm", fields[4]);
    if (!x || !y) {
        return fail(!x ? x.error() : y.error());
    }
    if (x->has_value() != y->has_value()) {
        return fail(ErrorCode::Corrupt, "a place needs both x_mm and y_mm");
    }
    return x->has_value() ? std::optional{MatPoint{.x_mm = **x, .y_mm = **y}} : std::optional<MatPoint>{};
}

Result<Event> eventOf(const std::vector<std::string>& fields)
{
    const auto time_s = optionalNumber<double>("time_s", fields[0]);
    if (!time_s) {
        return fail(time_s.error());
    }
    if (!*time_s || !(**time_s >= 0.0 && **time_s <= kMaxSeconds)) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("time_s '{}': give seconds since the start of the recording",
                                fields[0].substr(0, 40)));
    }
    const auto kind = parseEventKind(trim(fields[1]));
    if (!kind) {
        return fail(kind.error());
    }
    const auto nrs = optionalNumber<int>("nrs", fields[2]);
    if (!nrs) {
        return fail(nrs.error());
    }
    const auto place = placeOf(fields);
    if (!place) {
        return fail(place.error());
    }
    auto text = asUtf8(releaseFormulaText(fields[5]));
    if (auto checked = checkText("text", text); !checked) {
        return fail(std::move(checked.error()));
    }
    Event event{
        .time = fromSeconds(**time_s), .kind = *kind, .nrs = *nrs, .place = *place, .text = std::move(text)};
    if (auto checked = checkEvent(event); !checked) {
        return fail(std::move(checked.error()));
    }
    return event;
}

bool isBlank(const std::vector<std::string>& fields)
{
    return fields.size() == 1 && trim(fields[0]).empty();
}

Result<void> checkHeader(const CsvRecord& record, const TextLines& lines)
{
    bool matches = record.fields.size() == kColumns.size();
    for (std::size_t k = 0; matches && k < kColumns.size(); ++k) {
        matches = trim(record.fields[k]) == kColumns[k];
    }
    if (!matches) {
        return lines.failFile(ErrorCode::Corrupt, fmt::format("line {}: the header must be {}",
                                                              record.first_line, fmt::join(kColumns, ",")));
    }
    return {};
}

}  // namespace

Result<std::vector<Event>> parseEventsCsv(TextLines& lines)
{
    std::vector<Event> events;
    bool header_seen = false;
    for (;;) {
        auto record = readCsvRecord(lines);
        if (!record) {
            return fail(std::move(record.error()));
        }
        if (!*record) {
            break;
        }
        const auto& fields = (*record)->fields;
        const auto fail_record = [&](ErrorCode code, std::string_view what) {
            return fail(code, fmt::format("{}, line {}: {}", lines.name(), (*record)->first_line, what));
        };
        if (isBlank(fields)) {
            continue;
        }
        if (!std::exchange(header_seen, true)) {
            if (auto checked = checkHeader(**record, lines); !checked) {
                return fail(std::move(checked.error()));
            }
            continue;
        }
        if (fields.size() != kColumns.size()) {
            return fail_record(ErrorCode::Corrupt,
                               fmt::format("{} of {} fields ({}); text with a comma needs double quotes",
                                           fields.size(), kColumns.size(), fmt::join(kColumns, ",")));
        }
        if (events.size() == kMaxEvents) {
            return fail_record(ErrorCode::InvalidArgument, fmt::format("more than {} events", kMaxEvents));
        }
        auto event = eventOf(fields);
        if (!event) {
            return fail_record(event.error().code, event.error().message);
        }
        events.push_back(std::move(*event));
    }
    if (!header_seen) {
        return lines.failFile(ErrorCode::Corrupt,
                              fmt::format("is empty; its first line must be {}", fmt::join(kColumns, ",")));
    }
    return events;
}

Result<std::vector<Event>> readEventsCsv(const std::filesystem::path& path)
{
    auto lines = TextLines::open(path);
    if (!lines) {
        return fail(std::move(lines.error()));
    }
    return parseEventsCsv(*lines);
}

}  // namespace palpate::session
