#include "import/xsensor_clock.hpp"

#include <array>
#include <charconv>

#include "import/printed_value.hpp"

namespace palpate::session {

namespace {

constexpr double kSecondsPerDay = 86'400.0;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kSecondsPerMinute = 60.0;

std::optional<int> wholeBelow(std::string_view text, int limit)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_good =
        error == std::errc{} && end == text.data() + text.size() && value >= 0 && value < limit;
    return is_good ? std::optional{value} : std::nullopt;
}

}  // namespace

std::optional<double> secondsOfDay(std::string_view text)
{
    const auto first = text.find(':');
    const auto second = first == std::string_view::npos ? first : text.find(':', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto hours = wholeBelow(text.substr(0, first), 24);
    const auto minutes = wholeBelow(text.substr(first + 1, second - first - 1), 60);
    const auto seconds = parsePrinted(text.substr(second + 1));
    if (!hours || !minutes || !seconds || seconds->value < 0.0 || seconds->value >= kSecondsPerMinute) {
        return std::nullopt;
    }
    return *hours * kSecondsPerHour + *minutes * kSecondsPerMinute + seconds->value;
}

std::optional<double> XsensorClock::take(std::string_view date, std::string_view time)
{
    const auto of_day_s = secondsOfDay(time);
    if (!of_day_s) {
        return std::nullopt;
    }
    if (!first_s_) {
        first_s_ = of_day_s;
    } else if (date != date_) {
        if (*of_day_s >= last_of_day_s_) {
            return std::nullopt;
        }
        days_s_ += kSecondsPerDay;
    }
    date_ = date;
    last_of_day_s_ = *of_day_s;
    return days_s_ + *of_day_s - *first_s_;
}

}  // namespace palpate::session
