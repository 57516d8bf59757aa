#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace palpate::session {

/// "08:21:17.982" -> seconds since midnight; a comma may be the decimal sign. Empty for anything else.
[[nodiscard]] std::optional<double> secondsOfDay(std::string_view text);

/// Turns the date and time of day that stand over each frame into seconds since the first one.
class XsensorClock final {
  public:
    /// Seconds since the first frame whose time could be read, over midnight too; a time that falls within a
    /// day is given as it is. Empty where the time cannot be read, or where a new date comes without a lower
    /// time: nobody can say how many days lie between, dates being locale text.
    [[nodiscard]] std::optional<double> take(std::string_view date, std::string_view time);

  private:
    std::string date_;
    std::optional<double> first_s_;
    double last_of_day_s_ = 0.0;
    double days_s_ = 0.0;
};

}  // namespace palpate::session
