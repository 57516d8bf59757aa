#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "h5_attributes.hpp"
#include "h5_handle.hpp"

namespace palpate::session::h5 {

/// A flag value and its CF meaning ("pain note marker").
struct Flags {
    std::vector<std::uint8_t> values;
    std::string_view meanings;
    /// Bits that can be set together, rather than one value at a time.
    bool are_masks = false;
};

/// Rows, columns, ... of a dataset; its chunks hold `chunk` of them.
struct Extent {
    std::vector<hsize_t> size;
    std::vector<hsize_t> chunk;
};

/// Creates a chunked dataset (shuffle, deflate 1, fletcher32; no times stored).
[[nodiscard]] Result<Handle> createDataset(hid_t parent, std::string_view name, hid_t type,
                                           const Extent& extent);

[[nodiscard]] Result<Handle> createGroup(hid_t parent, std::string_view name);

/// Opens a dataset or group that lies in this very file: links that lead elsewhere are refused. NotFound or
/// Corrupt.
[[nodiscard]] Result<Handle> openDataset(hid_t parent, std::string_view name);
[[nodiscard]] Result<Handle> openGroup(hid_t parent, std::string_view name);
[[nodiscard]] bool exists(hid_t parent, std::string_view name);

/// Makes a 1-D dataset the scale of a dimension, under its own name.
[[nodiscard]] Result<void> makeScale(const Handle& dataset, std::string_view name);
[[nodiscard]] Result<void> attachScale(const Handle& dataset, const Handle& scale, unsigned dimension);

/// Detaches every dataset of a group from the scale's dimension, wherever it is attached: to be done before
/// the group is deleted, or the scale keeps references to what is gone.
[[nodiscard]] Result<void> detachAll(const Handle& group, const Handle& scale);

/// The columns of a table: 1-D datasets of one length in a group, the first one their dimension scale. Does
/// nothing after the first failure; ask result() at the end.
class TableWriter final {
  public:
    /// `scale` is the dimension of every column, or none: then the first column becomes it.
    TableWriter(hid_t group, const Handle* scale) : group_(group), scale_(scale) {}

    template <typename T>
    TableWriter& column(std::string_view name, const std::vector<T>& values, std::string_view units,
                        std::string_view long_name, std::optional<T> fill = {})
    {
        if (result_) {
            result_ = writeColumn(name, numericType<T>(), values.data(), values.size());
        }
        if (result_) {
            AttributeWriter attributes{last_->get()};
            attributes.text("units", units).text("long_name", long_name);
            if (fill) {
                attributes.number("_FillValue", *fill);
            }
            result_ = attributes.result();
        }
        return *this;
    }
    TableWriter& flags(std::string_view name, const std::vector<std::uint8_t>& values, const Flags& flags,
                       std::string_view long_name);

    [[nodiscard]] const Result<void>& result() const { return result_; }

  private:
    Result<void> writeColumn(std::string_view name, hid_t type, const void* values, std::size_t count);

    hid_t group_;
    const Handle* scale_;
    std::optional<Handle> own_scale_;
    std::optional<Handle> last_;
    Result<void> result_;
};

/// The two scales of a map of the mat.
struct MapScales {
    const Handle& y;
    const Handle& x;
};

/// rows x cols values of `type`, attached to the scales; open for its attributes.
[[nodiscard]] Result<Handle> writeGrid(hid_t parent, std::string_view name, hid_t type, const void* values,
                                       std::array<hsize_t, 2> shape, const MapScales& scales);

/// A map of rows x cols. Everything that is not a number reads as missing.
[[nodiscard]] Result<void> writeMap(hid_t parent, std::string_view name, const float* values,
                                    std::array<hsize_t, 2> shape, const MapScales& scales,
                                    std::string_view units);

/// Whether it is stored as this format stores: compact, or in chunks of at most 16 MiB with its filters only.
[[nodiscard]] Result<void> checkStorage(const Handle& properties, std::string_view name,
                                        std::size_t value_bytes);

/// What a stored dataset looks like, checked against these rules before anything is read: numeric, chunked
/// with at most 16 MiB per chunk or compact, only the filters of this format, nothing outside the file.
[[nodiscard]] Result<std::vector<hsize_t>> checkedShape(const Handle& dataset, std::string_view name,
                                                        hid_t wanted_type);

/// A whole 1-D dataset. `units` is compared unless empty. Corrupt when longer than `max_count`.
template <typename T>
[[nodiscard]] Result<std::vector<T>> readColumn(hid_t parent, std::string_view name, std::string_view units,
                                                std::uint64_t max_count);

/// A whole 2-D dataset of rows x cols.
template <typename T>
[[nodiscard]] Result<std::vector<T>> readGrid(hid_t parent, std::string_view name,
                                              std::array<hsize_t, 2> shape);

}  // namespace palpate::session::h5
