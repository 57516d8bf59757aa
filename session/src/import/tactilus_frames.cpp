#include "import/tactilus_frames.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace palpate::session {

namespace {

using Kind = JsonTokens::Kind;

constexpr std::size_t kIdDigits = 12;
constexpr std::size_t kHourDigits = 6;
constexpr double kSecondsPerHour = 3600.0;

std::optional<std::uint64_t> wholeNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_good = !text.empty() && error == std::errc{} && end == text.data() + text.size();
    return is_good ? std::optional{value} : std::nullopt;
}

}  // namespace

std::optional<double> TactilusClock::take(std::string_view id)
{
    if (id.size() != kIdDigits || !wholeNumber(id)) {
        return std::nullopt;
    }
    const auto hour = id.substr(0, kHourDigits);
    const auto minutes = *wholeNumber(id.substr(kHourDigits, 2));
    const auto seconds = *wholeNumber(id.substr(kHourDigits + 2, 2));
    const auto hundredths = *wholeNumber(id.substr(kHourDigits + 4));
    if (minutes > 59 || seconds > 59) {
        return std::nullopt;
    }
    const double of_hour_s =
        static_cast<double>(minutes * 60 + seconds) + static_cast<double>(hundredths) / 100.0;
    if (!hour_.empty() && hour != hour_) {
        // Nobody can say how many hours lie between, unless the clock has just passed the full hour.
        if (of_hour_s >= last_s_) {
            return std::nullopt;
        }
        hours_s_ += kSecondsPerHour;
    }
    hour_ = hour;
    last_s_ = of_hour_s;
    return hours_s_ + of_hour_s;
}

Result<bool> TactilusFrames::next(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out)
{
    if (!is_open_) {
        const auto begin = tokens.next();
        if (!begin) {
            return fail(begin.error());
        }
        if (*begin != Kind::BeginObject) {
            return tokens.failHere(ErrorCode::Corrupt, "snapshots is no object; export it again");
        }
        is_open_ = true;
    }
    const auto token = tokens.next();
    if (!token) {
        return fail(token.error());
    }
    if (*token == Kind::EndObject) {
        return false;
    }
    frame = JsonFrame{};
    if (auto taken = takeNumber(tokens, frame); !taken) {
        return fail(std::move(taken.error()));
    }
    for (;;) {
        const auto entry = tokens.next();
        if (!entry) {
            return fail(entry.error());
        }
        if (*entry == Kind::EndObject) {
            break;
        }
        if (auto taken = takeEntry(tokens, frame, left_out); !taken) {
            return fail(std::move(taken.error()));
        }
    }
    if (frame.byte == 0) {
        return tokens.failHere(ErrorCode::Corrupt,
                               fmt::format("snapshot {} has no tactilus_readings", frame.number));
    }
    return true;
}

Result<void> TactilusFrames::takeNumber(JsonTokens& tokens, JsonFrame& frame)
{
    const auto number = wholeNumber(tokens.text());
    if (!number || (last_number_ && *number <= *last_number_)) {
        return tokens.failHere(ErrorCode::Corrupt,
                               "the names of the snapshots must be numbers that count up; export it again");
    }
    const auto begin = tokens.next();
    if (!begin) {
        return fail(begin.error());
    }
    if (*begin != Kind::BeginObject) {
        return tokens.failHere(ErrorCode::Corrupt, fmt::format("snapshot {} is no object", *number));
    }
    frame.number = *number;
    last_number_ = number;
    return {};
}

Result<void> TactilusFrames::takeEntry(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out)
{
    const auto name = tokens.text();
    const auto token = tokens.next();
    if (!token) {
        return fail(token.error());
    }
    if (name == "tactilus_readings" && *token == Kind::BeginArray && frame.byte == 0) {
        frame.byte = tokens.position();
        return readNumbers(tokens, frame.cells);
    }
    if (name == "tactilus_readings") {
        return tokens.failHere(
            ErrorCode::Corrupt,
            fmt::format("snapshot {} has other tactilus_readings than one list", frame.number));
    }
    if (name == "id" && *token == Kind::Text) {
        left_out.add("id", "date");
        frame.time_s = clock_.take(tokens.text());
        return {};
    }
    left_out.add(name);
    return tokens.skip(*token);
}

}  // namespace palpate::session
