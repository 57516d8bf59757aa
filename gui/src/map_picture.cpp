#include "map_picture.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <QImage>
#include <QPainter>

#include "palpate/live/stored_results.hpp"
#include "palpate/session/session_reader.hpp"

#include "decimation.hpp"
#include "heat_image.hpp"
#include "heatmap_view.hpp"
#include "map_overlay_content.hpp"
#include "review_presenter.hpp"
#include "review_words.hpp"
#include "tenderness_scale.hpp"

namespace palpate::gui {

namespace {

std::optional<ReviewMap> parseMap(const std::string& name)
{
    static constexpr std::array<std::pair<const char*, ReviewMap>, 5> kNames{
        {{"peak", ReviewMap::Peak},
         {"mean", ReviewMap::Mean},
         {"time_integral", ReviewMap::TimeIntegral},
         {"sustained", ReviewMap::Sustained},
         {"tenderness", ReviewMap::Tenderness}}};
    for (const auto& entry : kNames) {
        if (name == entry.first) {
            return entry.second;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<void> writeMapPicture(const std::filesystem::path& session_path, const std::string& map,
                             const std::filesystem::path& picture_path, const Settings& settings)
{
    const std::optional<ReviewMap> which = parseMap(map);
    if (!which.has_value()) {
        return fail(
            ErrorCode::InvalidArgument,
            "no map is called \"" + map + "\": use peak, mean, time_integral, sustained or tenderness");
    }
    Result<session::SessionReader> reader = session::SessionReader::open(session_path);
    if (!reader) {
        return fail(reader.error());
    }
    const Result<SessionResults> results = live::resultsOf(*reader, analysisSettings(settings));
    if (!results) {
        return fail(results.error());
    }
    const CellArray<float>& values = *mapValues(*results, *which);
    const Theme theme = makeTheme(settings.theme);
    const double range_max =
        *which == ReviewMap::Tenderness ? kHighestRating : niceCeiling(highestValue(values));
    const bool is_pressure = *which == ReviewMap::Peak || *which == ReviewMap::Mean;
    HeatmapView view(theme);
    view.setMat(reader->header().geometry);
    view.setScale(ColorScale(settings.color_map, range_max,
                             is_pressure ? results->contact.kpa : range_max * 0.02, theme.mat_ground),
                  mapUnit(*which));
    view.setValues(values);
    view.setOverlay(reviewOverlay(*results, std::nullopt));
    const double aspect = reader->header().geometry.widthMm() / reader->header().geometry.heightMm();
    view.resize(std::clamp(static_cast<int>(720.0 * aspect) + 130, 400, 1600), 780);
    constexpr int kBorder = 16;
    QImage picture(view.size() + QSize(2 * kBorder, 2 * kBorder), QImage::Format_RGB32);
    picture.fill(theme.window);
    QPainter painter(&picture);
    view.render(&painter, QPoint(kBorder, kBorder), QRegion(), QWidget::DrawChildren);
    painter.end();
    if (!picture.save(QString::fromStdString(picture_path.string()), "PNG")) {
        return fail(ErrorCode::Io, "the picture " + picture_path.string() +
                                       " cannot be written: choose another folder or name");
    }
    return {};
}

}  // namespace palpate::gui
