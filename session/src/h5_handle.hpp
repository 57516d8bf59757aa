#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <hdf5.h>

#include "palpate/core/error.hpp"

namespace palpate::session::h5 {

/// An HDF5 identifier that is closed at the end of its life. Moves, but is never assigned: an identifier
/// that is replaced would be lost or closed at a surprising moment.
class Handle final {
  public:
    Handle(hid_t id, herr_t (*closer)(hid_t)) : id_(id), closer_(closer) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), closer_(other.closer_)
    {}
    Handle& operator=(Handle&&) = delete;
    ~Handle();

    [[nodiscard]] hid_t get() const { return id_; }
    [[nodiscard]] bool isValid() const { return id_ >= 0; }
    /// Closes now and tells whether that worked; for files, whose closing writes.
    [[nodiscard]] bool close();

  private:
    hid_t id_;
    herr_t (*closer_)(hid_t);
};

/// Before the first HDF5 call of a thread: no plugins are loaded, nothing is printed, and the library does
/// not run at exit (it can crash there after a disk was full).
void prepareLibrary();

/// The innermost message of the HDF5 error stack of this thread, emptied by this call.
[[nodiscard]] std::string takeLibraryMessage();

/// "WHAT: innermost message of the library".
[[nodiscard]] tl::unexpected<Error> failure(ErrorCode code, std::string_view what);

/// Puts "PATH: " before a message.
[[nodiscard]] Error inFile(std::string_view path, Error error);

/// H5T_STD_U8LE and so on: the type in the file and, on the little-endian machines that this program runs
/// on (little_endian.hpp), also in memory.
template <typename T>
[[nodiscard]] hid_t numericType();

}  // namespace palpate::session::h5
