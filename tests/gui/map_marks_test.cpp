#include "map_marks.hpp"

#include <algorithm>

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "heatmap_overlay.hpp"
#include "map_overlay_content.hpp"

namespace palpate::gui {
namespace {

std::vector<MapMark> marksOf(const live::Snapshot& snapshot)
{
    return liveOverlay(snapshot, {}, AnalysisSettings{}).marks;
}

TEST(MapMarks, TellReportedFromSuggestedSpots)
{
    const std::vector<MapMark> marks = marksOf(made::snapshotInHold(made::mat(), 21.0));
    ASSERT_EQ(marks.size(), 4U);
    EXPECT_EQ(marks[0].kind, MapMark::Kind::Running);
    EXPECT_EQ(marks[0].label, QStringLiteral("21 s · pain 6"));
    EXPECT_EQ(marks[1].kind, MapMark::Kind::Reported);
    EXPECT_EQ(marks[1].nrs, 3);
    EXPECT_EQ(marks[1].label, QStringLiteral("42 s · pain 5 → 3"));
    EXPECT_EQ(marks[2].kind, MapMark::Kind::Hold);
    EXPECT_EQ(marks[2].label, QStringLiteral("18 s"));
    EXPECT_EQ(marks[3].kind, MapMark::Kind::Suggested);
    EXPECT_EQ(marks[3].label, QStringLiteral("suggested"));
}

TEST(MapMarks, AreOneForAllThatHappenedAtAPlace)
{
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.running_holds.clear();
    snapshot.spots.clear();
    Hold again = snapshot.finished_holds[0];
    again.place.x_mm += 8.0;
    again.duration_s = 31.0;
    snapshot.finished_holds.push_back(again);
    const std::vector<MapMark> marks = marksOf(snapshot);
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks[0].label, QStringLiteral("18 s + 31 s"));
}

TEST(MapMarks, SayInWordsWhatHasToBeReadWithCare)
{
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.finished_holds[0].flags = kPlaceSaturated | kPlaceGhostCorner;
    const std::vector<MapMark> marks = marksOf(snapshot);
    EXPECT_TRUE(marks[2].is_flagged);
    EXPECT_EQ(marks[2].label, QStringLiteral("18 s · ▲ at least, ghost corner"));
}

TEST(MapMarks, OfAMomentKnowNothingOfWhatComesLater)
{
    const auto results = made::results();
    const std::vector<MapMark> early = reviewOverlay(*results, 60.0).marks;
    ASSERT_EQ(early.size(), 2U);
    EXPECT_EQ(early[0].kind, MapMark::Kind::Running);
    EXPECT_DOUBLE_EQ(early[0].held_s, 12.0);
    EXPECT_EQ(early[0].label, QStringLiteral("12 s · pain 5"));
    const std::vector<MapMark> all = reviewOverlay(*results, std::nullopt).marks;
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].label, QStringLiteral("42 s · pain 5 → 3"));
}

TEST(MapMarks, KeepTheirLabelsApart)
{
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.running_holds.clear();
    snapshot.spots.clear();
    const Hold pattern = snapshot.finished_holds[0];
    snapshot.finished_holds.clear();
    // A cluster as it comes about when one muscle is pressed all along.
    for (int i = 0; i < 12; ++i) {
        Hold hold = pattern;
        hold.place = {.x_mm = 300.0 + 30.0 * (i % 4), .y_mm = 400.0 + 30.0 * (i / 4)};
        hold.duration_s = 30.0 + i;
        snapshot.finished_holds.push_back(hold);
    }
    const HeatmapOverlay overlay = liveOverlay(snapshot, {}, AnalysisSettings{});
    ASSERT_EQ(overlay.marks.size(), 12U);
    const CellMapping mapping(made::mat(), QRectF(0.0, 0.0, 400.0, 800.0));
    const auto places = labelPlaces(overlay, mapping, QFont());
    int placed = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i].has_value()) {
            continue;
        }
        ++placed;
        EXPECT_TRUE(mapping.matRect().contains(*places[i]));
        for (std::size_t k = 0; k < i; ++k) {
            EXPECT_FALSE(places[k].has_value() && places[k]->intersects(*places[i])) << i << " over " << k;
        }
    }
    EXPECT_GE(placed, 6);
}

TEST(MapMarks, ALabelLeavesACrossedOutCellInSight)
{
    const MatGeometry mat = MatGeometry::create(64, 64, Length{7.5}, Length{7.5}).value();
    const CellMapping mapping(mat, QRectF(0.0, 0.0, 500.0, 500.0));
    HeatmapOverlay overlay;
    overlay.marks = {{.place = mat.centreOf(32, 32), .label = QStringLiteral("42 s")}};
    const QRectF before = labelPlaces(overlay, mapping, QFont()).front().value();
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            if (overlay.faults.empty() && before.contains(mapping.cellRect(row, col))) {
                overlay.faults.push_back({.cell = {.row = row, .col = col}, .kind = FaultKind::Hot});
            }
        }
    }
    ASSERT_EQ(overlay.faults.size(), 1U);
    const CellIndex cell = overlay.faults.front().cell;
    const auto places = labelPlaces(overlay, mapping, QFont());
    ASSERT_EQ(places.size(), 1U);
    EXPECT_FALSE(places.front().value().contains(mapping.cellRect(cell.row, cell.col).center()));
}

TEST(MapMarks, DrawReportedSpotsSolidAndSuggestedOnesDashed)
{
    const CellMapping mapping(made::mat(), QRectF(0.0, 0.0, 400.0, 800.0));
    const auto paintedShare = [&mapping](MapMark::Kind kind) {
        HeatmapOverlay overlay;
        MapMark mark;
        mark.kind = kind;
        mark.place = {.x_mm = 400.0, .y_mm = 800.0};
        mark.radius_mm = 100.0;
        overlay.marks = {mark};
        QImage picture(400, 800, QImage::Format_RGB32);
        picture.fill(Qt::black);
        QPainter painter(&picture);
        paintOverlay(painter, mapping, overlay);
        painter.end();
        const QPointF centre = mapping.toPixel(mark.place);
        const double radius = 100.0 * mapping.pixelsPerMm() + 3.0;
        int bright = 0;
        constexpr int kSteps = 720;
        for (int i = 0; i < kSteps; ++i) {
            const double angle = i * 2.0 * M_PI / kSteps;
            const QPointF at = centre + radius * QPointF(std::cos(angle), std::sin(angle));
            bright += qGray(picture.pixel(at.toPoint())) > 90 ? 1 : 0;
        }
        return static_cast<double>(bright) / kSteps;
    };
    EXPECT_GT(paintedShare(MapMark::Kind::Reported), 0.98);
    EXPECT_NEAR(paintedShare(MapMark::Kind::Suggested), 0.55, 0.2);
}

TEST(MapMarks, CrossOutCellsThatTakePartInNothing)
{
    live::Snapshot snapshot;
    snapshot.quality.invalid_cells = {{.cell = {.row = 10, .col = 6}, .kind = FaultKind::Hot}};
    const HeatmapOverlay overlay = liveOverlay(snapshot, {}, AnalysisSettings{});
    ASSERT_EQ(overlay.faults.size(), 1U);
    const CellMapping mapping(made::mat(), QRectF(0.0, 0.0, 400.0, 800.0));
    QImage picture(400, 800, QImage::Format_RGB32);
    picture.fill(Qt::black);
    QPainter painter(&picture);
    paintOverlay(painter, mapping, overlay);
    painter.end();
    EXPECT_GT(qGray(picture.pixel(mapping.cellRect(10, 6).center().toPoint())), 60);
    EXPECT_EQ(qGray(picture.pixel(mapping.cellRect(20, 20).center().toPoint())), 0);
}

}  // namespace
}  // namespace palpate::gui
