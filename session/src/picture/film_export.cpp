#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/session/picture_export.hpp"

#include "export/part_stream.hpp"
#include "part_file.hpp"
#include "picture/film_writer.hpp"
#include "picture/map_drawing.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

Result<FilmFormat> formatOf(const std::filesystem::path& path)
{
    if (path.extension() == ".mp4") {
        return FilmFormat::Mp4;
    }
    if (path.extension() == ".gif") {
        return FilmFormat::Gif;
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("{}: a film's name ends in .mp4 or .gif", path.string()));
}

/// Every film picture shows the latest frame that was there at its time: gaps show as standing still.
Result<void> writePictures(const SessionReader& session, const PressureAt& pressure, MapDrawing& drawing,
                           double fps, FilmWriter& film)
{
    const auto& stamps = session.stamps();
    const double start_s = toSeconds(stamps.front().time);
    const double duration_s = toSeconds(stamps.back().time) - start_s;
    const auto pictures = static_cast<std::uint64_t>(std::floor(duration_s * fps)) + 1;
    std::uint64_t shown = 0;
    auto frame = pressure(0);
    for (std::uint64_t k = 0; k < pictures; ++k) {
        const double now_s = static_cast<double>(k) / fps;
        std::uint64_t latest = shown;
        while (latest + 1 < stamps.size() && toSeconds(stamps[latest + 1].time) - start_s <= now_s) {
            ++latest;
        }
        if (latest != shown) {
            frame = pressure(latest);
            shown = latest;
        }
        if (!frame) {
            return fail(frame.error());
        }
        if (auto added = film.append(drawing.draw(frame->kpa, fmt::format("{:.1f} s", now_s))); !added) {
            return added;
        }
    }
    return film.finish();
}

}  // namespace

Result<void> exportFilm(const SessionReader& session, const PressureAt& pressure, const PictureStyle& style,
                        double rate_hz, const std::filesystem::path& path, bool overwrite)
{
    const auto format = formatOf(path);
    if (!format) {
        return fail(format.error());
    }
    if (!(rate_hz >= kLeastFilmFps && rate_hz <= kMostFilmFps)) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{} pictures a second: a film has {} to {}",
                                                            rate_hz, kLeastFilmFps, kMostFilmFps));
    }
    if (session.stamps().empty()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: has no frames to show", session.path().string()));
    }
    if (auto checked = refuseExistingFile(path, overwrite); !checked) {
        return checked;
    }
    auto part = PartFile::create(path);
    if (!part) {
        return fail(std::move(part.error()));
    }
    MapDrawing drawing{session.header().geometry, style};
    const auto& geometry = session.header().geometry;
    const auto& empty = drawing.draw(CellArray<float>::Zero(geometry.rows(), geometry.cols()), "");
    {
        auto film =
            FilmWriter::create(part->path(), *format, empty.width, empty.height, rate_hz, path.string());
        if (!film) {
            return fail(std::move(film.error()));
        }
        if (auto written = writePictures(session, pressure, drawing, rate_hz, *film); !written) {
            return written;
        }
    }
    return part->publish(overwrite);
}

}  // namespace palpate::session
