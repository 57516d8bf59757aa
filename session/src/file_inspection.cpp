#include "file_inspection.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "h5_datasets.hpp"
#include "h5_file.hpp"
#include "h5_handle.hpp"
#include "session_version.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kMaxObjects = 100'000;
constexpr int kMaxRank = 4;
constexpr hsize_t kMaxAttributeBytes = hsize_t{1} << 20U;
constexpr hsize_t kBlockValues = hsize_t{1} << 17U;
/// Values of a dataset of another program that are looked at: an importer reads the rest block by block.
constexpr hsize_t kMostOfOther = hsize_t{1} << 26U;
/// Lists up to this length are read from any file; longer ones only where the file has a byte for each value.
constexpr hsize_t kMaxListFromSmallFile = 4'000'000;

struct Extent {
    std::vector<hsize_t> size;
    [[nodiscard]] std::size_t rank() const { return size.size(); }
};

/// What a walk through one file knows.
class Inspection {
  public:
    Inspection(hid_t file, ForeignFileKind kind, std::uint64_t file_bytes)
        : file_{file}, kind_{kind}, file_bytes_{file_bytes}
    {}

    [[nodiscard]] Result<void> links();
    [[nodiscard]] Result<void> objects();

  private:
    static herr_t visitLink(hid_t group, const char* name, const H5L_info_t* info, void* self);
    static herr_t visitObject(hid_t root, const char* name, const H5O_info_t* info, void* self);
    static herr_t visitAttribute(hid_t object, const char* name, const H5A_info_t* info, void* self);

    [[nodiscard]] static Result<void> link(std::string_view name, const H5L_info_t& info);
    [[nodiscard]] Result<void> object(const std::string& name, const H5O_info_t& info);
    [[nodiscard]] Result<void> attribute(hid_t object, const char* name) const;
    [[nodiscard]] Result<void> dataset(const h5::Handle& dataset, const std::string& name);
    [[nodiscard]] Result<Extent> extentOf(const h5::Handle& dataset, std::string_view name) const;
    [[nodiscard]] Result<void> chunks(const h5::Handle& dataset, const Extent& extent, std::string_view name);
    [[nodiscard]] Result<void> values(const h5::Handle& dataset, const Extent& extent, std::string_view name);

    hid_t file_;
    ForeignFileKind kind_;
    std::uint64_t file_bytes_;
    int objects_ = 0;
    std::string in_object_;
    Result<void> result_;
    std::vector<unsigned char> block_;
};

Result<void> Inspection::link(std::string_view name, const H5L_info_t& info)
{
    if (info.type == H5L_TYPE_HARD || info.type == H5L_TYPE_SOFT) {
        return {};
    }
    return fail(ErrorCode::Corrupt, fmt::format("{} leads out of the file, which is not allowed", name));
}

herr_t Inspection::visitLink(hid_t /*group*/, const char* name, const H5L_info_t* info, void* self)
{
    auto& inspection = *static_cast<Inspection*>(self);
    inspection.result_ = link(name, *info);
    return inspection.result_ ? 0 : -1;
}

Result<void> Inspection::links()
{
    if (H5Lvisit(file_, H5_INDEX_NAME, H5_ITER_NATIVE, visitLink, this) < 0) {
        return result_ ? h5::failure(ErrorCode::Corrupt, "its groups cannot be read") : result_;
    }
    return {};
}

herr_t Inspection::visitObject(hid_t /*root*/, const char* name, const H5O_info_t* info, void* self)
{
    auto& inspection = *static_cast<Inspection*>(self);
    inspection.result_ = inspection.object(name, *info);
    return inspection.result_ ? 0 : -1;
}

Result<void> Inspection::objects()
{
    if (H5Ovisit2(file_, H5_INDEX_NAME, H5_ITER_NATIVE, visitObject, this, H5O_INFO_BASIC) < 0) {
        return result_ ? h5::failure(ErrorCode::Corrupt, "its objects cannot be read") : result_;
    }
    return {};
}

Result<void> Inspection::object(const std::string& name, const H5O_info_t& info)
{
    if (++objects_ > kMaxObjects) {
        return fail(ErrorCode::Corrupt, fmt::format("has more than {} objects", kMaxObjects));
    }
    if (info.type == H5O_TYPE_NAMED_DATATYPE) {
        return kind_ == ForeignFileKind::OtherHdf5
                   ? Result<void>{}
                   : fail(ErrorCode::Corrupt,
                          fmt::format("{} is a type, which this format does not have", name));
    }
    const h5::Handle opened{H5Oopen(file_, name.c_str(), H5P_DEFAULT), H5Oclose};
    if (!opened.isValid()) {
        return h5::failure(ErrorCode::Corrupt, name);
    }
    in_object_ = name;
    hsize_t position = 0;
    if (H5Aiterate2(opened.get(), H5_INDEX_NAME, H5_ITER_NATIVE, &position, visitAttribute, this) < 0) {
        return result_ ? h5::failure(ErrorCode::Corrupt, fmt::format("the attributes of {}", name)) : result_;
    }
    return info.type == H5O_TYPE_DATASET ? dataset(opened, name) : Result<void>{};
}

herr_t Inspection::visitAttribute(hid_t object, const char* name, const H5A_info_t* /*info*/, void* self)
{
    auto& inspection = *static_cast<Inspection*>(self);
    inspection.result_ = inspection.attribute(object, name);
    return inspection.result_ ? 0 : -1;
}

/// Dimension scales need lists of references; nothing else may have a length of its own.
bool isOfDimensionScales(std::string_view name)
{
    return name == "DIMENSION_LIST" || name == "REFERENCE_LIST";
}

Result<void> Inspection::attribute(hid_t object, const char* name) const
{
    const auto damaged = [&] {
        return h5::failure(ErrorCode::Corrupt, fmt::format("{}@{}", in_object_, name));
    };
    const h5::Handle attribute{H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
    if (!attribute.isValid()) {
        return damaged();
    }
    const h5::Handle type{H5Aget_type(attribute.get()), H5Tclose};
    const h5::Handle space{H5Aget_space(attribute.get()), H5Sclose};
    if (!type.isValid() || !space.isValid()) {
        return damaged();
    }
    const bool has_own_length =
        H5Tis_variable_str(type.get()) != 0 || H5Tdetect_class(type.get(), H5T_VLEN) != 0;
    if (has_own_length && !isOfDimensionScales(name)) {
        return kind_ == ForeignFileKind::OtherHdf5
                   ? Result<void>{}
                   : fail(ErrorCode::Corrupt,
                          fmt::format("{}@{} is of variable length, which this format does not have",
                                      in_object_, name));
    }
    const hsize_t bytes = H5Aget_storage_size(attribute.get());
    if (bytes > kMaxAttributeBytes) {
        return fail(ErrorCode::Corrupt, fmt::format("{}@{} has {} bytes", in_object_, name, bytes));
    }
    std::vector<unsigned char> value(std::max<std::size_t>(bytes, H5Tget_size(type.get())));
    if (H5Aread(attribute.get(), type.get(), value.data()) < 0) {
        return damaged();
    }
    if (has_own_length && H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, value.data()) < 0) {
        return damaged();
    }
    return {};
}

Result<Extent> Inspection::extentOf(const h5::Handle& dataset, std::string_view name) const
{
    const h5::Handle space{H5Dget_space(dataset.get()), H5Sclose};
    const int rank = space.isValid() ? H5Sget_simple_extent_ndims(space.get()) : -1;
    if (rank < 0) {
        return h5::failure(ErrorCode::Corrupt, name);
    }
    if (rank > kMaxRank) {
        return fail(ErrorCode::Corrupt, fmt::format("{} has {} dimensions", name, rank));
    }
    Extent extent{.size = std::vector<hsize_t>(static_cast<std::size_t>(rank))};
    if (rank > 0 && H5Sget_simple_extent_dims(space.get(), extent.size.data(), nullptr) != rank) {
        return h5::failure(ErrorCode::Corrupt, name);
    }
    if (kind_ == ForeignFileKind::Session && rank == 1 &&
        extent.size.front() > std::max<hsize_t>(kMaxListFromSmallFile, file_bytes_)) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{} claims {} values, more than a file of {} bytes can hold", name,
                                extent.size.front(), file_bytes_));
    }
    return extent;
}

Result<void> Inspection::dataset(const h5::Handle& dataset, const std::string& name)
{
    const h5::Handle type{H5Dget_type(dataset.get()), H5Tclose};
    const h5::Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose};
    if (!type.isValid() || !properties.isValid()) {
        return h5::failure(ErrorCode::Corrupt, name);
    }
    const H5T_class_t type_class = H5Tget_class(type.get());
    if (type_class != H5T_INTEGER && type_class != H5T_FLOAT) {
        return kind_ == ForeignFileKind::OtherHdf5
                   ? Result<void>{}
                   : fail(ErrorCode::Corrupt, fmt::format("{} does not hold numbers", name));
    }
    if (H5Pget_external_count(properties.get()) > 0 || H5Pget_layout(properties.get()) == H5D_VIRTUAL) {
        return fail(ErrorCode::Corrupt, fmt::format("{} lies outside the file, which is not allowed", name));
    }
    if (auto checked = h5::checkStorage(properties, name, H5Tget_size(type.get()));
        !checked &&
        !(kind_ == ForeignFileKind::OtherHdf5 && H5Pget_layout(properties.get()) == H5D_CONTIGUOUS)) {
        return checked;
    }
    const auto extent = extentOf(dataset, name);
    if (!extent) {
        return fail(extent.error());
    }
    if (auto found = chunks(dataset, *extent, name); !found) {
        return found;
    }
    const bool are_frames = kind_ == ForeignFileKind::Session && extent->rank() > 2;
    return are_frames ? Result<void>{} : values(dataset, *extent, name);
}

/// Every chunk must be there: what was never written would read as zeros, however much of it is claimed.
Result<void> Inspection::chunks(const h5::Handle& dataset, const Extent& extent, std::string_view name)
{
    const h5::Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose};
    if (H5Pget_layout(properties.get()) != H5D_CHUNKED) {
        return {};
    }
    std::array<hsize_t, kMaxRank> chunk{};
    const int rank = H5Pget_chunk(properties.get(), kMaxRank, chunk.data());
    if (rank != static_cast<int>(extent.rank())) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: its chunks have another shape", name));
    }
    std::array<hsize_t, kMaxRank> offset{};
    const auto advance = [&] {
        for (std::size_t i = extent.rank(); i-- > 0;) {
            offset.at(i) += chunk.at(i);
            if (offset.at(i) < extent.size[i]) {
                return true;
            }
            offset.at(i) = 0;
        }
        return false;
    };
    if (std::find(extent.size.begin(), extent.size.end(), hsize_t{0}) != extent.size.end()) {
        return {};
    }
    do {
        hsize_t bytes = 0;
        if (H5Dget_chunk_storage_size(dataset.get(), offset.data(), &bytes) < 0) {
            H5Eclear2(H5E_DEFAULT);
            bytes = 0;
        }
        // Other programs make room ahead.
        if (bytes == 0 && kind_ == ForeignFileKind::Session) {
            return fail(ErrorCode::Corrupt, fmt::format("{}: a part of it is missing", name));
        }
        if (bytes > file_bytes_) {
            return fail(ErrorCode::Corrupt, fmt::format("{}: its chunk claims {} bytes", name, bytes));
        }
    } while (advance());
    return {};
}

Result<void> Inspection::values(const h5::Handle& dataset, const Extent& extent, std::string_view name)
{
    const h5::Handle type{H5Dget_type(dataset.get()), H5Tclose};
    const h5::Handle space{H5Dget_space(dataset.get()), H5Sclose};
    if (extent.rank() == 0) {
        block_.resize(H5Tget_size(type.get()));
        return H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, block_.data()) < 0
                   ? h5::failure(ErrorCode::Corrupt, fmt::format("{} cannot be read", name))
                   : Result<void>{};
    }
    hsize_t values_of_one = 1;
    for (std::size_t i = 1; i < extent.rank(); ++i) {
        if (extent.size[i] == 0 || extent.size[i] > (kMaxAttributeBytes * 64) / values_of_one) {
            return fail(ErrorCode::Corrupt, fmt::format("{} has an impossible shape", name));
        }
        values_of_one *= extent.size[i];
    }
    const hsize_t step = std::max<hsize_t>(1, kBlockValues / values_of_one);
    const hsize_t rows =
        kind_ == ForeignFileKind::OtherHdf5
            ? std::min(extent.size.front(), std::max<hsize_t>(1, kMostOfOther / values_of_one))
            : extent.size.front();
    for (hsize_t first = 0; first < rows; first += step) {
        std::vector<hsize_t> start(extent.rank(), 0);
        std::vector<hsize_t> count = extent.size;
        start.front() = first;
        count.front() = std::min(step, rows - first);
        const h5::Handle memory{H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                                H5Sclose};
        block_.resize(static_cast<std::size_t>(count.front() * values_of_one) * H5Tget_size(type.get()));
        if (H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr) <
                0 ||
            H5Dread(dataset.get(), type.get(), memory.get(), space.get(), H5P_DEFAULT, block_.data()) < 0) {
            return h5::failure(ErrorCode::Corrupt, fmt::format("{} cannot be read", name));
        }
    }
    return {};
}

}  // namespace

Result<void> inspectFile(const std::filesystem::path& path, ForeignFileKind kind)
{
    const auto file = h5::openForReading(path);
    if (!file) {
        return fail(file.error());
    }
    if (kind == ForeignFileKind::Session) {
        // A file of another program or of a newer format is not damaged, whatever it holds.
        if (auto version = readableVersion(file->get()); !version) {
            return fail(std::move(version.error()));
        }
    }
    hsize_t bytes = 0;
    if (H5Fget_filesize(file->get(), &bytes) < 0) {
        return h5::failure(ErrorCode::Corrupt, "its size");
    }
    Inspection inspection{file->get(), kind, bytes};
    if (auto walked = inspection.links(); !walked) {
        return walked;
    }
    return inspection.objects();
}

}  // namespace palpate::session
