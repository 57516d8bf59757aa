#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "h5_handle.hpp"

namespace palpate::session::h5 {

/// Opens an HDF5 file that another program wrote, read only; the one place where that is done, so what must
/// be known of the file before the library may see it is asked here. Messages name the path.
[[nodiscard]] Result<Handle> openForeignFile(const std::filesystem::path& path);

/// The names in the root group, at most `most` of them.
[[nodiscard]] std::vector<std::string> rootNames(const Handle& file, std::size_t most);

/// Numbers in a foreign file, of which nothing is believed before it is checked: whole or floating-point
/// numbers of 1 to 8 bytes in a simple space, compact, contiguous or in chunks of at most 16 MiB, packed with
/// deflate, shuffle and fletcher32 only; nothing that lies in, or leads to, another file.
class ForeignDataset final {
  public:
    /// `most`: the largest extent of each dimension. NotFound, or Corrupt naming the dataset.
    [[nodiscard]] static Result<ForeignDataset> open(const Handle& file, std::string_view name,
                                                     std::span<const hsize_t> most);

    [[nodiscard]] const std::vector<hsize_t>& shape() const { return shape_; }
    /// How many steps of the first dimension a chunk holds; 1 where there are no chunks.
    [[nodiscard]] hsize_t stepsInChunk() const { return chunk_.empty() ? 1 : chunk_.front(); }
    /// `count` steps of the first dimension from `first` on. Corrupt where they are not stored at all (the
    /// library would give fill values) or cannot be read.
    [[nodiscard]] Result<void> read(hsize_t first, hsize_t count, std::span<double> into) const;

  private:
    ForeignDataset(Handle dataset, std::string name, std::vector<hsize_t> shape, std::vector<hsize_t> chunk);
    [[nodiscard]] Result<void> checkStored(hsize_t first, hsize_t count) const;

    Handle dataset_;
    std::string name_;
    std::vector<hsize_t> shape_;
    std::vector<hsize_t> chunk_;
};

}  // namespace palpate::session::h5
