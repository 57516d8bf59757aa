#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "palpate/core/error.hpp"

#include "h5_handle.hpp"

struct libdeflate_compressor;

namespace palpate::session::h5 {

/// Packs chunks through shuffle, deflate and fletcher32 for H5Dwrite_chunk(), as the HDF5 library would, only
/// faster. Its memory is kept from one chunk to the next. One thread at a time.
class ChunkPacker final {
  public:
    /// `bytes`: a whole chunk of values that are `value_bytes` wide. Valid until the next call; empty where
    /// memory is short.
    [[nodiscard]] std::span<const std::uint8_t> pack(std::span<const std::uint8_t> bytes,
                                                     std::size_t value_bytes);

  private:
    struct FreeCompressor {
        void operator()(libdeflate_compressor* compressor) const;
    };

    std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor_;
    std::vector<std::uint8_t> planes_;
    std::vector<std::uint8_t> packed_;
};

/// The filters that the chunks of a dataset are stored through, undone outside of the HDF5 library: that one
/// unpacks for one thread at a time, and slowly. Shuffle, deflate and fletcher32, in any order.
class ChunkFilters final {
  public:
    /// `dataset`: as checkedShape() accepted it, in chunks of `chunk_bytes`. Corrupt where a filter is
    /// another.
    [[nodiscard]] static Result<ChunkFilters> of(const Handle& dataset, std::size_t chunk_bytes);

    /// Bytes of a whole chunk from those that are stored; valid until the next call. `left_out`: the mask of
    /// filters that this chunk was not stored through. Nothing where the stored bytes are damaged.
    [[nodiscard]] std::optional<std::span<const std::uint8_t>> undo(std::span<const std::uint8_t> stored,
                                                                    std::uint32_t left_out);
    /// No chunk of this dataset is stored in more.
    [[nodiscard]] std::size_t mostStoredBytes() const;

  private:
    ChunkFilters(std::size_t chunk_bytes, std::size_t value_bytes);
    [[nodiscard]] bool takeChecksum();
    [[nodiscard]] bool inflate();
    void unshuffle();

    std::size_t chunk_bytes_;
    std::size_t value_bytes_;
    /// In the order of writing.
    std::vector<H5Z_filter_t> filters_;
    std::vector<std::uint8_t> bytes_;
    std::vector<std::uint8_t> spare_;
};

}  // namespace palpate::session::h5
