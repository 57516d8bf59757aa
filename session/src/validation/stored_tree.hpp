#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"

#include "h5_handle.hpp"

namespace palpate::session {

/// An attribute as it is stored.
struct StoredAttribute {
    std::string name;
    /// "u1" ... "f8", "text", or what else it is in words.
    std::string type;
    std::vector<std::uint64_t> shape;
    /// Of a single text of fixed length; nothing when it is not UTF-8.
    std::optional<std::string> text;
};

/// A group, dataset or link as it is stored.
struct StoredObject {
    enum class Kind { Group, Dataset, SoftLink, OtherLink };
    Kind kind = Kind::Group;
    /// Of a dataset; as of an attribute.
    std::string type{};
    std::vector<std::uint64_t> shape{};
    bool is_little_endian = true;
    /// Why its storage is not that of this format.
    std::optional<std::string> odd_storage{};
    bool has_checksum = false;
    /// Dimensions that have a scale, or the dataset is one itself.
    bool has_scales = false;
    /// Of a soft link.
    std::string target{};
    std::vector<StoredAttribute> attributes{};

    [[nodiscard]] const StoredAttribute* attribute(std::string_view name) const;
};

/// What a file holds, by path: "/" is the root, "/events/time_s" a dataset.
using StoredTree = std::map<std::string, StoredObject, std::less<>>;

/// Reads what there is, not the values of datasets. The file has been inspected before (foreign_file.hpp).
[[nodiscard]] Result<StoredTree> readTree(hid_t file);

}  // namespace palpate::session
