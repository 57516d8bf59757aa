#include "palpate/core/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace palpate {

namespace {

/// A name or unit stands on one line of a table.
bool isOneLine(std::string_view text)
{
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < kFirstPrintable || byte == kDelete;
    });
}

Result<void> checkOutcome(const Outcome& outcome)
{
    constexpr double kWorstPain = 10.0;
    if (outcome.name.empty()) {
        return fail(ErrorCode::InvalidArgument, "an outcome has no name: give each one a name");
    }
    if (outcome.name.size() > kMaxOutcomeNameBytes || !isOneLine(outcome.name)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("the name of an outcome must be one line of at most {} bytes", kMaxOutcomeNameBytes));
    }
    if (outcome.unit.size() > kMaxOutcomeUnitBytes || !isOneLine(outcome.unit)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("outcome {}: its unit must be one line of at most {} bytes", outcome.name,
                                kMaxOutcomeUnitBytes));
    }
    if (!std::isfinite(outcome.value)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("outcome {}: the value is not a number", outcome.name));
    }
    if (outcome.name == kPainOutcome && (outcome.value < 0.0 || outcome.value > kWorstPain)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("outcome {}: {:g} is outside 0-10", outcome.name, outcome.value));
    }
    return {};
}

}  // namespace

Result<void> checkOutcomes(const std::vector<Outcome>& outcomes)
{
    if (outcomes.size() > kMaxOutcomes) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} outcomes: a session has at most {}", outcomes.size(), kMaxOutcomes));
    }
    std::set<std::string_view> names;
    for (const Outcome& outcome : outcomes) {
        if (auto checked = checkOutcome(outcome); !checked) {
            return checked;
        }
        if (!names.insert(outcome.name).second) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("two outcomes are called '{}': give each its own name", outcome.name));
        }
    }
    return {};
}

}  // namespace palpate
