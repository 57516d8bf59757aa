#include "import/iso_time.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "import/printed_value.hpp"

namespace palpate::session {

namespace {

constexpr double kSecondsPerDay = 86'400.0;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kSecondsPerMinute = 60.0;

/// Takes `digits` digits and the `mark` behind them off the text; no mark where it is 0.
std::optional<int> take(std::string_view& text, std::size_t digits, char mark)
{
    if (text.size() < digits + (mark == 0 ? 0 : 1)) {
        return std::nullopt;
    }
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
    const bool is_marked = mark == 0 || text[digits] == mark;
    if (error != std::errc{} || end != text.data() + digits || value < 0 || !is_marked) {
        return std::nullopt;
    }
    text.remove_prefix(digits + (mark == 0 ? 0 : 1));
    return value;
}

std::optional<double> zoneSeconds(std::string_view text)
{
    if (text.empty() || text == "Z") {
        return 0.0;
    }
    const double sign = text[0] == '-' ? -1.0 : 1.0;
    text.remove_prefix(1);
    const auto hours = take(text, 2, 0);
    if (text.starts_with(':')) {
        text.remove_prefix(1);
    }
    const auto minutes = text.empty() ? std::optional{0} : take(text, 2, 0);
    if (!hours || !minutes || !text.empty() || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    return sign * (*hours * kSecondsPerHour + *minutes * kSecondsPerMinute);
}

std::optional<double> daySeconds(std::string_view& text)
{
    const auto year = take(text, 4, '-');
    const auto month = year ? take(text, 2, '-') : std::nullopt;
    const auto day = month ? take(text, 2, 0) : std::nullopt;
    if (!day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return static_cast<double>(std::chrono::sys_days{date}.time_since_epoch().count()) * kSecondsPerDay;
}

}  // namespace

std::optional<double> readIsoTime(std::string_view text)
{
    const auto day_s = daySeconds(text);
    if (!day_s || text.empty() || (text[0] != 'T' && text[0] != ' ')) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    const auto hours = take(text, 2, ':');
    const auto minutes = hours ? take(text, 2, ':') : std::nullopt;
    const auto zone_at = std::min(text.find_first_of("Z+-"), text.size());
    const auto seconds = parsePrinted(text.substr(0, zone_at));
    const auto zone_s = zoneSeconds(text.substr(zone_at));
    if (!minutes || !seconds || !zone_s || *hours > 23 || *minutes > 59 || seconds->value < 0.0 ||
        seconds->value >= kSecondsPerMinute + 1.0) {
        return std::nullopt;
    }
    return *day_s + *hours * kSecondsPerHour + *minutes * kSecondsPerMinute + seconds->value - *zone_s;
}

}  // namespace palpate::session
