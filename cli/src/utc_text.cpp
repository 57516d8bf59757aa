#include "utc_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace palpate::cli {

std::string utcText(std::chrono::system_clock::time_point time)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string utcDay(std::chrono::system_clock::time_point time)
{
    return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace palpate::cli
