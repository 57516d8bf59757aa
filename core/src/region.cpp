#include "palpate/core/region.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate {

namespace {

constexpr std::size_t kLongestName = 80;

bool isFinite(const MatPoint& point)
{
    return std::isfinite(point.x_mm) && std::isfinite(point.y_mm);
}

std::optional<std::string_view> problemOf(const RectangleShape& shape)
{
    if (!isFinite(shape.from) || !isFinite(shape.to)) {
        return "a corner is not a finite number";
    }
    if (shape.from.x_mm == shape.to.x_mm || shape.from.y_mm == shape.to.y_mm) {
        return "the rectangle has no area";
    }
    return std::nullopt;
}

std::optional<std::string_view> problemOf(const EllipseShape& shape)
{
    if (!isFinite(shape.centre) || !std::isfinite(shape.radius_x.mm) || !std::isfinite(shape.radius_y.mm)) {
        return "centre or radius is not a finite number";
    }
    if (shape.radius_x.mm <= 0.0 || shape.radius_y.mm <= 0.0) {
        return "a radius must be above 0";
    }
    return std::nullopt;
}

std::optional<std::string_view> problemOf(const PolygonShape& shape)
{
    constexpr std::size_t kFewestPoints = 3;
    if (shape.points.size() < kFewestPoints) {
        return "a polygon needs at least 3 points";
    }
    if (shape.points.size() > kMaxPolygonPoints) {
        return "a polygon has at most 256 points";
    }
    for (const MatPoint& point : shape.points) {
        if (!isFinite(point)) {
            return "a point is not a finite number";
        }
    }
    return std::nullopt;
}

std::optional<double> numberOf(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::optional<MatPoint> pairOf(std::string_view text)
{
    const auto comma = text.find(',');
    if (comma == std::string_view::npos) {
        return std::nullopt;
    }
    const auto x = numberOf(text.substr(0, comma));
    const auto y = numberOf(text.substr(comma + 1));
    return x && y ? std::optional{MatPoint{.x_mm = *x, .y_mm = *y}} : std::nullopt;
}

std::string textOf(const MatPoint& point)
{
    return fmt::format("{},{}", point.x_mm, point.y_mm);
}

}  // namespace

Result<void> checkRegion(const Region& region)
{
    if (region.name.empty() || region.name.size() > kLongestName) {
        return fail(ErrorCode::InvalidArgument, "a region needs a name of 1 to 80 characters");
    }
    if (const auto problem = std::visit([](const auto& shape) { return problemOf(shape); }, region.shape)) {
        return fail(ErrorCode::InvalidArgument, fmt::format("region '{}': {}", region.name, *problem));
    }
    return {};
}

std::string toString(const RegionShape& shape)
{
    if (const auto* rectangle = std::get_if<RectangleShape>(&shape)) {
        return fmt::format("rectangle {} {}", textOf(rectangle->from), textOf(rectangle->to));
    }
    if (const auto* ellipse = std::get_if<EllipseShape>(&shape)) {
        return fmt::format("ellipse {} {},{}", textOf(ellipse->centre), ellipse->radius_x.mm,
                           ellipse->radius_y.mm);
    }
    std::string text = "polygon";
    for (const MatPoint& point : std::get<PolygonShape>(shape).points) {
        text += " " + textOf(point);
    }
    return text;
}

Result<RegionShape> parseRegionShape(std::string_view text)
{
    std::istringstream words{std::string{text}};
    std::string kind;
    words >> kind;
    std::vector<MatPoint> points;
    for (std::string word; words >> word;) {
        const auto point = pairOf(word);
        if (!point) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("region shape '{}': '{}' is not a pair of numbers like 120,85", text, word));
        }
        points.push_back(*point);
    }
    if (kind == "rectangle" && points.size() == 2) {
        return RectangleShape{.from = points[0], .to = points[1]};
    }
    if (kind == "ellipse" && points.size() == 2) {
        return EllipseShape{
            .centre = points[0], .radius_x = Length{points[1].x_mm}, .radius_y = Length{points[1].y_mm}};
    }
    if (kind == "polygon") {
        return PolygonShape{.points = std::move(points)};
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("region shape '{}': use 'rectangle X,Y X,Y', 'ellipse X,Y RX,RY' or 'polygon X,Y "
                            "X,Y X,Y ...' in mm",
                            text));
}

}  // namespace palpate
