#include "palpate/session/session_reader.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "foreign_file.hpp"
#include "frame_chunks.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "root_groups.hpp"
#include "session_groups.hpp"
#include "session_layout.hpp"
#include "session_version.hpp"

#include <fmt/format.h>

namespace palpate::session {

struct SessionReader::State {
    std::filesystem::path path;
    h5::Handle file;
    std::uint64_t file_bytes = 0;
    std::optional<FrameChunkReader<std::uint16_t>> counts{};
    std::optional<FrameChunkReader<float>> kpa{};
    std::optional<SessionHeader> header{};
    std::shared_ptr<const std::vector<FrameStamp>> stamps{};
    std::vector<Event> events{};
    std::vector<Gap> gaps{};
    std::vector<Region> regions{};
    std::vector<Outcome> outcomes{};
    StoredEnding ending{};

    Result<void> openFrames();
    Result<void> readTables();
    Result<void> read();
    /// The counts in `pressure` mean kPa by its attributes; they must say what the calibration says.
    [[nodiscard]] Result<void> checkLinear() const;
    [[nodiscard]] FrameShape shape() const { return counts ? counts->shape() : kpa->shape(); }
    [[nodiscard]] Result<void> checkIndex(std::uint64_t index, SampleKind wanted) const;
};

Result<void> SessionReader::State::openFrames()
{
    const auto metadata = h5::openGroup(file.get(), "metadata");
    if (!metadata) {
        return fail(metadata.error());
    }
    if (h5::readText(metadata->get(), "samples") == "kpa") {
        auto checksums = readChecksums(file.get(), "pressure");
        if (!checksums) {
            return fail(checksums.error());
        }
        auto opened = FrameChunkReader<float>::open(file.get(), "pressure", std::move(*checksums));
        if (!opened) {
            return fail(opened.error());
        }
        kpa.emplace(std::move(*opened));
        return {};
    }
    const char* name = h5::exists(file.get(), "counts") ? "counts" : "pressure";
    auto checksums = readChecksums(file.get(), name);
    if (!checksums) {
        return fail(checksums.error());
    }
    auto opened = FrameChunkReader<std::uint16_t>::open(file.get(), name, std::move(*checksums));
    if (!opened) {
        return fail(opened.error());
    }
    counts.emplace(std::move(*opened));
    return {};
}

Result<void> SessionReader::State::checkLinear() const
{
    const auto pressure = h5::openDataset(file.get(), "pressure");
    if (!pressure) {
        return fail(pressure.error());
    }
    if (h5::readText(pressure->get(), "units") != "kPa") {
        return fail(ErrorCode::Corrupt, "pressure: its units are not kPa");
    }
    if (!counts || h5::exists(file.get(), "counts")) {
        return {};
    }
    const auto* linear = std::get_if<LinearCalibration>(&header->calibration.curve);
    if (linear == nullptr ||
        h5::readNumber<double>(pressure->get(), "scale_factor") != linear->kpa_per_count ||
        h5::readNumber<double>(pressure->get(), "add_offset") != linear->offset_kpa) {
        return fail(ErrorCode::Corrupt, "pressure: scale_factor and add_offset contradict the calibration");
    }
    return {};
}

Result<void> SessionReader::State::readTables()
{
    auto read_header = readHeader(file.get(), static_cast<int>(shape().rows), static_cast<int>(shape().cols));
    if (!read_header) {
        return fail(read_header.error());
    }
    header.emplace(std::move(*read_header));
    if (auto checked = checkLinear(); !checked) {
        return checked;
    }
    auto read_stamps = readStamps(file.get(), shape().frames);
    if (!read_stamps) {
        return fail(read_stamps.error());
    }
    stamps = std::make_shared<const std::vector<FrameStamp>>(std::move(*read_stamps));
    auto read_events = readEvents(file.get());
    if (!read_events) {
        return fail(read_events.error());
    }
    events = std::move(*read_events);
    auto read_gaps = readGaps(file.get());
    if (!read_gaps) {
        return fail(read_gaps.error());
    }
    gaps = std::move(*read_gaps);
    auto read_regions = readRegions(file.get());
    if (!read_regions) {
        return fail(read_regions.error());
    }
    regions = std::move(*read_regions);
    auto read_outcomes = readOutcomes(file.get());
    if (!read_outcomes) {
        return fail(read_outcomes.error());
    }
    outcomes = std::move(*read_outcomes);
    auto read_ending = readEnding(file.get());
    if (!read_ending) {
        return fail(read_ending.error());
    }
    ending = *read_ending;
    return {};
}

Result<void> SessionReader::State::read()
{
    if (auto version = readableVersion(file.get()); !version) {
        return fail(std::move(version.error()));
    }
    if (auto opened = openFrames(); !opened) {
        return opened;
    }
    return readTables();
}

Result<void> SessionReader::State::checkIndex(std::uint64_t index, SampleKind wanted) const
{
    if (header->samples != wanted) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{} holds {}, not {}", path.string(),
                                                            wanted == SampleKind::Counts ? "kPa" : "counts",
                                                            wanted == SampleKind::Counts ? "counts" : "kPa"));
    }
    if (index >= stamps->size()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: frame {} of {} does not exist", path.string(), index, stamps->size()));
    }
    return {};
}

Result<SessionReader> SessionReader::open(const std::filesystem::path& path)
{
    if (auto inspected = inspectForeignFile(path, ForeignFileKind::Session); !inspected) {
        return fail(h5::inFile(path.string(), inspected.error()));
    }
    return openOwn(path);
}

Result<SessionReader> SessionReader::openOwn(const std::filesystem::path& path)
{
    auto file = h5::openForReading(path);
    if (!file) {
        return fail(h5::inFile(path.string(), file.error()));
    }
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    auto state = std::make_unique<State>(
        State{.path = path, .file = std::move(*file), .file_bytes = error ? 0 : std::uint64_t{bytes}});
    if (auto read = state->read(); !read) {
        return fail(h5::inFile(path.string(), read.error()));
    }
    return SessionReader{std::move(state)};
}

SessionReader::SessionReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
SessionReader::SessionReader(SessionReader&&) noexcept = default;
SessionReader& SessionReader::operator=(SessionReader&&) noexcept = default;
SessionReader::~SessionReader() = default;

const SessionHeader& SessionReader::header() const
{
    return *state_->header;
}

std::uint64_t SessionReader::frameCount() const
{
    return state_->stamps->size();
}

const std::vector<FrameStamp>& SessionReader::stamps() const
{
    return *state_->stamps;
}

const std::vector<std::uint32_t>& SessionReader::frameChecksums() const
{
    return state_->counts ? state_->counts->checksums() : state_->kpa->checksums();
}

const std::vector<Event>& SessionReader::events() const
{
    return state_->events;
}

const std::vector<Gap>& SessionReader::gaps() const
{
    return state_->gaps;
}

const std::vector<Region>& SessionReader::regions() const
{
    return state_->regions;
}

const std::vector<Outcome>& SessionReader::outcomes() const
{
    return state_->outcomes;
}

const StreamStats& SessionReader::streamStats() const
{
    return state_->ending.stats;
}

bool SessionReader::endedOnPurpose() const
{
    return state_->ending.ended_on_purpose;
}

const std::filesystem::path& SessionReader::path() const
{
    return state_->path;
}

std::uint64_t SessionReader::fileBytes() const
{
    return state_->file_bytes;
}

std::uint64_t SessionReader::chunkFrames() const
{
    return state_->shape().chunk_frames;
}

Result<SessionReader> SessionReader::another() const
{
    h5::prepareLibrary();
    h5::Handle file{H5Freopen(state_->file.get()), H5Fclose};
    if (!file.isValid()) {
        return fail(
            h5::inFile(state_->path.string(), h5::failure(ErrorCode::Io, "cannot be opened").value()));
    }
    auto state = std::make_unique<State>(State{.path = state_->path,
                                               .file = std::move(file),
                                               .file_bytes = state_->file_bytes,
                                               .header = state_->header,
                                               .stamps = state_->stamps,
                                               .events = state_->events,
                                               .gaps = state_->gaps,
                                               .regions = state_->regions,
                                               .outcomes = state_->outcomes,
                                               .ending = state_->ending});
    if (auto opened = state->openFrames(); !opened) {
        return fail(h5::inFile(state_->path.string(), opened.error()));
    }
    return SessionReader{std::move(state)};
}

Result<RawFrame> SessionReader::readCounts(std::uint64_t index)
{
    if (auto checked = state_->checkIndex(index, SampleKind::Counts); !checked) {
        return fail(checked.error());
    }
    h5::prepareLibrary();
    const auto cells = state_->counts->frame(index);
    if (!cells) {
        return fail(h5::inFile(state_->path.string(), cells.error()));
    }
    const auto& geometry = state_->header->geometry;
    RawFrame frame{.stamp = (*state_->stamps)[index], .counts = CountArray(geometry.rows(), geometry.cols())};
    std::copy_n(*cells, frame.counts.size(), frame.counts.data());
    if (geometry.presentCount() < geometry.cellCount()) {
        const auto* present = geometry.presentMask().data();
        for (Eigen::Index i = 0; i < frame.counts.size(); ++i) {
            frame.counts.data()[i] = present[i] != 0 ? frame.counts.data()[i] : std::uint16_t{0};
        }
    }
    return frame;
}

Result<PressureFrame> SessionReader::readPressure(std::uint64_t index)
{
    if (auto checked = state_->checkIndex(index, SampleKind::Kpa); !checked) {
        return fail(checked.error());
    }
    h5::prepareLibrary();
    const auto cells = state_->kpa->frame(index);
    if (!cells) {
        return fail(h5::inFile(state_->path.string(), cells.error()));
    }
    const auto& geometry = state_->header->geometry;
    PressureFrame frame{.stamp = (*state_->stamps)[index],
                        .kpa = PressureArray(geometry.rows(), geometry.cols())};
    std::copy_n(*cells, frame.kpa.size(), frame.kpa.data());
    return frame;
}

}  // namespace palpate::session
