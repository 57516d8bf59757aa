#include "scene_recording.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "simulator/body_load.hpp"
#include "simulator/count_scale.hpp"
#include "simulator/hertz_contact.hpp"
#include "simulator/portable_math.hpp"
#include "simulator/pressure_patch.hpp"
#include "simulator/random_stream.hpp"

namespace palpate::evaluation {

namespace {

constexpr double kBodyComesS = 2.0;
constexpr double kBodySettlesS = 2.0;
constexpr double kBreathHz = 0.25;
constexpr double kHotShare = 0.9;
constexpr double kHotSpread = 0.01;
constexpr double kStuckShare = 0.3;

sim::PressurePatch patchOf(const MatGeometry& mat, const Tool& tool, double time_s)
{
    const Force force = tool.forceAt(time_s);
    const MatPoint place = tool.placeAt(time_s);
    if (tool.roller_length) {
        const auto contact = sim::rollerContact(force, sim::kRollerRadius, *tool.roller_length, tool.modulus);
        return sim::rollerPatch(mat, place, sim::RollerAxis::AlongRows, contact, force);
    }
    const double held_s = time_s - tool.envelope.start_s - tool.envelope.rise_s;
    const auto contact = sim::ballContact(force, tool.radius, sim::relaxedModulus(tool.modulus, held_s));
    return sim::ballPatch(mat, place, contact, force);
}

class Body {
  public:
    explicit Body(const Scene& scene) : load_{scene.profile.geometry}
    {
        const MatGeometry& mat = scene.profile.geometry;
        PressureArray all = PressureArray::Zero(mat.rows(), mat.cols());
        load_.addTo(all, 1.0, 0.0);
        scale_ = scene.body_peak->kpa / static_cast<double>(all.maxCoeff());
    }

    void addTo(PressureArray& field_kpa, double time_s) const
    {
        const double presence = scale_ * sim::smoothRise((time_s - kBodyComesS) / kBodySettlesS);
        load_.addTo(field_kpa, presence, sim::sinOfTurns(kBreathHz * time_s));
    }

  private:
    sim::BodyLoad load_;
    double scale_ = 1.0;
};

class Spoiler {
  public:
    explicit Spoiler(const Scene& scene)
        : scene_{scene},
          ceiling_{sim::ceilingCounts(scene.profile)},
          random_{scene.seed, sim::RandomPurpose::Faults}
    {}

    void spoil(CountArray& counts, std::uint64_t frame)
    {
        for (const CellFault& fault : scene_.faults) {
            counts(fault.cell.row, fault.cell.col) = readingOf(fault.kind);
        }
        const auto& junk = scene_.junk_frames;
        if (std::find(junk.begin(), junk.end(), frame) != junk.end()) {
            makeJunk(counts);
        }
    }

  private:
    std::uint16_t readingOf(FaultKind kind)
    {
        const double hot = kHotShare * (1.0 + random_.uniform(-kHotSpread, kHotSpread));
        const double share = kind == FaultKind::Hot ? hot : kStuckShare;
        return kind == FaultKind::Dead ? std::uint16_t{0} : static_cast<std::uint16_t>(share * ceiling_);
    }

    /// Noise over the whole mat, 6 to 40 times as much as a client.
    void makeJunk(CountArray& counts)
    {
        const double least =
            20.0 * static_cast<double>(counts.cast<double>().sum()) / static_cast<double>(counts.size());
        for (Eigen::Index i = 0; i < counts.size(); ++i) {
            const double value = std::max(least, 0.3 * ceiling_) * random_.uniform(0.5, 1.5);
            counts.data()[i] = static_cast<std::uint16_t>(std::min(value, static_cast<double>(ceiling_)));
        }
    }

    const Scene& scene_;
    std::uint16_t ceiling_;
    sim::RandomStream random_;
};

std::vector<Event> eventsOf(const Scene& scene)
{
    std::vector<Event> events;
    for (const Tool& tool : scene.tools) {
        for (const Report& report : tool.reports) {
            Event event{.time = fromSeconds(report.time_s), .kind = EventKind::Pain, .nrs = report.nrs};
            if (report.names_place) {
                event.place = tool.place;
            }
            events.push_back(event);
        }
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    return events;
}

}  // namespace

PressureArray fieldOf(const Scene& scene, const Tool& tool, double time_s)
{
    const MatGeometry& mat = scene.profile.geometry;
    PressureArray field = PressureArray::Zero(mat.rows(), mat.cols());
    const bool is_on = time_s > tool.envelope.start_s && time_s < tool.envelope.end_s;
    if (is_on && tool.forceAt(time_s).n > 0.0) {
        sim::addPatch(mat, patchOf(mat, tool, time_s), field);
    }
    return field;
}

SceneRecording record(const Scene& scene)
{
    SceneRecording recording{.header = {.info = {.mat_id = scene.profile.id, .setup = SetUp::MatBetween},
                                        .geometry = scene.profile.geometry,
                                        .samples = SampleKind::Counts,
                                        .calibration = scene.profile.calibration,
                                        .nominal_rate = Frequency{scene.rate_hz}},
                             .frames = {},
                             .events = eventsOf(scene)};
    recording.header.calibration.creep = scene.known_creep;
    sim::SensorModel sensor{scene.profile, scene.sensor, scene.seed, 1.0 / scene.rate_hz};
    std::optional<Body> body;
    if (scene.body_peak) {
        body.emplace(scene);
    }
    Spoiler spoiler{scene};
    const auto frames = static_cast<std::uint64_t>(scene.duration_s * scene.rate_hz);
    PressureArray field;
    for (std::uint64_t frame = 0; frame < frames; ++frame) {
        const double time_s = static_cast<double>(frame) / scene.rate_hz;
        field = PressureArray::Zero(scene.profile.geometry.rows(), scene.profile.geometry.cols());
        if (body) {
            body->addTo(field, time_s);
        }
        for (const Tool& tool : scene.tools) {
            if (time_s > tool.envelope.start_s && time_s < tool.envelope.end_s &&
                tool.forceAt(time_s).n > 0.0) {
                sim::addPatch(scene.profile.geometry, patchOf(scene.profile.geometry, tool, time_s), field);
            }
        }
        CountArray counts = sensor.read(field);
        spoiler.spoil(counts, frame);
        const auto& lost = scene.lost_frames;
        if (std::find(lost.begin(), lost.end(), frame) == lost.end()) {
            recording.frames.push_back(
                {.stamp = {.sequence = frame, .time = fromSeconds(time_s)}, .counts = std::move(counts)});
        }
    }
    return recording;
}

}  // namespace palpate::evaluation
