#include "import/import_options.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/mat_name.hpp"
#include "palpate/core/version.hpp"

#include "import/frame_period.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::session {

namespace {

constexpr double kMaxRateHz = 100'000.0;
constexpr int kMaxFirstCell = 17;
constexpr std::array kUnits{ImportUnit::Kpa,          ImportUnit::Mmhg,   ImportUnit::Psi,
                            ImportUnit::NewtonPerCm2, ImportUnit::Newton, ImportUnit::Counts};

Result<void> checkCount(std::string_view option, std::optional<int> value, int largest)
{
    if (value && (*value < 1 || *value > largest)) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{} {}: use 1 to {}", option, *value, largest));
    }
    return {};
}

Result<void> checkPositive(std::string_view option, std::optional<double> value, double largest)
{
    if (value && !(std::isfinite(*value) && *value > 0.0 && *value <= largest)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} {}: use a number above 0, up to {}", option, *value, largest));
    }
    return {};
}

std::optional<double> millimetres(const std::optional<Length>& length)
{
    return length ? std::optional{length->mm} : std::nullopt;
}

}  // namespace

void MissingOptions::add(std::string_view option, std::string_view hint)
{
    options_.push_back(hint.empty() ? std::string{option} : fmt::format("{} ({})", option, hint));
}

Result<void> MissingOptions::check(std::string_view file) const
{
    if (options_.empty()) {
        return {};
    }
    return fail(ErrorCode::InvalidArgument, fmt::format("{}: does not say all that a session needs: give {}",
                                                        file, fmt::join(options_, ", ")));
}

tl::unexpected<Error> failContradiction(std::string_view file, std::string_view option,
                                        std::string_view in_file)
{
    return fail(ErrorCode::InvalidArgument,
                fmt::format("{}: {} says otherwise than {} in the file; leave the option out", file, option,
                            in_file));
}

Result<void> checkImportOptions(const ImportOptions& options)
{
    constexpr double kLargest = 1e6;
    const std::array checks{
        checkCount("--rows", options.rows, kMaxMatRows),
        checkCount("--cols", options.cols, kMaxMatCols),
        checkCount("--first-cell", options.first_cell, kMaxFirstCell),
        checkPositive("--pitch-mm", millimetres(options.pitch_x), kLargest),
        checkPositive("--pitch-mm", millimetres(options.pitch_y), kLargest),
        checkPositive("--rate", options.rate ? std::optional{options.rate->hz} : std::nullopt, kMaxRateHz),
        checkPositive("--counts-per-kpa", options.counts_per_kpa, kLargest),
    };
    for (const auto& check : checks) {
        if (!check) {
            return check;
        }
    }
    if (options.rate && options.rate->hz * kMaxFramePeriodS < 1.0) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("--rate {}: a frame at least every {} s can be read", options.rate->hz,
                                kMaxFramePeriodS));
    }
    if (options.time_unit && !options.time_column) {
        return fail(ErrorCode::InvalidArgument, "--time-unit: belongs to --time-column, which is missing");
    }
    for (const auto& event : options.events) {
        if (auto check = checkEvent(event); !check) {
            return check;
        }
    }
    return {};
}

std::string_view toString(ImportUnit unit)
{
    switch (unit) {
        case ImportUnit::Kpa:
            return "kpa";
        case ImportUnit::Mmhg:
            return "mmhg";
        case ImportUnit::Psi:
            return "psi";
        case ImportUnit::NewtonPerCm2:
            return "n_cm2";
        case ImportUnit::Newton:
            return "n";
        case ImportUnit::Counts:
            return "counts";
    }
    return "kpa";
}

Result<ImportUnit> parseImportUnit(std::string_view text)
{
    for (const auto unit : kUnits) {
        if (text == toString(unit)) {
            return unit;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("unit '{}': use kpa, mmhg, psi, n_cm2, n or counts", text));
}

Result<ImportTimeUnit> parseImportTimeUnit(std::string_view text)
{
    if (text == "s") {
        return ImportTimeUnit::Seconds;
    }
    if (text == "ms") {
        return ImportTimeUnit::Milliseconds;
    }
    if (text == "us") {
        return ImportTimeUnit::Microseconds;
    }
    return fail(ErrorCode::InvalidArgument, fmt::format("time unit '{}': use s, ms or us", text));
}

MeasurementInfo importedInfo(const ImportOptions& options, std::string_view format, std::string mat_title)
{
    return MeasurementInfo{.session_id = makeSessionId(),
                           .mat_id = kImportedMatId,
                           .mat_title = std::move(mat_title),
                           .client_code = options.client_code,
                           .source = fmt::format("import {}", format),
                           .software = std::string{softwareName()}};
}

}  // namespace palpate::session
