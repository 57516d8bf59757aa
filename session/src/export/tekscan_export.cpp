#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include "palpate/core/calibration_curve.hpp"
#include "palpate/core/version.hpp"
#include "palpate/session/frame_export.hpp"

#include "export/part_stream.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Where no cell can read more than "at least": the lowest of the cells' ceilings.
std::optional<double> ceilingKpa(const SessionHeader& header)
{
    const auto& calibration = header.calibration;
    if (header.samples == SampleKind::Kpa) {
        return calibration.ceiling ? std::optional{calibration.ceiling->kpa} : std::nullopt;
    }
    if (!calibration.ceiling_counts) {
        return std::nullopt;
    }
    const auto at_ceiling = static_cast<float>(kpaOfCount(calibration.curve, *calibration.ceiling_counts));
    double lowest = std::numeric_limits<double>::infinity();
    const auto& geometry = header.geometry;
    for (int row = 0; row < geometry.rows(); ++row) {
        for (int col = 0; col < geometry.cols(); ++col) {
            if (geometry.isPresent(row, col)) {
                const float gain = calibration.cell_gain ? (*calibration.cell_gain)(row, col) : 1.0F;
                const float tare = header.tare ? header.tare->mean_kpa(row, col) : 0.0F;
                lowest = std::min(lowest, static_cast<double>(at_ceiling * gain - tare));
            }
        }
    }
    return lowest > 0.0 ? std::optional{lowest} : std::nullopt;
}

double secondsPerFrame(const SessionReader& session)
{
    const auto& stamps = session.stamps();
    if (stamps.size() > 1) {
        return toSeconds(stamps.back().time - stamps.front().time) / static_cast<double>(stamps.size() - 1);
    }
    return session.header().nominal_rate ? 1.0 / session.header().nominal_rate->hz : 1.0;
}

void writeHead(PartStream& out, const SessionReader& session)
{
    const auto& header = session.header();
    const auto& geometry = header.geometry;
    auto line = std::back_inserter(out.text());
    fmt::format_to(line, "DATA_TYPE MOVIE\r\nVERSION {}\r\nSENSOR_TYPE {}\r\n", softwareName(),
                   header.info.mat_id.empty() ? "imported" : header.info.mat_id);
    fmt::format_to(line, "ROWS {}\r\nCOLS {}\r\nROW_SPACING {} mm\r\nCOL_SPACING {} mm\r\n", geometry.rows(),
                   geometry.cols(), geometry.pitchYMm(), geometry.pitchXMm());
    fmt::format_to(line, "SENSEL_AREA {} mm2\r\nNOISE_THRESHOLD 0\r\nSECONDS_PER_FRAME {}\r\n",
                   geometry.pitchXMm() * geometry.pitchYMm(), secondsPerFrame(session));
    if (const auto ceiling = ceilingKpa(header)) {
        fmt::format_to(line, "SATURATION_PRESSURE {} KPa\r\n", *ceiling);
    }
    fmt::format_to(line, "START_FRAME 1\r\nEND_FRAME {}\r\nUNITS KPa\r\nMIRROR_ROW 0\r\nMIRROR_COL 0\r\n",
                   session.frameCount());
    out.append("ASCII_DATA @@\r\n\r\n");
}

void writeFrame(PartStream& out, std::uint64_t number, const PressureFrame& frame, double start_s,
                const MatGeometry& geometry)
{
    auto& text = out.text();
    fmt::format_to(std::back_inserter(text), "Frame {}, {},\r\n", number,
                   toSeconds(frame.stamp.time) - start_s);
    for (int row = 0; row < geometry.rows(); ++row) {
        for (int col = 0; col < geometry.cols(); ++col) {
            if (geometry.isPresent(row, col)) {
                fmt::format_to(std::back_inserter(text), "{}", frame.kpa(row, col));
            } else {
                text.push_back('B');
            }
            text.append(std::string_view{col + 1 < geometry.cols() ? "," : "\r\n"});
        }
    }
    text.append(std::string_view{"\r\n"});
}

}  // namespace

Result<void> exportTekscan(const SessionReader& session, const PressureAt& pressure,
                           const std::filesystem::path& path, bool overwrite)
{
    auto out = PartStream::create(path, overwrite);
    if (!out) {
        return fail(std::move(out.error()));
    }
    writeHead(*out, session);
    const double start_s = session.stamps().empty() ? 0.0 : toSeconds(session.stamps().front().time);
    for (std::uint64_t i = 0; i < session.frameCount() && !out->hasFailed(); ++i) {
        const auto frame = pressure(i);
        if (!frame) {
            return fail(frame.error());
        }
        writeFrame(*out, i + 1, *frame, start_s, session.header().geometry);
        out->flushWhenFull();
    }
    out->append("@@\r\n");
    return out->publish();
}

}  // namespace palpate::session
