#include "import/foreign_h5.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "foreign_file.hpp"
#include "h5_datasets.hpp"

#include <fmt/format.h>

namespace palpate::session::h5 {

namespace {

constexpr std::size_t kMaxNameBytes = 256;

bool isPlainNumber(hid_t type)
{
    const std::array plain{H5T_STD_I8LE,  H5T_STD_I8BE,   H5T_STD_U8LE,   H5T_STD_U8BE,   H5T_STD_I16LE,
                           H5T_STD_I16BE, H5T_STD_U16LE,  H5T_STD_U16BE,  H5T_STD_I32LE,  H5T_STD_I32BE,
                           H5T_STD_U32LE, H5T_STD_U32BE,  H5T_STD_I64LE,  H5T_STD_I64BE,  H5T_STD_U64LE,
                           H5T_STD_U64BE, H5T_IEEE_F32LE, H5T_IEEE_F32BE, H5T_IEEE_F64LE, H5T_IEEE_F64BE};
    return std::any_of(plain.begin(), plain.end(), [type](hid_t one) { return H5Tequal(type, one) > 0; });
}

Result<std::vector<hsize_t>> shapeOf(const Handle& dataset, std::string_view name,
                                     std::span<const hsize_t> most)
{
    const Handle space{H5Dget_space(dataset.get()), H5Sclose};
    const int rank = space.isValid() && H5Sget_simple_extent_type(space.get()) == H5S_SIMPLE
                         ? H5Sget_simple_extent_ndims(space.get())
                         : -1;
    if (rank != static_cast<int>(most.size())) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{} has {} dimensions where {} are expected", name, rank, most.size()));
    }
    std::vector<hsize_t> shape(most.size());
    if (H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr) != rank) {
        return failure(ErrorCode::Corrupt, name);
    }
    for (std::size_t k = 0; k < shape.size(); ++k) {
        if (shape[k] < 1 || shape[k] > most[k]) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("{} has {} steps in dimension {}: 1 to {} can be read", name, shape[k],
                                    k + 1, most[k]));
        }
    }
    return shape;
}

/// The chunk; empty for a dataset that lies in one piece.
Result<std::vector<hsize_t>> storageOf(const Handle& dataset, std::string_view name,
                                       const std::vector<hsize_t>& shape, std::size_t value_bytes)
{
    const Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose};
    if (!properties.isValid()) {
        return failure(ErrorCode::Corrupt, name);
    }
    const auto layout = H5Pget_layout(properties.get());
    if (layout != H5D_CHUNKED) {
        if ((layout != H5D_COMPACT && layout != H5D_CONTIGUOUS) ||
            H5Pget_external_count(properties.get()) != 0) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("{} lies in another file, which is not allowed", name));
        }
        return std::vector<hsize_t>{};
    }
    std::vector<hsize_t> chunk(shape.size());
    if (H5Pget_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()) !=
        static_cast<int>(chunk.size())) {
        return failure(ErrorCode::Corrupt, name);
    }
    if (auto good = checkStorage(properties, name, value_bytes); !good) {
        return fail(std::move(good.error()));
    }
    return chunk;
}

}  // namespace

Result<Handle> openForeignFile(const std::filesystem::path& path)
{
    if (auto inspected = inspectForeignFile(path, ForeignFileKind::OtherHdf5); !inspected) {
        return fail(inFile(path.string(), inspected.error()));
    }
    prepareLibrary();
    const Handle access{H5Pcreate(H5P_FILE_ACCESS), H5Pclose};
    if (!access.isValid() || H5Pset_fclose_degree(access.get(), H5F_CLOSE_SEMI) < 0 ||
        H5Pset_file_locking(access.get(), true, true) < 0) {
        return failure(ErrorCode::Io, fmt::format("{}: cannot be opened", path.string()));
    }
    Handle file{H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose};
    if (!file.isValid()) {
        return failure(ErrorCode::Corrupt,
                       fmt::format("{}: no whole HDF5 file; copy it again", path.string()));
    }
    return file;
}

std::vector<std::string> rootNames(const Handle& file, std::size_t most)
{
    std::vector<std::string> names;
    H5G_info_t info{};
    if (H5Gget_info(file.get(), &info) < 0) {
        H5Eclear2(H5E_DEFAULT);
        return names;
    }
    const auto count = std::min<hsize_t>(info.nlinks, most);
    names.reserve(count);
    for (hsize_t k = 0; k < count; ++k) {
        std::array<char, kMaxNameBytes> name{};
        if (H5Lget_name_by_idx(file.get(), ".", H5_INDEX_NAME, H5_ITER_INC, k, name.data(), name.size(),
                               H5P_DEFAULT) < 0) {
            H5Eclear2(H5E_DEFAULT);
            break;
        }
        names.emplace_back(name.data());
    }
    return names;
}

Result<ForeignDataset> ForeignDataset::open(const Handle& file, std::string_view name,
                                            std::span<const hsize_t> most)
{
    auto dataset = openDataset(file.get(), name);
    if (!dataset) {
        return fail(std::move(dataset.error()));
    }
    const Handle type{H5Dget_type(dataset->get()), H5Tclose};
    if (!type.isValid() || !isPlainNumber(type.get())) {
        return fail(ErrorCode::Corrupt, fmt::format("{} does not hold plain numbers", name));
    }
    auto shape = shapeOf(*dataset, name, most);
    if (!shape) {
        return fail(std::move(shape.error()));
    }
    auto chunk = storageOf(*dataset, name, *shape, H5Tget_size(type.get()));
    if (!chunk) {
        return fail(std::move(chunk.error()));
    }
    return ForeignDataset{std::move(*dataset), std::string{name}, std::move(*shape), std::move(*chunk)};
}

ForeignDataset::ForeignDataset(Handle dataset, std::string name, std::vector<hsize_t> shape,
                               std::vector<hsize_t> chunk)
    : dataset_{std::move(dataset)}, name_{std::move(name)}, shape_{std::move(shape)}, chunk_{std::move(chunk)}
{}

Result<void> ForeignDataset::checkStored(hsize_t first, hsize_t count) const
{
    if (chunk_.empty()) {
        if (H5Dget_storage_size(dataset_.get()) == 0) {
            return fail(ErrorCode::Corrupt, fmt::format("{} is not stored in the file", name_));
        }
        return {};
    }
    // Every chunk that the steps touch, as an odometer over all dimensions.
    std::vector<hsize_t> at(shape_.size(), 0);
    at[0] = first / chunk_[0] * chunk_[0];
    while (at[0] < first + count) {
        hsize_t bytes = 0;
        if (H5Dget_chunk_storage_size(dataset_.get(), at.data(), &bytes) < 0 || bytes == 0) {
            H5Eclear2(H5E_DEFAULT);
            return fail(ErrorCode::Corrupt,
                        fmt::format("{} of frame {} is not stored in the file: it was not "
                                    "closed properly, or is damaged",
                                    name_, at[0] + 1));
        }
        std::size_t k = shape_.size() - 1;
        at[k] += chunk_[k];
        while (k > 0 && at[k] >= shape_[k]) {
            at[k] = 0;
            --k;
            at[k] += chunk_[k];
        }
    }
    return {};
}

Result<void> ForeignDataset::read(hsize_t first, hsize_t count, std::span<double> into) const
{
    if (auto stored = checkStored(first, count); !stored) {
        return stored;
    }
    std::vector<hsize_t> begin(shape_.size(), 0);
    auto size = shape_;
    begin[0] = first;
    size[0] = count;
    hsize_t values = 1;
    for (const auto extent : size) {
        values *= extent;
    }
    const Handle space{H5Dget_space(dataset_.get()), H5Sclose};
    const Handle memory{H5Screate_simple(1, &values, nullptr), H5Sclose};
    const bool is_read =
        values == into.size() && space.isValid() && memory.isValid() &&
        H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, begin.data(), nullptr, size.data(), nullptr) >= 0 &&
        H5Dread(dataset_.get(), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT, into.data()) >= 0;
    if (!is_read) {
        return failure(ErrorCode::Corrupt,
                       fmt::format("{} cannot be read from frame {} on", name_, first + 1));
    }
    return {};
}

}  // namespace palpate::session::h5
