#include "h5_datasets.hpp"

#include <algorithm>
#include <limits>

#include <hdf5_hl.h>

#include <fmt/format.h>

namespace palpate::session::h5 {

namespace {

constexpr unsigned kDeflateLevel = 1;
constexpr hsize_t kMaxColumnChunk = 16384;
constexpr std::uint64_t kMaxChunkBytes = std::uint64_t{16} * 1024 * 1024;

Result<void> checkLink(hid_t parent, const std::string& name)
{
    if (H5Lexists(parent, name.c_str(), H5P_DEFAULT) <= 0) {
        H5Eclear2(H5E_DEFAULT);
        return fail(ErrorCode::NotFound, fmt::format("{} is missing", name));
    }
    H5L_info_t info{};
    if (H5Lget_info(parent, name.c_str(), &info, H5P_DEFAULT) < 0) {
        return failure(ErrorCode::Corrupt, name);
    }
    if (info.type != H5L_TYPE_HARD) {
        return fail(ErrorCode::Corrupt, fmt::format("{} leads out of the file, which is not allowed", name));
    }
    return {};
}

bool sameNumericType(hid_t stored, hid_t wanted)
{
    return H5Tget_class(stored) == H5Tget_class(wanted) && H5Tget_size(stored) == H5Tget_size(wanted) &&
           (H5Tget_class(wanted) != H5T_INTEGER || H5Tget_sign(stored) == H5Tget_sign(wanted));
}

Result<void> readAll(const Handle& dataset, std::string_view name, hid_t type, void* target)
{
    if (H5Dread(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, target) < 0) {
        return failure(ErrorCode::Corrupt, fmt::format("{} cannot be read", name));
    }
    return {};
}

}  // namespace

Result<Handle> createDataset(hid_t parent, std::string_view name, hid_t type, const Extent& extent)
{
    const std::string key{name};
    const int rank = static_cast<int>(extent.size.size());
    const Handle space{H5Screate_simple(rank, extent.size.data(), nullptr), H5Sclose};
    const Handle create{H5Pcreate(H5P_DATASET_CREATE), H5Pclose};
    const Handle access{H5Pcreate(H5P_DATASET_ACCESS), H5Pclose};
    if (!space.isValid() || !create.isValid() || !access.isValid() ||
        H5Pset_chunk(create.get(), rank, extent.chunk.data()) < 0 || H5Pset_shuffle(create.get()) < 0 ||
        H5Pset_deflate(create.get(), kDeflateLevel) < 0 || H5Pset_fletcher32(create.get()) < 0 ||
        H5Pset_obj_track_times(create.get(), false) < 0 ||
        // Whole chunks are written at a time; without a cache a full disk shows at the write that meets it.
        H5Pset_chunk_cache(access.get(), 0, 0, 0.0) < 0) {
        return failure(ErrorCode::Io, fmt::format("{} cannot be prepared", key));
    }
    Handle dataset{
        H5Dcreate2(parent, key.c_str(), type, space.get(), H5P_DEFAULT, create.get(), access.get()),
        H5Dclose};
    if (!dataset.isValid()) {
        return failure(ErrorCode::Io, fmt::format("{} cannot be created", key));
    }
    return dataset;
}

Result<Handle> createGroup(hid_t parent, std::string_view name)
{
    const std::string key{name};
    const Handle create{H5Pcreate(H5P_GROUP_CREATE), H5Pclose};
    if (!create.isValid() || H5Pset_obj_track_times(create.get(), false) < 0 ||
        H5Pset_link_creation_order(create.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) < 0) {
        return failure(ErrorCode::Io, fmt::format("group {} cannot be prepared", key));
    }
    Handle group{H5Gcreate2(parent, key.c_str(), H5P_DEFAULT, create.get(), H5P_DEFAULT), H5Gclose};
    if (!group.isValid()) {
        return failure(ErrorCode::Io, fmt::format("group {} cannot be created", key));
    }
    return group;
}

Result<Handle> openDataset(hid_t parent, std::string_view name)
{
    const std::string key{name};
    if (auto checked = checkLink(parent, key); !checked) {
        return fail(checked.error());
    }
    Handle dataset{H5Dopen2(parent, key.c_str(), H5P_DEFAULT), H5Dclose};
    if (!dataset.isValid()) {
        return failure(ErrorCode::Corrupt, fmt::format("{} is not a dataset", key));
    }
    return dataset;
}

Result<Handle> openGroup(hid_t parent, std::string_view name)
{
    const std::string key{name};
    if (auto checked = checkLink(parent, key); !checked) {
        return fail(checked.error());
    }
    Handle group{H5Gopen2(parent, key.c_str(), H5P_DEFAULT), H5Gclose};
    if (!group.isValid()) {
        return failure(ErrorCode::Corrupt, fmt::format("{} is not a group", key));
    }
    return group;
}

bool exists(hid_t parent, std::string_view name)
{
    const std::string key{name};
    return H5Lexists(parent, key.c_str(), H5P_DEFAULT) > 0;
}

Result<void> makeScale(const Handle& dataset, std::string_view name)
{
    const std::string key{name};
    if (H5DSset_scale(dataset.get(), key.c_str()) < 0) {
        return failure(ErrorCode::Io, fmt::format("dimension scale {} cannot be made", key));
    }
    return {};
}

Result<void> attachScale(const Handle& dataset, const Handle& scale, unsigned dimension)
{
    if (H5DSattach_scale(dataset.get(), scale.get(), dimension) < 0) {
        return failure(ErrorCode::Io, fmt::format("dimension scale {} cannot be attached", dimension));
    }
    return {};
}

Result<void> detachAll(const Handle& group, const Handle& scale)
{
    H5G_info_t info{};
    if (H5Gget_info(group.get(), &info) < 0) {
        return failure(ErrorCode::Corrupt, "group");
    }
    for (hsize_t i = 0; i < info.nlinks; ++i) {
        const Handle object{H5Oopen_by_idx(group.get(), ".", H5_INDEX_NAME, H5_ITER_INC, i, H5P_DEFAULT),
                            H5Oclose};
        if (!object.isValid() || H5Iget_type(object.get()) != H5I_DATASET) {
            continue;
        }
        const Handle space{H5Dget_space(object.get()), H5Sclose};
        const int rank = H5Sget_simple_extent_ndims(space.get());
        for (int dimension = 0; dimension < rank; ++dimension) {
            const auto index = static_cast<unsigned>(dimension);
            if (H5DSis_attached(object.get(), scale.get(), index) > 0 &&
                H5DSdetach_scale(object.get(), scale.get(), index) < 0) {
                return failure(ErrorCode::Io, "a dimension scale cannot be detached");
            }
        }
    }
    return {};
}

Result<Handle> writeGrid(hid_t parent, std::string_view name, hid_t type, const void* values,
                         std::array<hsize_t, 2> shape, const MapScales& scales)
{
    const std::vector<hsize_t> size{shape.begin(), shape.end()};
    auto dataset = createDataset(parent, name, type, {.size = size, .chunk = size});
    if (!dataset) {
        return dataset;
    }
    if (H5Dwrite(dataset->get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0) {
        return failure(ErrorCode::Io, fmt::format("{} cannot be written", name));
    }
    if (auto attached = attachScale(*dataset, scales.y, 0); !attached) {
        return fail(attached.error());
    }
    if (auto attached = attachScale(*dataset, scales.x, 1); !attached) {
        return fail(attached.error());
    }
    return dataset;
}

Result<void> writeMap(hid_t parent, std::string_view name, const float* values, std::array<hsize_t, 2> shape,
                      const MapScales& scales, std::string_view units)
{
    const auto dataset = writeGrid(parent, name, numericType<float>(), values, shape, scales);
    if (!dataset) {
        return fail(dataset.error());
    }
    AttributeWriter attributes{dataset->get()};
    attributes.text("units", units).number("_FillValue", std::numeric_limits<float>::quiet_NaN());
    return attributes.result();
}

Result<void> TableWriter::writeColumn(std::string_view name, hid_t type, const void* values,
                                      std::size_t count)
{
    const hsize_t size = count;
    auto dataset =
        createDataset(group_, name, type, {.size = {size}, .chunk = {std::min(size, kMaxColumnChunk)}});
    if (!dataset) {
        return fail(dataset.error());
    }
    if (H5Dwrite(dataset->get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0) {
        return failure(ErrorCode::Io, fmt::format("{} cannot be written", name));
    }
    last_.reset();
    last_.emplace(std::move(*dataset));
    if (scale_ != nullptr) {
        return attachScale(*last_, *scale_, 0);
    }
    auto made = makeScale(*last_, name);
    if (made) {
        own_scale_.emplace(H5Dopen2(group_, std::string{name}.c_str(), H5P_DEFAULT), H5Dclose);
        scale_ = &*own_scale_;
    }
    return made;
}

TableWriter& TableWriter::flags(std::string_view name, const std::vector<std::uint8_t>& values,
                                const Flags& flags, std::string_view long_name)
{
    if (result_) {
        result_ = writeColumn(name, numericType<std::uint8_t>(), values.data(), values.size());
    }
    if (result_) {
        AttributeWriter attributes{last_->get()};
        attributes.text("units", "1").text("long_name", long_name);
        attributes.numbers(flags.are_masks ? "flag_masks" : "flag_values", flags.values)
            .text("flag_meanings", flags.meanings);
        result_ = attributes.result();
    }
    return *this;
}

Result<void> checkStorage(const Handle& properties, std::string_view name, std::size_t value_bytes)
{
    const H5D_layout_t layout = H5Pget_layout(properties.get());
    if (layout == H5D_COMPACT) {
        return {};
    }
    std::array<hsize_t, 4> chunk{};
    const int rank = layout == H5D_CHUNKED
                         ? H5Pget_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data())
                         : -1;
    if (rank < 1 || rank > static_cast<int>(chunk.size())) {
        return fail(ErrorCode::Corrupt, fmt::format("{} is not stored in chunks of this format", name));
    }
    std::uint64_t bytes = value_bytes;
    for (int i = 0; i < rank; ++i) {
        const hsize_t size = chunk.at(static_cast<std::size_t>(i));
        if (size == 0 || size > kMaxChunkBytes / bytes) {
            return fail(ErrorCode::Corrupt, fmt::format("{} has chunks of more than 16 MiB", name));
        }
        bytes *= size;
    }
    const int filters = H5Pget_nfilters(properties.get());
    for (int i = 0; i < filters; ++i) {
        unsigned flags = 0;
        std::size_t parameters = 0;
        const H5Z_filter_t filter = H5Pget_filter2(properties.get(), static_cast<unsigned>(i), &flags,
                                                   &parameters, nullptr, 0, nullptr, nullptr);
        if (filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_FLETCHER32) {
            return fail(
                ErrorCode::Corrupt,
                fmt::format("{} is packed with filter {}, which this format does not use", name, filter));
        }
    }
    return {};
}

Result<std::vector<hsize_t>> checkedShape(const Handle& dataset, std::string_view name, hid_t wanted_type)
{
    const Handle type{H5Dget_type(dataset.get()), H5Tclose};
    const Handle space{H5Dget_space(dataset.get()), H5Sclose};
    const Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose};
    if (!type.isValid() || !space.isValid() || !properties.isValid()) {
        return failure(ErrorCode::Corrupt, name);
    }
    if (!sameNumericType(type.get(), wanted_type)) {
        return fail(ErrorCode::Corrupt, fmt::format("{} has another number type than this format", name));
    }
    if (auto checked = checkStorage(properties, name, H5Tget_size(type.get())); !checked) {
        return fail(checked.error());
    }
    constexpr int kMaxRank = 3;
    const int rank = H5Sget_simple_extent_ndims(space.get());
    if (rank < 1 || rank > kMaxRank) {
        return fail(ErrorCode::Corrupt, fmt::format("{} has {} dimensions", name, rank));
    }
    std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
    if (H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr) != rank) {
        return failure(ErrorCode::Corrupt, name);
    }
    return shape;
}

template <typename T>
Result<std::vector<T>> readColumn(hid_t parent, std::string_view name, std::string_view units,
                                  std::uint64_t max_count)
{
    const auto dataset = openDataset(parent, name);
    if (!dataset) {
        return fail(dataset.error());
    }
    const auto shape = checkedShape(*dataset, name, numericType<T>());
    if (!shape) {
        return fail(shape.error());
    }
    if (shape->size() != 1 || shape->front() > max_count) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{} is not a list of at most {} numbers", name, max_count));
    }
    if (!units.empty() && readText(dataset->get(), "units") != units) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: its units are not {}", name, units));
    }
    std::vector<T> values(shape->front());
    if (auto read = readAll(*dataset, name, numericType<T>(), values.data()); !read) {
        return fail(read.error());
    }
    return values;
}

template <typename T>
Result<std::vector<T>> readGrid(hid_t parent, std::string_view name, std::array<hsize_t, 2> shape)
{
    const auto dataset = openDataset(parent, name);
    if (!dataset) {
        return fail(dataset.error());
    }
    const auto stored = checkedShape(*dataset, name, numericType<T>());
    if (!stored) {
        return fail(stored.error());
    }
    if (!std::equal(stored->begin(), stored->end(), shape.begin(), shape.end())) {
        return fail(ErrorCode::Corrupt, fmt::format("{} has not the shape of the mat", name));
    }
    std::vector<T> values(shape[0] * shape[1]);
    if (auto read = readAll(*dataset, name, numericType<T>(), values.data()); !read) {
        return fail(read.error());
    }
    return values;
}

template Result<std::vector<std::uint8_t>> readColumn(hid_t, std::string_view, std::string_view,
                                                      std::uint64_t);
template Result<std::vector<std::int8_t>> readColumn(hid_t, std::string_view, std::string_view,
                                                     std::uint64_t);
template Result<std::vector<std::int32_t>> readColumn(hid_t, std::string_view, std::string_view,
                                                      std::uint64_t);
template Result<std::vector<std::int64_t>> readColumn(hid_t, std::string_view, std::string_view,
                                                      std::uint64_t);
template Result<std::vector<std::uint32_t>> readColumn(hid_t, std::string_view, std::string_view,
                                                       std::uint64_t);
template Result<std::vector<std::uint64_t>> readColumn(hid_t, std::string_view, std::string_view,
                                                       std::uint64_t);
template Result<std::vector<double>> readColumn(hid_t, std::string_view, std::string_view, std::uint64_t);
template Result<std::vector<std::uint8_t>> readGrid(hid_t, std::string_view, std::array<hsize_t, 2>);
template Result<std::vector<float>> readGrid(hid_t, std::string_view, std::array<hsize_t, 2>);

}  // namespace palpate::session::h5
