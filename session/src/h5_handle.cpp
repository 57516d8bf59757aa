#include "h5_handle.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace palpate::session::h5 {

namespace {

herr_t keepInnermost(unsigned int /*depth*/, const H5E_error2_t* entry, void* target)
{
    auto& message = *static_cast<std::string*>(target);
    if (message.empty() && entry != nullptr && entry->desc != nullptr) {
        message = entry->desc;
    }
    return 0;
}

bool startLibrary()
{
    H5dont_atexit();
    const bool opened = H5open() >= 0;
    H5PLset_loading_state(0);
    return opened;
}

}  // namespace

Handle::~Handle()
{
    if (id_ >= 0) {
        closer_(id_);
    }
}

bool Handle::close()
{
    return closer_(std::exchange(id_, H5I_INVALID_HID)) >= 0;
}

void prepareLibrary()
{
    static const bool started = startLibrary();
    static_cast<void>(started);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::string takeLibraryMessage()
{
    std::string message;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keepInnermost, &message);
    H5Eclear2(H5E_DEFAULT);
    for (char& c : message) {
        c = c == '\n' || c == '\r' ? ' ' : c;
    }
    return message.empty() ? std::string{"the HDF5 library refused"} : message;
}

tl::unexpected<Error> failure(ErrorCode code, std::string_view what)
{
    return fail(code, fmt::format("{}: {}", what, takeLibraryMessage()));
}

Error inFile(std::string_view path, Error error)
{
    error.message = fmt::format("{}: {}", path, error.message);
    return error;
}

template <>
hid_t numericType<std::uint8_t>()
{
    return H5T_STD_U8LE;
}
template <>
hid_t numericType<std::int8_t>()
{
    return H5T_STD_I8LE;
}
template <>
hid_t numericType<std::uint16_t>()
{
    return H5T_STD_U16LE;
}
template <>
hid_t numericType<std::int32_t>()
{
    return H5T_STD_I32LE;
}
template <>
hid_t numericType<std::uint32_t>()
{
    return H5T_STD_U32LE;
}
template <>
hid_t numericType<std::int64_t>()
{
    return H5T_STD_I64LE;
}
template <>
hid_t numericType<std::uint64_t>()
{
    return H5T_STD_U64LE;
}
template <>
hid_t numericType<float>()
{
    return H5T_IEEE_F32LE;
}
template <>
hid_t numericType<double>()
{
    return H5T_IEEE_F64LE;
}

}  // namespace palpate::session::h5
