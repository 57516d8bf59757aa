#include "frame_chunks.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "palpate/core/assert.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "crc32.hpp"
#include "h5_datasets.hpp"
#include "session_layout.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Chunks that are packed at the same time, each on a thread of its own.
constexpr std::size_t kMostUnderWay = 2;

Result<FrameShape> checkFrameShape(const std::vector<hsize_t>& size, const h5::Handle& dataset,
                                   std::string_view name)
{
    std::array<hsize_t, 3> chunk{};
    const h5::Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose};
    if (size.size() != 3 || size[0] < 1 || size[0] > kMaxFrames || size[1] < 1 || size[1] > kMaxMatRows ||
        size[2] < 1 || size[2] > kMaxMatCols) {
        return fail(ErrorCode::Corrupt, fmt::format("{} has not the shape (time, y, x) of a session", name));
    }
    if (!properties.isValid() || H5Pget_layout(properties.get()) != H5D_CHUNKED ||
        H5Pget_chunk(properties.get(), 3, chunk.data()) != 3 || chunk[1] != size[1] || chunk[2] != size[2] ||
        chunk[0] > size[0]) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: its chunks do not hold whole frames", name));
    }
    const FrameShape shape{.frames = size[0], .rows = size[1], .cols = size[2], .chunk_frames = chunk[0]};
    // A file that claims frames without holding them would cost memory for nothing.
    hsize_t stored = 0;
    const std::uint64_t wanted = (shape.frames + shape.chunk_frames - 1) / shape.chunk_frames;
    const h5::Handle space{H5Dget_space(dataset.get()), H5Sclose};
    if (H5Dget_num_chunks(dataset.get(), space.get(), &stored) < 0 || stored != wanted) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{}: {} of {} chunks are in the file", name, stored, wanted));
    }
    return shape;
}

}  // namespace

template <typename T>
Result<FrameChunkWriter<T>> FrameChunkWriter<T>::create(hid_t parent, std::string_view name,
                                                        const FrameShape& shape)
{
    auto dataset = h5::createDataset(parent, name, h5::numericType<T>(),
                                     {.size = {shape.frames, shape.rows, shape.cols},
                                      .chunk = {shape.chunk_frames, shape.rows, shape.cols}});
    if (!dataset) {
        return fail(dataset.error());
    }
    return FrameChunkWriter{std::move(*dataset), name, shape};
}

template <typename T>
FrameChunkWriter<T>::FrameChunkWriter(h5::Handle dataset, std::string_view name, const FrameShape& shape)
    : dataset_(std::move(dataset)), name_(name), shape_(shape), filling_(newJob())
{}

template <typename T>
std::unique_ptr<typename FrameChunkWriter<T>::Job> FrameChunkWriter<T>::newJob() const
{
    return std::make_unique<Job>(Job{.cells = std::vector<T>(shape_.chunk_frames * shape_.cells())});
}

template <typename T>
T* FrameChunkWriter<T>::nextFrame()
{
    return filling_->cells.data() + buffered_ * shape_.cells();
}

template <typename T>
Result<void> FrameChunkWriter<T>::commit()
{
    PALPATE_ASSERT(started_ + buffered_ < shape_.frames);
    ++buffered_;
    return buffered_ == shape_.chunk_frames ? startChunk() : Result<void>{};
}

template <typename T>
Result<void> FrameChunkWriter<T>::finish()
{
    auto done = buffered_ > 0 ? startChunk() : Result<void>{};
    while (done && !under_way_.empty()) {
        done = writeOldest();
    }
    return done;
}

template <typename T>
std::unique_ptr<typename FrameChunkWriter<T>::Job> FrameChunkWriter<T>::pack(std::unique_ptr<Job> job)
{
    // A chunk is stored whole; what no frame fills is 0, as the library has it.
    auto& cells = job->cells;
    std::fill(cells.begin() + static_cast<std::ptrdiff_t>(job->filled), cells.end(), T{});
    const std::span<const std::uint8_t> bytes{reinterpret_cast<const std::uint8_t*>(cells.data()),
                                              cells.size() * sizeof(T)};
    job->packed = job->packer.pack(bytes, sizeof(T));
    job->checksum = crc32Of(cells.data(), job->filled * sizeof(T));
    return job;
}

template <typename T>
Result<void> FrameChunkWriter<T>::startChunk()
{
    filling_->filled = buffered_ * shape_.cells();
    started_ += buffered_;
    buffered_ = 0;
    // Deferred where no thread can be had.
    under_way_.push_back(std::async(std::launch::async | std::launch::deferred, pack, std::move(filling_)));
    if (under_way_.size() > kMostUnderWay) {
        return writeOldest();
    }
    filling_ = newJob();
    return {};
}

template <typename T>
Result<void> FrameChunkWriter<T>::writeOldest()
{
    auto job = under_way_.front().get();
    under_way_.pop_front();
    const std::array<hsize_t, 3> offset{written_, 0, 0};
    if (job->packed.empty() || H5Dwrite_chunk(dataset_.get(), H5P_DEFAULT, 0, offset.data(),
                                              job->packed.size(), job->packed.data()) < 0) {
        return h5::failure(ErrorCode::Io, fmt::format("{} of frame {} cannot be written", name_, written_));
    }
    checksums_.push_back(job->checksum);
    written_ = std::min(written_ + shape_.chunk_frames, started_);
    filling_ = std::move(job);
    return {};
}

template <typename T>
Result<FrameChunkReader<T>> FrameChunkReader<T>::open(hid_t parent, std::string_view name,
                                                      std::vector<std::uint32_t> checksums)
{
    auto dataset = h5::openDataset(parent, name);
    if (!dataset) {
        return fail(dataset.error());
    }
    const auto size = h5::checkedShape(*dataset, name, h5::numericType<T>());
    if (!size) {
        return fail(size.error());
    }
    const auto shape = checkFrameShape(*size, *dataset, name);
    if (!shape) {
        return fail(shape.error());
    }
    const std::uint64_t chunks = (shape->frames + shape->chunk_frames - 1) / shape->chunk_frames;
    if (checksums.size() != chunks) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{}: {} checksums for {} chunks", name, checksums.size(), chunks));
    }
    auto filters = h5::ChunkFilters::of(*dataset, shape->chunk_frames * shape->cells() * sizeof(T));
    if (!filters) {
        return fail(filters.error());
    }
    return FrameChunkReader{std::move(*dataset), name, *shape, std::move(checksums), std::move(*filters)};
}

template <typename T>
FrameChunkReader<T>::FrameChunkReader(h5::Handle dataset, std::string_view name, const FrameShape& shape,
                                      std::vector<std::uint32_t> checksums, h5::ChunkFilters filters)
    : dataset_(std::move(dataset)),
      name_(name),
      shape_(shape),
      checksums_(std::move(checksums)),
      filters_(std::move(filters))
{}

template <typename T>
Result<const T*> FrameChunkReader<T>::frame(std::uint64_t index)
{
    PALPATE_ASSERT(index < shape_.frames);
    const std::uint64_t number = index / shape_.chunk_frames;
    const auto holds = [number](const Chunk& chunk) {
        return chunk.number == number && !chunk.cells.empty();
    };
    auto chunk = std::find_if(chunks_.begin(), chunks_.end(), holds);
    if (chunk == chunks_.end()) {
        chunk = std::min_element(chunks_.begin(), chunks_.end(),
                                 [](const Chunk& a, const Chunk& b) { return a.last_use < b.last_use; });
        if (auto read = readChunk(number, *chunk); !read) {
            chunk->cells.clear();
            return fail(read.error());
        }
    }
    chunk->last_use = ++uses_;
    return static_cast<const T*>(chunk->cells.data() + (index % shape_.chunk_frames) * shape_.cells());
}

template <typename T>
Result<void> FrameChunkReader<T>::readStored(std::uint64_t first, std::uint32_t& left_out)
{
    const std::array<hsize_t, 3> offset{first, 0, 0};
    hsize_t bytes = 0;
    if (H5Dget_chunk_storage_size(dataset_.get(), offset.data(), &bytes) < 0) {
        return h5::failure(ErrorCode::Corrupt, "its chunk is missing");
    }
    if (bytes > filters_.mostStoredBytes()) {
        return fail(ErrorCode::Corrupt, fmt::format("its chunk claims {} bytes", bytes));
    }
    stored_.resize(bytes);
    if (H5Dread_chunk(dataset_.get(), H5P_DEFAULT, offset.data(), &left_out, stored_.data()) < 0) {
        return h5::failure(ErrorCode::Corrupt, "its chunk cannot be read");
    }
    return {};
}

template <typename T>
Result<void> FrameChunkReader<T>::toOwnType(std::vector<T>& cells) const
{
    const h5::Handle type{H5Dget_type(dataset_.get()), H5Tclose};
    if (!type.isValid()) {
        return h5::failure(ErrorCode::Corrupt, "its numbers");
    }
    if (H5Tequal(type.get(), h5::numericType<T>()) <= 0 &&
        H5Tconvert(type.get(), h5::numericType<T>(), cells.size(), cells.data(), nullptr, H5P_DEFAULT) < 0) {
        return h5::failure(ErrorCode::Corrupt, "its numbers");
    }
    return {};
}

template <typename T>
Result<void> FrameChunkReader<T>::readChunk(std::uint64_t number, Chunk& chunk)
{
    const std::uint64_t first = number * shape_.chunk_frames;
    const std::uint64_t count = std::min(shape_.chunk_frames, shape_.frames - first);
    const auto damaged = [&](std::string_view how) {
        return fail(ErrorCode::Corrupt, fmt::format("frames {} to {} of {} are damaged: {}", first,
                                                    first + count - 1, name_, how));
    };
    std::uint32_t left_out = 0;
    if (auto read = readStored(first, left_out); !read) {
        return damaged(read.error().message);
    }
    const auto bytes = filters_.undo(stored_, left_out);
    if (!bytes) {
        return damaged("they do not unpack");
    }
    chunk.number = number;
    chunk.cells.resize(count * shape_.cells());
    std::memcpy(chunk.cells.data(), bytes->data(), chunk.cells.size() * sizeof(T));
    if (auto converted = toOwnType(chunk.cells); !converted) {
        return damaged(converted.error().message);
    }
    const std::uint32_t crc = crc32Of(chunk.cells.data(), chunk.cells.size() * sizeof(T));
    return crc == checksums_.at(static_cast<std::size_t>(number)) ? Result<void>{}
                                                                  : damaged("wrong checksum");
}

template class FrameChunkWriter<std::uint16_t>;
template class FrameChunkWriter<float>;
template class FrameChunkReader<std::uint16_t>;
template class FrameChunkReader<float>;

}  // namespace palpate::session
