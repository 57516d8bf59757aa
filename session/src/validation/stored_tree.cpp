#include "validation/stored_tree.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <hdf5_hl.h>

#include "h5_attributes.hpp"
#include "h5_datasets.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

std::string numberType(hid_t type, std::string_view letter)
{
    return fmt::format("{}{}", letter, H5Tget_size(type));
}

std::string nameOfType(hid_t type)
{
    switch (H5Tget_class(type)) {
        case H5T_INTEGER:
            return numberType(type, H5Tget_sign(type) == H5T_SGN_NONE ? "u" : "i");
        case H5T_FLOAT:
            return numberType(type, "f");
        case H5T_STRING:
            return H5Tis_variable_str(type) > 0 ? "text of variable length" : "text";
        case H5T_VLEN:
            return "a list of variable length";
        case H5T_COMPOUND:
            return "a compound";
        case H5T_REFERENCE:
            return "a reference";
        case H5T_ENUM:
            return "an enumeration";
        default:
            return "another type";
    }
}

std::vector<std::uint64_t> shapeOf(const h5::Handle& space)
{
    const int rank = H5Sget_simple_extent_ndims(space.get());
    std::vector<hsize_t> size(static_cast<std::size_t>(std::max(rank, 0)));
    if (rank > 0) {
        H5Sget_simple_extent_dims(space.get(), size.data(), nullptr);
    }
    return {size.begin(), size.end()};
}

herr_t readAttribute(hid_t object, const char* name, const H5A_info_t* /*info*/, void* target)
{
    auto& attributes = *static_cast<std::vector<StoredAttribute>*>(target);
    const h5::Handle attribute{H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
    if (!attribute.isValid()) {
        return -1;
    }
    const h5::Handle type{H5Aget_type(attribute.get()), H5Tclose};
    const h5::Handle space{H5Aget_space(attribute.get()), H5Sclose};
    attributes.push_back({.name = name,
                          .type = nameOfType(type.get()),
                          .shape = shapeOf(space),
                          .text = h5::readText(object, name)});
    return 0;
}

bool hasFilter(const h5::Handle& properties, H5Z_filter_t wanted)
{
    const int filters = H5Pget_nfilters(properties.get());
    for (int i = 0; i < filters; ++i) {
        std::size_t parameters = 0;
        if (H5Pget_filter2(properties.get(), static_cast<unsigned>(i), nullptr, &parameters, nullptr, 0,
                           nullptr, nullptr) == wanted) {
            return true;
        }
    }
    return false;
}

bool hasScales(const h5::Handle& dataset, std::size_t rank)
{
    if (H5DSis_scale(dataset.get()) > 0) {
        return true;
    }
    for (std::size_t i = 0; i < rank; ++i) {
        if (H5DSget_num_scales(dataset.get(), static_cast<unsigned>(i)) < 1) {
            return false;
        }
    }
    return rank > 0;
}

StoredObject readDataset(const h5::Handle& dataset, std::string_view name)
{
    const h5::Handle type{H5Dget_type(dataset.get()), H5Tclose};
    const h5::Handle space{H5Dget_space(dataset.get()), H5Sclose};
    const h5::Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose};
    StoredObject object{
        .kind = StoredObject::Kind::Dataset, .type = nameOfType(type.get()), .shape = shapeOf(space)};
    const H5T_order_t order = H5Tget_order(type.get());
    object.is_little_endian = order == H5T_ORDER_LE || H5Tget_size(type.get()) == 1;
    if (const auto checked = h5::checkStorage(properties, name, H5Tget_size(type.get())); !checked) {
        object.odd_storage = checked.error().message;
    }
    object.has_checksum = hasFilter(properties, H5Z_FILTER_FLETCHER32);
    object.has_scales = hasScales(dataset, object.shape.size());
    return object;
}

struct Walk {
    hid_t file;
    StoredTree tree{};
    Result<void> result{};
};

std::string pathOf(std::string_view name)
{
    return name == "." ? "/" : fmt::format("/{}", name);
}

herr_t visitObject(hid_t root, const char* name, const H5O_info_t* info, void* target)
{
    auto& walk = *static_cast<Walk*>(target);
    const h5::Handle opened{H5Oopen(root, name, H5P_DEFAULT), H5Oclose};
    if (!opened.isValid()) {
        walk.result = h5::failure(ErrorCode::Corrupt, name);
        return -1;
    }
    StoredObject object;
    if (info->type == H5O_TYPE_DATASET) {
        object = readDataset(opened, name);
    }
    hsize_t position = 0;
    if (H5Aiterate2(opened.get(), H5_INDEX_NAME, H5_ITER_INC, &position, readAttribute, &object.attributes) <
        0) {
        walk.result = h5::failure(ErrorCode::Corrupt, fmt::format("the attributes of {}", name));
        return -1;
    }
    walk.tree.insert_or_assign(pathOf(name), std::move(object));
    return 0;
}

herr_t visitLink(hid_t root, const char* name, const H5L_info_t* info, void* target)
{
    if (info->type == H5L_TYPE_HARD) {
        return 0;
    }
    auto& walk = *static_cast<Walk*>(target);
    StoredObject object{.kind = StoredObject::Kind::OtherLink};
    if (info->type == H5L_TYPE_SOFT) {
        constexpr std::size_t kMaxTarget = 1024;
        std::array<char, kMaxTarget> path{};
        if (H5Lget_val(root, name, path.data(), path.size() - 1, H5P_DEFAULT) >= 0) {
            object.kind = StoredObject::Kind::SoftLink;
            object.target = path.data();
        }
    }
    walk.tree.insert_or_assign(pathOf(name), std::move(object));
    return 0;
}

}  // namespace

const StoredAttribute* StoredObject::attribute(std::string_view name) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [name](const StoredAttribute& stored) { return stored.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

Result<StoredTree> readTree(hid_t file)
{
    Walk walk{.file = file};
    if (H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, visitObject, &walk, H5O_INFO_BASIC) < 0 ||
        H5Lvisit(file, H5_INDEX_NAME, H5_ITER_INC, visitLink, &walk) < 0) {
        return walk.result ? h5::failure(ErrorCode::Corrupt, "its objects cannot be read")
                           : fail(walk.result.error());
    }
    return std::move(walk.tree);
}

}  // namespace palpate::session
