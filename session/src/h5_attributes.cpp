#include "h5_attributes.hpp"

#include <algorithm>
#include <type_traits>

#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session::h5 {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
}

Handle textType(std::size_t bytes, bool ascii)
{
    Handle type{H5Tcopy(H5T_C_S1), H5Tclose};
    // A reader of netCDF takes every byte as text, so there is no terminator.
    if (type.isValid() && (H5Tset_size(type.get(), std::max<std::size_t>(bytes, 1)) < 0 ||
                           H5Tset_strpad(type.get(), H5T_STR_NULLPAD) < 0 ||
                           H5Tset_cset(type.get(), ascii ? H5T_CSET_ASCII : H5T_CSET_UTF8) < 0)) {
        return Handle{H5I_INVALID_HID, H5Tclose};
    }
    return type;
}

Handle openAttribute(hid_t object, std::string_view name)
{
    const std::string key{name};
    if (H5Aexists(object, key.c_str()) <= 0) {
        return Handle{H5I_INVALID_HID, H5Aclose};
    }
    return Handle{H5Aopen(object, key.c_str(), H5P_DEFAULT), H5Aclose};
}

bool holdsOneValue(const Handle& attribute)
{
    const Handle space{H5Aget_space(attribute.get()), H5Sclose};
    return space.isValid() && H5Sget_simple_extent_npoints(space.get()) == 1;
}

}  // namespace

AttributeWriter& AttributeWriter::text(std::string_view name, std::string_view value)
{
    if (result_) {
        const Handle type = textType(value.size(), isAscii(value));
        const Handle space{H5Screate(H5S_SCALAR), H5Sclose};
        const std::string bytes = value.empty() ? std::string(1, '\0') : std::string{value};
        write(name, type, space, bytes.data());
    }
    return *this;
}

AttributeWriter& AttributeWriter::texts(std::string_view name, const std::vector<std::string_view>& values)
{
    if (result_) {
        std::size_t longest = 1;
        for (const auto value : values) {
            longest = std::max(longest, value.size());
        }
        std::string bytes(longest * values.size(), '\0');
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i].copy(bytes.data() + i * longest, longest);
        }
        const hsize_t count = values.size();
        const Handle type = textType(longest, isAscii(bytes));
        const Handle space{H5Screate_simple(1, &count, nullptr), H5Sclose};
        write(name, type, space, bytes.data());
    }
    return *this;
}

void AttributeWriter::writeNumbers(std::string_view name, hid_t type, const void* values,
                                   std::optional<std::size_t> count)
{
    if (result_) {
        const hsize_t size = count.value_or(1);
        const Handle space{count ? H5Screate_simple(1, &size, nullptr) : H5Screate(H5S_SCALAR), H5Sclose};
        const Handle copy{H5Tcopy(type), H5Tclose};
        write(name, copy, space, values);
    }
}

void AttributeWriter::write(std::string_view name, const Handle& type, const Handle& space,
                            const void* values)
{
    const std::string key{name};
    const Handle attribute{
        type.isValid() && space.isValid()
            ? H5Acreate2(object_, key.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT)
            : H5I_INVALID_HID,
        H5Aclose};
    if (!attribute.isValid() || H5Awrite(attribute.get(), type.get(), values) < 0) {
        result_ = failure(ErrorCode::Io, fmt::format("attribute {} cannot be written", key));
    }
}

std::optional<std::string> readText(hid_t object, std::string_view name)
{
    const Handle attribute = openAttribute(object, name);
    if (!attribute.isValid() || !holdsOneValue(attribute)) {
        return std::nullopt;
    }
    const Handle stored{H5Aget_type(attribute.get()), H5Tclose};
    if (!stored.isValid() || H5Tget_class(stored.get()) != H5T_STRING ||
        H5Tis_variable_str(stored.get()) != 0) {
        return std::nullopt;
    }
    const std::size_t bytes = H5Tget_size(stored.get());
    if (bytes == 0 || bytes > kMaxTextBytes) {
        return std::nullopt;
    }
    std::string text(bytes, '\0');
    if (H5Aread(attribute.get(), stored.get(), text.data()) < 0) {
        return std::nullopt;
    }
    text.resize(std::min(text.find('\0'), text.size()));
    return checkText(name, text) ? std::optional{text} : std::nullopt;
}

template <typename T>
std::optional<T> readNumber(hid_t object, std::string_view name)
{
    const Handle attribute = openAttribute(object, name);
    if (!attribute.isValid() || !holdsOneValue(attribute)) {
        return std::nullopt;
    }
    const Handle stored{H5Aget_type(attribute.get()), H5Tclose};
    const H5T_class_t wanted = std::is_floating_point_v<T> ? H5T_FLOAT : H5T_INTEGER;
    T value{};
    if (!stored.isValid() || H5Tget_class(stored.get()) != wanted ||
        H5Aread(attribute.get(), numericType<T>(), &value) < 0) {
        return std::nullopt;
    }
    return value;
}

template std::optional<std::uint8_t> readNumber(hid_t, std::string_view);
template std::optional<std::uint16_t> readNumber(hid_t, std::string_view);
template std::optional<std::int32_t> readNumber(hid_t, std::string_view);
template std::optional<std::uint32_t> readNumber(hid_t, std::string_view);
template std::optional<std::uint64_t> readNumber(hid_t, std::string_view);
template std::optional<double> readNumber(hid_t, std::string_view);

}  // namespace palpate::session::h5
