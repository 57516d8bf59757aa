#include "import/touch_h5_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "import/import_options.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
/// Recorders make room in blocks of frames that are not all used.
constexpr std::uint64_t kMostRoom = 2 * kMaxImportFrames;
constexpr std::uint64_t kBlockBytes = std::uint64_t{16} << 20U;

Error inFile(const std::string& name, const Error& error)
{
    return {.code = error.code == ErrorCode::NotFound ? ErrorCode::Corrupt : error.code,
            .message = fmt::format("{}: {}", name, error.message)};
}

Result<std::uint64_t> readFrameCount(const h5::Handle& file, std::uint64_t room)
{
    const std::array<hsize_t, 1> most{1};
    const auto dataset = h5::ForeignDataset::open(file, "frame_count", most);
    if (!dataset) {
        return fail(dataset.error());
    }
    double count = 0.0;
    if (auto read = dataset->read(0, 1, {&count, 1}); !read) {
        return fail(std::move(read.error()));
    }
    if (!(count >= 1.0 && count <= static_cast<double>(kMaxImportFrames)) || count != std::trunc(count)) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("frame_count is {}: 1 to {} frames can be read", count, kMaxImportFrames));
    }
    const auto frames = static_cast<std::uint64_t>(count);
    if (frames > room) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("frame_count says {} frames, but {} are in the file: it was "
                                "cut or not closed properly",
                                frames, room));
    }
    return frames;
}

Result<void> checkShape(const std::string& name, const std::vector<hsize_t>& shape,
                        const ImportOptions& options)
{
    if (options.rows && static_cast<hsize_t>(*options.rows) != shape[1]) {
        return failContradiction(name, "--rows", fmt::format("{} rows", shape[1]));
    }
    if (options.cols && static_cast<hsize_t>(*options.cols) != shape[2]) {
        return failContradiction(name, "--cols", fmt::format("{} columns", shape[2]));
    }
    return {};
}

}  // namespace

bool TouchH5Reader::isHdf5(std::string_view begin)
{
    return begin.starts_with(kSignature);
}

Result<TouchH5Reader::Source> TouchH5Reader::openSource(const std::filesystem::path& path)
{
    auto name = path.string();
    auto file = h5::openForeignFile(path);
    if (!file) {
        return fail(std::move(file.error()));
    }
    const std::array<hsize_t, 3> most_cells{kMostRoom, kMaxMatRows, kMaxMatCols};
    const std::array<hsize_t, 1> most_times{kMostRoom};
    auto pressure = h5::ForeignDataset::open(*file, "pressure", most_cells);
    if (!pressure) {
        return fail(inFile(name, pressure.error()));
    }
    auto times = h5::ForeignDataset::open(*file, "ts", most_times);
    if (!times) {
        return fail(inFile(name, times.error()));
    }
    const auto frames = readFrameCount(*file, std::min(pressure->shape()[0], times->shape()[0]));
    if (!frames) {
        return fail(inFile(name, frames.error()));
    }
    return Source{.name = std::move(name),
                  .file = std::move(*file),
                  .pressure = std::move(*pressure),
                  .times = std::move(*times),
                  .frames = *frames};
}

Result<std::unique_ptr<FrameReader>> TouchH5Reader::open(const std::filesystem::path& path,
                                                         const ImportOptions& options)
{
    auto source = openSource(path);
    if (!source) {
        return fail(std::move(source.error()));
    }
    const auto& shape = source->pressure.shape();
    if (auto fits = checkShape(source->name, shape, options); !fits) {
        return fail(std::move(fits.error()));
    }
    const StatedUnit stated{options};
    if (auto agree = stated.checkOptions(source->name); !agree) {
        return fail(std::move(agree.error()));
    }
    MissingOptions missing;
    if (!options.pitch_x) {
        missing.add("--pitch-mm");
    }
    stated.askForMissing(missing);
    if (auto complete = missing.check(source->name); !complete) {
        return fail(std::move(complete.error()));
    }
    auto geometry = MatGeometry::create(static_cast<int>(shape[1]), static_cast<int>(shape[2]),
                                        *options.pitch_x, options.pitch_y.value_or(*options.pitch_x));
    if (!geometry) {
        return fail(inFile(source->name, geometry.error()));
    }
    SessionHeader header{
        .info = importedInfo(options, kFormat, "Imported mat"),
        .geometry = std::move(*geometry),
        .samples = sampleKindOf(stated.unit()),
        .calibration = importCalibration(stated.unit(), options.counts_per_kpa, stated.source()),
        .nominal_rate = options.rate};
    auto reader = std::unique_ptr<TouchH5Reader>{
        new TouchH5Reader{std::move(*source), std::move(header), stated.unit()}};
    reader->left_out_.add("ts", "date");
    for (const auto& name : h5::rootNames(reader->source_.file, LeftOut::kMaxNames)) {
        const bool is_technical = name == "pressure" || name == "ts" || name == "frame_count" ||
                                  name == "predCount" || name == "packetNumber";
        if (!is_technical) {
            reader->left_out_.add(name);
        }
    }
    return std::unique_ptr<FrameReader>{std::move(reader)};
}

TouchH5Reader::TouchH5Reader(Source source, SessionHeader header, ImportUnit unit)
    : source_{std::move(source)},
      header_{std::move(header)},
      samples_{header_.geometry, unit},
      clock_{header_.nominal_rate}
{}

std::uint64_t TouchH5Reader::bytesRead() const
{
    return frame_ * (static_cast<std::uint64_t>(header_.geometry.cellCount()) + 1) * sizeof(double);
}

Result<void> TouchH5Reader::readBlock()
{
    const auto cells = static_cast<std::uint64_t>(header_.geometry.cellCount());
    const auto fitting = std::max<std::uint64_t>(1, kBlockBytes / (cells * sizeof(double)));
    const auto wanted = std::clamp<std::uint64_t>(source_.pressure.stepsInChunk(), 1, fitting);
    block_begin_ = frame_;
    block_frames_ = std::min(wanted, source_.frames - frame_);
    cells_.resize(block_frames_ * cells);
    times_s_.resize(block_frames_);
    if (auto read = source_.pressure.read(frame_, block_frames_, cells_); !read) {
        return read;
    }
    return source_.times.read(frame_, block_frames_, times_s_);
}

Result<std::optional<ImportedFrame>> TouchH5Reader::next()
{
    if (frame_ == source_.frames) {
        return std::optional<ImportedFrame>{};
    }
    if (frame_ == block_begin_ + block_frames_) {
        if (auto read = readBlock(); !read) {
            return fail(inFile(source_.name, read.error()));
        }
    }
    const auto fail_frame = [this](ErrorCode code, std::string_view what) {
        return fail(code, fmt::format("{}: frame {} {}", source_.name, frame_ + 1, what));
    };
    const auto cells = static_cast<std::size_t>(header_.geometry.cellCount());
    const auto in_block = frame_ - block_begin_;
    const auto values = std::span<const double>{cells_}.subspan(in_block * cells, cells);
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
        return fail_frame(ErrorCode::Corrupt, "holds a value that is no number; take the frame out");
    }
    if (auto taken = samples_.append(values); !taken) {
        return fail_frame(taken.error().code, fmt::format("is damaged: {}", taken.error().message));
    }
    const auto stamp = clock_.stamp(frame_, times_s_[in_block]);
    if (!stamp) {
        return fail_frame(stamp.error().code, stamp.error().message);
    }
    ++frame_;
    return samples_.take(*stamp);
}

}  // namespace palpate::session
