#include "shown_part.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

namespace {

struct Span {
    int first = 0;
    int count = 0;
};

/// The cells from `from_mm` to `to_mm` and a margin on both sides, inside the mat.
Span spanOf(double from_mm, double to_mm, double margin_mm, double pitch_mm, int cells)
{
    const auto at = [pitch_mm, cells](double mm) {
        return std::clamp(static_cast<int>(std::floor(mm / pitch_mm)), 0, cells - 1);
    };
    const int first = at(from_mm - margin_mm);
    return {.first = first, .count = at(to_mm + margin_mm) - first + 1};
}

}  // namespace

ShownPart wholeOf(const MatGeometry& mat)
{
    return {.row = 0, .col = 0, .rows = mat.rows(), .cols = mat.cols()};
}

QRectF millimetresOf(const ShownPart& part, const MatGeometry& mat)
{
    return {part.col * mat.pitchXMm(), part.row * mat.pitchYMm(), part.cols * mat.pitchXMm(),
            part.rows * mat.pitchYMm()};
}

CellArray<float> cellsOf(const CellArray<float>& values, const ShownPart& part)
{
    return values.block(part.row, part.col, part.rows, part.cols);
}

std::vector<MatPoint> loadedPlaces(const CellArray<float>& kpa, const MatGeometry& mat, Pressure contact)
{
    std::vector<MatPoint> places;
    places.reserve(static_cast<std::size_t>(kpa.size()));
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            if (static_cast<double>(kpa(row, col)) >= contact.kpa) {
                places.push_back(mat.centreOf(row, col));
            }
        }
    }
    return places;
}

std::optional<ShownPart> partAround(const std::vector<MatPoint>& places, const MatGeometry& mat)
{
    constexpr double kMarginShare = 0.08;
    constexpr double kLeastCells = 1.5;
    /// A load on so much of the mat gains nothing.
    constexpr double kMostShare = 0.9;
    if (places.empty()) {
        return std::nullopt;
    }
    const auto [left, right] = std::minmax_element(places.begin(), places.end(),
                                                   [](MatPoint a, MatPoint b) { return a.x_mm < b.x_mm; });
    const auto [top, bottom] = std::minmax_element(places.begin(), places.end(),
                                                   [](MatPoint a, MatPoint b) { return a.y_mm < b.y_mm; });
    const double pitch_mm = std::max(mat.pitchXMm(), mat.pitchYMm());
    const double largest_mm = std::max(right->x_mm - left->x_mm, bottom->y_mm - top->y_mm);
    const double margin_mm = std::max(kLeastCells * pitch_mm, kMarginShare * largest_mm);
    const Span across = spanOf(left->x_mm, right->x_mm, margin_mm, mat.pitchXMm(), mat.cols());
    const Span down = spanOf(top->y_mm, bottom->y_mm, margin_mm, mat.pitchYMm(), mat.rows());
    if (across.count >= kMostShare * mat.cols() && down.count >= kMostShare * mat.rows()) {
        return std::nullopt;
    }
    return ShownPart{.row = down.first, .col = across.first, .rows = down.count, .cols = across.count};
}

ShownPart grownTo(const ShownPart& part, int rows, int cols, const MatGeometry& mat)
{
    const auto grown = [](Span span, int least, int cells) {
        const int count = std::min(std::max(span.count, least), cells);
        return Span{.first = std::clamp(span.first - (count - span.count) / 2, 0, cells - count),
                    .count = count};
    };
    const Span down = grown({.first = part.row, .count = part.rows}, rows, mat.rows());
    const Span across = grown({.first = part.col, .count = part.cols}, cols, mat.cols());
    return {.row = down.first, .col = across.first, .rows = down.count, .cols = across.count};
}

}  // namespace palpate::gui
