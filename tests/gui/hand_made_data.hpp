#pragma once

#include <memory>
#include <vector>

#include <QWidget>

#include "live_service.hpp"
#include "review_session.hpp"

// A mat, a snapshot and a session made by hand, so that pages are tested without a source.

namespace palpate::gui::made {

[[nodiscard]] MatGeometry mat(int rows = 64, int cols = 32, double pitch_mm = 25.0);

/// A body with a ball under it; the peak of `peak_kpa` is at (row, col).
[[nodiscard]] PressureArray pressure(const MatGeometry& geometry, int row, int col, double peak_kpa);

/// Where snapshotInHold() suggests a spot.
[[nodiscard]] MatPoint suggestedPlace(const MatGeometry& geometry);

/// Recording, 64 x 32, 20 Hz, one hold of `held_s` seconds with pain 6, two finished ones (12-30 s, and 48-90
/// s with pain 5, then 3, and a threshold of 27 kPa), one suggested spot.
[[nodiscard]] live::Snapshot snapshotInHold(const MatGeometry& geometry, double held_s);

[[nodiscard]] std::vector<live::HistoryPoint> history();

/// 120 s at 10 Hz with the two finished holds, the pain and the suggested spot of snapshotInHold(); the peak
/// map reaches 38 kPa.
[[nodiscard]] std::shared_ptr<const ReviewSession> session();
[[nodiscard]] std::shared_ptr<const SessionResults> results();

/// results() with those of a technique: adherence() and two cues.
[[nodiscard]] std::shared_ptr<const SessionResults> coachedResults();

/// To look at: NAME.png in the folder that PALPATE_GUI_PICTURES names; nothing where it is unset.
void savePicture(QWidget& widget, const QString& name);

/// Answers with what the test puts in, and counts what it is asked.
class FakeService final : public LiveService {
  public:
    explicit FakeService(const MatGeometry& geometry) : geometry_(geometry) {}

    [[nodiscard]] const MatGeometry& geometry() const override { return geometry_; }
    [[nodiscard]] std::string matTitle() const override { return "Made mat"; }
    [[nodiscard]] std::shared_ptr<const live::Snapshot> snapshot() const override { return latest; }
    [[nodiscard]] std::vector<live::HistoryPoint> history() const override { return points; }
    [[nodiscard]] Result<void> tare() override { return tare_result; }
    [[nodiscard]] Result<void> startRecording(const std::filesystem::path& path,
                                              MeasurementInfo info) override;
    [[nodiscard]] Result<void> addPain(int nrs, std::optional<MatPoint> place) override;
    [[nodiscard]] Result<void> addStop(std::string symptom_id) override;
    [[nodiscard]] Result<void> useCoaching(std::optional<Coaching> wanted) override;
    [[nodiscard]] Result<void> setRegions(std::vector<Region> wanted) override;
    void stopRecording() override { ++stops; }
    [[nodiscard]] Result<session::FinalizeReport> waitUntilFinished() override;

    std::shared_ptr<const live::Snapshot> latest;
    std::vector<live::HistoryPoint> points;
    Result<void> tare_result;
    Result<void> start_result;
    std::vector<int> pains;
    std::vector<std::optional<MatPoint>> pain_places;
    std::vector<Region> regions;
    std::vector<std::string> stop_ids;
    std::optional<Coaching> coaching;
    std::filesystem::path recorded_to;
    MeasurementInfo recorded_info;
    int stops = 0;

  private:
    MatGeometry geometry_;
};

}  // namespace palpate::gui::made
