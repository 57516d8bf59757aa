#include "palpate/core/coaching.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace palpate {

namespace {

/// Of the mat's sides that an outline may fill.
constexpr double kFilledShare = 0.95;
constexpr double kDegreesPerHalfTurn = 180.0;

double radians(double degrees)
{
    return degrees * std::numbers::pi / kDegreesPerHalfTurn;
}

Result<void> checkPlacement(const Placement& placement)
{
    const bool is_finite = std::isfinite(placement.centre.x_mm) && std::isfinite(placement.centre.y_mm) &&
                           std::isfinite(placement.turn_deg) && std::isfinite(placement.scale);
    if (!is_finite) {
        return fail(ErrorCode::InvalidArgument, "the outline's place on the mat must be finite numbers");
    }
    if (placement.scale < kLeastScale || placement.scale > kMostScale) {
        return fail(ErrorCode::InvalidArgument, fmt::format("the outline's scale is {}; use {} to {}",
                                                            placement.scale, kLeastScale, kMostScale));
    }
    return {};
}

Result<void> checkClient(const Coaching& coaching)
{
    constexpr int kMostNrs = 10;
    constexpr double kHeaviestN = 5000.0;
    if (coaching.pain_limit < 0 || coaching.pain_limit > kMostNrs) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a pain limit of {}: use 0 to 10", coaching.pain_limit));
    }
    if (coaching.body_weight && !(coaching.body_weight->n > 0.0 && coaching.body_weight->n <= kHeaviestN)) {
        return fail(ErrorCode::InvalidArgument, fmt::format("a body weight of {} N: use above 0 to {} N",
                                                            coaching.body_weight->n, kHeaviestN));
    }
    if (coaching.own_threshold &&
        !(coaching.own_threshold->kpa > 0.0 && std::isfinite(coaching.own_threshold->kpa))) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a pressure-pain threshold of {} kPa: it must be above 0",
                                coaching.own_threshold->kpa));
    }
    constexpr double kLongestBreathS = 30.0;
    for (const double seconds : {coaching.pace.in_s, coaching.pace.out_s}) {
        if (!(seconds >= 1.0 && seconds <= kLongestBreathS)) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("a breath of {} s: use 1 to {} s in and out", seconds, kLongestBreathS));
        }
    }
    return {};
}

Result<void> checkScreening(const Screening& screening)
{
    for (const std::string& id : screening.yes) {
        const auto& questions = screeningQuestions();
        const auto found =
            std::find_if(questions.begin(), questions.end(),
                         [&id](const ScreeningQuestion& question) { return question.id == id; });
        if (found == questions.end()) {
            return fail(ErrorCode::InvalidArgument, fmt::format("'{}' is no question of the screening", id));
        }
        if (found->is_contraindication) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("the client answered yes to '{}': do not begin; ask a doctor first",
                                    found->question));
        }
    }
    return {};
}

}  // namespace

MatPoint toMat(const Placement& placement, const MatPoint& on_body)
{
    const double cosine = placement.scale * std::cos(radians(placement.turn_deg));
    const double sine = placement.scale * std::sin(radians(placement.turn_deg));
    return {.x_mm = placement.centre.x_mm + on_body.x_mm * cosine - on_body.y_mm * sine,
            .y_mm = placement.centre.y_mm + on_body.x_mm * sine + on_body.y_mm * cosine};
}

MatPoint toBody(const Placement& placement, const MatPoint& on_mat)
{
    const double cosine = std::cos(radians(placement.turn_deg)) / placement.scale;
    const double sine = std::sin(radians(placement.turn_deg)) / placement.scale;
    const double x_mm = on_mat.x_mm - placement.centre.x_mm;
    const double y_mm = on_mat.y_mm - placement.centre.y_mm;
    return {.x_mm = x_mm * cosine + y_mm * sine, .y_mm = y_mm * cosine - x_mm * sine};
}

Placement defaultPlacement(const Technique& technique, const MatGeometry& mat)
{
    MatPoint least{};
    MatPoint most{};
    for (const MatPoint& corner : technique.outline) {
        least = {.x_mm = std::min(least.x_mm, corner.x_mm), .y_mm = std::min(least.y_mm, corner.y_mm)};
        most = {.x_mm = std::max(most.x_mm, corner.x_mm), .y_mm = std::max(most.y_mm, corner.y_mm)};
    }
    const bool is_upright = mat.heightMm() >= mat.widthMm();
    const double long_mm = std::max(mat.heightMm(), mat.widthMm());
    const double short_mm = std::min(mat.heightMm(), mat.widthMm());
    // The frame's origin stays in the middle: what counts is how far the outline reaches from it.
    const double reach_y_mm = 2.0 * std::max(-least.y_mm, most.y_mm);
    const double reach_x_mm = 2.0 * std::max(-least.x_mm, most.x_mm);
    double scale = 1.0;
    if (reach_x_mm > 0.0 && reach_y_mm > 0.0) {
        scale = std::min({1.0, kFilledShare * long_mm / reach_y_mm, kFilledShare * short_mm / reach_x_mm});
    }
    constexpr double kQuarterTurnDeg = -90.0;
    return {.centre = {.x_mm = 0.5 * mat.widthMm(), .y_mm = 0.5 * mat.heightMm()},
            .turn_deg = is_upright ? 0.0 : kQuarterTurnDeg,
            .scale = std::max(scale, kLeastScale)};
}

const std::vector<ScreeningQuestion>& screeningQuestions()
{
    static const std::vector<ScreeningQuestion> questions{
        {.id = "open-wound", .question = "An open wound or broken skin there?", .is_contraindication = true},
        {.id = "fracture",
         .question = "A broken bone there, or a suspicion of one?",
         .is_contraindication = true},
        {.id = "clot",
         .question = "A blood clot (thrombosis), or a limb that is hot and swollen?",
         .is_contraindication = true},
        {.id = "bone-infection",
         .question = "An infection of bone or skin there?",
         .is_contraindication = true},
        {.id = "inflammation",
         .question = "An acute inflammation there (hot, red, swollen)?",
         .is_contraindication = true},
        {.id = "myositis-ossificans",
         .question = "Bone that grows in a muscle after an injury?",
         .is_contraindication = true},
        {.id = "osteoporosis", .question = "Brittle bones (osteoporosis)?"},
        {.id = "anticoagulant", .question = "Medicine that thins the blood, or bruises easily?"},
        {.id = "reduced-sensation", .question = "Less feeling there (neuropathy, diabetes)?"},
        {.id = "vascular-disease", .question = "A disease of the vessels, or high blood pressure?"},
        {.id = "pregnancy", .question = "Pregnant?"},
        {.id = "recent-surgery", .question = "An operation in the last months?"},
        {.id = "implant", .question = "A metal implant or a device there?"},
        {.id = "cancer-site", .question = "A tumour there, now or before?"},
        {.id = "hypermobility", .question = "Joints that go farther than usual (hypermobility)?"},
    };
    return questions;
}

const std::vector<StopSymptom>& stopSymptoms()
{
    static const std::vector<StopSymptom> symptoms{
        {.id = "sharp-pain", .words = "sharp or shooting pain"},
        {.id = "numbness", .words = "numbness"},
        {.id = "tingling", .words = "tingling"},
        {.id = "breath-holding", .words = "holding the breath"},
        {.id = "unwell", .words = "dizzy or unwell"},
    };
    return symptoms;
}

Coaching coachingOf(const Technique& technique, const MatGeometry& mat)
{
    return {.technique = technique,
            .placement = defaultPlacement(technique, mat),
            .tool = technique.tools.empty() ? Tool::FoamRoller : technique.tools.front(),
            .pain_limit = technique.rules.pain_limit};
}

Result<void> checkCoaching(const Coaching& coaching)
{
    if (auto checked = checkTechnique(coaching.technique); !checked) {
        return checked;
    }
    const auto& tools = coaching.technique.tools;
    if (std::find(tools.begin(), tools.end(), coaching.tool) == tools.end()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("the technique {} is not done with a tool '{}'",
                                                            coaching.technique.id, toString(coaching.tool)));
    }
    return checkPlacement(coaching.placement).and_then([&] { return checkClient(coaching); }).and_then([&] {
        return coaching.screening ? checkScreening(*coaching.screening) : Result<void>{};
    });
}

}  // namespace palpate
