#include "palpate/core/outcome.hpp"

#include <cmath>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace palpate {

Result<void> checkOutcomes(const std::vector<Outcome>& outcomes)
{
    constexpr double kWorstPain = 10.0;
    if (outcomes.size() > kMaxOutcomes) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} outcomes: a session has at most {}", outcomes.size(), kMaxOutcomes));
    }
    std::set<std::string_view> names;
    for (const Outcome& outcome : outcomes) {
        if (outcome.name.empty()) {
            return fail(ErrorCode::InvalidArgument, "an outcome has no name: give each one a name");
        }
        if (!std::isfinite(outcome.value)) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("outcome {}: the value is not a number", outcome.name));
        }
        if (outcome.name == kPainOutcome && (outcome.value < 0.0 || outcome.value > kWorstPain)) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("outcome {}: {:g} is outside 0-10", outcome.name, outcome.value));
        }
        if (!names.insert(outcome.name).second) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("two outcomes are called '{}': give each its own name", outcome.name));
        }
    }
    return {};
}

}  // namespace palpate
