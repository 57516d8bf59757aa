#include "picture/map_drawing.hpp"

#include <algorithm>
#include <cmath>

#include "picture/glyphs.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kMapColors = 252;
constexpr std::uint8_t kGround = 252;
constexpr std::uint8_t kAbsent = 253;
constexpr std::uint8_t kPaper = 254;
constexpr std::uint8_t kInk = 255;

constexpr double kLongerSidePixels = 512.0;
constexpr int kMostMapPixels = 4096;
constexpr int kMargin = 12;
constexpr int kTitleHeight = kGlyphHeight + 8;
constexpr int kBarWidth = 16;
constexpr int kBarGap = 14;
/// Room for "1234567 kPa s".
constexpr int kBarTextWidth = 13 * kGlyphWidth;
constexpr int kScaleHeight = kGlyphHeight + 12;
constexpr int kLeastMapWidth = 24 * kGlyphWidth;

std::array<Color, 256> makeColors()
{
    std::array<Color, 256> colors{};
    for (int k = 0; k < kMapColors; ++k) {
        colors.at(static_cast<std::size_t>(k)) =
            colorAt(ColorMap::Cividis, static_cast<double>(k) / (kMapColors - 1));
    }
    colors.at(kGround) = {.red = 16, .green = 18, .blue = 22};
    colors.at(kAbsent) = {.red = 70, .green = 70, .blue = 74};
    colors.at(kPaper) = {.red = 32, .green = 35, .blue = 41};
    colors.at(kInk) = {.red = 236, .green = 238, .blue = 240};
    return colors;
}

/// 1, 2 or 5 times a power of ten, at most `limit`.
double roundDown(double limit)
{
    const double power = std::pow(10.0, std::floor(std::log10(limit)));
    for (const double step : {5.0, 2.0}) {
        if (step * power <= limit) {
            return step * power;
        }
    }
    return power;
}

std::vector<int> cellsOfPixels(int pixels, int cells)
{
    std::vector<int> of_pixel;
    of_pixel.reserve(static_cast<std::size_t>(pixels));
    for (int k = 0; k < pixels; ++k) {
        of_pixel.push_back(std::min(cells - 1, static_cast<int>((k + 0.5) * cells / pixels)));
    }
    return of_pixel;
}

}  // namespace

const std::array<Color, 256>& drawingColors()
{
    static const std::array<Color, 256> colors = makeColors();
    return colors;
}

MapDrawing::MapDrawing(const MatGeometry& geometry, const PictureStyle& style)
    : geometry_{geometry}, contact_{style.threshold}, range_max_{style.max > 0.0 ? style.max : 1.0}
{
    const double width_mm = geometry.widthMm();
    const double height_mm = geometry.heightMm();
    // Every cell gets a pixel of its own, on mats with very many or very oblong ones too.
    pixels_per_mm_ = std::max({kLongerSidePixels / std::max(width_mm, height_mm), 1.0 / geometry.pitchXMm(),
                               1.0 / geometry.pitchYMm()});
    const auto pixels = [this](double mm) {
        return std::clamp(static_cast<int>(std::lround(mm * pixels_per_mm_)), 1, kMostMapPixels);
    };
    map_width_ = pixels(width_mm);
    map_height_ = pixels(height_mm);
    col_of_pixel_ = cellsOfPixels(map_width_, geometry.cols());
    row_of_pixel_ = cellsOfPixels(map_height_, geometry.rows());
    const int body_width = std::max(map_width_, kLeastMapWidth);
    drawing_.width = 2 * kMargin + body_width + kBarGap + kBarWidth + 6 + kBarTextWidth;
    drawing_.height = 2 * kMargin + kTitleHeight + std::max(map_height_, 3 * kGlyphHeight) + kScaleHeight;
    drawing_.width += drawing_.width % 2;
    drawing_.height += drawing_.height % 2;
    drawing_.pixels.assign(
        static_cast<std::size_t>(drawing_.width) * static_cast<std::size_t>(drawing_.height), kPaper);
    drawTitle(style.title);
    drawColorBar(style);
    drawLengthScale();
}

const Drawing& MapDrawing::draw(const CellArray<float>& map, std::string_view note)
{
    for (int y = 0; y < map_height_; ++y) {
        const int row = row_of_pixel_[static_cast<std::size_t>(y)];
        auto* pixel = drawing_.pixels.data() +
                      static_cast<std::ptrdiff_t>(kMargin + kTitleHeight + y) * drawing_.width + kMargin;
        for (const int col : col_of_pixel_) {
            *pixel++ = colorOf(map(row, col), geometry_.isPresent(row, col));
        }
    }
    const int note_width = kBarGap + kBarWidth + 6 + kBarTextWidth;
    fill(drawing_.width - kMargin - note_width, kMargin, note_width, kGlyphHeight, kPaper);
    const int text_width = static_cast<int>(note.size()) * kGlyphWidth;
    drawText(drawing_.width - kMargin - text_width, kMargin, note);
    return drawing_;
}

std::uint8_t MapDrawing::colorOf(float value, bool is_present) const
{
    if (!is_present || std::isnan(value)) {
        return kAbsent;
    }
    const double number = value;
    if (number <= 0.0 || number < contact_) {
        return kGround;
    }
    const double place = std::min(1.0, number / range_max_) * (kMapColors - 1);
    return static_cast<std::uint8_t>(std::lround(place));
}

void MapDrawing::drawTitle(std::string_view title)
{
    drawText(kMargin, kMargin, title);
}

/// From the range's end at the top to 0; what is under the contact threshold is ground here too.
void MapDrawing::drawColorBar(const PictureStyle& style)
{
    const int x = drawing_.width - kMargin - kBarTextWidth - 6 - kBarWidth;
    const int top = kMargin + kTitleHeight;
    const int height = std::max(map_height_, 3 * kGlyphHeight);
    for (int y = 0; y < height; ++y) {
        const double value = range_max_ * (1.0 - (y + 0.5) / height);
        fill(x, top + y, kBarWidth, 1, colorOf(static_cast<float>(value), true));
    }
    const int text_x = x + kBarWidth + 6;
    drawText(text_x, top, fmt::format("{:.4g} {}", range_max_, style.unit));
    drawText(text_x, top + height / 2 - kGlyphHeight / 2, fmt::format("{:.4g}", range_max_ / 2.0));
    drawText(text_x, top + height - kGlyphHeight, "0");
}

void MapDrawing::drawLengthScale()
{
    const double length_mm = roundDown(geometry_.widthMm() / 2.0);
    const int length = std::max(1, static_cast<int>(std::lround(length_mm * pixels_per_mm_)));
    const int y = drawing_.height - kMargin - kGlyphHeight / 2;
    fill(kMargin, y - 1, length, 3, kInk);
    fill(kMargin, y - 5, 2, 11, kInk);
    fill(kMargin + length - 2, y - 5, 2, 11, kInk);
    drawText(kMargin + length + 8, y - kGlyphHeight / 2, fmt::format("{} mm", length_mm));
}

void MapDrawing::drawText(int x, int y, std::string_view text)
{
    for (const char c : text) {
        const Glyph& glyph = glyphOf(c);
        for (int row = 0; row < kGlyphHeight; ++row) {
            for (int col = 0; col < kGlyphWidth; ++col) {
                if (((glyph.at(static_cast<std::size_t>(row)) >> static_cast<unsigned>(col)) & 1U) != 0) {
                    fill(x + col, y + row, 1, 1, kInk);
                }
            }
        }
        x += kGlyphWidth;
    }
}

void MapDrawing::fill(int x, int y, int width, int height, std::uint8_t color)
{
    const int right = std::min(x + width, drawing_.width);
    const int bottom = std::min(y + height, drawing_.height);
    for (int row = std::max(y, 0); row < bottom; ++row) {
        for (int col = std::max(x, 0); col < right; ++col) {
            drawing_.pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(drawing_.width) +
                            static_cast<std::size_t>(col)] = color;
        }
    }
}

}  // namespace palpate::session
