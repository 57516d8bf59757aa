#include "coaching_options.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "palpate/live/technique_catalogue.hpp"

#include "weight.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::cli {

namespace {

Result<Placement> parsePlacement(const std::string& text, Placement placement)
{
    std::vector<double> numbers;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    while (at < end) {
        double number = 0.0;
        const auto [after, error] = std::from_chars(at, end, number);
        if (error != std::errc{} || (after < end && *after != ',')) {
            break;
        }
        numbers.push_back(number);
        at = after < end ? after + 1 : after;
    }
    constexpr std::size_t kMostNumbers = 4;
    if (at < end || numbers.size() < 2 || numbers.size() > kMostNumbers) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("--outline {}: give X,Y[,TURN[,SCALE]] in mm and degrees", text));
    }
    placement.centre = {.x_mm = numbers[0], .y_mm = numbers[1]};
    placement.turn_deg = numbers.size() > 2 ? numbers[2] : placement.turn_deg;
    placement.scale = numbers.size() > 3 ? numbers[3] : placement.scale;
    return placement;
}

Result<void> checkSetUp(const Technique& technique, std::optional<SetUp> setup)
{
    if (!setup ||
        std::find(technique.setups.begin(), technique.setups.end(), *setup) != technique.setups.end()) {
        return {};
    }
    std::vector<std::string_view> allowed;
    allowed.reserve(technique.setups.size());
    for (const SetUp each : technique.setups) {
        allowed.push_back(toString(each));
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("--setup {}: the technique {} allows {}", toString(*setup), technique.id,
                            fmt::join(allowed, ", ")));
}

Result<void> takeWords(const CoachingOptions& options, Coaching& coaching)
{
    if (!options.tool.empty()) {
        const auto tool = parseTool(options.tool);
        if (!tool) {
            return fail(tool.error());
        }
        coaching.tool = *tool;
    }
    if (!options.timing.empty()) {
        const auto timing = parseTiming(options.timing);
        if (!timing) {
            return fail(timing.error());
        }
        coaching.timing = *timing;
    }
    return {};
}

bool isEmpty(const CoachingOptions& options)
{
    return options.tool.empty() && options.timing.empty() && !options.pain_limit && !options.body_kg &&
           !options.threshold_kpa && options.outline.empty();
}

}  // namespace

void addCoachingOptions(CLI::App& command, CoachingOptions& options)
{
    command.add_option("--tool", options.tool,
                       "foam_roller, ball or percussion_gun (default: the technique's first)");
    command.add_option("--timing", options.timing,
                       "before_workout, after_workout, rest_day, pain_management or injury_recovery");
    command.add_option("--pain-limit", options.pain_limit, "Agreed with the client, 0 to 10");
    command.add_option("--body-kg", options.body_kg, "Body weight, for forces in % of it")
        ->check(CLI::PositiveNumber);
    command.add_option("--threshold-kpa", options.threshold_kpa, "The client's own pressure-pain threshold")
        ->check(CLI::PositiveNumber);
    command.add_option(
        "--outline", options.outline,
        "Where the body outline's middle lies: X,Y[,TURN[,SCALE]] in mm and degrees (default: the "
        "middle of the mat)");
}

Result<std::optional<Coaching>> coachingFor(const std::string& id, const CoachingOptions& options,
                                            const MatGeometry& mat, std::optional<SetUp> setup)
{
    if (id.empty()) {
        return isEmpty(options) ? Result<std::optional<Coaching>>{std::nullopt}
                                : fail(ErrorCode::InvalidArgument, "name the --technique that is coached");
    }
    const auto technique = session::findTechnique(live::allTechniques(), id);
    if (!technique) {
        return fail(technique.error());
    }
    Coaching coaching = coachingOf(*technique, mat);
    coaching.pain_limit = options.pain_limit.value_or(coaching.pain_limit);
    if (options.body_kg) {
        coaching.body_weight = weightOf(*options.body_kg);
    }
    if (options.threshold_kpa) {
        coaching.own_threshold = Pressure{*options.threshold_kpa};
    }
    if (!options.outline.empty()) {
        const auto placement = parsePlacement(options.outline, coaching.placement);
        if (!placement) {
            return fail(placement.error());
        }
        coaching.placement = *placement;
    }
    auto checked =
        checkSetUp(*technique, setup).and_then([&] { return takeWords(options, coaching); }).and_then([&] {
            return checkCoaching(coaching);
        });
    if (!checked) {
        return fail(std::move(checked.error()));
    }
    return coaching;
}

}  // namespace palpate::cli
