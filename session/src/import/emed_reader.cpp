#include "import/emed_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "import/import_options.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "novel-emed";
constexpr double kMsPerSecond = 1000.0;

bool isWithinRounding(const PrintedNumber& printed, double given)
{
    constexpr double kRelativeTolerance = 1e-9;
    return std::abs(printed.value - given) <= printed.half_unit + kRelativeTolerance * printed.value;
}

Result<void> checkOptions(const TextLines& lines, const EmedHeader& header, const ImportOptions& options)
{
    if ((options.rows && *options.rows != header.rows) || (options.cols && *options.cols != header.cols)) {
        return failContradiction(lines, options.rows && *options.rows != header.rows ? "--rows" : "--cols",
                                 fmt::format("Matrix {}x{} (columns, rows)", header.cols, header.rows));
    }
    if (options.pitch_x &&
        !(isWithinRounding(header.width_mm, options.pitch_x->mm) &&
          isWithinRounding(header.height_mm, options.pitch_y.value_or(*options.pitch_x).mm))) {
        return failContradiction(
            lines, "--pitch-mm",
            fmt::format("a Sensor size of {}x{} mm", header.width_mm.value, header.height_mm.value));
    }
    constexpr double kRateTolerance = 1e-6;
    if (options.rate &&
        std::abs(options.rate->hz * header.ms_per_picture / kMsPerSecond - 1.0) > kRateTolerance) {
        return failContradiction(lines, "--rate", fmt::format("Time/picture {} ms", header.ms_per_picture));
    }
    if (options.unit && *options.unit != ImportUnit::Kpa) {
        return failContradiction(lines, "--unit", "the forces, which are those of kPa,");
    }
    if (options.counts_per_kpa) {
        return failContradiction(lines, "--counts-per-kpa", "the forces, which are those of kPa,");
    }
    return {};
}

bool isSamePlatform(const EmedHeader& a, const EmedHeader& b)
{
    return a.rows == b.rows && a.cols == b.cols && a.width_mm.value == b.width_mm.value &&
           a.height_mm.value == b.height_mm.value && a.ms_per_picture == b.ms_per_picture;
}

}  // namespace

Result<std::unique_ptr<FrameReader>> EmedReader::open(TextLines lines, const ImportOptions& options)
{
    EmedPages pages{std::move(lines)};
    auto first = pages.next();
    if (!first) {
        return fail(std::move(first.error()));
    }
    if (!*first) {
        return pages.lines().failFile(ErrorCode::Corrupt, "holds no page with a picture; export it again");
    }
    const auto& platform = (*first)->header;
    if (auto agree = checkOptions(pages.lines(), platform, options); !agree) {
        return fail(std::move(agree.error()));
    }
    auto geometry = MatGeometry::create(
        platform.rows, platform.cols, options.pitch_x.value_or(Length{platform.width_mm.value}),
        options.pitch_x ? options.pitch_y.value_or(*options.pitch_x) : Length{platform.height_mm.value});
    if (!geometry) {
        return pages.lines().failFile(geometry.error().code, geometry.error().message);
    }
    SessionHeader header{.info = importedInfo(options, kFormat, "novel emed"),
                         .geometry = std::move(*geometry),
                         .samples = SampleKind::Kpa,
                         .calibration = importCalibration(ImportUnit::Kpa, std::nullopt,
                                                          fmt::format("{}, kPa by its forces", kFormat)),
                         .nominal_rate = Frequency{kMsPerSecond / platform.ms_per_picture}};
    return std::unique_ptr<FrameReader>{
        new EmedReader{std::move(pages), std::move(**first), std::move(header)}};
}

EmedReader::EmedReader(EmedPages pages, EmedPicture first, SessionHeader header)
    : pages_{std::move(pages)},
      platform_{first.header},
      first_{std::move(first)},
      header_{std::move(header)},
      samples_{header_.geometry, ImportUnit::Kpa},
      row_(static_cast<std::size_t>(header_.geometry.cols()), 0.0)
{}

Result<std::optional<ImportedFrame>> EmedReader::next()
{
    auto picture =
        first_ ? Result<std::optional<EmedPicture>>{std::exchange(first_, std::nullopt)} : pages_.next();
    if (!picture) {
        return fail(std::move(picture.error()));
    }
    if (!*picture) {
        return std::optional<ImportedFrame>{};
    }
    if (auto good = check(**picture); !good) {
        return fail(std::move(good.error()));
    }
    const auto& kpa = (*picture)->kpa;
    const auto rectangle_cols = (*picture)->cols;
    const auto rectangle_rows = static_cast<int>(kpa.size()) / rectangle_cols;
    for (int row = 0; row < platform_.rows; ++row) {
        const int inside = row - (*picture)->first_row;
        std::fill(row_.begin(), row_.end(), 0.0);
        if (inside >= 0 && inside < rectangle_rows) {
            std::copy_n(kpa.begin() + std::ptrdiff_t{inside} * rectangle_cols, rectangle_cols,
                        row_.begin() + (*picture)->first_col);
        }
        if (auto taken = samples_.append(row_); !taken) {
            return fail(taken.error().code,
                        fmt::format("{}, line {}: picture {}: {}", pages_.lines().name(), (*picture)->line,
                                    (*picture)->number, taken.error().message));
        }
    }
    const FrameStamp stamp{
        .sequence = (*picture)->number,
        .time = fromSeconds(static_cast<double>(frames_) * platform_.ms_per_picture / kMsPerSecond),
        .quality = kFrameTimeEstimated};
    last_number_ = (*picture)->number;
    ++frames_;
    return samples_.take(stamp);
}

Result<void> EmedReader::check(const EmedPicture& picture) const
{
    const auto fail_picture = [&](ErrorCode code, std::string_view what) {
        return fail(code, fmt::format("{}, line {}: picture {} {}", pages_.lines().name(), picture.line,
                                      picture.number, what));
    };
    if (frames_ > 0 && picture.number != last_number_ + 1) {
        return fail_picture(
            ErrorCode::Corrupt,
            fmt::format("follows picture {}: pages are missing; export the list again", last_number_));
    }
    if (frames_ == kMaxImportFrames) {
        return fail_picture(ErrorCode::InvalidArgument,
                            fmt::format("is over {}; export the list in parts", kMaxImportFrames));
    }
    if (!isSamePlatform(picture.header, platform_)) {
        return fail_picture(
            ErrorCode::Corrupt,
            "is of another Matrix, Sensor size or Time/picture than the first; export each recording "
            "by itself");
    }
    return {};
}

}  // namespace palpate::session
