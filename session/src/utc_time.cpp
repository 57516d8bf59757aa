#include "utc_time.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

using std::chrono::milliseconds;

/// The digits at `from`, or -1.
int digitsAt(std::string_view text, std::size_t from, std::size_t count)
{
    int value = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9') {
            return -1;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::string toIsoUtc(std::chrono::system_clock::time_point time)
{
    const auto whole_ms = std::chrono::floor<milliseconds>(time);
    const auto day = std::chrono::floor<std::chrono::days>(whole_ms);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss<milliseconds> clock{whole_ms - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int{date.year()}, unsigned{date.month()},
                       unsigned{date.day()}, clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count(), clock.subseconds().count());
}

std::optional<std::chrono::system_clock::time_point> parseIsoUtc(std::string_view text)
{
    constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
    if (text.size() != kForm.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        const bool is_digit = text[i] >= '0' && text[i] <= '9';
        if (kForm[i] == '0' ? !is_digit : text[i] != kForm[i]) {
            return std::nullopt;
        }
    }
    const std::chrono::year_month_day date{std::chrono::year{digitsAt(text, 0, 4)},
                                           std::chrono::month{static_cast<unsigned>(digitsAt(text, 5, 2))},
                                           std::chrono::day{static_cast<unsigned>(digitsAt(text, 8, 2))}};
    const int hours = digitsAt(text, 11, 2);
    const int minutes = digitsAt(text, 14, 2);
    const int seconds = digitsAt(text, 17, 2);
    if (!date.ok() || hours > 23 || minutes > 59 || seconds > 59) {
        return std::nullopt;
    }
    return std::chrono::system_clock::time_point{
        std::chrono::sys_days{date} + std::chrono::hours{hours} + std::chrono::minutes{minutes} +
        std::chrono::seconds{seconds} + milliseconds{digitsAt(text, 20, 3)}};
}

}  // namespace palpate::session
