#include "hand_made_data.hpp"

#include <cmath>
#include <utility>

#include "made_techniques.hpp"

namespace palpate::gui::made {

namespace {

void addBlob(PressureArray& kpa, double row, double col, double radius, double peak_kpa)
{
    for (Eigen::Index r = 0; r < kpa.rows(); ++r) {
        for (Eigen::Index c = 0; c < kpa.cols(); ++c) {
            const double far =
                std::hypot(static_cast<double>(r) - row, static_cast<double>(c) - col) / radius;
            kpa(r, c) += static_cast<float>(peak_kpa * std::exp(-far * far));
        }
    }
}

Hold finishedHold(MatPoint place, double start_s, double end_s, double force_n)
{
    return {.start_s = start_s,
            .end_s = end_s,
            .duration_s = end_s - start_s,
            .place = place,
            .shape = PatchShape::Ball,
            .mean_n = force_n,
            .cv_pct = 6.0,
            .mean_kpa = 12.0,
            .peak_kpa = 31.0,
            .in_window = end_s - start_s < 30.0 ? InWindow::Short : InWindow::In,
            .drift_pct = -4.0};
}

Event painAt(double time_s, int nrs, MatPoint place)
{
    return {.time = fromSeconds(time_s), .kind = EventKind::Pain, .nrs = nrs, .place = place, .text = {}};
}

Spot reportedSpot(MatPoint place, std::vector<PainReport> reports)
{
    Spot spot;
    spot.place = place;
    spot.area_cm2 = 20.0;
    spot.peak_kpa = 31.0;
    spot.mean_kpa = 12.0;
    spot.evidence = SpotEvidence::Reported;
    spot.nrs = reports.back().nrs;
    spot.reports = std::move(reports);
    return spot;
}

PainReport saidAt(double time_s, int nrs)
{
    return {.time_s = time_s, .nrs = nrs, .share = 1.0, .peak_kpa = 30.0, .force_n = 35.0};
}

}  // namespace

MatGeometry mat(int rows, int cols, double pitch_mm)
{
    return MatGeometry::create(rows, cols, Length{pitch_mm}, Length{pitch_mm}).value();
}

PressureArray pressure(const MatGeometry& geometry, int row, int col, double peak_kpa)
{
    PressureArray kpa = PressureArray::Zero(geometry.rows(), geometry.cols());
    const double rows = geometry.rows();
    const double cols = geometry.cols();
    addBlob(kpa, 0.45 * rows, 0.5 * cols, 0.16 * rows, 5.0);
    addBlob(kpa, 0.6 * rows, 0.4 * cols, 0.08 * rows, 9.0);
    addBlob(kpa, 0.6 * rows, 0.6 * cols, 0.08 * rows, 9.0);
    addBlob(kpa, row, col, 1.6, peak_kpa - static_cast<double>(kpa(row, col)));
    return kpa;
}

MatPoint suggestedPlace(const MatGeometry& geometry)
{
    return geometry.centreOf(geometry.rows() / 2, geometry.cols() / 2);
}

live::Snapshot snapshotInHold(const MatGeometry& geometry, double held_s)
{
    live::Snapshot snapshot;
    snapshot.stream = live::StreamState::Streaming;
    snapshot.recording = live::RecordingState::Recording;
    const int row = geometry.rows() / 6;
    const int col = geometry.cols() / 3;
    snapshot.kpa = pressure(geometry, row, col, 38.0);
    const MatPoint place = geometry.centreOf(row, col);
    snapshot.metrics = FrameMetrics{.sequence = 3040,
                                    .time_s = 152.0,
                                    .valid = true,
                                    .force_n = 38.2,
                                    .contact_area_cm2 = 1842.0,
                                    .mean_kpa = 6.1,
                                    .peak_kpa = 38.0,
                                    .ppi_kpa = 30.0,
                                    .gradient_kpa_cm = 4.0,
                                    .cov_pct = 90.0,
                                    .cop_x_mm = geometry.widthMm() * 0.5,
                                    .cop_y_mm = geometry.heightMm() * 0.4,
                                    .saturated_cells = 0};
    snapshot.running_holds = {{.place = place,
                               .start_s = 152.0 - held_s,
                               .duration_s = held_s,
                               .force_n = 38.2,
                               .peak_kpa = 38.0,
                               .radius_mm = 30.0,
                               .shape = PatchShape::Ball}};
    const MatPoint second = geometry.centreOf(geometry.rows() / 4, 2 * geometry.cols() / 3);
    const MatPoint third = geometry.centreOf(5 * geometry.rows() / 6, geometry.cols() / 3);
    snapshot.finished_holds = {finishedHold(second, 12.0, 30.0, 29.0), finishedHold(third, 48.0, 90.0, 44.0)};
    snapshot.events = {painAt(55.0, 5, third), painAt(80.0, 3, third),
                       painAt(152.0 - held_s + 1.0, 6, place)};
    Spot known = reportedSpot(third, {saidAt(55.0, 5), saidAt(80.0, 3)});
    known.ppt_kpa = 27.0;
    known.ppt_n = 33.0;
    Spot suggested;
    suggested.place = suggestedPlace(geometry);
    suggested.area_cm2 = 12.0;
    suggested.sustained_s = 16.0;
    snapshot.spots = {reportedSpot(place, {saidAt(152.0 - held_s + 1.0, 6)}), known, suggested};
    snapshot.tenderness = CellArray<float>::Zero(geometry.rows(), geometry.cols());
    snapshot.tenderness(row, col) = 6.0F;
    snapshot.contact = Pressure{1.0};
    snapshot.quality = {.grade = QualityGrade::A,
                        .reasons = {},
                        .saturated_fraction = 0.0,
                        .lost_frames = 0,
                        .junk_frames = 0};
    snapshot.tared = true;
    snapshot.rate_hz = 20.0;
    snapshot.time_s = 152.0;
    snapshot.recorded_s = 152.0;
    snapshot.safe_s = 151.2;
    snapshot.recorded_frames = 3040;
    return snapshot;
}

std::vector<live::HistoryPoint> history()
{
    std::vector<live::HistoryPoint> points;
    for (int i = 0; i < 6000; ++i) {
        const double t = 92.0 + i * 0.01;
        const double load = std::sin(t / 7.0) > -0.6 ? 1.0 : 0.1;
        points.push_back({.time_s = t,
                          .force_n = load * (38.0 + 2.0 * std::sin(t * 3.0)),
                          .contact_area_cm2 = 1800.0 + 40.0 * std::sin(t / 3.0),
                          .peak_kpa = load * (36.0 + 2.0 * std::cos(t * 2.0))});
    }
    return points;
}

std::shared_ptr<const ReviewSession> session()
{
    const MatGeometry geometry = mat();
    ReviewSession session{.header = SessionHeader{.info = {},
                                                  .geometry = geometry,
                                                  .samples = SampleKind::Kpa,
                                                  .calibration = {},
                                                  .tare = std::nullopt,
                                                  .nominal_rate = std::nullopt},
                          .path = "P-0417-2026-03-14-0912.h5",
                          .file_bytes = 1234567,
                          .ended_on_purpose = true,
                          .lost_frames = 0,
                          .times_s = {},
                          .events = snapshotInHold(geometry, 21.0).events,
                          .gaps = {},
                          .regions = {},
                          .outcomes = {},
                          .frame = [geometry](std::uint64_t) -> Result<PressureArray> {
                              return pressure(geometry, 10, 10, 38.0);
                          }};
    session.header.info.client_code = "P-0417";
    session.header.info.setup = SetUp::MatBetween;
    session.header.info.mat_title = "Made mat";
    session.header.info.source = "simulator holds";
    session.header.calibration.source = "profile made";
    for (int i = 0; i <= 1200; ++i) {
        session.times_s.push_back(i * 0.1);
    }
    return std::make_shared<const ReviewSession>(std::move(session));
}

std::shared_ptr<const SessionResults> results()
{
    const MatGeometry geometry = mat();
    const live::Snapshot snapshot = snapshotInHold(geometry, 21.0);
    SessionResults results;
    results.contact = Pressure{1.0};
    for (int i = 0; i <= 1200; ++i) {
        FrameMetrics frame = *snapshot.metrics;
        frame.time_s = i * 0.1;
        frame.force_n = 30.0 + 8.0 * std::sin(i * 0.01);
        results.frames.push_back(frame);
    }
    results.maps.peak_kpa = pressure(geometry, 10, 10, 38.0);
    results.maps.mean_kpa = results.maps.peak_kpa * 0.5F;
    results.maps.pti_kpa_s = results.maps.peak_kpa * 20.0F;
    results.maps.sustained_longest_s = results.maps.peak_kpa;
    results.maps.tenderness = snapshot.tenderness;
    results.holds = snapshot.finished_holds;
    // The session ends while the third hold goes on.
    results.spots = {snapshot.spots[1], snapshot.spots[2]};
    results.quality = snapshot.quality;
    results.quality.reasons = {"the mat was not tared"};
    results.valid_frames = 1201;
    results.duration_s = 120.0;
    results.rate = Frequency{10.0};
    return std::make_shared<const SessionResults>(std::move(results));
}

std::shared_ptr<const SessionResults> coachedResults()
{
    SessionResults coached = *results();
    coached.coach = CoachResults{};
    coached.coach->adherence = adherence();
    coached.coach->cues = {
        {.kind = CueKind::Slower, .start_s = 20.0, .end_s = 24.0, .about = "s a stroke"},
        {.kind = CueKind::OffLimits, .start_s = 60.0, .end_s = 63.0, .about = "Off the spine"},
        {.kind = CueKind::HoldOn, .start_s = 70.0, .end_s = 80.0}};
    return std::make_shared<const SessionResults>(std::move(coached));
}

void savePicture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("PALPATE_GUI_PICTURES");
    if (!folder.isEmpty()) {
        widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }
}

Result<void> FakeService::startRecording(const std::filesystem::path& path, MeasurementInfo info)
{
    recorded_to = path;
    recorded_info = std::move(info);
    return start_result;
}

Result<void> FakeService::addPain(int nrs, std::optional<MatPoint> place)
{
    pains.push_back(nrs);
    pain_places.push_back(place);
    return {};
}

Result<void> FakeService::addStop(std::string symptom_id)
{
    stop_ids.push_back(std::move(symptom_id));
    return {};
}

Result<void> FakeService::useCoaching(std::optional<Coaching> wanted)
{
    coaching = std::move(wanted);
    return {};
}

Result<void> FakeService::setRegions(std::vector<Region> wanted)
{
    regions = std::move(wanted);
    return {};
}

Result<session::FinalizeReport> FakeService::waitUntilFinished()
{
    return session::FinalizeReport{.session_path = recorded_to,
                                   .frames = 3040,
                                   .damaged_records = 0,
                                   .damaged_bytes = 0,
                                   .ended_on_purpose = true,
                                   .duration_s = 92.3};
}

}  // namespace palpate::gui::made
