#include "outcome_option.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace palpate::cli {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t";
    const auto first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

Error wrong(const std::string& argument, std::string_view what)
{
    return {.code = ErrorCode::InvalidArgument, .message = fmt::format("--set '{}': {}", argument, what)};
}

/// A unit that begins like the rest of a number is one that was mistyped: "3,5".
bool isRestOfNumber(std::string_view rest)
{
    constexpr std::string_view kNumberCharacters = ",.0123456789+-";
    return !rest.empty() && kNumberCharacters.find(rest.front()) != std::string_view::npos;
}

Result<Outcome> outcomeOf(const std::string& argument)
{
    const std::string_view text{argument};
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) {
        return fail(wrong(argument, "use NAME=VALUE or 'NAME=VALUE UNIT', e.g. 'neck turn left=58 deg'"));
    }
    const std::string_view rest = trimmed(text.substr(equals + 1));
    double value = 0.0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    const std::string_view after = rest.substr(static_cast<std::size_t>(end - rest.data()));
    if (error != std::errc{} || isRestOfNumber(after)) {
        return fail(wrong(argument, "the value is not a number; write it like 4 or 3.5"));
    }
    return Outcome{.name = std::string{trimmed(text.substr(0, equals))},
                   .value = value,
                   .unit = std::string{trimmed(after)}};
}

/// The unit in which others know the outcome; empty where nobody does.
std::string knownUnit(const std::string& name, const std::vector<Outcome>& stored, const ErrorBand* band)
{
    const auto same = std::find_if(stored.begin(), stored.end(),
                                   [&name](const Outcome& outcome) { return outcome.name == name; });
    if (same != stored.end()) {
        return same->unit;
    }
    return band == nullptr ? std::string{} : band->unit;
}

const ErrorBand* bandOf(const std::string& name, const std::vector<ErrorBand>& bands)
{
    const auto found = std::find_if(bands.begin(), bands.end(),
                                    [&name](const ErrorBand& band) { return band.measure == name; });
    return found == bands.end() ? nullptr : &*found;
}

}  // namespace

Result<std::vector<Outcome>> outcomesOf(const std::vector<std::string>& arguments,
                                        const std::vector<Outcome>& stored,
                                        const std::vector<ErrorBand>& bands)
{
    std::vector<Outcome> outcomes;
    outcomes.reserve(arguments.size());
    for (const std::string& argument : arguments) {
        auto outcome = outcomeOf(argument);
        if (!outcome) {
            return fail(outcome.error());
        }
        const ErrorBand* const band = bandOf(outcome->name, bands);
        if (outcome->unit.empty()) {
            outcome->unit = knownUnit(outcome->name, stored, band);
        }
        if (band != nullptr && outcome->unit != band->unit) {
            return fail(wrong(argument, fmt::format("{} is given in {}", band->measure, band->unit)));
        }
        outcomes.push_back(std::move(*outcome));
    }
    if (auto checked = checkOutcomes(outcomes); !checked) {
        return fail(checked.error().code, fmt::format("--set: {}", checked.error().message));
    }
    return outcomes;
}

}  // namespace palpate::cli
