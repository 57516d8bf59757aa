#include "zone_names.hpp"

#include <QApplication>
#include <QImage>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "heatmap_view.hpp"
#include "made_techniques.hpp"

namespace palpate::gui {
namespace {

using Places = std::vector<std::optional<QRectF>>;

class ZoneNamesTest : public ::testing::TestWithParam<int> {
  protected:
    ZoneNamesTest()
    {
        font_.setPointSizeF(font_.pointSizeF() * GetParam() / 100.0);
        metrics_.emplace(font_);
    }

    Places place(const MapObstacles& obstacles = {})
    {
        return names_.place(*metrics_, mapping_, drawing_, obstacles);
    }

    static MapObstacles markAt(QPointF centre, double radius)
    {
        return {.texts = {}, .marks = {{.centre = centre, .radius = radius}}, .strokes = {}};
    }

    QFont font_;
    std::optional<QFontMetricsF> metrics_;
    CellMapping mapping_{made::mat(), QRectF(0.0, 0.0, 480.0, 960.0)};
    OutlineDrawing drawing_ =
        outlineDrawing(made::upperBack(), defaultPlacement(made::upperBack(), made::mat()));
    ZoneNames names_;
};

TEST_P(ZoneNamesTest, LieOnNoMarkNoTextAndNoOtherName)
{
    const QRectF& mat = mapping_.matRect();
    int named = 0;
    int moments = 0;
    for (double x = mat.left(); x <= mat.right(); x += 24.0) {
        for (double y = mat.top(); y <= mat.bottom(); y += 24.0) {
            MapObstacles obstacles = markAt({x, y}, 30.0);
            obstacles.texts = {QRectF(x - 40.0, y + 34.0, 80.0, 20.0)};
            const Places places = place(obstacles);
            ++moments;
            for (std::size_t i = 0; i < places.size(); ++i) {
                if (!places[i].has_value()) {
                    continue;
                }
                ++named;
                EXPECT_TRUE(mat.contains(*places[i]));
                EXPECT_FALSE(hidesMark(*places[i], obstacles.marks.front()));
                EXPECT_FALSE(places[i]->intersects(obstacles.texts.front()));
                for (std::size_t k = 0; k < i; ++k) {
                    EXPECT_FALSE(places[k].has_value() && places[k]->intersects(*places[i])) << i << " " << k;
                }
            }
        }
    }
    // One mark and its label leave room for nearly all names nearly everywhere.
    EXPECT_GE(named, moments * 3 * 95 / 100);
}

TEST_P(ZoneNamesTest, StayWhereTheyAreForAsLongAsTheyCan)
{
    const Places before = place();
    ASSERT_TRUE(before[0].has_value());
    EXPECT_EQ(place(markAt(before[0]->center() + QPointF(0.0, -120.0), 20.0))[0], before[0]);
    const Places moved = place(markAt(before[0]->center(), 20.0));
    ASSERT_TRUE(moved[0].has_value());
    EXPECT_NE(moved[0], before[0]);
    EXPECT_EQ(place()[0], moved[0]);
}

TEST_P(ZoneNamesTest, LeaveTheWayOfTheToolFree)
{
    const QRectF& mat = mapping_.matRect();
    const QLineF way(mat.center().x(), mat.top(), mat.center().x(), mat.bottom());
    MapObstacles obstacles;
    obstacles.strokes = {way};
    for (const std::optional<QRectF>& name : place(obstacles)) {
        EXPECT_TRUE(!name.has_value() || name->left() > way.x1() + 6.0 || name->right() < way.x1() - 6.0);
    }
}

TEST_P(ZoneNamesTest, AreLeftOutWhereThereIsNoRoom)
{
    MapObstacles obstacles;
    obstacles.texts = {mapping_.matRect()};
    for (const std::optional<QRectF>& name : place(obstacles)) {
        EXPECT_FALSE(name.has_value());
    }
}

TEST_P(ZoneNamesTest, NameNoNeighbour)
{
    const auto box = [](double left_mm, double right_mm) {
        return std::vector<MatPoint>{{.x_mm = left_mm, .y_mm = 300.0},
                                     {.x_mm = right_mm, .y_mm = 300.0},
                                     {.x_mm = right_mm, .y_mm = 900.0},
                                     {.x_mm = left_mm, .y_mm = 900.0}};
    };
    drawing_.zones = {{.name = QStringLiteral("left lower back"), .corners = box(300.0, 380.0)},
                      {.name = QStringLiteral("right lower back"), .corners = box(400.0, 480.0)}};
    const Places places = place();
    for (std::size_t i = 0; i < 2; ++i) {
        const QRectF other(mapping_.toPixel(drawing_.zones[1 - i].corners[0]),
                           mapping_.toPixel(drawing_.zones[1 - i].corners[2]));
        EXPECT_FALSE(places[i].has_value() && places[i]->intersects(other)) << i;
    }
    EXPECT_TRUE(places[0].has_value());
}

INSTANTIATE_TEST_SUITE_P(TextSizes, ZoneNamesTest, ::testing::Values(100, 200));

TEST(HeatmapView, NamesTheZonesUnderThePointer)
{
    HeatmapView map(makeTheme(ThemeKind::Dark));
    map.setMat(made::mat());
    map.resize(500, 900);
    const Placement placement = defaultPlacement(made::upperBack(), made::mat());
    map.setOutline(outlineDrawing(made::upperBack(), placement));
    const auto at = [&](double x_mm, double y_mm) {
        return map.zoneAt(map.mapping()->toPixel(toMat(placement, {.x_mm = x_mm, .y_mm = y_mm})));
    };
    EXPECT_EQ(at(100.0, 0.0), QStringLiteral("upper back: to work on"));
    EXPECT_EQ(at(0.0, 0.0), QStringLiteral("upper back: to work on\nspine: keep off"));
    EXPECT_EQ(at(0.0, -200.0), QStringLiteral("neck: keep off"));
    EXPECT_TRUE(at(180.0, 200.0).isEmpty());
}

}  // namespace
}  // namespace palpate::gui
