#include "session_builder.hpp"

#include <cstring>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "palpate/core/assert.hpp"

#include "frame_chunks.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "kpa_of_counts.hpp"
#include "root_groups.hpp"

namespace palpate::session {

namespace {

template <typename T>
FrameShape frameShape(const SessionHeader& header, std::uint64_t frames)
{
    const auto cells = static_cast<std::size_t>(header.geometry.cellCount());
    return {.frames = frames,
            .rows = static_cast<std::uint64_t>(header.geometry.rows()),
            .cols = static_cast<std::uint64_t>(header.geometry.cols()),
            .chunk_frames = chunkFrames(cells * sizeof(T), frames)};
}

Result<void> attachScales(const h5::Handle& dataset, const RootScales& scales)
{
    auto attached = h5::attachScale(dataset, scales.time, 0);
    if (attached) {
        attached = h5::attachScale(dataset, scales.y, 1);
    }
    return attached ? h5::attachScale(dataset, scales.x, 2) : attached;
}

template <typename T>
Result<void> createFrames(std::optional<FrameChunkWriter<T>>& target, hid_t file, std::string_view name,
                          const FrameShape& shape, const RootScales& scales)
{
    auto created = FrameChunkWriter<T>::create(file, name, shape);
    if (!created) {
        return fail(created.error());
    }
    target.emplace(std::move(*created));
    return attachScales(target->dataset(), scales);
}

bool hasAbsentCells(const MatGeometry& geometry)
{
    return geometry.presentCount() < geometry.cellCount();
}

}  // namespace

struct SessionBuilder::State {
    h5::Handle file;
    SessionHeader header;
    SessionPlan plan;
    std::optional<RootScales> scales{};
    std::optional<FrameChunkWriter<std::uint16_t>> counts{};
    std::optional<FrameChunkWriter<float>> kpa{};
    std::optional<KpaOfCounts> calibrate{};
    std::vector<FrameStamp> stamps{};

    Result<void> layOut();
    Result<void> layOutCounts();
    Result<void> describePressure(hid_t dataset);
    Result<void> writeGroups(const SessionEnding& ending);
};

SessionBuilder::SessionBuilder(std::unique_ptr<State> state) : state_(std::move(state)) {}
SessionBuilder::SessionBuilder(SessionBuilder&&) noexcept = default;
SessionBuilder::~SessionBuilder() = default;

Result<SessionBuilder> SessionBuilder::create(const std::filesystem::path& path, const SessionHeader& header,
                                              const SessionPlan& plan)
{
    auto file = h5::createFile(path);
    if (!file) {
        return fail(file.error());
    }
    auto state = std::make_unique<State>(State{.file = std::move(*file), .header = header, .plan = plan});
    if (auto laid_out = state->layOut(); !laid_out) {
        return fail(laid_out.error());
    }
    return SessionBuilder{std::move(state)};
}

Result<void> SessionBuilder::State::layOut()
{
    if (auto written = writeRootAttributes(file.get(), header); !written) {
        return written;
    }
    auto created = createScales(file.get(), header, plan.frames);
    if (!created) {
        return fail(created.error());
    }
    scales.emplace(std::move(*created));
    if (auto written = writeMask(file.get(), header.geometry, *scales); !written) {
        return written;
    }
    stamps.reserve(plan.frames);
    if (plan.layout != PressureLayout::LinearCounts) {
        const auto shape = frameShape<float>(header, plan.frames);
        if (auto made = createFrames(kpa, file.get(), "pressure", shape, *scales); !made) {
            return made;
        }
        if (auto described = describePressure(kpa->dataset().get()); !described) {
            return described;
        }
    }
    return plan.layout == PressureLayout::Kpa ? Result<void>{} : layOutCounts();
}

Result<void> SessionBuilder::State::layOutCounts()
{
    const bool is_pressure = plan.layout == PressureLayout::LinearCounts;
    const auto shape = frameShape<std::uint16_t>(header, plan.frames);
    if (auto made = createFrames(counts, file.get(), is_pressure ? "pressure" : "counts", shape, *scales);
        !made) {
        return made;
    }
    const hid_t dataset = counts->dataset().get();
    if (is_pressure) {
        return describePressure(dataset);
    }
    calibrate.emplace(header);
    h5::AttributeWriter attributes{dataset};
    attributes.text("units", "1").text("long_name", "counts as the mat sent them");
    return attributes.result();
}

Result<void> SessionBuilder::State::describePressure(hid_t dataset)
{
    h5::AttributeWriter attributes{dataset};
    attributes.text("units", "kPa").text("long_name", "pressure");
    const auto* linear = std::get_if<LinearCalibration>(&header.calibration.curve);
    if (plan.layout == PressureLayout::LinearCounts && linear != nullptr) {
        attributes.number("scale_factor", linear->kpa_per_count).number("add_offset", linear->offset_kpa);
        if (hasAbsentCells(header.geometry)) {
            attributes.number("_FillValue", kAbsentCount);
        }
    } else {
        attributes.number("_FillValue", std::numeric_limits<float>::quiet_NaN());
    }
    return attributes.result();
}

Result<void> SessionBuilder::append(const RawFrame& frame)
{
    State& state = *state_;
    PALPATE_ASSERT(state.counts && state.stamps.size() < state.plan.frames);
    const auto cells = static_cast<std::size_t>(frame.counts.size());
    std::uint16_t* target = state.counts->nextFrame();
    std::memcpy(target, frame.counts.data(), cells * sizeof(std::uint16_t));
    if (!state.kpa && hasAbsentCells(state.header.geometry)) {
        const auto& present = state.header.geometry.presentMask();
        for (std::size_t i = 0; i < cells; ++i) {
            target[i] = present.data()[i] != 0 ? target[i] : kAbsentCount;
        }
    }
    state.stamps.push_back(frame.stamp);
    if (state.kpa) {
        state.calibrate->convert(frame.counts, state.kpa->nextFrame());
        if (auto committed = state.kpa->commit(); !committed) {
            return committed;
        }
    }
    return state.counts->commit();
}

Result<void> SessionBuilder::append(const PressureFrame& frame)
{
    State& state = *state_;
    PALPATE_ASSERT(state.kpa && !state.counts && state.stamps.size() < state.plan.frames);
    float* target = state.kpa->nextFrame();
    const auto& present = state.header.geometry.presentMask();
    for (Eigen::Index i = 0; i < frame.kpa.size(); ++i) {
        target[i] = present.data()[i] != 0 ? frame.kpa.data()[i] : std::numeric_limits<float>::quiet_NaN();
    }
    state.stamps.push_back(frame.stamp);
    return state.kpa->commit();
}

Result<void> SessionBuilder::State::writeGroups(const SessionEnding& ending)
{
    const hid_t id = file.get();
    auto written = writeStamps(id, stamps, *scales);
    written = written ? writeGaps(id, ending.gaps) : written;
    written = written ? writeEvents(id, ending.events) : written;
    written = written ? writeCalibration(id, header, *scales) : written;
    written = written ? writeMetadata(id, header, ending) : written;
    written = written ? writeCoaching(id, header.coaching) : written;
    written = written ? writeViewerLinks(id, plan.layout == PressureLayout::CountsBeside) : written;
    written = written ? writeRegions(id, ending.regions) : written;
    written = written ? writeOutcomes(id, ending.outcomes) : written;
    if (!written) {
        return written;
    }
    if (const auto metrics = h5::createGroup(id, "metrics"); !metrics) {
        return fail(metrics.error());
    }
    const auto integrity = createIntegrity(id);
    if (!integrity) {
        return fail(integrity.error());
    }
    if (kpa) {
        written = writeChecksums(integrity->get(), "pressure", kpa->checksums(),
                                 frameShape<float>(header, plan.frames).chunk_frames);
    }
    if (written && counts) {
        written = writeChecksums(integrity->get(), kpa ? "counts" : "pressure", counts->checksums(),
                                 frameShape<std::uint16_t>(header, plan.frames).chunk_frames);
    }
    return written;
}

Result<void> SessionBuilder::finish(const SessionEnding& ending)
{
    State& state = *state_;
    PALPATE_ASSERT(state.stamps.size() == state.plan.frames);
    auto written = state.counts ? state.counts->finish() : Result<void>{};
    written = written && state.kpa ? state.kpa->finish() : written;
    written = written ? state.writeGroups(ending) : written;
    if (!written) {
        return written;
    }
    state.counts.reset();
    state.kpa.reset();
    state.scales.reset();
    if (!state.file.close()) {
        return h5::failure(ErrorCode::Io, "the file cannot be completed");
    }
    return {};
}

}  // namespace palpate::session
