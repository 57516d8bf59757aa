#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "chunk_filters.hpp"
#include "h5_handle.hpp"

namespace palpate::session {

/// Shape of a dataset of frames and of its chunks.
struct FrameShape {
    std::uint64_t frames = 0;
    std::uint64_t rows = 0;
    std::uint64_t cols = 0;
    std::uint64_t chunk_frames = 0;

    [[nodiscard]] std::size_t cells() const { return static_cast<std::size_t>(rows * cols); }
};

/// Writes a (time, y, x) dataset chunk by chunk and keeps the CRC-32 of each chunk's bytes. Chunks are packed
/// on other threads while the next ones are filled; the HDF5 library is only called by the caller's thread.
template <typename T>
class FrameChunkWriter final {
  public:
    [[nodiscard]] static Result<FrameChunkWriter> create(hid_t parent, std::string_view name,
                                                         const FrameShape& shape);

    /// Where the next frame's cells go, row-major. Follow with commit().
    [[nodiscard]] T* nextFrame();
    [[nodiscard]] Result<void> commit();
    /// Writes the last, partly filled chunk.
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] const h5::Handle& dataset() const { return dataset_; }
    [[nodiscard]] const std::vector<std::uint32_t>& checksums() const { return checksums_; }

  private:
    /// A chunk from its first frame to the file; its memory is used again and again.
    struct Job {
        std::vector<T> cells;
        std::size_t filled = 0;
        h5::ChunkPacker packer{};
        std::span<const std::uint8_t> packed{};
        std::uint32_t checksum = 0;
    };

    FrameChunkWriter(h5::Handle dataset, std::string_view name, const FrameShape& shape);
    [[nodiscard]] std::unique_ptr<Job> newJob() const;
    [[nodiscard]] static std::unique_ptr<Job> pack(std::unique_ptr<Job> job);
    /// Hands the filled chunk to another thread, and waits for the oldest where enough are under way.
    [[nodiscard]] Result<void> startChunk();
    [[nodiscard]] Result<void> writeOldest();

    h5::Handle dataset_;
    std::string name_;
    FrameShape shape_;
    /// Frames whose chunks are in the file, and those whose chunks have been started.
    std::uint64_t written_ = 0;
    std::uint64_t started_ = 0;
    std::uint64_t buffered_ = 0;
    std::unique_ptr<Job> filling_;
    std::deque<std::future<std::unique_ptr<Job>>> under_way_;
    std::vector<std::uint32_t> checksums_;
};

/// Reads frames of such a dataset. The last two chunks are kept, so reading in order unpacks each once;
/// several readers unpack at the same time.
template <typename T>
class FrameChunkReader final {
  public:
    /// Checks type, shape and storage. `checksums`: one per chunk, compared whenever a chunk is read.
    [[nodiscard]] static Result<FrameChunkReader> open(hid_t parent, std::string_view name,
                                                       std::vector<std::uint32_t> checksums);

    [[nodiscard]] const FrameShape& shape() const { return shape_; }
    [[nodiscard]] const h5::Handle& dataset() const { return dataset_; }
    /// One per chunk.
    [[nodiscard]] const std::vector<std::uint32_t>& checksums() const { return checksums_; }
    /// Cells of frame `index`, row-major; valid until the next call.
    [[nodiscard]] Result<const T*> frame(std::uint64_t index);

  private:
    struct Chunk {
        std::uint64_t number = 0;
        std::uint64_t last_use = 0;
        std::vector<T> cells{};
    };

    FrameChunkReader(h5::Handle dataset, std::string_view name, const FrameShape& shape,
                     std::vector<std::uint32_t> checksums, h5::ChunkFilters filters);
    Result<void> readChunk(std::uint64_t number, Chunk& chunk);
    [[nodiscard]] Result<void> readStored(std::uint64_t first, std::uint32_t& left_out);
    [[nodiscard]] Result<void> toOwnType(std::vector<T>& cells) const;

    h5::Handle dataset_;
    std::string name_;
    FrameShape shape_;
    std::vector<std::uint32_t> checksums_;
    h5::ChunkFilters filters_;
    std::vector<std::uint8_t> stored_;
    std::array<Chunk, 2> chunks_;
    std::uint64_t uses_ = 0;
};

extern template class FrameChunkWriter<std::uint16_t>;
extern template class FrameChunkWriter<float>;
extern template class FrameChunkReader<std::uint16_t>;
extern template class FrameChunkReader<float>;

}  // namespace palpate::session
