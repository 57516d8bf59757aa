#include <string>
#include <utility>

#include "coaching_json.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "session_groups.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Of two digits; the longest technique that is accepted needs fewer.
constexpr std::size_t kMostParts = 100;

std::string planKey(std::size_t index)
{
    return fmt::format("plan_{:02}", index);
}

/// For whoever opens the file; the program itself reads the plan.
void writeFacts(h5::AttributeWriter& out, const Coaching& coaching)
{
    out.text("id", coaching.technique.id)
        .text("title", coaching.technique.title)
        .text("tool", toString(coaching.tool));
    if (coaching.timing) {
        out.text("timing", toString(*coaching.timing));
    }
    out.number("pain_limit", static_cast<std::int32_t>(coaching.pain_limit))
        .number("placement_x_mm", coaching.placement.centre.x_mm)
        .number("placement_y_mm", coaching.placement.centre.y_mm)
        .number("placement_turn_deg", coaching.placement.turn_deg)
        .number("placement_scale", coaching.placement.scale)
        .number("breath_in_s", coaching.pace.in_s)
        .number("breath_out_s", coaching.pace.out_s);
    if (coaching.body_weight) {
        out.number("body_weight_n", coaching.body_weight->n);
    }
    if (coaching.own_threshold) {
        out.number("own_threshold_kpa", coaching.own_threshold->kpa);
    }
    if (coaching.screening) {
        out.text("screening_yes", fmt::format("{}", fmt::join(coaching.screening->yes, " ")));
    }
}

}  // namespace

Result<void> writeCoaching(hid_t file, const std::optional<Coaching>& coaching)
{
    if (!coaching) {
        return {};
    }
    const auto group = h5::createGroup(file, "coaching");
    if (!group) {
        return fail(group.error());
    }
    h5::AttributeWriter out{group->get()};
    writeFacts(out, *coaching);
    const std::string plan = coachingToJson(*coaching);
    for (std::size_t part = 0; part * kMaxTextBytes < plan.size(); ++part) {
        out.text(planKey(part), std::string_view{plan}.substr(part * kMaxTextBytes, kMaxTextBytes));
    }
    return out.result();
}

Result<std::optional<Coaching>> readCoaching(hid_t file)
{
    if (!h5::exists(file, "coaching")) {
        return std::optional<Coaching>{};
    }
    const auto group = h5::openGroup(file, "coaching");
    if (!group) {
        return fail(group.error());
    }
    std::string plan;
    for (std::size_t part = 0; part < kMostParts; ++part) {
        const auto text = h5::readText(group->get(), planKey(part));
        if (!text) {
            break;
        }
        plan += *text;
    }
    auto coaching = parseCoaching(plan);
    if (!coaching) {
        return fail(ErrorCode::Corrupt, fmt::format("coaching: {}", coaching.error().message));
    }
    return std::optional{std::move(*coaching)};
}

}  // namespace palpate::session
