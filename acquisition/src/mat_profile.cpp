#include "palpate/acquisition/mat_profile.hpp"

#include <cmath>

#include "cell_order.hpp"

#include <fmt/format.h>

namespace palpate::acquisition {

namespace {

constexpr int kMaxBaud = 20'000'000;
constexpr double kMaxRateHz = 10'000.0;

Result<void> checkLine(const MatProfile& profile)
{
    if (profile.baud < 1 || profile.baud > kMaxBaud) {
        return fail(ErrorCode::InvalidArgument, fmt::format("baud {}: give 1 to {}", profile.baud, kMaxBaud));
    }
    const bool is_jq = std::holds_alternative<JqDelimiter>(profile.protocol);
    if (profile.bit_depth < 8 || profile.bit_depth > 16 || (is_jq && profile.bit_depth != 8)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("bit_depth {}: protocol {} can have {}", profile.bit_depth,
                                protocolName(profile.protocol), is_jq ? "8" : "8 to 16"));
    }
    if (profile.nominal_rate) {
        const double rate_hz = profile.nominal_rate->hz;
        if (!std::isfinite(rate_hz) || rate_hz <= 0.0 || rate_hz > kMaxRateHz) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("nominal_rate_hz {}: give a rate above 0 and up to {}", rate_hz, kMaxRateHz));
        }
    }
    return {};
}

}  // namespace

Result<void> checkMatProfile(const MatProfile& profile)
{
    if (auto checked = checkLine(profile); !checked) {
        return checked;
    }
    const auto& geometry = profile.geometry;
    if (auto checked = checkCellOrder(profile.order, geometry.rows(), geometry.cols()); !checked) {
        return checked;
    }
    return checkCalibration(profile.calibration, geometry);
}

std::string_view protocolName(const Protocol& protocol)
{
    struct Name {
        std::string_view operator()(const PalpateWire& /*protocol*/) const { return "palpate"; }
        std::string_view operator()(const TextLines& /*protocol*/) const { return "text"; }
        std::string_view operator()(const JqDelimiter& /*protocol*/) const { return "jq"; }
    };
    return std::visit(Name{}, protocol);
}

}  // namespace palpate::acquisition
